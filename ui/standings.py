"""Municipalities before and after an import or an undo."""

from collections.abc import Sequence

from data_access.importing.effect import Place
from ui import cached, headings, tables
from ui.frame import Reader
from ui.tables import Table
from wording import data as words
from wording import pages

QUANTITIES = {
    "licences": words.LICENCES,
    "learners": words.LEARNERS,
    "enrolments": words.ENROLMENTS,
    "completions": words.COMPLETIONS,
}


def fragment(places: Sequence[Place], reader: Reader) -> str:
    """The municipalities whose numbers move, as a table in HTML; or that none does."""
    title = headings.heading(words.BEFORE_AFTER(reader.language))
    moved = [place for place in places if place.before != place.after]
    if not moved:
        return title + headings.note(words.NOTHING_MOVES(reader.language))
    return title + tables.fragment(_table(moved, reader), "roomy")


def _table(moved: Sequence[Place], reader: Reader) -> Table:
    spoken, known = reader.language, cached.places(reader.snapshot)
    names = [known[each.code].name(spoken) if each.code in known else each.name for each in moved]
    return Table(
        heads=[pages.COLUMN_PLACE(spoken), *(head(spoken) for head in QUANTITIES.values())],
        rows=[
            (name, *(_moves(each, quantity, reader) for quantity in QUANTITIES))
            for name, each in zip(names, moved, strict=True)
        ],
        numeric=frozenset(range(1, 1 + len(QUANTITIES))),
    )


def _moves(place: Place, quantity: str, reader: Reader) -> str:
    before, after = getattr(place.before, quantity), getattr(place.after, quantity)
    if before == after:
        return f"{after:,}"
    return words.MOVES(reader.language, before=f"{before:,}", after=f"{after:,}")
