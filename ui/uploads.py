"""Bringing files in: what each would change, the confirmation, and what it did change."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from data_access.importing import Progress, import_files
from data_access.importing.outcome import Outcome
from ui import cached, dropped, forms, headers, headings, intake, outcomes, remembered, style
from ui.dropped import Files
from ui.frame import Reader
from wording import data as words
from wording.text import Language, Text

DROP = "drop"
"""The key of the box that takes files; the stylesheet knows it."""


def part(reader: Reader) -> None:
    """Put the part on the page."""
    spoken, number = reader.language, remembered.round_number()
    heading = intake.heading(reader, words.UPLOAD_TITLE(spoken), words.UPLOAD_BELOW(spoken))
    style.show(heading + _words_of_the_box(spoken))
    with st.container(key=DROP):
        files: Files = st.file_uploader(
            words.DROP(spoken), accept_multiple_files=True, key=f"files-{number}-{spoken}"
        )
    if not files:
        _explain(reader)
        return
    found = _tried(reader, files)
    style.show(outcomes.fragment(found, reader, dry_run=True))
    headers.ask(reader, found, files)
    _offer(reader, files, found)


def _words_of_the_box(spoken: Language) -> str:
    """What the box for files says in the reader's language; Streamlit's own words are hidden."""
    said = {
        ".stFileUploader button[kind=secondary]::after": words.CHOOSE_FILES,
        "[data-testid=stFileUploaderDropzoneInstructions]::after": words.OR_DROP,
        "button[kind=borderlessIcon]::after": words.ADD_FILES,
    }
    rules = (f'.st-key-{DROP} {where}{{content:"{text(spoken)}"}}' for where, text in said.items())
    return f"<style>{''.join(rules)}</style>"


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


def _tried(reader: Reader, files: Files) -> list[Outcome]:
    """What would become of the files; found out once."""
    key = (reader.snapshot.version, tuple(file.file_id for file in files))
    tried: list[Outcome] = remembered.tried(
        key, lambda: _imported(reader, files, words.LOOKING, dry_run=True)
    )
    return tried


def _offer(reader: Reader, files: Files, found: Sequence[Outcome]) -> None:
    """The buttons: to import what can be imported, or to start over."""
    spoken = reader.language
    held = any(each.status == "held" for each in found)
    agreed = held and st.checkbox(words.CONFIRM_HELD(spoken), key="agreed")
    ready = sum(each.status == "committed" or (agreed and each.status == "held") for each in found)
    label = words.IMPORT_ONE(spoken) if ready == 1 else words.IMPORT_SEVERAL(spoken, count=ready)
    with st.container(key="deciding", horizontal=True):
        pressed = ready > 0 and st.button(label, key="import", type="primary")
        st.button(words.START_OVER(spoken), key="over", on_click=remembered.start_over)
    if pressed:
        done = _imported(reader, files, words.IMPORTING, dry_run=False, confirmed=agreed)
        _show_done(reader, done)


def _show_done(reader: Reader, done: Sequence[Outcome]) -> None:
    """The page's next run says what was imported; what was not is still there to be looked at."""
    spoken = reader.language
    count = sum(each.status == "committed" for each in done)
    if not count:
        style.show(outcomes.fragment(done, reader, dry_run=False))
        return
    remembered.start_over()
    one = words.IMPORTED_TITLE_ONE(spoken)
    intake.show_changed(one if count == 1 else words.IMPORTED_TITLE(spoken, count=count))


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
