"""The presentation page: begun, filled and changed without a browser, and frozen."""

import json
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_access.accounts import Grant
from data_access.presentations import Presentation, Scene, Shelf
from tests.pages import made
from tests.pages.conftest import Put, Serve, SignIn
from tests.pages.seen import Seen, seen
from tests.pages.test_pages import foreign_words
from ui import cached, opening, room
from wording import frame
from wording import presentation as words
from wording.sign_in import FORBIDDEN
from wording.text import LANGUAGES, Language

KANAGAWA = "14"


@pytest.fixture
def copied(serve: Serve, sample_url: str, tmp_path: Path) -> None:
    """The pages read a copy of the sample, which a test may change."""
    copy = tmp_path / "learning.sqlite"
    shutil.copyfile(sample_url.removeprefix("sqlite:///"), copy)
    serve(f"sqlite:///{copy}")


def shelf() -> Shelf:
    return Shelf(cached.connected(), opening.snapshot("ja", "light").scope, "open")


def only() -> tuple[Presentation, tuple[Scene, ...]]:
    [found] = shelf().presentations()
    return found, shelf().scenes(found.id)


def create(language: Language, *, names: str = "real", start: str = "usual") -> AppTest:
    app = seen("presentation", lang=language).app
    app.text_input[0].set_value("11月の会議")
    app.radio[0].set_value(names)
    app.radio[1].set_value(start).run()
    app.button(key="create").click().run()
    assert not app.exception
    return app


def preview(page: Seen) -> str:
    [slide] = [json.loads(sent) for sent in sent_to(page, "slide")]
    told: str = slide["slide"]
    return told


def sent_to(page: Seen, script: str) -> list[bytes]:
    """What the elements of a script have been sent."""
    named = f"dashboard.{script}"
    found = page.app.get("bidi_component")
    return [each.proto.bytes for each in found if each.proto.component_name == named]


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_presentation_begins_with_scenes_that_can_be_shown(language: Language) -> None:
    page = Seen(create(language))
    found, kept = only()
    assert page.title == words.MADE_TITLE(language, title="11月の会議", count=len(kept))
    assert tuple(each.figure for each in kept) == room.USUAL
    assert found.pseudonym_key is None
    assert not foreign_words(page.text.replace("11月の会議", ""), language)
    [stage] = sent_to(seen("presentation", lang=language, show=found.id), "stage")
    shown = json.loads(stage)
    assert len(shown["slides"]) == len(kept)
    for scene, slide in zip(kept, shown["slides"], strict=True):
        assert scene.made.slides[language].picture in slide
    assert all(words.SAMPLE_REAL(language) in slide for slide in shown["slides"])


@pytest.mark.usefixtures("copied")
def test_a_scene_is_added_as_it_was_previewed() -> None:
    create("ja", start="empty")
    found, kept = only()
    assert kept == ()
    page = seen("presentation", presentation=found.id, figure="ranking", place="14205")
    told = preview(page)
    page.app.text_input(key="title-new-0.ja").set_value("藤沢市はどこにいるか").run()
    page.app.button(key="add").click().run()
    _, [scene] = only()
    assert scene.title == "藤沢市はどこにいるか"
    assert scene.choices["place"] == "14205"
    assert scene.made.slides["ja"].picture in told
    assert words.ADDED.ja.format(position=1) in Seen(page.app).notices
    assert "藤沢市はどこにいるか" in sent_to(Seen(page.app), "scenes")[0].decode()


@pytest.mark.usefixtures("copied")
def test_what_would_be_empty_is_told_now() -> None:
    create("ja", start="empty")
    found, _ = only()
    asked = {"presentation": found.id, "figure": "funnel", "metric": "learning_time"}
    page = seen("presentation", **asked)
    assert words.NO_FUNNEL.ja in page.notices
    assert not sent_to(page, "slide")
    assert "add" not in {each.key for each in page.app.button}


