"""Scenes as they are frozen: what is in them, and what never is."""

import json
from dataclasses import asdict, replace

import pytest

from data_access import reference
from data_access.presentations import Presentation
from metrics.catalogue import METRICS
from ui import cached, room, scenes
from ui.cached import Snapshot
from ui.frame import Reader
from ui.visits import Visit
from wording import presentation as words
from wording.text import LANGUAGES, Language

KANAGAWA = reference.municipalities("14")
NAMES = {each for place in KANAGAWA for each in (place.name.ja, place.name.en.split()[0])}
TELLING = {each for each in NAMES | {place.kana for place in KANAGAWA} if len(each) > 2} | {
    place.code for place in KANAGAWA
}
"""What names a municipality, in any of its writings."""
MEASURED = ("tiles", "ranking", "spending", "years")
VIEWS = [
    *({"figure": figure} for figure in room.FIGURES if figure not in MEASURED),
    *({"figure": figure, "metric": each.id} for figure in MEASURED for each in METRICS[::3]),
    {"figure": "ranking", "order": "code", "group": "peers", "place": "14205"},
    {"figure": "tiles", "year": "2024", "month": "6"},
    {"figure": "years", "place": "14205"},
    {"figure": "courses", "by": "category", "sort": "completion"},
    {"figure": "strips", "place": "14205"},
]


def reader(snapshot: Snapshot, spoken: Language = "ja") -> Reader:
    return Reader(spoken, "dark", snapshot, Visit(snapshot.scope, "open"))


def renamed(snapshot: Snapshot, key: str | None = "a" * 32) -> Reader:
    """The room that sees a presentation with this key."""
    found = Presentation("1", "open", "題", key, kinds_told=False, scenes=0)
    return scenes.for_room(reader(snapshot), found)


def said(guest: Reader, view: dict[str, str]) -> str:
    """All that is kept of a scene, in both languages; or why there is none."""
    chosen = scenes.chosen_again(guest, view)
    try:
        made = scenes.made(guest, view["figure"], chosen)
    except room.NothingToShow as nothing:
        return f"{nothing.title} {nothing.advice}"
    kept = scenes.kept_choices(guest.snapshot, view["figure"], chosen)
    slides = {language: asdict(slide) for language, slide in made.slides.items()}
    return json.dumps([slides, kept], ensure_ascii=False)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: "-".join(view.values()))
def test_no_scene_under_pseudonyms_names_a_place(snapshot: Snapshot, view: dict[str, str]) -> None:
    told = said(renamed(snapshot), view)
    assert not sorted(each for each in TELLING if each in told)


def test_the_same_search_finds_the_names_where_they_are(snapshot: Snapshot) -> None:
    told = said(renamed(snapshot, key=None), {"figure": "ranking"})
    assert {"横浜市", "Yokohama"} <= {each for each in TELLING if each in told}


def test_names_are_stable_and_belong_to_one_presentation(snapshot: Snapshot) -> None:
    view = {"figure": "ranking"}
    once, again = (said(renamed(snapshot), view) for _ in range(2))
    assert once == again
    assert once != said(renamed(snapshot, key="b" * 32), view)
    listed = cached.places(renamed(snapshot).snapshot)
    among = cached.taking_part(renamed(snapshot).snapshot, 202610)
    assert {listed[code].name.en for code in among if listed[code].name.en in once}


def test_each_place_keeps_its_own_figures(snapshot: Snapshot) -> None:
    guest, real = renamed(snapshot).snapshot, renamed(snapshot, key=None).snapshot
    for metric in ("completion_matured", "learning_time", "spend_per_active"):
        under, open_ = (cached.bare_values_of(each, 202610, metric) for each in (guest, real))
        assert {cached.code_of(guest, code): each for code, each in open_.items()} == under


def test_no_place_is_larger_to_the_eye_under_pseudonyms(snapshot: Snapshot) -> None:
    """No interval and no number of people; all rates in the steps in which those of few are."""
    guest = renamed(snapshot)
    chosen = scenes.chosen_again(guest, {"figure": "ranking"})
    listed = room._listed(guest.snapshot, chosen, "completion_matured")
    assert len(listed) > 10
    for row in listed:
        assert (row.value.low, row.value.high, row.value.people) == (None, None, None)
        assert (row.interval, row.people, row.rank_text) == ("", "", "")
        assert round(100 * (row.value.value or 0)) % room.STEP == 0
    assert not {"map", "funnel"} & set(room.offered(guest.snapshot))
    for figure in room.offered(guest.snapshot):
        assert not {"place", "group"} & set(room.asked(figure, guest.snapshot))


def test_a_course_that_names_a_place_is_left_out(snapshot: Snapshot) -> None:
    guest = renamed(snapshot).snapshot
    assert room._names_a_place("横浜市の防災", guest)
    assert room._names_a_place("Yokohama: disaster plans", guest)
    assert not room._names_a_place("はじめてのDX入門", guest)
    assert not room._names_a_place("横浜市の防災", snapshot)


def test_a_room_sees_what_a_presenter_sees(snapshot: Snapshot) -> None:
    exact = replace(snapshot, scope=replace(snapshot.scope, role="prefecture"))
    for mine in (snapshot, exact):
        guest = renamed(mine, key=None)
        assert guest.snapshot.scope.role == "presenter"
        assert guest.snapshot.scope.municipalities == frozenset()
        assert guest.theme == "light"
    told = {said(renamed(mine), {"figure": "headlines"}) for mine in (snapshot, exact)}
    assert len(told) == 1


def test_the_newest_month_is_kept_as_the_newest(snapshot: Snapshot) -> None:
    guest = renamed(snapshot, key=None)
    newest = scenes.chosen_again(guest, {"place": "14205", "order": "code"})
    kept = scenes.kept_choices(guest.snapshot, "ranking", newest)
    assert kept == {"metric": newest.metric, "place": "14205", "order": "code", "group": "all"}
    old = scenes.chosen_again(guest, {"year": "2024", "month": "6"})
    kept = scenes.kept_choices(guest.snapshot, "ranking", old)
    assert scenes.chosen_again(guest, kept) == replace(old, language=guest.language)


def test_a_scene_that_would_be_empty_says_why(snapshot: Snapshot) -> None:
    guest = renamed(snapshot, key=None)
    chosen = scenes.chosen_again(guest, {"metric": "learning_time"})
    with pytest.raises(room.NothingToShow) as nothing:
        scenes.made(guest, "funnel", chosen)
    assert nothing.value.advice == words.NO_FUNNEL.ja


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_drawn_in_either_language(snapshot: Snapshot, language: Language) -> None:
    guest = renamed(snapshot, key=None)
    for figure in room.FIGURES:
        slide = scenes.made(guest, figure, scenes.chosen_again(guest, {})).slides[language]
        assert slide.title
        assert bool(slide.picture) == (figure != "words")
        assert not {"None", "nan", "inf"} & set(slide.picture.replace(">", " ").split())
