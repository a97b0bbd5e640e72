"""Licences and prices: what holds now, and typing in what a contract says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import streamlit as st

from data_access import queries
from data_access.importing import contract_entry
from data_access.importing.contract_entry import Entry
from data_access.importing.outcome import Outcome
from metrics import facts, show
from ui import away, cached, forms, frame, headings, intake, outcomes, remembered, style, tables
from ui.cached import Snapshot
from ui.frame import Reader
from ui.tables import Table
from wording import data as words
from wording import pages


@dataclass(frozen=True, slots=True)
class Holding:
    """What a contract allots to one municipality for one period; money in yen."""

    fiscal_year: int
    code: str
    licences: int
    unit_price_yen: int
    yen: int
    starts_on: date
    ends_on: date


def part(reader: Reader) -> None:
    """Put the part on the page."""
    with intake.in_sentences(reader.language):
        everything, running = of_places(_held(reader.snapshot), reader), _running(reader.snapshot)
    answer, below = _answer(reader, running), words.LICENCES_BELOW(reader.language)
    style.show(intake.heading(reader, answer, below))
    _type_in(reader)
    style.show(
        headings.heading(words.HOLDINGS(reader.language))
        + tables.fragment(of_places(running, reader), "roomy")
        + frame.sources(reader)
    )
    with st.container(key="deciding", horizontal=True):
        away.take_away(lambda: everything, "licences", reader)
        forms.offer(reader)


def _year(snapshot: Snapshot) -> int:
    return facts.fiscal_year(facts.calendar_month(snapshot.as_of))


@cached.kept
def _held(snapshot: Snapshot) -> tuple[Holding, ...]:
    """Every allotment that committed contracts state now, the newest fiscal year first."""
    rows = cached.connected().read(queries.holdings(), snapshot.scope)
    return tuple(Holding(*tuple(row)) for row in rows)


def _running(snapshot: Snapshot) -> list[Holding]:
    """What holds on the day of the data."""
    return [each for each in _held(snapshot) if each.starts_on <= snapshot.as_of <= each.ends_on]


def _answer(reader: Reader, running: Sequence[Holding]) -> str:
    spoken = reader.language
    named = {"year": show.fiscal_year(_year(reader.snapshot), spoken)}
    if not running:
        return words.LICENCES_TITLE_NONE(spoken, **named)
    return words.LICENCES_TITLE(
        spoken,
        places=len({each.code for each in running}),
        licences=f"{sum(each.licences for each in running):,}",
        **named,
    )


def of_places(held: Sequence[Holding], reader: Reader) -> Table:
    """One row an allotment."""
    spoken, known = reader.language, cached.places(reader.snapshot)
    heads = (
        words.YEAR,
        pages.COLUMN_PLACE,
        words.LICENCES,
        words.UNIT_PRICE,
        words.AMOUNT,
        words.PERIOD,
    )
    return Table(
        heads=[head(spoken) for head in heads],
        rows=[
            (
                str(each.fiscal_year),
                known[each.code].name(spoken) if each.code in known else each.code,
                f"{each.licences:,}",
                words.YEN(spoken, amount=f"{each.unit_price_yen:,}"),
                words.YEN(spoken, amount=f"{each.yen:,}"),
                words.FROM_TO(
                    spoken,
                    first=show.day(each.starts_on, spoken),
                    last=show.day(each.ends_on, spoken),
                ),
            )
            for each in held
        ],
        numeric=frozenset({2, 3, 4}),
    )


def _type_in(reader: Reader) -> None:
    """The form for one municipality; what it would change; and the button that enters it."""
    spoken, number = reader.language, remembered.round_number()
    style.show(headings.heading(words.TYPE_IN(spoken)))
    with st.form(f"entry-{number}-{spoken}", border=False):
        entry = _entry(reader)
        asked = st.form_submit_button(words.TRY(spoken), type="primary")
    if asked:
        remembered.lay_by((entry, datetime.now(UTC)))
    typed: tuple[Entry, datetime] | None = remembered.laid_by()
    if typed is None:
        return
    tried: Outcome = remembered.tried(
        (reader.snapshot.version, typed), lambda: _imported(reader, *typed, dry_run=True)
    )
    style.show(outcomes.fragment([tried], reader, dry_run=True))
    if tried.status not in ("committed", "held"):
        return
    held = tried.status == "held"
    agreed = held and st.checkbox(words.CONFIRM_HELD(spoken), key="agreed-entry")
    if (agreed or not held) and st.button(words.ENTER(spoken), key="enter", type="primary"):
        done = _imported(reader, *typed, dry_run=False, confirmed=agreed)
        if done.status == "committed":
            remembered.start_over()
            intake.show_changed(words.ENTERED(spoken))
        style.show(outcomes.fragment([done], reader, dry_run=False))


def _entry(reader: Reader) -> Entry:
    spoken, places = reader.language, cached.places(reader.snapshot)
    year = _year(reader.snapshot)
    code = st.selectbox(
        pages.COLUMN_PLACE(spoken), list(places), format_func=lambda each: places[each].name(spoken)
    )
    with st.container(key="entry", horizontal=True, vertical_alignment="bottom"):
        licences = st.text_input(words.HOW_MANY(spoken))
        price = st.text_input(words.PRICE(spoken))
        starts = st.text_input(
            words.STARTS(spoken), value=f"{year}-04-01", placeholder=words.DAY_LIKE(spoken)
        )
        ends = st.text_input(words.ENDS(spoken), value=f"{year + 1}-03-31")
    return Entry(
        code=code or "",
        name=places[code].name("ja") if code else "",
        licences=licences,
        unit_price=price,
        starts_on=starts,
        ends_on=ends,
    )


def _imported(
    reader: Reader, entry: Entry, at: datetime, *, dry_run: bool, confirmed: bool = False
) -> Outcome:
    with intake.in_sentences(reader.language), st.spinner(words.WORKING(reader.language)):
        found = contract_entry.import_entries(
            cached.administered(reader.snapshot),
            reader.snapshot.scope.prefecture,
            [entry],
            at=at,
            dry_run=dry_run,
            confirmed=confirmed,
            who=reader.visit.who,
        )
    return replace(found, file=words.TYPED(reader.language))
