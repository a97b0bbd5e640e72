"""The choices, in one row, in one place, the same on every page."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from metrics import catalogue, facts, show
from ui import boxes, cached, choices, frame, phrases, url
from ui.boxes import Box
from ui.cached import Snapshot
from ui.choices import Choices, Offered
from ui.frame import Reader
from wording import frame as words
from wording import presentation
from wording.text import Language, Text

NO_PLACE = ""


def choose(
    reader: Reader, *asked: str, figures: tuple[str, ...] = choices.FIGURES
) -> tuple[Choices, str]:
    """Draw the choices `asked` for; return the view, and as HTML what was mended to reach it.

    Names: year, month, measure (or outcome: a measure that is no spend), place, and those of
    `choices.CHOSEN_APART`. Two have no box here: the buttons of `column` stand at the table, the
    switch of a funnel's `limits` at the plot. `figures` are those that a presentation may show.
    """
    parameters = url.parameters()
    chosen, mended, notices = _resolved(reader.snapshot, tuple(parameters.items()), asked)
    if notices:
        url.write(dict(mended))
    boxes.show(_content(reader.snapshot, chosen, asked, figures))
    return chosen, notices


@cached.kept
def _resolved(
    snapshot: Snapshot, parameters: tuple[tuple[str, str], ...], asked: tuple[str, ...]
) -> tuple[Choices, tuple[tuple[str, str | None], ...], str]:
    """The view, the parameters that were mended to reach it, and that in sentences, as HTML."""
    resolved, notices = choices.resolve(dict(parameters), offering(snapshot))
    mended = choices.mended(dict(parameters), resolved) if notices else {}
    chosen = choices.without_unasked(resolved, asked)
    return chosen, tuple(mended.items()), frame.notices(notices)


@cached.kept
def _content(
    snapshot: Snapshot, chosen: Choices, asked: tuple[str, ...], figures: tuple[str, ...]
) -> bytes:
    """The boxes as their script reads them."""
    offered = replace(offering(snapshot), figures=figures)
    return boxes.content(
        [box for name in asked for box in _BOXES[name](chosen, offered)], chosen.language
    )


def offering(snapshot: Snapshot) -> Offered:
    """What there is to choose from."""
    return Offered(
        prefecture=cached.prefecture(snapshot).name,
        places={code: place.name for code, place in cached.places(snapshot).items()},
        months=cached.months_with_data(snapshot),
        own=min(snapshot.scope.municipalities or (), default=None),
    )


def _year(chosen: Choices, offered: Offered) -> list[Box]:
    years = sorted({facts.fiscal_year(month) for month in offered.months}, reverse=True)
    return [
        boxes.box(
            "year",
            words.YEAR(chosen.language),
            [str(year) for year in years],
            str(chosen.fiscal_year),
            words=lambda year: show.fiscal_year(int(year), chosen.language),
        )
    ]


def _month(chosen: Choices, offered: Offered) -> list[Box]:
    months = [month for month in offered.months if facts.fiscal_year(month) == chosen.fiscal_year]
    return [
        boxes.box(
            "month",
            words.MONTH(chosen.language),
            [str(month % 100) for month in reversed(months)],
            str(chosen.month % 100),
            words=lambda month: _month_words(int(month), chosen.language),
        )
    ]


def _month_words(month: int, language: Language) -> str:
    shown = str(month) if language == "ja" else phrases.month_alone(month, language)
    return words.MONTH_OPTION(language, month=shown)


def _measure(
    chosen: Choices,
    offered: Offered,
    *,
    without: Sequence[str] = (),
    keeping: Sequence[tuple[str, str]] = (),
) -> list[Box]:
    """The measure and, where it has a choice of denominators, the denominator."""
    spoken = chosen.language
    family = catalogue.family(chosen.metric)
    asked = [
        boxes.box(
            "metric",
            words.MEASURE(spoken),
            [metric.id for metric in catalogue.measures() if metric.id not in without],
            family.members[0] if family else chosen.metric,
            words=lambda metric: measure_name(metric)(spoken),
            keeping=keeping,
        )
    ]
    if family:
        asked.append(
            boxes.box(
                "metric",
                words.DENOMINATOR(spoken),
                family.members,
                chosen.metric,
                words=lambda metric: catalogue.metric(metric).denominator_name(spoken),
                keeping=keeping,
                name="denominator",
            )
        )
    return asked


def _outcome(chosen: Choices, offered: Offered) -> list[Box]:
    """The measure that spend is set against.

    What is chosen replaces a measure of spend in the address, whose denominator must stay.
    """
    return _measure(chosen, offered, without=choices.SPENDS, keeping=(("spend", chosen.spend),))


def measure_name(metric: str) -> Text:
    """The short name of a measure, whatever its denominator."""
    family = catalogue.family(metric)
    return family.name if family else catalogue.metric(metric).short


def _place(chosen: Choices, offered: Offered) -> list[Box]:
    spoken, nowhere = chosen.language, choices.NOWHERE if offered.own else NO_PLACE
    known = {nowhere: words.NO_PLACE, **offered.places}
    return [
        boxes.box(
            "place",
            words.PLACE(spoken),
            list(known),
            chosen.place or nowhere,
            words=lambda code: known[code](spoken),
        )
    ]


def _among(name: str, label: Text, allowed: Sequence[str], chosen: Choices) -> list[Box]:
    spoken = chosen.language
    return [
        boxes.box(
            name,
            label(spoken),
            allowed,
            getattr(chosen, name),
            words=lambda option: choices.OPTION_WORDS[option](spoken),
        )
    ]


def _figure(chosen: Choices, offered: Offered) -> list[Box]:
    return [
        boxes.box(
            "figure",
            presentation.FIGURE(chosen.language),
            offered.figures,
            chosen.figure if chosen.figure in offered.figures else offered.figures[0],
            words=lambda figure: presentation.FIGURES[figure](chosen.language),
        )
    ]


_BOXES: dict[str, Callable[[Choices, Offered], list[Box]]] = {
    "year": _year,
    "month": _month,
    "measure": _measure,
    "outcome": _outcome,
    "place": _place,
    "view": lambda chosen, _: _among("view", words.SHAPE, choices.VIEWS, chosen),
    "order": lambda chosen, _: _among("order", words.ORDER, choices.ORDERS, chosen),
    "group": lambda chosen, _: _among("group", words.AMONG, choices.GROUPS, chosen),
    "by": lambda chosen, _: _among("by", words.HEADING, choices.HEADINGS, chosen),
    "kind": lambda chosen, _: _among("kind", words.KIND, choices.KINDS, chosen),
    "sort": lambda chosen, _: _among("sort", words.ORDER, choices.SORTS, chosen),
    "spend": lambda chosen, _: _among("spend", words.SPEND_PER, choices.SPENDS, chosen),
    "panels": lambda chosen, _: _among("panels", words.ORDER, choices.PANELS, chosen),
    "column": lambda chosen, _: [],
    "limits": lambda chosen, _: [],
    "figure": _figure,
}
