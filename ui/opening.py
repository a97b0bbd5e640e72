"""Opening the records: the first start, and the pages for when there is nothing to open."""

import html
import logging
import os
import time
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from functools import cache, lru_cache
from pathlib import Path
from typing import NoReturn

import streamlit as st

from charts.palette import Theme
from data_access import boundaries, database, identity, publishing, queries, reference
from data_access.scope import Scope
from ui import cached, door, instead, settings, style, visits
from ui.cached import Snapshot
from ui.visits import Visit
from wording import frame as words
from wording import sign_in
from wording.text import Language, Text

LOG = logging.getLogger(__name__)
STATIC = Path(__file__).parent.parent / "static"
JAPAN = timezone(timedelta(hours=9))
SECONDS_BETWEEN_LOOKS = 2
"""How long a process may show a dataset that an import has just replaced."""
SCOPES = 500
"""Different scopes whose newest dataset a process keeps."""
FIRST_FILES = "data?section=upload"
"""Where an administrator brings the first files in."""


def opened(spoken: Language, theme: Theme, *, even_empty: bool = False) -> tuple[Visit, Snapshot]:
    """Who reads, and the records as they are now; else stops at a page that says what to do.

    `even_empty`: an administrator goes on before there are any records, to bring them in.
    """
    try:
        reference.prefecture(settings.prefecture())
        _refuse(settings.faults(), spoken, theme)
        _first_start(spoken, theme)
        _refuse(missing_wall(), spoken, theme)
        visit = door.admitted(spoken, theme)
        found, dated = _newest(visit.scope, int(time.monotonic() / SECONDS_BETWEEN_LOOKS))
        empty = not (dated and cached.months_with_data(found))
    except reference.UnknownPlaceError as problem:
        _stop(words.NO_PREFECTURE, [problem.sentence], spoken, theme)
    except identity.SignInMissing as problem:
        _stop(sign_in.CANNOT_START, [problem.sentence], spoken, theme)
    except database.DatabaseProblem as problem:
        _stop(words.NO_DATABASE, [problem.sentence], spoken, theme)
    administers = visit.scope.role in identity.ADMINISTRATORS
    if empty and not (even_empty and administers):
        _stop_empty(spoken, theme, administers=administers)
    _publish(found.scope.prefecture)
    return visit, found


def snapshot(spoken: Language, theme: Theme) -> Snapshot:
    """The records as they are now; else stops at a page that says what to do."""
    return opened(spoken, theme)[1]


@cache
def missing_wall() -> tuple[Text, ...]:
    """What is wrong with the connection that real records would be shown through, if anything.

    Asked once: a process keeps its role. Raises a DatabaseProblem.
    """
    unsafe = settings.is_sign_in_configured() and cached.connected().passes_the_wall()
    return (sign_in.NO_WALL,) if unsafe else ()


def _refuse(faults: Sequence[Text], spoken: Language, theme: Theme) -> None:
    if faults:
        _stop(sign_in.CANNOT_START, faults, spoken, theme)


@cache
def _log(sentence: str) -> None:
    """Once a process, however many look at the page."""
    LOG.error("%s", sentence)


def _first_start(spoken: Language, theme: Theme) -> None:
    """Build the sample's database where no other is configured and it is not there yet."""
    if os.environ.get("LEARNING_DATABASE_URL") or database.SAMPLE.exists():
        return
    from sample_data import database as sample  # noqa: PLC0415 - needed once in a lifetime

    title = html.escape(words.BUILDING(spoken))
    style.show(f'{style.sheet(theme)}<h1 class="answer first">{title}</h1>')
    bar = st.progress(0.0)

    def told(share: float, doing: Text) -> None:
        bar.progress(min(share, 1.0), text=doing(spoken))

    sample.ensure(told)
    st.rerun()


@lru_cache(maxsize=SCOPES)
def _newest(scope: Scope, _moment: int) -> tuple[Snapshot, bool]:
    """The dataset as it stood within the last seconds, and whether any learning dates it.

    One that nothing dates is as of today.
    """
    rows = cached.connected().read(queries.dataset(), scope)
    if not rows:
        return Snapshot(scope, "", 0, datetime.now(JAPAN).date(), sample=False), False
    row, sample = rows[0], cached.connected().read(queries.sample_batches(), scope)
    moment = datetime.now(JAPAN) if row.as_of is None else _in_japan(row.as_of)
    is_sample, published = sample[0].batches > 0, _published(scope)
    found = Snapshot(
        scope, row.dataset_id, row.version, moment.date(), is_sample, published=published
    )
    return found, row.as_of is not None


def _in_japan(stamp: int) -> datetime:
    return datetime.fromtimestamp(stamp, JAPAN)


def _published(scope: Scope) -> frozenset[int]:
    """The years in which the reader sees other municipalities by name; of no matter to others."""
    if scope.role != "municipality":
        return frozenset()
    return publishing.published(cached.connected(), scope)


def forget() -> None:
    """Look at the dataset, and at who reads it, anew at the next page."""
    _newest.cache_clear()
    missing_wall.cache_clear()
    visits.forget()


@cache
def _publish(code: str) -> None:
    """Put the outlines where the browser may fetch them, once a process.

    A folder that cannot be written to may hold them already; the pages do without them.
    """
    try:
        boundaries.publish(code, STATIC)
    except OSError:
        LOG.warning("The outlines could not be copied to static/: the map may stay empty.")


def _stop_empty(spoken: Language, theme: Theme, *, administers: bool) -> NoReturn:
    """Whoever may bring files in is led there; the others are told whom to wait for."""
    door.arrive()
    title = words.NOTHING_YET(spoken)
    if not administers:
        instead.stop(title, [words.NOT_YET_IMPORTED(spoken)], spoken, theme)
    onward = words.TO_IMPORT(spoken), f"{FIRST_FILES}&lang={spoken}"
    instead.stop(title, [words.HOW_TO_IMPORT(spoken)], spoken, theme, onward=onward)


def _stop(title: Text, advice: Sequence[Text], spoken: Language, theme: Theme) -> NoReturn:
    _log(" ".join(each.en for each in advice))
    again = words.TRY_AGAIN(spoken), lambda: None, ()
    said = [each(spoken) for each in advice]
    instead.stop(title(spoken), said, spoken, theme, buttons=[again])
