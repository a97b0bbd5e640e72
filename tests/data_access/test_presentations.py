"""Presentations on both databases: kept as they were frozen, and changed by their owner alone."""

from datetime import date

import pytest

from data_access.database import Database
from data_access.presentations import LONGEST_TITLE, MOST_SCENES, Made, NotYours, Shelf, Slide
from data_access.scope import Scope

SCOPE = Scope("14", "presenter", frozenset())
SLIDES = {
    "ja": Slide("題", "下の行", "<svg></svg>", "出典"),
    "en": Slide("Title", "Below", "<svg></svg>", "Source"),
}
MADE = Made(SLIDES, "d" * 32, 7, date(2026, 10, 31))


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database, SCOPE, "3f2a-9c41-b07d")


def begun(shelf: Shelf, *, pseudonyms: bool = False) -> str:
    return shelf.begin("11月の会議", pseudonyms=pseudonyms, kinds_told=True)


def titles(shelf: Shelf, number: str) -> list[str]:
    return [each.title for each in shelf.scenes(number)]


def three(shelf: Shelf) -> tuple[str, list[str]]:
    number = begun(shelf)
    made = [shelf.add(number, "ranking", {}, title, MADE) for title in ("一", "二", "三")]
    return number, [one for one in made if one]


def test_a_scene_comes_back_as_it_was_frozen(shelf: Shelf) -> None:
    number = begun(shelf)
    shelf.add(number, "ranking", {"metric": "activation"}, "題", MADE)
    [scene] = shelf.scenes(number)
    assert (scene.figure, scene.choices, scene.title, scene.note) == (
        "ranking",
        {"metric": "activation"},
        "題",
        "",
    )
    assert scene.made == MADE
    assert shelf.scene(number, scene.id) == scene
    assert shelf.scene(number, "another") is None


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_list_names_scenes_by_their_own_titles_first(shelf: Shelf, language: str) -> None:
    number = begun(shelf)
    for title in ("", "自分の題"):
        shelf.add(number, "map", {}, title, MADE)
    listed = shelf.entries(number, language)
    assert [each.title for each in listed] == [SLIDES[language].title, "自分の題"]
    assert [(each.dataset, each.version, each.as_of) for each in listed] == [
        (MADE.dataset, MADE.version, MADE.as_of)
    ] * 2


def test_each_presentation_has_a_key_of_its_own(shelf: Shelf) -> None:
    numbers = [begun(shelf, pseudonyms=True) for _ in range(3)] + [begun(shelf)]
    found = [shelf.presentation(number) for number in numbers]
    keys = [each.pseudonym_key for each in found if each]
    assert keys[-1] is None
    assert len({key for key in keys if key and len(key) == 32}) == 3
    assert len(set(numbers)) == 4


def test_scenes_are_moved_dropped_and_worded(shelf: Shelf) -> None:
    number, (first, second, third) = three(shelf)
    shelf.move(number, third, -1)
    assert titles(shelf, number) == ["一", "三", "二"]
    shelf.move(number, first, -1)
    shelf.move(number, second, 1)
    assert titles(shelf, number) == ["一", "三", "二"]
    shelf.drop(number, first)
    shelf.word(number, second, "  別の\x00 題\n", "メモ\x00\r\n二行目 \n")
    shelf.freeze(number, third, Made(SLIDES, "e" * 32, 8, date(2026, 11, 30)))
    last, worded = shelf.scenes(number)
    assert (worded.title, worded.note) == ("別の 題", "メモ\n二行目")
    assert (last.made.version, worded.made.version) == (8, 7)
    shelf.move(number, second, -1)
    assert titles(shelf, number) == ["別の 題", "三"]


def test_there_is_an_end_to_titles_and_scenes(shelf: Shelf) -> None:
    number = shelf.begin("あ" * 500, pseudonyms=False, kinds_told=False)
    for _ in range(MOST_SCENES):
        assert shelf.add(number, "words", {}, "い" * 500, MADE)
    assert shelf.add(number, "words", {}, "", MADE) is None
    shelf.rename(number, "い" * 500)
    found = shelf.presentation(number)
    assert found is not None
    assert set(found.title) == {"い"}
    assert (len(found.title), found.scenes) == (LONGEST_TITLE, MOST_SCENES)
    assert {len(title) for title in titles(shelf, number)} == {LONGEST_TITLE}


def test_nobody_changes_another_s(shelf: Shelf, database: Database) -> None:
    number, [one, *_] = three(shelf)
    other = Shelf(database, SCOPE, "somebody else")
    assert other.presentations() == []
    assert other.presentation(number) == shelf.presentation(number)
    for change in (
        lambda: other.add(number, "words", {}, "", MADE),
        lambda: other.word(number, one, "x", "y"),
        lambda: other.freeze(number, one, MADE),
        lambda: other.move(number, one, 1),
        lambda: other.drop(number, one),
        lambda: other.rename(number, "x"),
        lambda: other.discard(number),
    ):
        with pytest.raises(NotYours):
            change()
    assert titles(shelf, number) == ["一", "二", "三"]


def test_another_prefecture_and_another_role_see_none(shelf: Shelf, database: Database) -> None:
    number, _ = three(shelf)
    elsewhere = Shelf(database, Scope("13", "presenter", frozenset()), shelf.who)
    assert elsewhere.presentations() == []
    assert elsewhere.presentation(number) is None
    assert elsewhere.scenes(number) == ()
    with pytest.raises(NotYours):
        elsewhere.discard(number)
    with pytest.raises(NotYours):
        Shelf(database, Scope("14", "municipality", frozenset({"14100"})), shelf.who)


def test_what_is_deleted_is_gone_with_its_scenes(shelf: Shelf) -> None:
    number, _ = three(shelf)
    kept = begun(shelf)
    shelf.discard(number)
    assert [each.id for each in shelf.presentations()] == [kept]
    assert shelf.scenes(number) == ()
