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
        if EXPLAINABLE & outcome.reasons.keys() and _is_table(file):
            _form(reader, file)
            return


def _is_table(file: Any) -> bool:
    """Whether anything in the file looks like a row of headings; its own sentence says if not."""
    try:
        return sum(map(bool, _header(file).headings)) > 1
    except Refusal:
        return False


def _form(reader: Reader, file: Any) -> None:
    spoken = reader.language
    title = headings.heading(words.COLUMNS_TITLE(spoken, file=file.name))
    style.show(title + headings.note(words.COLUMNS_NOTE(spoken)))
    likely = _header(file).kind
    with st.container(key="kind"):
        kind = st.selectbox(
            words.KIND_OF_FILE(spoken),
            KINDS,
            index=KINDS.index(likely) if likely in KINDS else 0,
            format_func=lambda name: words.KINDS[name](spoken),
            key=f"kind-{file.file_id}-{spoken}",
        )
    header = _header(file, kind)
    with st.form(f"columns-{file.file_id}-{kind}-{spoken}", border=False):
        with st.container(key="items", horizontal=True):
            asked = _asked(header, kind)
            answers = {field.name: _box(field, header, reader) for field in asked}
        pressed = st.form_submit_button(words.KEEP_COLUMNS(spoken), type="primary")
    if pressed:
        _keep(reader, file, kind, {name: at for name, at in answers.items() if at})


def _header(file: Any, kind: str | None = None) -> Header:
    """The file's header, read as a file of the kind. Refuses a file without rows."""
    with dropped.on_disk([file]) as (path,):
        return explained.header_of(path, kind=kind)


def _asked(header: Header, kind: str) -> list[Field]:
    """The fields that no heading stands for, and from which something would be read.

    Those that the file needs come first.
    """
    fields = explained.fields_of(kind)
    asked = [field for field in fields if field.used and field.name not in header.found]
    return sorted(asked, key=lambda field: field not in header.lacking)


def _box(field: Field, header: Header, reader: Reader) -> str:
    """Which column the field is; "#3" is the third."""
    free = [f"#{at + 1}" for at in range(len(header.headings)) if at not in header.found.values()]
    chosen: str = st.selectbox(
        field.called(reader.language) + ("＊" if field in header.lacking else ""),
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
