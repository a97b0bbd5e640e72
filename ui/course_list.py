"""The courses page's figure and table: each course or category, of the region and of a place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from charts import courses as chart
from charts.courses import Line, Mark
from metrics import courses, show
from metrics.calculate import State, Value
from metrics.courses import Counts, Learnt
from metrics.disclosure import STANDARD, Sight
from ui import cached, headings, learning, phrases
from ui.cached import Snapshot
from ui.choices import Choices
from ui.learning import Described
from ui.tables import Table
from wording import courses as words
from wording import pages
from wording.text import Language

MOST = 16
"""The most rows that a seminar's screen holds; the table has the others."""
MOST_BESIDE_OWN = 12
"""The same where each row has a second line."""
NO_LENGTH = 1 << 30
"""Minutes by which a course of unknown length is put last."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One course or category that may be shown."""

    key: str
    name: str
    category: str
    minutes: int | None
    """The course's length; of a category the median of its courses'."""
    courses: int
    region: Learnt
    assigned: int | None
    clear: bool
    own: Learnt | None


@dataclass(frozen=True, slots=True)
class Listing:
    """All that may be shown, in order, and what may not."""

    entries: tuple[Entry, ...]
    few: int
    """How many courses or categories have too few learners, or are taken in too few places."""
    enrolments: int
    """Of all together, to ten."""
    completion: Value
    """Of all together."""
    above: int
    """How many are clearly completed more often than all together."""
    below: int


@cached.kept
def listing(snapshot: Snapshot, choices: Choices) -> Listing:
    """The courses, or the categories, of the region and of the reader's own municipality."""
    found = _region(snapshot, choices, choices.kind)
    sight = cached.sight_of_region(snapshot)
    seen = courses.learnt(found, sight)
    unnamed = learning.recognisable(snapshot) if choices.by == "course" else ()
    shown = {key: each for key, each in found.items() if seen[key].shown and key not in unnamed}
    above = courses.differing(shown, _centre(found))
    own = _own(snapshot, choices, found)
    entries = [
        _entry(key, snapshot, choices, seen[key], key in above, own.get(key)) for key in shown
    ]
    whole = _whole(found)
    return Listing(
        entries=tuple(sorted(entries, key=lambda each: _order(each, choices.sort))),
        few=len(found) - len(shown),
        enrolments=courses.to_sight(whole.enrolments, sight),
        completion=courses.learnt({"": whole}, sight)[""].completion,
        above=sum(above.values()),
        below=len(above) - sum(above.values()),
    )


def own_is_hidden(snapshot: Snapshot, choices: Choices) -> bool:
    """Whether the reader's own municipality has too few people for any of its courses.

    Or is one that the reader may not see exactly: a course has a handful of learners there.
    """
    if not cached.is_fine(snapshot, choices.month, choices.place or ""):
        return True
    fact = cached.facts_of(snapshot, choices.month)[choices.place or ""]
    fewest = min(fact.licences, fact.enrolled_learners_fy)
    return fewest < (1 if _is_exact(snapshot, choices) else STANDARD.people)


def _is_exact(snapshot: Snapshot, choices: Choices) -> bool:
    return cached.sight_of(snapshot, choices.month, choices.place or "") is Sight.EXACT


def _region(snapshot: Snapshot, choices: Choices, kind: str) -> Mapping[str, Counts]:
    among = cached.taking_part(snapshot, choices.month)
    return learning.counts(snapshot, choices.month, choices.by, kind, among)


def _own(snapshot: Snapshot, choices: Choices, keys: Iterable[str]) -> Mapping[str, Learnt]:
    """What the place learnt of `keys`; empty unless one is chosen whose courses may be shown."""
    if choices.place is None or own_is_hidden(snapshot, choices):
        return {}
    code = frozenset({choices.place})
    found = learning.counts(snapshot, choices.month, choices.by, choices.kind, code)
    sight = cached.sight_of(snapshot, choices.month, choices.place)
    return courses.learnt({key: Counts() for key in keys} | dict(found), sight)


def _whole(found: Mapping[str, Counts]) -> Counts:
    """All together. People do not add over courses: at least as many as in the largest."""
    added = courses.together(found.values())
    people = max((each.people for each in found.values()), default=0)
    matured = max((each.matured_people for each in found.values()), default=0)
    return Counts(added.enrolments, people, added.matured, matured, added.completed)


def _centre(found: Mapping[str, Counts]) -> float:
    whole = courses.together(found.values())
    return whole.completed / whole.matured if whole.matured else 0.0


