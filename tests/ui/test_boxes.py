"""What the scripts of the menu and of the choices read."""

import json

import pytest

from ui import boxes, scripted


def test_a_choice_is_told_by_ids_with_their_words() -> None:
    year = boxes.box("year", "年度", ["2026", "2025"], "2025", words=lambda id: f"{id}年度")
    told = json.loads(boxes.content([year], "ja"))
    assert told["language"] == "ja"
    assert told["boxes"] == [
        {
            "parameter": "year",
            "name": "year",
            "label": "年度",
            "options": [["2026", "2026年度"], ["2025", "2025年度"]],
            "shown": "2025",
            "keeping": {},
        }
    ]


def test_two_boxes_of_one_parameter_have_names_of_their_own() -> None:
    measure = boxes.box("metric", "Measure", ["a"], "a", words=str.upper)
    per = boxes.box(
        "metric", "Per", ["a"], "a", words=str.upper, keeping=[("spend", "b")], name="denominator"
    )
    told = json.loads(boxes.content([measure, per], "en"))["boxes"]
    assert [each["name"] for each in told] == ["metric", "denominator"]
    assert [each["parameter"] for each in told] == ["metric", "metric"]
    assert told[1]["keeping"] == {"spend": "b"}


@pytest.mark.parametrize("name", ["boxes", "menu"])
def test_a_script_is_sent_without_its_remarks(name: str) -> None:
    sent = scripted.script(name)
    assert "//" not in sent
    assert not [line for line in sent.splitlines() if line != line.strip() or not line]
    assert "export default function" in sent
