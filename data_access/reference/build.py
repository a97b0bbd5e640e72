"""Rebuild the reference files from their sources: `python -m data_access.reference.build -h`.

Needs `requirements-dev.txt` (shapely, scipy). The same sources give the same bytes.
`docs/reference.md` says what the sources are.
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import cos, radians
from pathlib import Path

import numpy as np
import shapely
from shapely import Geometry
from shapely.geometry import mapping, shape

from data_access.reference import FOLDER, hatch_lines, map_extent, outline_mending, tile_layout

Row = dict[str, str]

MUNICIPALITY_COLUMNS = {
    "code5": "code",
    "code6": "code6",
    "name_ja": "name_ja",
    "kana": "kana",
    "name_en": "name_en",
    "kind": "kind",
    "population": "population",
    "population_year": "population_year",
    "staff_count": "staff",
    "staff_year": "staff_year",
    "workers_primary": "workers_primary",
    "workers_secondary": "workers_secondary",
    "workers_tertiary": "workers_tertiary",
    "ruiji_class_est": "class_estimate",
}
PREFECTURE_COLUMNS = {
    "pref_code": "code",
    "code6": "code6",
    "name_ja": "name_ja",
    "kana": "kana",
    "name_en": "name_en",
    "lon": "lon",
    "lat": "lat",
    "municipalities": "municipalities",
    "population": "population",
    "population_year": "population_year",
    "municipal_staff": "staff",
    "staff_year": "staff_year",
}
SKILL_COLUMNS = {
    "scheme": "scheme",
    "code": "code",
    "name_ja": "name_ja",
    "group_code": "group_code",
    "group_ja": "group_ja",
    "group_en": "group_en",
    "sub_code": "subgroup_code",
    "sub_ja": "subgroup_ja",
    "sub_en": "subgroup_en",
}


def main() -> None:
    """Rebuild every reference file from the sources that the command line names."""
    sources = _arguments()
    municipalities = _renamed(_rows(sources.municipalities), MUNICIPALITY_COLUMNS)
    outlines = _outlines_by_prefecture(sources.areas, sources.merges)
    bodies = {prefecture: map_extent.main_body(shapes) for prefecture, shapes in outlines.items()}
    boxes = {
        prefecture: map_extent.box(shapes[code] for code in bodies[prefecture])
        for prefecture, shapes in outlines.items()
    }
    names = {row["code"]: row for row in municipalities}
    for prefecture, shapes in outlines.items():
        _write_outlines(prefecture, shapes, names)
        _write_hatching(prefecture, shapes, boxes[prefecture])
    _write_csv("municipalities.csv", municipalities)
    _write_csv("places.csv", _places(outlines, bodies))
    _write_csv("prefectures.csv", _prefectures(sources.prefectures, boxes))
    _write_csv("skills.csv", _renamed(_rows(sources.skills), SKILL_COLUMNS))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m data_access.reference.build")
    parser.add_argument("areas", type=Path, help="GeoJSON of the forecast areas, with `code`")
    parser.add_argument("merges", type=Path, help="CSV: jma_code, has_polygon, code5")
    parser.add_argument("prefectures", type=Path, help=f"CSV: {', '.join(PREFECTURE_COLUMNS)}")
    parser.add_argument("municipalities", type=Path, help=f"CSV: {', '.join(MUNICIPALITY_COLUMNS)}")
    parser.add_argument("skills", type=Path, help=f"CSV: {', '.join(SKILL_COLUMNS)}")
    return parser.parse_args()


def _outlines_by_prefecture(areas: Path, merges: Path) -> dict[str, outline_mending.Outlines]:
    parts: dict[str, list[tuple[str, Geometry]]] = defaultdict(list)
    for code, area in _parts(areas, merges):
        parts[code[:2]].append((code, area))
    return {prefecture: outline_mending.outlines(parts[prefecture]) for prefecture in sorted(parts)}


def _parts(areas: Path, merges: Path) -> Iterator[tuple[str, Geometry]]:
    """Each area that belongs to a municipality, with the municipality's code."""
    owner = {row["jma_code"]: row["code5"] for row in _rows(merges) if row["has_polygon"] == "1"}
    for feature in json.loads(areas.read_text(encoding="utf-8"))["features"]:
        if code := owner[feature["properties"]["code"]]:
            yield code, shape(feature["geometry"])


def _write_outlines(
    prefecture: str, outlines: Mapping[str, Geometry], names: Mapping[str, Row]
) -> None:
    features = [
        _feature(n, code, outline, name=names[code]["name_ja"], name_en=names[code]["name_en"])
        for n, (code, outline) in enumerate(outlines.items(), start=1)
    ]
    _write_geojson(FOLDER / "outlines" / f"{prefecture}.geojson", features)


def _write_hatching(prefecture: str, outlines: Mapping[str, Geometry], box: map_extent.Box) -> None:
    aspect = cos(radians((box[1] + box[3]) / 2))
    step = hatch_lines.spacing(box, aspect)
    features = [
        _feature(n, code, hatch_lines.hatching(outline, step, aspect))
        for n, (code, outline) in enumerate(outlines.items(), start=1)
    ]
    _write_geojson(FOLDER / "hatching" / f"{prefecture}.geojson", features)


def _feature(n: int, code: str, geometry: Geometry, **names: str) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"n": n, "code": code, **names},
        "geometry": mapping(_rounded(geometry)),
    }


def _rounded(geometry: Geometry) -> Geometry:
    return shapely.transform(geometry, lambda points: np.round(points, outline_mending.DECIMALS))


def _places(
    outlines: Mapping[str, Mapping[str, Geometry]], bodies: Mapping[str, frozenset[str]]
) -> Iterator[Row]:
    for prefecture, shapes in outlines.items():
        tiles = tile_layout.tiles(shapes, bodies[prefecture])
        for code, outline in shapes.items():
            lon, lat = map_extent.label_point(outline)
            column, row = tiles[code]
            yield {
                "code": code,
                "lon": f"{lon:.4f}",
                "lat": f"{lat:.4f}",
                "tile_column": str(column),
                "tile_row": str(row),
            }


def _prefectures(source: Path, boxes: Mapping[str, map_extent.Box]) -> Iterator[Row]:
    for row in _renamed(_rows(source), PREFECTURE_COLUMNS):
        yield row | _box_columns(boxes[row["code"]])


def _box_columns(box: map_extent.Box) -> Row:
    sides = ("west", "south", "east", "north")
    return {side: f"{degrees:.3f}" for side, degrees in zip(sides, box, strict=True)}


def _renamed(rows: Iterable[Row], columns: Mapping[str, str]) -> list[Row]:
    """The columns that the product uses, under its own names."""
    return [{ours: row[theirs] for theirs, ours in columns.items()} for row in rows]


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write_csv(name: str, rows: Iterable[Row]) -> None:
    listed = list(rows)
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)


def _write_geojson(path: Path, features: list[dict[str, object]]) -> None:
    """One feature a line: compact, and a change shows as the municipality that changed."""
    lines = (json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
