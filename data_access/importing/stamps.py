"""Dates and times as the platforms and as offices write them.

A stamp is whole seconds since 1970-01-01 00:00 UTC. The platform writes UTC; a day without a time
was typed by a person in Japan and means that day in Japan.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import compute

from data_access.importing.reasons import IMPOSSIBLE_DATE, Fault

JAPAN = timezone(timedelta(hours=9))
MISSING = np.iinfo(np.int64).min
"""Stands for "no stamp" in an array of them."""

BLANKS = frozenset({"", "-", "‐", "‑", "–", "—", "―", "−", "－", "ー", "'-", "'－"})
"""What a cell holds when there is nothing to say. Not zero. A quote keeps a spreadsheet from taking
the dash for a formula."""

_ERAS = {
    "令和": (date(2019, 5, 1), date.max),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
}
_ERA_LETTERS = {"R": "令和", "H": "平成", "S": "昭和"}
_DAY = re.compile(
    r"(?:(?P<era>令和|平成|昭和|[RHS])\s*(?P<era_year>\d{1,2}|元)|(?P<year>\d{4}))"
    r"\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"(?:\s*\([月火水木金土日]\))?"
    r"(?:[T\s]\s*(?P<hour>\d{1,2})[:時](?P<minute>\d{1,2})分?(?::?(?P<second>\d{1,2})秒?)?)?",
    re.IGNORECASE,
)


def read_stamps(
    column: Sequence[str] | pa.StringArray,
) -> tuple[NDArray[np.int64], dict[int, Fault]]:
    """The stamps of a column, `MISSING` where blank or faulty, and the faults by position."""
    array = column if isinstance(column, pa.Array) else pa.array(column, pa.string())
    regular = _platform_stamps(array)
    if regular is not None:
        return regular, {}
    stamps = np.full(len(array), MISSING, np.int64)
    faults: dict[int, Fault] = {}
    for position, cell in enumerate(array.to_pylist()):
        try:
            stamp = read_stamp(cell)
        except Fault as fault:
            faults[position] = fault
        else:
            if stamp is not None:
                stamps[position] = stamp
    return stamps, faults


def read_stamp(cell: str) -> int | None:
    """One cell in any accepted form; None where it is blank."""
    text = unicodedata.normalize("NFKC", cell).strip()
    if text in BLANKS:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _office_stamp(text)
    if len(text) <= len("2024-04-01"):
        return int(moment.replace(tzinfo=JAPAN).timestamp())
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def read_day(cell: str) -> date | None:
    """A calendar day in any accepted form, in Japan; None where the cell is blank."""
    stamp = read_stamp(cell)
    return None if stamp is None else japan_day(stamp)


def japan_day(stamp: int) -> date:
    """The day that it was in Japan."""
    return datetime.fromtimestamp(stamp, JAPAN).date()


def japan_time(stamp: int) -> time:
    """The time of day of a stamp in Japan."""
    return datetime.fromtimestamp(stamp, JAPAN).time()


def end_of_japan_day(day: date) -> int:
    """The last second of a day in Japan."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=JAPAN)
    return int(midnight.timestamp()) + 86_399


def _office_stamp(text: str) -> int:
    match = _DAY.fullmatch(text)
    if not match:
        raise Fault(IMPOSSIBLE_DATE)
    try:
        day = date(_western_year(match), int(match["month"]), int(match["day"]))
        hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
        zone = UTC if match["year"] and match["hour"] else JAPAN
        moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    except ValueError:
        raise Fault(IMPOSSIBLE_DATE) from None
    if match["era"] and not _within_era(match["era"], day):
        raise Fault(IMPOSSIBLE_DATE)
    return int(moment.timestamp())


def _western_year(match: re.Match[str]) -> int:
    if match["year"]:
        return int(match["year"])
    first = _era(match["era"])[0].year
    return first - 1 + (1 if match["era_year"] == "元" else int(match["era_year"]))


def _within_era(era: str, day: date) -> bool:
    first, last = _era(era)
    return first <= day <= last


def _era(era: str) -> tuple[date, date]:
    return _ERAS[_ERA_LETTERS.get(era.upper(), era)]


# The platform's own form, whole columns at once ------------------------------------------------

_WIDTH = len("2024-04-01T09:30:00Z")
_FIRST = -62_135_596_800
"""The beginning of the year 1; no calendar of ours knows an earlier one."""


def _platform_stamps(column: pa.StringArray) -> NDArray[np.int64] | None:
    """The column's stamps if every cell is `2024-04-01T09:30:00Z` or empty, else None.

    Of all the forms that Arrow knows, only this one is twenty characters wide and names its zone.
    """
    widths = compute.binary_length(column)
    width = np.from_dlpack(widths)
    if ((width != 0) & (width != _WIDTH)).any():
        return None
    try:
        moments = column.filter(widths.cast(pa.bool_())).cast(pa.timestamp("s", "UTC"))
    except pa.ArrowInvalid:
        return None
    stamps = np.full(len(column), MISSING, np.int64)
    stamps[width > 0] = np.from_dlpack(moments.cast(pa.int64()))
    return None if ((stamps < _FIRST) & (stamps != MISSING)).any() else stamps
