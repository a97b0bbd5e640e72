"""The browser's copies of outlines and hatching."""

import json
import os

import pytest

from data_access import boundaries
from data_access.reference import UnknownPlaceError


def published(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_publish_copies_both_files_and_nothing_else(tmp_path):
    boundaries.publish("14", tmp_path / "static")
    assert published(tmp_path / "static") == ["hatching/14.geojson", "outlines/14.geojson"]
    copy = tmp_path / "static" / "outlines" / "14.geojson"
    assert copy.read_bytes() == boundaries.outline_file("14").read_bytes()
    assert json.loads(copy.read_text("utf-8"))["type"] == "FeatureCollection"


def test_publishing_again_leaves_the_files_alone(tmp_path):
    boundaries.publish("14", tmp_path)
    copies = [tmp_path / name for name in published(tmp_path)]
    for copy in copies:
        os.utime(copy, ns=(1, 1))
    before = [copy.stat() for copy in copies]
    boundaries.publish("14", tmp_path)
    after = [copy.stat() for copy in copies]
    assert [(s.st_ino, s.st_mtime_ns) for s in after] == [(s.st_ino, 1) for s in before]


@pytest.mark.parametrize("stale", [b"", b"{}", None])
def test_a_copy_that_differs_is_replaced(tmp_path, stale):
    boundaries.publish("14", tmp_path)
    copy = tmp_path / "hatching" / "14.geojson"
    good = copy.read_bytes()
    copy.write_bytes(good[:-2] + b"  " if stale is None else stale)
    boundaries.publish("14", tmp_path)
    assert copy.read_bytes() == good
    assert published(tmp_path) == ["hatching/14.geojson", "outlines/14.geojson"]


def test_copies_are_readable_by_a_web_server(tmp_path):
    boundaries.publish("14", tmp_path)
    assert (tmp_path / "outlines" / "14.geojson").stat().st_mode & 0o444 == 0o444


def test_a_copy_that_cannot_be_put_in_place_leaves_no_rubbish(tmp_path):
    (tmp_path / "outlines" / "14.geojson" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError):
        boundaries.publish("14", tmp_path)
    assert published(tmp_path) == []


@pytest.mark.parametrize("code", ["48", "", "../../14", "14100"])
def test_an_unknown_prefecture_is_told_and_nothing_is_written(tmp_path, code):
    with pytest.raises(UnknownPlaceError) as refusal:
        boundaries.publish(code, tmp_path)
    assert code in refusal.value.sentence.ja
    assert published(tmp_path) == []
