"""The history of imports: what each brought, and taking one back."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from data_access.accounts import Register
from data_access.identity import WHOEVER
from data_access.importing import batches, mending
from data_access.importing.batches import STATUSES, Batch
from data_access.importing.mending import Rejected
from ui import (
    arrivals,
    away,
    cached,
    dropped,
    frame,
    headings,
    intake,
    remembered,
    standings,
    style,
    tables,
    url,
)
from ui.frame import Reader
from ui.tables import Table
from wording import data as words

SHOWN = 40
"""Attempts listed, the latest first."""
REJECTED_SHOWN = 10
STEPS = {
    "undo": (words.UNDO_EFFECT, words.REALLY_UNDO, words.UNDONE),
    "redo": (words.REDO_EFFECT, words.REALLY_REDO, words.REDONE),
}


def part(reader: Reader) -> None:
    """Put the part on the page."""
    with intake.in_sentences(reader.language):
        listed = batches.listed(
            cached.administered(reader.snapshot), reader.snapshot.scope.prefecture
        )
    asked = url.parameters().get("batch", "")
    opened = next((batch for batch in listed if str(batch.number) == asked), None)
    if opened is None:
        _show_all(reader, listed)
    else:
        _show_one(reader, opened)


def _show_all(reader: Reader, listed: Sequence[Batch]) -> None:
    spoken = reader.language
    counting = sum(batch.status == "committed" for batch in listed)
    title = words.HISTORY_TITLE(spoken, count=len(listed), counting=counting)
    answer = title if listed else words.HISTORY_TITLE_EMPTY(spoken)
    markup = intake.heading(reader, answer, words.HISTORY_BELOW(spoken))
    if listed:
        table = _table(reader, listed[:SHOWN])
        markup += tables.fragment(table, "roomy")
    if len(listed) > SHOWN:
        markup += headings.note(words.LATEST_SHOWN(spoken, count=SHOWN))
    style.show(markup + frame.sources(reader))
    if listed:
        whole = _table(reader, listed)  # now: its links need the page that they lead from
        away.take_away(lambda: whole, "imports", reader, answer)


def _table(reader: Reader, listed: Sequence[Batch]) -> Table:
    heads = (
        words.NUMBER,
        words.STATUS,
        words.KIND,
        words.FILE,
        words.NEW,
        words.CHANGED,
        words.REJECTED,
        words.IMPORTED_ON,
        words.BY_WHOM,
    )
    names = _names(reader)
    return Table(
        heads=[head(reader.language) for head in heads],
        rows=[_row(reader, batch, names) for batch in listed],
        numeric=frozenset({0, 4, 5, 6}),
        links=[intake.part_address("history", batch=str(batch.number)) for batch in listed],
    )


def _row(reader: Reader, batch: Batch, names: Mapping[str, str]) -> tuple[str, ...]:
    return (
        str(batch.number),
        STATUSES[batch.status](reader.language),
        arrivals.kind_name(batch.kind, reader),
        batch.file,
        f"{batch.changes.get('new', 0):,}",
        f"{batch.changes.get('changed', 0):,}",
        f"{batch.rejected:,}",
        arrivals.moment(batch.finished_at or batch.started_at, reader),
        names.get(batch.who, batch.who),
    )


def _names(reader: Reader) -> Mapping[str, str]:
    """Who imported, as a person reads it: the names of all who have or had a role."""
    whoever = {WHOEVER: words.WHOEVER(reader.language)}
    scope = reader.snapshot.scope
    if scope.role != "prefecture":
        return whoever
    register = Register(cached.administered(reader.snapshot), scope, reader.visit.who)
    return whoever | {each.reference: each.name for each in register.accounts()}


def _show_one(reader: Reader, batch: Batch) -> None:
    spoken = reader.language
    with intake.in_sentences(spoken):
        rejected = mending.rejected(
            cached.administered(reader.snapshot), reader.snapshot.scope.prefecture, batch.number
        )
    answer = words.BATCH_TITLE(
        spoken, number=batch.number, file=batch.file, status=STATUSES[batch.status](spoken)
    )
    below = words.BATCH_BELOW(
        spoken,
        kind=arrivals.kind_name(batch.kind, reader),
        when=arrivals.moment(batch.finished_at or batch.started_at, reader),
        who=_names(reader).get(batch.who, batch.who),
        as_of=arrivals.moment_day(batch.as_of, reader),
    )
    counts = words.RECORDS(
        spoken,
        records=f"{batch.records:,}",
        new=f"{batch.changes.get('new', 0):,}",
        changed=f"{batch.changes.get('changed', 0):,}",
        unchanged=f"{batch.changes.get('unchanged', 0):,}",
        rejected=f"{batch.rejected:,}",
        skipped=f"{batch.skipped:,}",
    )
    markup = intake.heading(reader, answer, below) + f'<p class="prose">{counts}</p>'
    style.show(markup + _rejected(reader, rejected))
    if rejected:
        _offer_rejected(reader, batch)
    _turning(reader, batch)


def _rejected(reader: Reader, rejected: Sequence[Rejected]) -> str:
    if not rejected:
        return ""
    spoken = reader.language
    heads = (words.LINE, words.COLUMN, words.FOUND, words.REASON)
    table = Table(
        heads=[head(spoken) for head in heads],
        rows=[
            (
                str(each.line),
                each.column or words.WHOLE_RECORD(spoken),
                each.found or "",
                each.text(spoken),
            )
            for each in rejected[:REJECTED_SHOWN]
        ],
        numeric=frozenset({0}),
    )
    return (
        headings.heading(words.REJECTED_TITLE(spoken))
        + headings.note(words.REJECTED_NOTE(spoken))
        + tables.fragment(table, "roomy")
    )


def _offer_rejected(reader: Reader, batch: Batch) -> None:
    """The rejected records as a file: whole where the file that was imported is given again."""
    spoken, number = reader.language, batch.number
    original = dropped.one(words.ORIGINAL(spoken), f"original-{number}-{spoken}", spoken)
    if original is None:
        away.take_away(lambda: _to_mend(reader, batch), f"rejected-{number}", reader)
        return

    def whole() -> Table:
        with intake.in_sentences(spoken), dropped.on_disk([original]) as (path,):
            return _to_mend(reader, batch, path)

    table: Table = remembered.tried((number, spoken, original.file_id), whole)
    style.show(headings.note(words.WHOLE_READY(spoken, count=f"{len(table.rows):,}")))
    away.take_away(lambda: table, f"to-mend-{number}", reader)


def _to_mend(reader: Reader, batch: Batch, original: Path | None = None) -> Table:
    place = cached.administered(reader.snapshot), reader.snapshot.scope.prefecture
    sheet = mending.sheet(*place, batch.number, reader.language, original)
    return Table(sheet.headings, sheet.rows)


def _turning(reader: Reader, batch: Batch) -> None:
    """The way to take the import back, or the undo; what it does is shown before it is done."""
    step = "undo" if batch.undoable else "redo" if batch.redoable else ""
    if not step:
        return
    if url.parameters().get("step") == step:
        _really(reader, batch, step)
        return
    label = words.UNDO if step == "undo" else words.REDO
    st.button(
        label(reader.language),
        key=f"{step}-{batch.number}",
        on_click=url.write,
        args=({"step": step},),
    )


def _really(reader: Reader, batch: Batch, step: str) -> None:
    spoken = reader.language
    effect, really, done = STEPS[step]
    turn = batches.undo if step == "undo" else batches.redo
    place = cached.administered(reader.snapshot), reader.snapshot.scope.prefecture, batch.number
    with intake.in_sentences(spoken), st.spinner(words.WORKING(spoken)):
        moved = turn(*place, who=reader.visit.who, dry_run=True)
    style.show(f'<p class="notice">{effect(spoken)}</p>' + standings.fragment(moved, reader))
    with st.container(key="deciding", horizontal=True):
        agreed = st.button(really(spoken), key=f"really-{step}", type="primary")
        st.button(words.LEAVE_IT(spoken), on_click=url.write, args=({"step": None},))
    if agreed:
        with intake.in_sentences(spoken), st.spinner(words.WORKING(spoken)):
            turn(*place, who=reader.visit.who)
        url.write({"step": None})
        intake.show_changed(done(spoken))