def _entry(
    key: str, snapshot: Snapshot, choices: Choices, region: Learnt, clear: bool, own: Learnt | None
) -> Entry:
    members = _members(key, snapshot, choices)
    lengths = [each.minutes for each in members if each.minutes is not None]
    category = category_name(members[0].category, choices.language)
    return Entry(
        key=key,
        name=category if choices.by == "category" else members[0].title,
        category=category,
        minutes=round(median(lengths)) if lengths else None,
        courses=len(members),
        region=region,
        assigned=_assigned(key, snapshot, choices),
        clear=clear,
        own=own,
    )


def _members(key: str, snapshot: Snapshot, choices: Choices) -> list[Described]:
    """The course itself, or those of the category that anybody enrolled in."""
    known = learning.described(snapshot, choices.month)
    if choices.by == "course":
        return [known[key]]
    return [fact for fact in known.values() if fact.category == key]


def _assigned(key: str, snapshot: Snapshot, choices: Choices) -> int | None:
    """Of all the enrolments those that were assigned; asked only where all are shown."""
    if choices.kind != "any":
        return None
    assigned, chosen = (_region(snapshot, choices, kind) for kind in ("assigned", "chosen"))
    sight = cached.sight_of_region(snapshot)
    return courses.assigned_part(assigned.get(key, Counts()), chosen.get(key, Counts()), sight)


def _order(entry: Entry, sort: str) -> tuple[float, float, str]:
    enrolments, rate = -(entry.region.enrolments or 0), entry.region.completion.value
    first = {
        "enrolments": float(enrolments),
        "completion": -rate if rate is not None else 1.0,
        "length": float(entry.minutes if entry.minutes is not None else NO_LENGTH),
    }[sort]
    return first, enrolments, entry.name


def category_name(category: str, spoken: Language) -> str:
    """The platform's category in the reader's language where we know it."""
    if not category:
        return words.NO_CATEGORY(spoken)
    known = words.CATEGORIES.get(category)
    return known(spoken) if known else category


@cached.kept
def figure(snapshot: Snapshot, choices: Choices) -> str:
    """The first of the list as a figure, with its title and how to read it, as HTML."""
    spoken, found = choices.language, listing(snapshot, choices)
    title = _title(snapshot, choices, found)
    lines = [_line(entry, choices) for entry in found.entries[: _rows(found)]]
    drawing = chart.fragment(
        lines,
        _heads(snapshot, choices),
        found.completion.value,
        words.ALT(spoken, figure=title),
    )
    return headings.heading(title) + drawing + headings.note(_reading(snapshot, choices, found))


def _title(snapshot: Snapshot, choices: Choices, found: Listing) -> str:
    title = words.FIGURE[choices.by](choices.language)
    if not found.entries[0].own:
        return title
    place = cached.places(snapshot)[choices.place or ""].name(choices.language)
    return words.OWN_FIGURE(choices.language, figure=title, place=place)


def about(sight: Sight, spoken: Language) -> str:
    """What stands behind the head of a column whose numbers are rounded."""
    return "" if sight is Sight.EXACT else words.ABOUT(spoken)


def _heads(snapshot: Snapshot, choices: Choices) -> tuple[str, str, str, str]:
    spoken, by_course = choices.language, choices.by == "course"
    rounded = about(cached.sight_of_region(snapshot), spoken)
    amount = (words.LEARNERS if by_course else words.ENROLMENTS)(spoken, about=rounded)
    if choices.kind == "any":
        amount = words.LEFT_IS_ASSIGNED(spoken, amount=amount)
    return (
        (pages.COURSE if by_course else words.CATEGORY)(spoken),
        amount,
        words.COMPLETION_DOTS(spoken),
        (words.LENGTH if by_course else words.COURSES)(spoken),
    )


def _reading(snapshot: Snapshot, choices: Choices, found: Listing) -> str:
    spoken = choices.language
    exact = cached.sight_of_region(snapshot) is Sight.EXACT
    sentences = [words.READING(spoken), *([] if exact else [words.ROUNDED(spoken)])]
    more = len(found.entries) - _rows(found)
    if more > 0:
        sentences.append(words.MORE(spoken, count=counted(more, choices)))
    if found.few:
        coarse = cached.sight_of_region(snapshot) is Sight.COARSE
        few = words.FEW_PLACES if coarse and choices.by == "course" else words.FEW
        sentences.append(few(spoken, count=counted(found.few, choices)))
    return phrases.sentences(sentences, spoken)


def _rows(found: Listing) -> int:
    """How many of the list the figure holds."""
    return MOST_BESIDE_OWN if found.entries[0].own else MOST


