"""What a reader asked for, turned into the nearest view that exists.

A forged, old or mistyped link never fails: each parameter that cannot be had is replaced by the
nearest valid one, and a notice says so in a sentence.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from metrics import catalogue, facts
from ui.phrases import period
from wording import frame as words
from wording import presentation
from wording.text import LANGUAGES, Language, Text

VIEWS = ("map", "tiles")
ORDERS = ("rank", "code")
GROUPS = ("all", "peers")
HEADINGS = ("course", "category")
KINDS = ("any", "assigned", "chosen")
SORTS = ("enrolments", "completion", "length")
SPENDS = next(family.members for family in catalogue.FAMILIES if family.id == "spend")
UPWARDS = ".up"
"""Stands behind the measure by which a table is sorted with the lowest first."""
COLUMNS = (
    "code",
    *(f"{metric.id}{way}" for metric in catalogue.METRICS for way in ("", UPWARDS)),
)
PANELS = ("change", "code")
FIGURES = tuple(presentation.FIGURES)
"""The pictures of a presentation."""
LIMITS = ("wide", "plain")
"""A funnel's bands: with how much places differ anyway, or of chance alone."""
CHOSEN_APART = {
    "view": VIEWS,
    "order": ORDERS,
    "group": GROUPS,
    "by": HEADINGS,
    "kind": KINDS,
    "sort": SORTS,
    "spend": SPENDS,
    "column": COLUMNS,
    "panels": PANELS,
    "limits": LIMITS,
    "figure": FIGURES,
}
"""Choices that only some pages offer, the usual one first."""
NOWHERE = "none"
"""The id by which a reader who has a place of their own asks for none."""
DEFAULT_METRIC = "completion_matured"


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from: the prefecture's name, its places and its months."""

    prefecture: Text
    places: Mapping[str, Text]
    months: Sequence[int]
    """Months with data, `yyyymm`, ascending; the last is the month of the data's date."""
    own: str | None = None
    """The reader's own place, which is chosen where nobody says otherwise."""
    figures: Sequence[str] = FIGURES
    """The pictures that a presentation may show."""


@dataclass(frozen=True, slots=True)
class Choices:
    """One view, complete and valid."""

    language: Language
    month: int
    metric: str
    place: str | None
    view: str
    order: str
    group: str
    by: str
    kind: str
    sort: str
    spend: str
    """The measure of spend that another measure is set against."""
    column: str
    """The column by which the table of all measures is sorted."""
    panels: str
    """The order of the small multiples."""
    limits: str
    figure: str
    """The picture of a presentation's scene."""

    @property
    def fiscal_year(self) -> int:
        """The fiscal year that the month lies in."""
        return facts.fiscal_year(self.month)


def language(parameters: Mapping[str, str]) -> Language:
    """The language of the address; Japanese unless it names another one that there is."""
    asked = parameters.get("lang")
    return next((one for one in LANGUAGES if one == asked), LANGUAGES[0])


def resolve(parameters: Mapping[str, str], offered: Offered) -> tuple[Choices, list[str]]:
    """The view that the parameters ask for, or the nearest, and a sentence for each difference."""
    spoken = language(parameters)
    notices: list[str] = []
    month = _month(parameters, offered, spoken, notices)
    metric = _metric(parameters, spoken, notices)
    place = _place(parameters, offered, spoken, notices)
    usual = {"spend": metric} if metric in SPENDS else {}
    apart = {
        name: _one_of({**usual, **parameters}, name, allowed, spoken, notices)
        for name, allowed in CHOSEN_APART.items()
    }
    return Choices(spoken, month, metric, place, **apart), notices


def without_unasked(chosen: Choices, asked: Collection[str]) -> Choices:
    """The view with the usual choice wherever the page offers none.

    Another page's choice of peers, order or picture must not change what this page says. A page
    that asks for an outcome sets spend against it: spend itself is none.
    """
    usual: dict[str, Any] = {
        name: allowed[0] for name, allowed in CHOSEN_APART.items() if name not in asked
    }
    if "outcome" in asked and chosen.metric in SPENDS:
        usual["metric"] = DEFAULT_METRIC
    return replace(chosen, **usual)


