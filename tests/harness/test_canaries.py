"""Nobody is sent a byte of what is not theirs, whatever they ask for and however they ask.

Each municipality of the planted records has words and numbers that stand nowhere else
(`planting`, `canaries`). People of every role, and people of none, walk through all that there is
(`walking`); whatever reaches them is opened and looked through (`unfolding`, `watching`).
"""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.viewer import chosen, connected
from data_access import identity
from data_access.accounts import Grant
from metrics.catalogue import METRICS
from tests.conftest import as_application
from tests.harness import canaries, planting
from tests.harness.arriving import Person
from tests.harness.canaries import Role
from tests.harness.dashboards import ENVIRONMENT, Dashboard, dashboard, described, empty, run
from tests.harness.listening import listener
from tests.harness.walking import Walk, path
from tests.harness.watching import Watch
from ui.frame import PAGES, may_open
from ui.opening import SECONDS_BETWEEN_LOOKS
from wording.sign_in import NO_ROLE

EVERYTHING, MANY, SOME, FEW = 1, 7, 12, 80
"""Of the options of a choice, all or every so many."""
REVOKED = NO_ROLE["revoked"][0]
WITHIN = 2 * float(ENVIRONMENT["LEARNING_RECHECK_SECONDS"])
"""Seconds after which a role that was taken away is gone: it is looked up every half of them."""
ASTRAY = "ScriptRunContext"
"""What the server's log says where a file was made of what only a page can know."""
FEWER_THAN_TEN = "14382"
NONSENSE = (
    {"place": "14100", "metric": "spend_per_active"},
    {"place": "13101"},
    {"place": "14100", "group": "peers", "kind": "everybody's", "by": "person"},
    {"metric": "no_such_measure", "year": "1868", "month": "13"},
    {"section": "history", "batch": "1", "step": "undo"},
    {"lang": "../../etc", "page": "data"},
    {"place": "14100\u0000", "column": "' OR 1=1 --"},
)
"""Values that no box offers, and places that are not theirs."""


