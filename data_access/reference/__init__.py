"""Reference facts for all of Japan: 47 prefectures, 1,741 municipalities, the skill catalogue.

The files beside this module are read once and kept. Figures are as their source published
them; `docs/reference.md` says where each comes from and how `build.py` made the files.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

from wording.text import Text

FOLDER = Path(__file__).parent

UNKNOWN_PREFECTURE = Text(
    ja="都道府県コード「{code}」はありません。01（北海道）から47（沖縄県）までの2桁で指定してください。",
    en="There is no prefecture “{code}”. Give two digits, from 01 (Hokkaido) to 47 (Okinawa).",
)
UNKNOWN_MUNICIPALITY = Text(
    ja="自治体コード「{code}」はありません。"
    "検査数字を除く5桁（例：14100 横浜市）で指定してください。",
    en="There is no municipality “{code}”. Give five digits without the check digit, "
    "such as 14100 for Yokohama City.",
)

KINDS_IN_ENGLISH = {
    "政令指定都市": "designated city",
    "中核市": "core city",
    "施行時特例市": "special city",
    "特別区": "special ward",
    "市": "city",
    "町": "town",
    "村": "village",
}


class UnknownPlaceError(LookupError):
    """A code that no prefecture or municipality has; `sentence` tells a reader so."""

    def __init__(self, sentence: Text, code: str) -> None:
        self.sentence = Text(ja=sentence("ja", code=code), en=sentence("en", code=code))
        super().__init__(self.sentence.en)


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees of longitude and latitude that a map opens on."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a municipality had; `valid_to` is the first day of the next one."""

    code: str
    name: str
    valid_to: date


@dataclass(frozen=True, slots=True)
class Prefecture:
    """A prefecture; `lon` and `lat` are its capital, `box` its main body without far islands."""

    code: str
    code6: str
    name: Text
    kana: str
    lon: float
    lat: float
    box: Box
    municipality_count: int
    population: int
    population_year: int
    staff: int
    staff_year: int


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality (city, special ward, town or village).

    `staff` counts full-time staff in general administration. `workers_…` are employed
    residents by sector at the census; those of unknown sector are in none of the three.
    `class_estimate` is our estimate of the official peer-group class (類似団体), absent where
    nobody lived at the census. `lon` and `lat` are a point to write the name on, inside the
    largest part. `tile_column` and `tile_row` count from 0 at the north-west of the tile view.
    """

    code: str
    code6: str
    name: Text
    kana: str
    kind: Text
    population: int
    population_year: int
    staff: int
    staff_year: int
    workers_primary: int
    workers_secondary: int
    workers_tertiary: int
    class_estimate: Text | None
    lon: float
    lat: float
    tile_column: int
    tile_row: int

    @property
    def prefecture(self) -> str:
        """The two-digit code of the prefecture."""
        return self.code[:2]

    @property
    def workers(self) -> int:
        """Employed residents whose sector is known."""
        return self.workers_primary + self.workers_secondary + self.workers_tertiary

    @property
    def primary_share(self) -> float | None:
        """Share of workers in the primary sector, 0 to 1; None where nobody works."""
        return _share(self.workers_primary, self.workers)

    @property
    def secondary_share(self) -> float | None:
        """Share of workers in the secondary sector, 0 to 1; None where nobody works."""
        return _share(self.workers_secondary, self.workers)

    @property
    def tertiary_share(self) -> float | None:
        """Share of workers in the tertiary sector, 0 to 1; None where nobody works."""
        return _share(self.workers_tertiary, self.workers)


@dataclass(frozen=True, slots=True)
class Skill:
    """An entry of a published skill standard.

    `scheme` is the standard, `group` and `subgroup` its headings. The standards are published
    in Japanese: `name` is Japanese alone, and a heading without an English form repeats its
    Japanese one.
    """

    scheme: str
    code: str
    name: str
    group_code: str
    group: Text
    subgroup_code: str
    subgroup: Text


@cache
def prefectures() -> tuple[Prefecture, ...]:
    """All 47 prefectures, in code order."""
    return tuple(map(_prefecture, _rows("prefectures.csv")))


@cache
def prefecture(code: str) -> Prefecture:
    """The prefecture with the two-digit `code`; raises UnknownPlaceError."""
    for one in prefectures():
        if one.code == code:
            return one
    raise UnknownPlaceError(UNKNOWN_PREFECTURE, code)


@cache
def municipalities(prefecture_code: str) -> tuple[Municipality, ...]:
    """The municipalities of a prefecture, in code order; raises UnknownPlaceError."""
    prefecture(prefecture_code)
    facts = _rows("municipalities.csv", prefecture_code)
    places = _rows("places.csv", prefecture_code)
    return tuple(_municipality(*pair) for pair in zip(facts, places, strict=True))


@cache
def municipality(code: str) -> Municipality:
    """The municipality with the five-character `code`; raises UnknownPlaceError."""
    if any(one.code == code[:2] for one in prefectures()):
        for one in municipalities(code[:2]):
            if one.code == code:
                return one
    raise UnknownPlaceError(UNKNOWN_MUNICIPALITY, code)


@cache
def former_names() -> tuple[FormerName, ...]:
    """Names that municipalities had before under their present codes."""
    return tuple(
        FormerName(row["code"], row["name_ja"], date.fromisoformat(row["valid_to"]))
        for row in _rows("former_names.csv")
    )


@cache
def skills() -> tuple[Skill, ...]:
    """The skill catalogue, in the order in which its standards print it."""
    return tuple(map(_skill, _rows("skills.csv")))


def _rows(name: str, start: str = "") -> Iterator[dict[str, str]]:
    """The rows whose line begins with `start`, so that other prefectures are never parsed."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(islice(file, 1)))
        yield from csv.DictReader((line for line in file if line.startswith(start)), header)