def mended(parameters: Mapping[str, str], chosen: Choices) -> dict[str, str | None]:
    """The parameters that asked for what there is not, with what is shown instead."""
    valid = {
        "lang": chosen.language,
        "year": str(chosen.fiscal_year),
        "month": str(chosen.month % 100),
        "metric": chosen.metric,
        "place": chosen.place or (NOWHERE if parameters.get("place") == NOWHERE else None),
        **{name: getattr(chosen, name) for name in CHOSEN_APART},
    }
    return {
        name: value
        for name, value in valid.items()
        if name in parameters and parameters[name] != value
    }


def _month(
    parameters: Mapping[str, str], offered: Offered, spoken: Language, notices: list[str]
) -> int:
    newest = offered.months[-1]
    year_asked = parameters.get("year", str(facts.fiscal_year(newest)))
    month_asked = parameters.get("month")
    wanted = _calendar_month(year_asked, month_asked)
    if wanted is not None and wanted in offered.months:
        return wanted
    nearest = min(offered.months, key=lambda month: abs(_count(month) - _count(wanted or newest)))
    if month_asked is None and facts.fiscal_year(nearest) == facts.fiscal_year(wanted or 0):
        return nearest  # the running year has not reached March: no reason to speak
    asked = "-".join(part for part in (year_asked, month_asked) if part)
    shown = period(nearest, spoken)
    notices.append(words.NO_SUCH_PERIOD(spoken, asked=asked, shown=shown))
    return nearest


def _calendar_month(year: str, month: str | None) -> int | None:
    """`yyyymm` of a fiscal year and a month's number; March where no month is named."""
    number = month or "3"
    if not (_whole(year) and _whole(number) and 1 <= int(number) <= 12 and len(year) == 4):
        return None
    return (int(year) + (int(number) < 4)) * 100 + int(number)


def _whole(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _count(month: int) -> int:
    return month // 100 * 12 + month % 100


def _metric(parameters: Mapping[str, str], spoken: Language, notices: list[str]) -> str:
    asked = parameters.get("metric", DEFAULT_METRIC)
    if asked in {metric.id for metric in catalogue.METRICS}:
        return asked
    shown = catalogue.metric(DEFAULT_METRIC).name(spoken)
    notices.append(words.UNKNOWN_MEASURE(spoken, asked=asked, shown=shown))
    return DEFAULT_METRIC


def _place(
    parameters: Mapping[str, str], offered: Offered, spoken: Language, notices: list[str]
) -> str | None:
    asked = parameters.get("place", offered.own)
    if not asked or asked == NOWHERE:
        return None
    if asked in offered.places:
        return asked
    notices.append(words.UNKNOWN_PLACE(spoken, asked=asked, prefecture=offered.prefecture(spoken)))
    return offered.own


def _one_of(
    parameters: Mapping[str, str],
    name: str,
    allowed: Sequence[str],
    spoken: Language,
    notices: list[str],
) -> str:
    asked = parameters.get(name, allowed[0])
    if asked in allowed:
        return asked
    notices.append(
        words.UNKNOWN_CHOICE(spoken, asked=asked, shown=OPTION_WORDS[allowed[0]](spoken))
    )
    return allowed[0]


OPTION_WORDS = {
    **presentation.FIGURES,
    "map": words.AS_MAP,
    "tiles": words.AS_TILES,
    "rank": words.BY_RANK,
    "code": words.BY_CODE,
    "all": words.ALL_PLACES,
    "peers": words.PEERS,
    "course": words.BY_COURSE,
    "category": words.BY_CATEGORY,
    "any": words.OF_ANY_KIND,
    "assigned": words.ASSIGNED,
    "chosen": words.CHOSEN,
    "enrolments": words.BY_ENROLMENTS,
    "completion": words.BY_COMPLETION,
    "length": words.BY_LENGTH,
    "change": words.BY_CHANGE,
    **{metric: catalogue.metric(metric).denominator_name for metric in SPENDS},
    "wide": words.WIDE_LIMITS,
    "plain": words.PLAIN_LIMITS,
}
