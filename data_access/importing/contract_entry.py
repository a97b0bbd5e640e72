"""Licences and prices that a person types in, instead of sending a file.

What was typed becomes a file of our contract form, byte for byte, and goes through the same import:
the same checks, the same dry run, one batch in the history, and the same undo.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from data_access.database import Database
from data_access.importing.contract import FORM, HEADINGS, TIER
from data_access.importing.importer import import_file
from data_access.importing.outcome import Outcome
from data_access.importing.stamps import JAPAN

_TITLE = "画面からの入力"
_ORDER = tuple(field.name for field in FORM[:-1])


@dataclass(frozen=True, slots=True)
class Entry:
    """One municipality's licences for one period, as typed: nothing is checked yet."""

    code: str
    name: str
    licences: str
    unit_price: str
    """In yen; 25千円 is understood. May be blank where price tiers are given."""
    starts_on: str
    ends_on: str
    fiscal_year: str = ""
    platform: str = ""
    proration: str = ""
    """月割 or 日割 where the price is for a whole year and the period shorter; else blank."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A price that holds from a number of licences on, as typed."""

    minimum_licences: str
    unit_price: str


def import_entries(
    database: Database,
    prefecture: str,
    entries: Sequence[Entry],
    tiers: Sequence[Tier] = (),
    *,
    at: datetime | None = None,
    dry_run: bool = False,
    confirmed: bool = False,
    may_touch: frozenset[str] | None = None,
    who: str,
) -> Outcome:
    """Imports what was typed, as `import_file` imports a file.

    An outcome's lines count from the title: the first entry stands on line 3. The moment `at`
    makes two entries of the same figures two files; a contract can be typed back to what it was.
    """
    moment = (at or datetime.now(JAPAN)).astimezone(JAPAN)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{_TITLE} {moment:%Y-%m-%d %H%M%S}.csv"
        path.write_text(csv_text(entries, tiers, moment), encoding="utf-8", newline="")
        return import_file(
            database,
            path,
            prefecture=prefecture,
            dry_run=dry_run,
            confirmed=confirmed,
            may_touch=may_touch,
            who=who,
        )


def csv_text(entries: Sequence[Entry], tiers: Sequence[Tier], moment: datetime) -> str:
    """The contract form with what was typed, under a title that says when."""
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow([f"{_TITLE} {moment:%Y-%m-%dT%H:%M:%S}"])
    rows.writerow(HEADINGS)
    for each in entries:
        rows.writerow([*(getattr(each, name) for name in _ORDER), ""])
    for tier in tiers:
        rows.writerow([TIER, "", tier.minimum_licences, tier.unit_price, *[""] * 6])
    return text.getvalue()