def counted(number: int, choices: Choices) -> str:
    """8講座, 8 courses; 2分野, 2 categories."""
    one, many = words.COUNTED[choices.by]
    return (one if number == 1 else many)(choices.language, count=number)


def _line(entry: Entry, choices: Choices) -> Line:
    spoken = choices.language
    note = phrases.length(entry.minutes, spoken) if choices.by == "course" else f"{entry.courses}"
    told = [
        part
        for part in (
            entry.name,
            _amount(entry.region, choices),
            _rate(entry.region, spoken),
            interval(entry.region.completion, spoken),
        )
        if part
    ]
    return Line(
        name=entry.name,
        note=note,
        title=phrases.SPACE[spoken].join(told),
        region=_mark(entry.region, choices),
        assigned=entry.assigned,
        clear=entry.clear,
        own=_mark(entry.own, choices) if entry.own else None,
    )


def _mark(found: Learnt, choices: Choices) -> Mark:
    hidden = words.HIDDEN(choices.language)
    return Mark(
        enrolments=found.enrolments,
        enrolments_text=_amount(found, choices) if found.shown else hidden,
        completion=found.completion,
        completion_text=_rate(found, choices.language),
    )


def _amount(found: Learnt, choices: Choices) -> str:
    """The enrolments with their unit, or why there are none to show."""
    if found.enrolments is None:
        return show.STATES[State.HIDDEN](choices.language)
    unit = words.PEOPLE if choices.by == "course" else words.TIMES
    return unit(choices.language, count=f"{found.enrolments:,}")


def _rate(found: Learnt, spoken: Language) -> str:
    """The completion rate, or a dash; the table says why."""
    value = found.completion.value
    return words.UNKNOWN(spoken) if value is None else percent(value)


def percent(rate: float) -> str:
    """A coarse rate: 34%."""
    return f"{100 * rate:.0f}%"


def interval(value: Value, spoken: Language) -> str:
    """Both limits, in whole percents; empty where there are none."""
    if value.low is None or value.high is None:
        return ""
    return f"{100 * value.low:.0f}–{100 * value.high:.0f}%"


@cached.kept
def table(snapshot: Snapshot, choices: Choices) -> Table:
    """Everything that may be shown, as a table."""
    spoken, found = choices.language, listing(snapshot, choices)
    by_course, rounded = choices.by == "course", about(cached.sight_of_region(snapshot), spoken)
    heads = [
        (pages.COURSE if by_course else words.CATEGORY)(spoken),
        (words.CATEGORY if by_course else words.COURSES)(spoken),
        (words.LENGTH if by_course else words.MEDIAN_LENGTH)(spoken),
        (words.LEARNERS if by_course else words.ENROLMENTS)(spoken, about=rounded),
        *([words.ASSIGNED(spoken, about=rounded)] if choices.kind == "any" else []),
        words.MATURED(spoken, about=rounded),
        words.RATE(spoken),
        pages.COLUMN_INTERVAL(spoken),
        *_own_heads(snapshot, choices),
    ]
    rows = [_row(entry, choices) for entry in found.entries]
    return Table(heads, rows, numeric=frozenset(range(2 if by_course else 1, len(heads))))


def _own_heads(snapshot: Snapshot, choices: Choices) -> list[str]:
    if choices.place is None:
        return []
    spoken, place = choices.language, cached.places(snapshot)[choices.place].name(choices.language)
    learners = words.PLACE_LEARNERS if choices.by == "course" else words.PLACE_ENROLMENTS
    rounded = about(cached.sight_of(snapshot, choices.month, choices.place), spoken)
    return [learners(spoken, place=place, about=rounded), words.PLACE_RATE(spoken, place=place)]


def _row(entry: Entry, choices: Choices) -> tuple[str, ...]:
    spoken = choices.language
    hidden = show.STATES[State.HIDDEN](spoken)
    assigned = hidden if entry.assigned is None else f"{entry.assigned:,}"
    matured = entry.region.completion.denominator
    own = (
        (_amount(entry.own, choices), _state_or_rate(entry.own.completion, spoken))
        if entry.own
        else (hidden, hidden)
    )
    return (
        entry.name,
        entry.category if choices.by == "course" else f"{entry.courses}",
        phrases.length(entry.minutes, spoken),
        f"{entry.region.enrolments:,}",
        *([assigned] if choices.kind == "any" else []),
        words.UNKNOWN(spoken) if matured is None else f"{matured:,}",
        _state_or_rate(entry.region.completion, spoken),
        interval(entry.region.completion, spoken),
        *(own if choices.place else ()),
    )


def _state_or_rate(value: Value, spoken: Language) -> str:
    return show.STATES[value.state](spoken) if value.value is None else percent(value.value)
