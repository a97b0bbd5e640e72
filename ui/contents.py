"""The tables behind the figures."""

from metrics import catalogue, show
from metrics.disclosure import Sight
from ui import cached, cards, rows, tables
from ui.cached import Snapshot
from ui.choices import Choices
from ui.tables import Table
from wording import frame as words
from wording import pages, ranking
from wording.text import Language


@cached.kept
def of_measure(snapshot: Snapshot, choices: Choices) -> Table:
    """Every municipality with the measure, its interval, its rank and what it is made of."""
    spoken = choices.language
    named = rows.published(rows.rows(snapshot, choices, choices.metric))
    listed = rows.ordered(named, choices.order)
    heads = (
        pages.COLUMN_CODE,
        pages.COLUMN_PLACE,
        catalogue.metric(choices.metric).name,
        pages.COLUMN_INTERVAL,
        pages.COLUMN_RANK,
        pages.COLUMN_PEOPLE,
    )
    return Table(
        heads=[head(spoken) for head in heads],
        rows=[
            (row.code, row.name, row.text, row.interval, row.rank_text, row.people)
            for row in listed
        ],
        numeric=frozenset({2, 3, 4}),
        own=frozenset(at for at, row in enumerate(listed) if row.own),
    )


@cached.kept
def of_ranking(snapshot: Snapshot, choices: Choices) -> Table:
    """The places compared, with the shrunken rate beside the raw one; all where all are."""
    spoken, among = choices.language, rows.compared(snapshot, choices)
    listed = [
        row
        for row in rows.ordered(rows.published(rows.estimated(snapshot, choices)), choices.order)
        if choices.group == "all" or row.code in among
    ]
    heads = (
        pages.COLUMN_CODE,
        pages.COLUMN_PLACE,
        catalogue.metric(choices.metric).name,
        pages.COLUMN_INTERVAL,
        ranking.ESTIMATE,
        pages.COLUMN_RANK,
        pages.COLUMN_PEOPLE,
    )
    return Table(
        heads=[head(spoken) for head in heads],
        rows=[
            (
                row.code,
                row.name,
                row.text,
                row.interval,
                rows.estimate_alone(row, choices),
                row.rank_text,
                row.people,
            )
            for row in listed
        ],
        numeric=frozenset({2, 3, 4, 5}),
        own=frozenset(at for at, row in enumerate(listed) if row.own),
    )


@cached.kept
def folded(table: Table, spoken: Language) -> str:
    """A kept table behind a line that opens it, as HTML."""
    return tables.folded(table, spoken)


@cached.kept
def headlines(snapshot: Snapshot, choices: Choices) -> Table:
    """The overview's headline figures for every municipality, and for the region."""
    spoken, named = choices.language, cards.headlines(choices)
    listed = {metric: rows.rows(snapshot, choices, metric) for metric in named}
    everyone = [
        (row.code, row.name, *(listed[metric][at].text for metric in named))
        for at, row in enumerate(listed[named[0]])
        if cached.sight_of(snapshot, choices.month, row.code) is not Sight.WITHHELD
    ]
    region = [
        show.show(
            catalogue.metric(metric),
            cached.region_value(snapshot, choices.month, metric),
            spoken,
        )
        for metric in named
    ]
    return Table(
        heads=[
            pages.COLUMN_CODE(spoken),
            pages.COLUMN_PLACE(spoken),
            *(catalogue.metric(metric).name(spoken) for metric in named),
        ],
        rows=[("", words.PREFECTURE_WIDE(spoken), *region), *everyone],
        numeric=frozenset(range(2, 2 + len(named))),
    )
