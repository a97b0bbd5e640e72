"""Two regions that differ in what hardly anybody may know: a role's pages must be the same in both.

No subtraction, however clever, finds a difference between pages that are the same byte for byte.
So this covers whatever the pages hold: titles, hovers, positions of dots and lines, alternatives,
the order of rows, what a figure's script is sent, and the files to take away.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from data_access.accounts import Grant
from metrics.disclosure import coarse_count
from metrics.facts import last_day
from tests.attacker import region
from tests.attacker.conftest import made
from tests.attacker.region import Enrolment
from tests.pages.conftest import SignIn
from tests.pages.seen import seen
from ui import away
from ui.files import csv_file
from ui.frame import Reader
from ui.tables import Table

SEED, MISSED, TOWN = 27, "31302-2", "31302"
"""A town of fifteen licences, and one of its people, who took a course and finished.

Chosen so that none of the town's counts, nor of a course's, leaves its tens in the other world.
"""
Views = Sequence[tuple[str, dict[str, str]]]
VIEWS: Views = [
    ("overview", {"month": "10", "metric": "enrolment_by_licence"}),
    ("map", {"month": "9", "metric": "completions_per_learner"}),
    ("ranking", {"month": "10", "metric": "learners_with_completion"}),
    ("ranking", {"month": "9", "metric": "active_learners"}),
    ("map", {"month": "9", "metric": "learning_time", "view": "tiles"}),
    ("compare", {"month": "10", "metric": "enrolment_by_joined", "spend": "spend_per_completion"}),
    ("trends", {"month": "9", "metric": "enrolment_by_licence"}),
    ("municipality", {"month": "10"}),
    ("municipality", {"month": "10", "place": TOWN}),
    ("courses", {"month": "10"}),
    ("courses", {"month": "9", "by": "category", "kind": "chosen"}),
]
Done = list[Enrolment]
Look = Callable[..., list[dict[str, bytes]]]


def until(done: Done, month: int, but: str) -> Iterator[tuple[str, int]]:
    """What the enrolments of those who take part count as by a month's end, course by course."""
    end, towns = last_day(month), {*region.taking_part(month)} - {but}
    for each in done:
        if each.town in towns and each.enrolled <= end:
            yield "enrolled", each.course
            ripe = each.enrolled + timedelta(90)
            if ripe <= end:
                yield "ripe", each.course
                if each.finished and each.finished <= ripe:
                    yield "done", each.course


def classes(done: Done) -> list[dict[tuple[str, int], int]]:
    """The same in tens, and of all courses together; of all the towns, and of all others."""
    found = []
    for month, but in product(region.MONTHS, ("", region.OWN)):
        counts: dict[tuple[str, int], int] = {}
        for what, course in until(done, month, but):
            for key in ((what, course), (what, -1)):
                counts[key] = counts.get(key, 0) + 1
        found.append({key: coarse_count(count) for key, count in counts.items()})
    return found


def another_world(done: Done) -> Done:
    """The same, but that one person of the small town never learnt anything."""
    others = [each for each in done if each.learner != MISSED]
    assert {each.town for each in done if each.learner == MISSED} == {TOWN}
    assert classes(others) == classes(done), "a count of tens changes, which anybody may see"
    return others


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> tuple[str, str]:
    done = region.enrolments(SEED)
    one, other = (
        made(tmp_path_factory.mktemp("world"), sqlite_template, each)
        for each in (done, another_world(done))
    )
    return one, other


@pytest.fixture
def look(worlds: tuple[str, str], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Everything that a role is sent of every view, in one world and in the other."""
    monkeypatch.setenv("LEARNING_PREFECTURE", region.PREFECTURE)
    files = taken_away(monkeypatch)

    def sent(role: str, *codes: str, views: Views = VIEWS) -> list[dict[str, bytes]]:
        found: list[dict[str, bytes]] = []
        taken = 0
        for url in worlds:
            sign_in(url, Grant(role, frozenset(codes)), region.PREFECTURE)
            found.append({})
            for page, choices in views:
                files.clear()
                message = _sent(page, choices)
                found[-1][f"{page} {choices}"] = b"\n".join([message, *files])
                taken += len(files)
        assert bool(taken) == (role not in away.TAKE_NOTHING)
        return found

    return sent


def taken_away(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The files of the pages' buttons as they are, for the roles that have any."""
    files: list[bytes] = []
    button = away.take_away

    def take(make: Callable[[], Table], name: str, reader: Reader, *notes: str) -> None:
        if reader.snapshot.scope.role not in away.TAKE_NOTHING:
            files.append(csv_file(make(), *notes))
        button(make, name, reader, *notes)

    monkeypatch.setattr(away, "take_away", take)
    return files


def _sent(page: str, choices: dict[str, str]) -> bytes:
    """The messages of a page, but for the button whose file has a name drawn at random."""
    app = seen(page, lang="ja", year="2025", **choices).app
    return b"\n".join(
        element.proto.SerializeToString()
        for element in app.main
        if element.proto is not None and element.type != "download_button"
    )


def differing(found: list[dict[str, bytes]]) -> list[str]:
    """The views that tell the worlds apart."""
    one, other = found
    assert all(b'class="answer"' in content for content in one.values())
    return [name for name, content in one.items() if content != other[name]]


def test_the_prefecture_sees_which_world_it_is(look: Look) -> None:
    views = VIEWS[:5:2]
    assert len(differing(look("prefecture", views=views))) == len(views)


def test_a_presenter_cannot_tell_the_worlds_apart(look: Look) -> None:
    assert not differing(look("presenter"))


def test_another_municipality_cannot_tell_the_worlds_apart(look: Look) -> None:
    assert not differing(look("municipality", region.OWN))
