"""Bringing files in: what each would change, the confirmation, and what it did change."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from data_access.importing import Progress, import_files
from data_access.importing.outcome import Outcome
from ui import (
    cached,
    dropped,
    forms,
    headers,
    headings,
    intake,
    outcomes,
    remembered,
    style,
)
from ui.dropped import Files
from ui.frame import Reader
from wording import data as words
from wording.text import Language, Text


def part(reader: Reader) -> None:
    """Put the part on the page."""
    spoken, number = reader.language, remembered.round_number()
    style.show(intake.heading(reader, words.UPLOAD_TITLE(spoken), words.UPLOAD_BELOW(spoken)))
    files = dropped.several(words.DROP(spoken), f"files-{number}-{spoken}", spoken)
    if not files:
        _explain(reader)
        return
    found, above = _tried(reader, files), st.container()
    headers.ask(reader, found, files)
    agreed = _agreed(reader, found)
    if agreed:
        found = _tried(reader, files, confirmed=True)
    with above:
        style.show(outcomes.fragment(found, reader, dry_run=True))
    _offer(reader, files, found, agreed=agreed)


def _explain(reader: Reader) -> None:
    """What can be imported, and the form of the contract."""
    spoken = reader.language
    kinds = "".join(f"<li>{kind(spoken)}</li>" for kind in words.ACCEPTED_KINDS)
    style.show(
        headings.heading(words.ACCEPTED(spoken))
        + f'<ul class="advice">{kinds}</ul>'
        + headings.note(words.ACCEPTED_NOTE(spoken))
    )
    forms.offer(reader)


def _tried(reader: Reader, files: Files, *, confirmed: bool = False) -> list[Outcome]:
    """What would become of the files; found out once."""
    key = (reader.snapshot.version, tuple(file.file_id for file in files), confirmed)

    def attempt() -> list[Outcome]:
        return _imported(reader, files, words.LOOKING, dry_run=True, confirmed=confirmed)

    tried: list[Outcome] = remembered.tried(key, attempt)
    return tried


def _agreed(reader: Reader, found: Sequence[Outcome]) -> bool:
    """Whether what holds a file has been looked at; asked where something does."""
    held = any(each.status == "held" for each in found)
    return held and st.checkbox(words.CONFIRM_HELD(reader.language), key="agreed")


def _offer(reader: Reader, files: Files, found: Sequence[Outcome], *, agreed: bool) -> None:
    """The buttons: to import what can be imported, or to start over."""
    spoken = reader.language
    ready = sum(each.status == "committed" for each in found)
    label = words.IMPORT_ONE(spoken) if ready == 1 else words.IMPORT_SEVERAL(spoken, count=ready)
    with st.container(key="deciding", horizontal=True):
        pressed = ready > 0 and st.button(label, key="import", type="primary")
        st.button(words.START_OVER(spoken), key="over", on_click=remembered.start_over)
    if pressed:
        done = _imported(reader, files, words.IMPORTING, dry_run=False, confirmed=agreed)
        _show_done(reader, done)


def _show_done(reader: Reader, done: Sequence[Outcome]) -> None:
    """The page's next run says what was imported; what was not is still there to be looked at."""
    if not any(each.status == "committed" for each in done):
        style.show(outcomes.fragment(done, reader, dry_run=False))
        return
    remembered.start_over()
    intake.show_changed(*_told(reader.language, done))


def _told(spoken: Language, done: Sequence[Outcome]) -> Iterator[str]:
    """What was imported, and what is left to be done."""
    taken = [each for each in done if each.status == "committed"]
    rejected, nowhere = sum(each.rejected for each in taken), any(each.unassigned for each in taken)
    one, several = words.IMPORTED_TITLE_ONE, words.IMPORTED_TITLE
    yield one(spoken) if len(taken) == 1 else several(spoken, count=len(taken))
    if rejected:
        yield words.IMPORTED_REJECTED(spoken, count=f"{rejected:,}")
    if nowhere:
        yield words.IMPORTED_UNASSIGNED(spoken)


def _imported(
    reader: Reader, files: Files, doing: Text, *, dry_run: bool, confirmed: bool = False
) -> list[Outcome]:
    """What became of the files, or would; with a bar that says how far it has come."""
    spoken = reader.language
    with intake.in_sentences(spoken), _bar(spoken, doing) as tell, dropped.on_disk(files) as paths:
        return import_files(
            cached.administered(reader.snapshot),
            paths,
            prefecture=reader.snapshot.scope.prefecture,
            dry_run=dry_run,
            confirmed=confirmed,
            who=reader.visit.who,
            on_progress=tell,
        )


@contextmanager
def _bar(spoken: Language, doing: Text) -> Iterator[Progress]:
    bar = st.progress(0.0)

    def tell(share: float, file: str) -> None:
        bar.progress(share, text=doing(spoken, file=file))

    try:
        yield tell
    finally:
        bar.empty()
