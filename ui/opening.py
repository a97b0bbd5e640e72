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
from data_access import boundaries, database, identity, queries, reference
from ui import cached, style
from ui.cached import Snapshot
from wording import frame as words
from wording.text import Language, Text

LOG = logging.getLogger(__name__)
STATIC = Path(__file__).parent.parent / "static"
SAMPLE_PREFECTURE = "14"
JAPAN = timezone(timedelta(hours=9))
SECONDS_BETWEEN_LOOKS = 2
"""How long a process may show a dataset that an import has just replaced."""
COMMANDS = (
    "python -m data_access import FILE…",
    "python -m data_access template contract.xlsx",
)


def snapshot(spoken: Language, theme: Theme) -> Snapshot:
    """The records as they are now; stops at a page that says what to do where there are none."""
    try:
        reference.prefecture(prefecture())
        _first_start(spoken, theme)
        found = _newest(int(time.monotonic() / SECONDS_BETWEEN_LOOKS))
        empty = found is None or not cached.months_with_data(found)
    except reference.UnknownPlaceError as problem:
        _stop(words.NO_PREFECTURE, problem.sentence, spoken, theme)
    except database.DatabaseProblem as problem:
        _stop(words.NO_DATABASE, problem.sentence, spoken, theme)
    if found is None or empty:
        _stop(words.NOTHING_YET, words.HOW_TO_IMPORT, spoken, theme, COMMANDS)
    _publish(found.scope.prefecture)
    return found


def prefecture() -> str:
    """The prefecture that this dashboard serves."""
    return os.environ.get("LEARNING_PREFECTURE") or SAMPLE_PREFECTURE


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


@lru_cache(maxsize=2)
def _newest(_moment: int) -> Snapshot | None:
    """The dataset as it stood within the last seconds; None before the first import."""
    scope = identity.open_access(prefecture())
    rows = cached.connected().read(queries.dataset(), scope)
    if not rows or rows[0].as_of is None:
        return None
    row, sample = rows[0], cached.connected().read(queries.sample_batches(), scope)
    as_of = datetime.fromtimestamp(row.as_of, JAPAN).date()
    return Snapshot(scope, row.dataset_id, row.version, as_of, sample[0].batches > 0)


def forget() -> None:
    """Look at the dataset anew at the next page."""
    _newest.cache_clear()


@cache
def _publish(code: str) -> None:
    """Put the outlines where the browser may fetch them, once a process.

    A folder that cannot be written to may hold them already; the pages do without them.
    """
    try:
        boundaries.publish(code, STATIC)
    except OSError:
        LOG.warning("The outlines could not be copied to static/: the map may stay empty.")


def _stop(
    title: Text, advice: Text, spoken: Language, theme: Theme, commands: Sequence[str] = ()
) -> NoReturn:
    lines = "".join(f"<pre>{html.escape(command)}</pre>" for command in commands)
    style.show(
        f'{style.sheet(theme)}<h1 class="answer first">{html.escape(title(spoken))}</h1>'
        f'<div class="prose"><p>{html.escape(advice(spoken))}</p>{lines}</div>'
    )
    st.button(words.TRY_AGAIN(spoken))
    st.stop()
