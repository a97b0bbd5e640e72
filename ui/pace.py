"""How fast a municipality's enrolments finish, beside the region's, by kind of enrolment."""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charts import speed
from charts.palette import Theme, palette
from charts.speed import Pace
from metrics.cohorts import Curve, Mark, curve_of, marks
from metrics.disclosure import Sight
from metrics.facts import SHORT_MINUTES, Cohort, Length
from metrics.refusal import RefusedError
from ui import cached, headings, phrases, tables
from ui.cached import Snapshot
from ui.choices import Choices
from ui.tables import Table
from wording import municipality as words
from wording.text import Language

ASKED = 90
"""The day that the title speaks of."""
HALF = 0.5
TOPS = (0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of enrolment in the place and in the region; as everybody may see it."""

    assigned: bool
    length: Length
    enrolments: int
    own: tuple[Mark, ...]
    region: tuple[Mark, ...]
    half: int | None
    """Days in which half of the place's finish, to ten; None where they do not."""

    @property
    def day(self) -> int:
        """The day to speak of: the asked one, or else the last that both have."""
        return max(day for day in self.days if day <= ASKED)

    @property
    def drawn(self) -> bool:
        """Whether both have marks beyond the day of the enrolment."""
        return len(self.days) > 1

    @property
    def days(self) -> list[int]:
        """The days that both have a mark of."""
        return sorted({mark.day for mark in self.own} & {mark.day for mark in self.region})

    def on(self, day: int) -> tuple[Mark, Mark]:
        """The place's mark of a day and the region's."""
        own, region = (
            next(mark for mark in listed if mark.day == day) for listed in (self.own, self.region)
        )
        return own, region


@cached.kept
def kinds(snapshot: Snapshot, month: int, place: str) -> tuple[Kind, ...]:
    """The kinds of enrolment that can be shown, by how many enrolments of the place there are."""
    listed = cached.cohorts_of(snapshot, month)
    found, coarse = [], cached.sight_of_region(snapshot) is Sight.COARSE
    for assigned, length in words.KINDS:
        alike = [each for each in listed if (each.assigned, each.length) == (assigned, length)]
        own = [each for each in alike if each.code == place]
        made = sum(each.enrolments for cohort in own for each in cohort.durations)
        here, everywhere = _marks(own), _marks(alike, coarse=coarse)
        half = _half(own) if here and here[-1].finished >= HALF else None
        found.append(Kind(assigned, Length(length), made, here, everywhere, half))
    return tuple(sorted((each for each in found if each.drawn), key=lambda each: -each.enrolments))


def _marks(cohorts: list[Cohort], *, coarse: bool = False) -> tuple[Mark, ...]:
    try:
        curve: Curve = curve_of(cohorts)
    except RefusedError:
        return ()
    return marks(curve, sum(each.learners for each in cohorts), coarse=coarse)


def _half(cohorts: list[Cohort]) -> int | None:
    days = curve_of(cohorts).median
    return None if days is None else max(round(days, -1), 10)


@cached.kept
def fragment(snapshot: Snapshot, choices: Choices, theme: Theme) -> str:
    """A small picture for each kind, with what it says, as HTML; or why there is none."""
    spoken, place = choices.language, cached.places(snapshot)[choices.place or ""]
    found = kinds(snapshot, choices.month, choices.place or "")
    if not found:
        return headings.heading(words.SPEED_PLAIN_TITLE(spoken)) + headings.note(
            words.NO_SPEED(spoken)
        )
    pictures = "".join(_picture(each, found, theme, place.name(spoken), spoken) for each in found)
    hours = f"{SHORT_MINUTES / 60:g}"
    note = headings.note(words.SPEED_NOTE(spoken, place=place.name(spoken), hours=hours))
    table = tables.folded(_table(found, place.name(spoken), spoken), spoken)
    title = headings.heading(_title(found[0], spoken))
    return f'{title}<div class="pace">{pictures}</div>{note}{table}'


def _table(found: Sequence[Kind], place: str, spoken: Language) -> Table:
    """The marks of all pictures, a row for each kind and day."""
    heads = [head(spoken) for head in words.SPEED_COLUMNS]
    listed = [
        (
            words.KINDS[kind.assigned, kind.length.value](spoken),
            words.DAYS(spoken, day=day),
            _percent(own),
            f"{own.low:.0%}–{own.high:.0%}",
            _percent(region),
        )
        for kind in found
        for day in kind.days
        for own, region in [kind.on(day)]
    ]
    return Table([*heads[:2], place, *heads[2:]], listed, numeric=frozenset({2, 3, 4}))


def _title(kind: Kind, spoken: Language) -> str:
    if kind.day != ASKED:
        return words.SPEED_PLAIN_TITLE(spoken)
    own, region = kind.on(ASKED)
    name = words.KINDS[kind.assigned, kind.length.value](spoken)
    return words.SPEED_TITLE(spoken, kind=name, own=_percent(own), region=_percent(region))


def _picture(kind: Kind, every: Iterable[Kind], theme: Theme, place: str, spoken: Language) -> str:
    name = words.KINDS[kind.assigned, kind.length.value](spoken)
    own, region = kind.on(kind.day)
    told = {"day": kind.day, "own": _percent(own), "region": _percent(region)}
    label = words.SPEED_ALT(spoken, kind=name, place=place, **told)
    said = words.SPEED_LAST(spoken, low=f"{own.low:.0%}", high=f"{own.high:.0%}", **told)
    if kind.half is not None:
        said += phrases.SPACE[spoken] + words.HALF(spoken, days=kind.half)
    days = [words.DAYS(spoken, day=day) for day in speed.TICKS]
    image = speed.image(Pace(kind.own, kind.region), _top(every), days, palette(theme), label)
    return (
        f"<figure><figcaption>{html.escape(name)}</figcaption>{image}"
        f"<p>{html.escape(said)}</p></figure>"
    )


def _top(every: Iterable[Kind]) -> float:
    """The end of the axis, the same in every picture."""
    shares = [mark.high for each in every for mark in each.own]
    shares += [mark.finished for each in every for mark in each.region]
    most = max(shares)
    return next(top for top in TOPS if top >= most)


def _percent(mark: Mark) -> str:
    return f"{mark.finished:.0%}"
