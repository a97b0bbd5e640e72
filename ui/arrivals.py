"""What came in: how fresh and how complete each municipality's records are."""

from datetime import date

from data_access.importing import batches, coverage
from data_access.importing.batches import Batch
from data_access.importing.coverage import Coverage, Whereabouts
from data_access.importing.stamps import japan_day, japan_time
from metrics import facts, show
from metrics.disclosure import STANDARD
from ui import away, cached, frame, headings, intake, style, tables
from ui.cached import Snapshot
from ui.frame import Reader
from ui.tables import Table
from wording import data as words
from wording import pages


def part(reader: Reader) -> None:
    """Put the part on the page."""
    with intake.in_sentences(reader.language):
        table, below = of_places(reader), _tables(reader)
        nowhere = unassigned(reader.snapshot)
    answer = _answer(reader)
    told = words.ARRIVALS_BELOW(
        reader.language,
        unassigned=intake.people(nowhere, reader) if nowhere else words.NOBODY(reader.language),
        version=reader.snapshot.version,
    )
    style.show(intake.heading(reader, answer, told) + below)
    away.take_away(lambda: table, "coverage", reader, answer)


@cached.kept
def _tables(reader: Reader) -> str:
    """The newest files and the municipalities as tables, as HTML."""
    return (
        headings.heading(words.NEWEST_FILES(reader.language))
        + tables.fragment(newest_files(reader), "roomy")
        + headings.heading(words.COVERAGE(reader.language))
        + headings.note(words.COVERAGE_NOTE(reader.language))
        + tables.fragment(of_places(reader), "roomy")
        + frame.sources(reader)
    )


@cached.kept
def whereabouts(snapshot: Snapshot) -> Whereabouts:
    """Where everybody is; whatever moves somebody makes another version."""
    return coverage.whereabouts(cached.administered(snapshot), snapshot.scope.prefecture)


def _coverage(snapshot: Snapshot) -> list[Coverage]:
    """The municipalities whose records the scope may look into."""
    own = snapshot.scope.municipalities
    return [each for each in whereabouts(snapshot).places if own is None or each.code in own]


def unassigned(snapshot: Snapshot) -> int:
    """How many learners belong to no known municipality."""
    return sum(each.learners for each in whereabouts(snapshot).nowhere)


def _licences(snapshot: Snapshot, code: str) -> int:
    """Those that hold on the day of the data."""
    listed = cached.facts_of(snapshot, facts.calendar_month(snapshot.as_of))
    return listed[code].licences if code in listed else 0


def _answer(reader: Reader) -> str:
    if not reader.snapshot.version:
        return words.ARRIVALS_NONE(reader.language)
    taking = [each for each in _coverage(reader.snapshot) if _licences(reader.snapshot, each.code)]
    return words.ARRIVALS_TITLE(
        reader.language,
        as_of=reader.as_of,
        taking=len(taking),
        fresh=sum(_silent(each, reader.snapshot.as_of) == 0 for each in taking),
    )


@cached.kept
def of_places(reader: Reader) -> Table:
    """One row a municipality: licences, learners, last learning, newest file, state."""
    heads = (
        pages.COLUMN_PLACE,
        words.LICENCES,
        words.LEARNERS,
        words.LAST_LEARNING,
        words.LAST_FILE,
        words.STATE,
    )
    return Table(
        heads=[head(reader.language) for head in heads],
        rows=[_row(each, reader) for each in _coverage(reader.snapshot)],
        numeric=frozenset({1, 2}),
    )


def _row(each: Coverage, reader: Reader) -> tuple[str, ...]:
    spoken, licences = reader.language, _licences(reader.snapshot, each.code)
    name = cached.places(reader.snapshot)[each.code].name(spoken)
    if _few(each, reader):
        few = words.FEW(spoken)
        return name, f"{licences:,}", show.fewer(spoken), few, few, few
    return (
        name,
        f"{licences:,}" if licences else words.AWAY(spoken),
        show.people(each.learners, spoken, exact=True),
        show.month(facts.calendar_month(each.last_activity), spoken) if each.last_activity else "",
        show.day(each.as_of, spoken) if each.as_of else "",
        _state(each, licences, reader),
    )


def _few(each: Coverage, reader: Reader) -> bool:
    """Whether what the records say is about so few that the reader may not have it."""
    return 0 < each.learners < STANDARD.people and not intake.exact(reader)


def _state(each: Coverage, licences: int, reader: Reader) -> str:
    spoken, silent = reader.language, _silent(each, reader.snapshot.as_of)
    if not licences:
        return words.AWAY(spoken)
    if not each.learners:
        return words.NO_RECORDS(spoken)
    if silent is None:
        return words.NEVER(spoken)
    if silent == 0:
        return words.ARRIVED(spoken)
    return words.SILENT_ONE(spoken) if silent == 1 else words.SILENT(spoken, months=silent)


def _silent(each: Coverage, as_of: date) -> int | None:
    """Whole months since the last learning; None where there never was any."""
    last = each.last_activity
    return None if last is None else (as_of.year - last.year) * 12 + as_of.month - last.month


@cached.kept
def newest_files(reader: Reader) -> Table:
    """The newest file of each kind that counts; another one counts only in another version."""
    spoken = reader.language
    newest: dict[str, Batch] = {}
    for batch in batches.listed(
        cached.administered(reader.snapshot), reader.snapshot.scope.prefecture
    ):
        if batch.status == "committed":
            best = newest.setdefault(batch.kind, batch)
            if (batch.as_of or 0) > (best.as_of or 0):
                newest[batch.kind] = batch
    heads = (words.KIND, words.FILE, words.AS_OF, words.IMPORTED_ON)
    return Table(
        heads=[head(spoken) for head in heads],
        rows=[
            (
                kind_name(batch.kind, reader),
                batch.file,
                moment_day(batch.as_of, reader),
                moment(batch.finished_at or batch.started_at, reader),
            )
            for batch in newest.values()
        ],
    )


def kind_name(kind: str, reader: Reader) -> str:
    """What a kind of file is called."""
    return words.KINDS.get(kind, words.UNKNOWN_KIND)(reader.language)


def moment(stamp: int, reader: Reader) -> str:
    """The day of a stamp in Japan, and the time of day."""
    return f"{moment_day(stamp, reader)} {japan_time(stamp):%H:%M}"


def moment_day(stamp: int | None, reader: Reader) -> str:
    """The day of a stamp in Japan."""
    if stamp is None:
        return words.NO_MOMENT(reader.language)
    return show.day(japan_day(stamp), reader.language)