@pytest.fixture(scope="module")
def planted(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    folder = tmp_path_factory.mktemp("canaries")
    with dashboard(empty(sqlite_template, folder), folder) as opened:
        yield opened
    written, watch = opened.log.read_text(encoding="utf-8"), opened.watch("no one")
    watch.text(written, "the server's log", "", "line")
    assert not watch.leaks, described(watch.leaks)
    assert ASTRAY not in written, written


async def _round(planted: Dashboard) -> list[Walk]:
    """One after the other in one process, whose caches are first cold and then warm."""
    first = await planted.walk("municipality", EVERYTHING)
    await first.everywhere()
    everything = await planted.walk("prefecture", MANY)
    await everything.everywhere()
    again = await planted.walk("municipality", SOME)
    await again.everywhere(everything.offered)
    walks = [first, everything, again]
    with planted.published(2025):
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        for name, every in (
            ("two municipalities", SOME),
            ("presenter", MANY),
            ("unknown", FEW),
            ("revoked", FEW),
            ("no one", FEW),
        ):
            walks.append(await planted.walk(name, every))
            await walks[-1].everywhere(everything.offered)
    return walks


def test_nobody_is_sent_what_is_not_theirs(planted: Dashboard) -> None:
    walks = run(_round(planted))
    leaks = [leak for walk in walks for leak in walk.watch.leaks]
    assert not leaks, described(leaks)
    assert not [each for walk in walks for each in walk.watch.complaints]
    for walk in walks[:2]:
        assert {each.what for each in walk.watch.seen} & {metric.id for metric in METRICS}
    for walk in walks:
        seen = {(canary.what, canary.place) for canary in walk.watch.seen}
        missing = _due(walk.watch.role) - seen
        assert not missing, (
            f"{walk.watch.name} was to see this, so the walk is too short: {missing}"
        )


def _due(role: canaries.Role) -> set[tuple[str, str]]:
    """What somebody in a role sees on their way: a walk that saw nothing would prove nothing."""
    towns = role.exact & canaries.EVERY_PLACE - {canaries.REGION, FEWER_THAN_TEN}
    due = {("course", town) for town in towns}
    if role.administers:
        due |= {(what, town) for town in towns for what in canaries.BEHIND_THE_SCENES}
        due = due - {("invitation", town) for town in towns} | {("invitation", canaries.REGION)}
    elif role.shows:
        due |= {("presentation", canaries.REGION)}
    return due


def test_what_is_forged_opens_nothing(planted: Dashboard) -> None:
    watch = run(_forged(planted))
    assert watch.answers
    assert not watch.leaks, described(watch.leaks)
    officer = identity.reference(planted.issuer, watch.role.name)
    for refused in ("page refused", "file refused", "upload refused"):
        assert officer in {line.who for line in planted.audit(refused)}, refused


async def _forged(planted: Dashboard) -> Watch:
    """Everything that the prefecture's windows hold, sent from a municipality's."""
    watch, officer = planted.watch("municipality"), await planted.person("municipality")
    await planted.person("prefecture")
    async with planted.window("prefecture") as theirs, planted.window("municipality") as ours:
        other, own = listener(theirs), listener(ours)
        for page in PAGES:
            await other.visit(path(page), {"lang": "ja"})
            await own.visit("", {"lang": "ja"})
            if not may_open(page, "municipality"):
                pressables = [*other.buttons.values(), *other.files.values()]
                fragments = {"", *(each.fragment for each in pressables)}
                scripts = other.script, own.script
                asked = [(script, each) for script in scripts for each in sorted(fragments)]
                await own.forge(asked, [each.state for each in pressables])
                watch.messages(own.taken(), page, "what the prefecture can press")
            for number in other.files:
                for window in (own, other):
                    address = await window.file(number)
                    given = await asyncio.to_thread(officer.fetch, address)
                    assert given.status == 403, f"{page}: a file of the prefecture's was given out"
                    watch.file(given.name, given.body, page, "the prefecture's file")
        for box in list(own.boxes.values()):
            for values in NONSENSE:
                await own.ask(box.fragment, [chosen(box.widget, values)])
                watch.messages(own.taken(), "overview", f"forged {values}")
        upload = f"/_stcore/upload_file/{own.session}/file"
        assert (await asyncio.to_thread(officer.put, upload, b"whatever")).status == 403
        await other.visit("data", {"section": "belonging"})
        session = other.session
    async with planted.window("municipality", session) as taken_over:
        goes_on = listener(taken_over)
        fragments = {each.fragment for each in [*other.buttons.values(), *other.files.values()]}
        await goes_on.forge([(other.script, each) for each in ("", *fragments)], [])
        watch.messages(goes_on.taken(), "data", "the prefecture's session")
    return watch


def test_a_role_that_is_taken_away_ends_what_is_open(planted: Dashboard) -> None:
    watch = run(_revoked(planted))
    assert not watch.leaks, described(watch.leaks)


async def _revoked(planted: Dashboard) -> Watch:
    """An administrator with an open page and a file on it, who is one no longer."""
    number = planted.enter("leaver", Grant("prefecture"))
    leaver = Person(planted.url)
    await leaver.sign_in("leaver")
    before, after = planted.watch("prefecture"), planted.watch("revoked")
    async with connected(planted.url, leaver.cookies) as socket:
        window = listener(socket)
        await window.visit("ranking", {"lang": "ja"})
        [file] = window.files
        address = await window.file(file)
        assert (await asyncio.to_thread(leaver.fetch, address)).status == 200
        before.messages(window.taken(), "ranking", "")
        assert before.seen
        [box, *_] = window.boxes.values()
        planted.register.revoke(number)
        await asyncio.sleep(WITHIN)
        assert not await window.file(file)
        after.messages(window.taken(), "ranking", "a file that was offered")
        for fragment in (box.fragment, ""):
            await window.ask(fragment, [chosen(box.widget, {"year": "2025"})])
            said = window.taken()
            after.messages(said, "ranking", "what was open")
            assert any(REVOKED.ja.encode() in each for each in said)
    given = await asyncio.to_thread(leaver.fetch, address)
    assert given.status == 403
    after.file(given.name, given.body, "ranking", "a file that was taken before")
    return after


def test_a_changed_role_shows_nothing_of_before(planted: Dashboard) -> None:
    watch = run(_moved(planted))
    assert not watch.leaks, described(watch.leaks)


async def _moved(planted: Dashboard) -> Watch:
    """An officer who now works for another municipality."""
    number = planted.enter("mover", Grant("municipality", frozenset({"14301"})))
    mover = Person(planted.url)
    await mover.sign_in("mover")
    there = replace(planted.watch("municipality"), role=Role("mover", frozenset({"14204"})))
    async with connected(planted.url, mover.cookies) as socket:
        window = listener(socket)
        await window.visit("courses", {"lang": "ja", "place": "14301", "year": "2025"})
        assert any(b"Kujira14301" in each for each in window.taken())
        [box, *_] = window.boxes.values()
        planted.register.change(number, Grant("municipality", frozenset({"14204"})))
        await asyncio.sleep(WITHIN)
        await window.ask(box.fragment)
        there.messages(window.taken(), "courses", "what was open")
        await window.visit("courses", {"lang": "ja", "place": "14204"})
        there.messages(window.taken(), "courses", "their own place")
    assert ("course", "14204") in {(each.what, each.place) for each in there.seen}
    return there


def test_what_comes_in_while_people_look_goes_to_whom_it_may(planted: Dashboard) -> None:
    watch = run(_coming_in(planted))
    assert watch.answers
    assert not watch.leaks, described(watch.leaks)


async def _coming_in(planted: Dashboard) -> Watch:
    """A file is imported, and taken back again, while the prefecture and another place look."""
    watch = planted.watch("municipality")
    persons = [await planted.person(name) for name in ("prefecture", "municipality")]
    async with AsyncExitStack() as stack:
        sockets = [
            await stack.enter_async_context(connected(planted.url, each.cookies))
            for each in persons
        ]
        owner, officer = map(listener, sockets)
        for window in (owner, officer):
            await window.visit("courses", {"lang": "ja"})
        with planted.brought_in(planting.later_file(planted.folder)):
            watch.numbers = canaries.numbers(planted.database_url)
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            await owner.visit("courses", {"lang": "ja", "place": planting.LATER.code})
            assert any(planting.later_title().encode() in each for each in owner.taken())
            for page in PAGES:
                for place in ("14205", planting.LATER.code):
                    await officer.visit(path(page), {"lang": "ja", "place": place})
                    watch.messages(officer.taken(), page, f"place={place}")
    return watch


def test_what_fails_gives_nothing_away(planted: Dashboard) -> None:
    watch = run(_failing(planted))
    assert watch.answers
    assert not watch.leaks, described(watch.leaks)


async def _failing(planted: Dashboard) -> Watch:
    """An officer whose figures nobody has asked for comes while the facts cannot be read."""
    planted.enter("comer", Grant("municipality", frozenset({"14382"})))
    comer = Person(planted.url)
    await comer.sign_in("comer")
    watch = replace(planted.watch("municipality"), role=Role("comer", frozenset({"14382"})))
    async with connected(planted.url, comer.cookies) as socket:
        window = listener(socket)
        with planted.without("month_fact"):
            for page in PAGES:
                await window.visit(path(page), {"lang": "ja"})
                said = window.taken()
                watch.messages(said, page, "without facts")
                assert not any(b"month_fact" in each for each in said), page
        await window.visit("map", {"lang": "ja", "place": "14382"})
        assert any("箱根町".encode() in each for each in window.taken())
    return watch


@pytest.mark.postgres
def test_nobody_is_sent_more_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    with dashboard(as_application(postgres_url), tmp_path, postgres_url) as opened:
        walks = [run(_glimpse(opened, name)) for name in ("two municipalities", "presenter")]
    leaks = [leak for walk in walks for leak in walk.watch.leaks]
    assert not leaks, described(leaks)
    assert not [each for walk in walks for each in walk.watch.complaints]
    assert all(walk.watch.answers > len(PAGES) for walk in walks)


async def _glimpse(opened: Dashboard, name: str) -> Walk:
    walk = await opened.walk(name, FEW)
    await walk.everywhere()
    return walk
