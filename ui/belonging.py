"""Who belongs where: pools, groups and domains that stand for a municipality."""

from collections.abc import Sequence

import streamlit as st

from data_access.database import Database
from data_access.importing import mapping
from data_access.importing.coverage import Unassigned
from data_access.importing.mapping import Kind, Mapping
from ui import arrivals, cached, frame, headings, intake, rows, style, tables
from ui.frame import Reader
from ui.tables import Table
from wording import data as words
from wording import pages
from wording.text import Text

Label = tuple[Kind, str]
KINDS: dict[Kind, Text] = {
    "pool": words.POOL,
    "group": words.GROUP,
    "domain": words.DOMAIN,
}


def part(reader: Reader) -> None:
    """Put the part on the page."""
    with intake.in_sentences(reader.language):
        nowhere = arrivals.whereabouts(reader.snapshot).nowhere
        entries = mapping.listed(*_place(reader))
    style.show(_seen(reader, nowhere, entries))
    _assign(reader, nowhere)
    _remove(reader, entries)
    style.show(frame.sources(reader))


def _seen(reader: Reader, nowhere: Sequence[Unassigned], entries: Sequence[Mapping]) -> str:
    spoken, count = reader.language, sum(each.learners for each in nowhere)
    answer = words.BELONGING_TITLE_NONE(spoken)
    if count:
        answer = words.BELONGING_TITLE(spoken, people=intake.people(count, reader))
    markup = intake.heading(reader, answer, words.BELONGING_BELOW(spoken))
    if nowhere:
        markup += headings.heading(words.UNASSIGNED(spoken))
        markup += tables.fragment(_nowhere(reader, nowhere), "roomy")
    markup += headings.heading(words.MAPPINGS(spoken))
    if not entries:
        return markup + headings.note(words.NO_MAPPINGS(spoken))
    return markup + tables.fragment(_entries(reader, entries), "roomy")


def _nowhere(reader: Reader, nowhere: Sequence[Unassigned]) -> Table:
    spoken = reader.language
    heads = (words.POOL, words.GROUP, words.DOMAIN, words.LEARNERS, words.WHY)
    return Table(
        heads=[head(spoken) for head in heads],
        rows=[
            (
                each.pool,
                each.groups,
                each.domain,
                intake.people(each.learners, reader),
                _why(reader, each),
            )
            for each in nowhere
        ],
        numeric=frozenset({3}),
    )


def _why(reader: Reader, each: Unassigned) -> str:
    names = [_name(reader, code) for code in each.meant]
    return words.WHYS[each.why](reader.language, places=rows.words_join(names, reader.language))


def _entries(reader: Reader, entries: Sequence[Mapping]) -> Table:
    spoken = reader.language
    heads = (words.KIND, words.LABEL, pages.COLUMN_PLACE)
    return Table(
        heads=[head(spoken) for head in heads],
        rows=[(_kind(reader, each.kind), each.value, _name(reader, each.code)) for each in entries],
    )


def _assign(reader: Reader, nowhere: Sequence[Unassigned]) -> None:
    """The form that says what stands for which municipality."""
    spoken, labels = reader.language, _labels(nowhere)
    if not labels:
        return
    style.show(headings.heading(words.ASSIGN(spoken)))
    with st.form(f"assign-{spoken}", border=False):
        label = st.selectbox(
            words.LABEL(spoken), labels, format_func=lambda each: _labelled(reader, each)
        )
        code = st.selectbox(
            words.STANDS_FOR(spoken),
            list(cached.places(reader.snapshot)),
            format_func=lambda each: _name(reader, each),
        )
        pressed = st.form_submit_button(words.REGISTER(spoken), type="primary")
    if pressed and label and code:
        with intake.in_sentences(spoken), st.spinner(words.WORKING(spoken)):
            changed = mapping.add(*_place(reader), *label, code, who=reader.visit.who)
        intake.show_changed(words.REGISTERED(spoken), _consequence(changed)(spoken))


def _remove(reader: Reader, entries: Sequence[Mapping]) -> None:
    """The form that takes an entry back."""
    spoken = reader.language
    if not entries:
        return
    with st.form(f"remove-{spoken}", border=False):
        entry = st.selectbox(
            words.MAPPING_TO_REMOVE(spoken),
            entries,
            format_func=lambda each: _labelled(reader, (each.kind, each.value)),
        )
        pressed = st.form_submit_button(words.REMOVE(spoken))
    if pressed and entry:
        with intake.in_sentences(spoken), st.spinner(words.WORKING(spoken)):
            changed = mapping.remove(*_place(reader), entry.kind, entry.value, who=reader.visit.who)
        intake.show_changed(words.REMOVED(spoken), _consequence(changed)(spoken))


def _consequence(changed: int) -> Text:
    """What became of the monthly facts."""
    return words.FIGURES_MOVED if changed else words.FIGURES_STAY


def _labels(nowhere: Sequence[Unassigned]) -> list[Label]:
    """What the unassigned are labelled with, in the order in which a label is believed."""
    found: dict[Label, None] = {}
    for each in nowhere:
        said: tuple[Label, ...] = (
            ("pool", each.pool),
            ("group", each.groups),
            ("domain", each.domain),
        )
        found |= dict.fromkeys(label for label in said if label[1])
    return list(found)


def _place(reader: Reader) -> tuple[Database, str]:
    return cached.administered(reader.snapshot), reader.snapshot.scope.prefecture


def _labelled(reader: Reader, label: tuple[str, str]) -> str:
    kind, value = label
    return words.LABELLED(reader.language, kind=_kind(reader, kind), value=value)


def _kind(reader: Reader, kind: str) -> str:
    return next((name(reader.language) for known, name in KINDS.items() if known == kind), kind)


def _name(reader: Reader, code: str) -> str:
    known = cached.places(reader.snapshot)
    return known[code].name(reader.language) if code in known else code