def _prefecture(row: dict[str, str]) -> Prefecture:
    return Prefecture(
        code=row["code"],
        code6=row["code6"],
        name=Text(ja=row["name_ja"], en=row["name_en"]),
        kana=row["kana"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        box=Box(*(float(row[side]) for side in ("west", "south", "east", "north"))),
        municipality_count=int(row["municipalities"]),
        population=int(row["population"]),
        population_year=int(row["population_year"]),
        staff=int(row["staff"]),
        staff_year=int(row["staff_year"]),
    )


def _municipality(facts: dict[str, str], place: dict[str, str]) -> Municipality:
    if facts["code"] != place["code"]:
        raise ValueError(f"places.csv has {place['code']} where {facts['code']} should stand")
    return Municipality(
        code=facts["code"],
        code6=facts["code6"],
        name=Text(ja=facts["name_ja"], en=facts["name_en"]),
        kana=facts["kana"],
        kind=Text(ja=facts["kind"], en=KINDS_IN_ENGLISH[facts["kind"]]),
        population=int(facts["population"]),
        population_year=int(facts["population_year"]),
        staff=int(facts["staff"]),
        staff_year=int(facts["staff_year"]),
        workers_primary=int(facts["workers_primary"]),
        workers_secondary=int(facts["workers_secondary"]),
        workers_tertiary=int(facts["workers_tertiary"]),
        class_estimate=_class_estimate(facts["class_estimate"]),
        lon=float(place["lon"]),
        lat=float(place["lat"]),
        tile_column=int(place["tile_column"]),
        tile_row=int(place["tile_row"]),
    )


def _class_estimate(label: str) -> Text | None:
    """都市Ⅳ-3 is “cities Ⅳ-3”, 町村Ⅴ-2 “towns and villages Ⅴ-2”; others are a kind's name."""
    if not label:
        return None
    if label in KINDS_IN_ENGLISH:
        return Text(ja=label, en=KINDS_IN_ENGLISH[label])
    english = label.replace("都市", "cities ").replace("町村", "towns and villages ")
    return Text(ja=label, en=english)


def _skill(row: dict[str, str]) -> Skill:
    return Skill(
        scheme=row["scheme"],
        code=row["code"],
        name=row["name_ja"],
        group_code=row["group_code"],
        group=Text(ja=row["group_ja"], en=row["group_en"] or row["group_ja"]),
        subgroup_code=row["subgroup_code"],
        subgroup=Text(ja=row["subgroup_ja"], en=row["subgroup_en"] or row["subgroup_ja"]),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
