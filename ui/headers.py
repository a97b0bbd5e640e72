"""Headings that the importer does not know: a person says once what they are."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from data_access.importing import headings as explained
from data_access.importing.header import Field
from data_access.importing.headings import Header
from data_access.importing.outcome import Outcome
from data_access.importing.reasons import Refusal
from ui import cached, dropped, headings, intake, remembered, style
from ui.dropped import Files
from ui.frame import Reader
from wording import data as words

EXPLAINABLE = frozenset({"missing_column", "unknown_kind", "duplicate_column", "ambiguous_column"})
"""Why a file was refused that a person can put right by saying what its columns are."""
KINDS = ("course_activity", "all_users", "contract")


def ask(reader: Reader, found: Sequence[Outcome], files: Files) -> None:
    """A form for the first file whose columns are not known; nothing where all are."""
    for outcome, file in zip(found, files, strict=True):
        if EXPLAINABLE & outcome.reasons.keys():
            _form(reader, file)
            return


def _form(reader: Reader, file: Any) -> None:
    spoken = reader.language
    title = headings.heading(words.COLUMNS_TITLE(spoken, file=file.name))
    style.show(title + headings.note(words.COLUMNS_NOTE(spoken)))
    kind = st.selectbox(
        words.KIND_OF_FILE(spoken),
        KINDS,
        format_func=lambda name: words.KINDS[name](spoken),
        key=f"kind-{file.file_id}-{spoken}",
    )
    try:
        header = _header(file, kind)
    except Refusal:
        return  # no table at all: the file's own sentence says so
    with st.form(f"columns-{file.file_id}-{kind}-{spoken}", border=False):
        answers = {field.name: _box(field, header, reader) for field in _asked(header, kind)}
        pressed = st.form_submit_button(words.KEEP_COLUMNS(spoken), type="primary")
    if pressed:
        _keep(reader, file, kind, {name: at for name, at in answers.items() if at})


def _header(file: Any, kind: str) -> Header:
    with dropped.on_disk([file]) as (path,):
        return explained.header_of(path, kind=kind)


def _asked(header: Header, kind: str) -> list[Field]:
    """The fields that no heading stands for, and from which something would be read."""
    fields = explained.fields_of(kind)
    return [field for field in fields if field.used and field.name not in header.found]


def _box(field: Field, header: Header, reader: Reader) -> str:
    """Which column the field is; "#3" is the third."""
    free = [f"#{at + 1}" for at in range(len(header.headings)) if at not in header.found.values()]
    chosen: str = st.selectbox(
        field.names[0] + (" *" if field in header.lacking else ""),
        ["", *free],
        format_func=lambda at: (
            header.headings[int(at[1:]) - 1] or at if at else words.NO_COLUMN(reader.language)
        ),
    )
    return chosen


def _keep(reader: Reader, file: Any, kind: str, columns: dict[str, str]) -> None:
    with intake.in_sentences(reader.language), dropped.on_disk([file]) as (path,):
        explained.explain(
            cached.administered(reader.snapshot),
            reader.snapshot.scope.prefecture,
            path,
            kind,
            columns,
            who=reader.visit.who,
        )
    remembered.forget_tried()
    st.rerun()