@pytest.mark.usefixtures("copied")
def test_title_and_note_are_kept_as_they_are_typed() -> None:
    create("en")
    found, (first, *_) = only()
    page = seen("presentation", lang="en", presentation=found.id, scene=first.id)
    page.app.text_input(key=f"title-{first.id}.en").set_value(" What  we bought ").run()
    page.app.text_input(key=f"name-{found.id}.en").set_value("  November  meeting ").run()
    page.app.text_area[0].set_value("Ask for questions here \n").run()
    found, (first, *_) = only()
    assert found.title == "November meeting"
    assert "November meeting" in Seen(page.app).title
    assert (first.title, first.note) == ("What we bought", "Ask for questions here")
    assert "What we bought" in preview(Seen(page.app))
    assert "Ask for questions here" not in preview(Seen(page.app))


@pytest.mark.usefixtures("copied")
def test_under_pseudonyms_neither_map_nor_place_can_be_chosen() -> None:
    create("ja", names="renamed")
    found, _ = only()
    assert found.pseudonym_key
    page = seen("presentation", presentation=found.id, figure="map", place="14205")
    boxes = {box["name"]: dict(box["options"]) for box in page.boxes}
    assert "place" not in boxes
    assert not {"map", "funnel"} & set(boxes["figure"])
    ranking = seen("presentation", presentation=found.id, figure="ranking", place="14205")
    assert "藤沢市" not in ranking.text + preview(ranking) + ranking.markup


def test_a_scene_stays_as_it_was_until_it_is_made_anew(put: Put, sqlite_url: str) -> None:
    put(made.facts(KANAGAWA), KANAGAWA)
    create("ja", start="empty")
    found, _ = only()
    page = seen("presentation", presentation=found.id, figure="ranking", metric="activation")
    page.app.button(key="add").click().run()
    _, [before] = only()
    assert "90%" in before.made.slides["ja"].picture
    made.renew(sqlite_url, KANAGAWA, made.facts(KANAGAWA, joined=40))
    opening.forget()
    page = seen("presentation", presentation=found.id)
    assert words.NEWER.ja.split("（")[0] in page.text
    assert only()[1] == (before,)
    [stage] = sent_to(seen("presentation", show=found.id), "stage")
    assert before.made.slides["ja"].picture in json.loads(stage)["slides"][0]
    page.app.button(key="refresh").click().run()
    _, [after] = only()
    assert "40%" in after.made.slides["ja"].picture
    assert "90%" not in after.made.slides["ja"].picture
    assert words.NEWER.ja.split("（")[0] not in Seen(page.app).text


@pytest.mark.usefixtures("copied")
def test_deleting_takes_two_presses() -> None:
    create("ja")
    found, _ = only()
    page = seen("presentation", presentation=found.id)
    page.app.button(key="discard").click().run()
    assert shelf().presentations()
    page.app.button(key="discard-sure").click().run()
    assert not shelf().presentations()
    assert words.DISCARDED.ja.format(title=found.title) in Seen(page.app).notices


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", ["presentation", "show"])
def test_a_forged_link_leads_back_to_the_list(asked: str, language: Language) -> None:
    page = seen("presentation", lang=language, **{asked: "0123456789abcdef"})
    assert page.title == words.NOT_THERE(language)
    assert words.ALL(language) in page.text


def test_a_municipality_is_not_let_in(sign_in: SignIn, sqlite_url: str) -> None:
    made.write(sqlite_url, KANAGAWA, made.facts(KANAGAWA))
    sign_in(sqlite_url, Grant("municipality", frozenset({"14205"})))
    page = seen("presentation", lang="ja")
    assert page.title == FORBIDDEN.ja
    assert frame.PAGE_NAMES["presentation"].ja not in page.menu


@pytest.mark.usefixtures("copied")
def test_another_s_may_be_shown_without_the_notes_and_not_changed() -> None:
    create("ja")
    mine, (scene, *_) = only()
    other = Shelf(shelf().database, shelf().scope, "somebody else")
    number = other.begin("よその発表", pseudonyms=False, kinds_told=False)
    one = other.add(number, "headlines", {}, "", scene.made)
    assert one is not None
    other.word(number, one, "題", "手元だけ")
    shown = json.loads(sent_to(seen("presentation", show=number), "stage")[0])
    assert shown["notes"] == [""]
    assert "題" in shown["slides"][0]
    assert seen("presentation", presentation=number).title == words.NOT_THERE.ja
    assert [each.id for each in shelf().presentations()] == [mine.id]
