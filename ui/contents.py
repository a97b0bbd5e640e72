"""The tables behind the figures."""

from collections.abc import Sequence

from charts.rows import Row
from metrics import catalogue, show
from ui import cached, cards, rows
from ui.choices import Choices
from ui.frame import Reader
from ui.tables import Table
from wording import frame as words
from wording import pages
from wording.text import Language


def of_measure(rows: Sequence[Row], metric: str, spoken: Language) -> Table:
    """Every municipality with one measure, its interval, its rank and what it is made of."""
    heads = (
        pages.COLUMN_CODE,
        pages.COLUMN_PLACE,
        catalogue.metric(metric).name,
        pages.COLUMN_INTERVAL,
        pages.COLUMN_RANK,
        pages.COLUMN_PEOPLE,
    )
    return Table(
        heads=[head(spoken) for head in heads],
        rows=[
            (row.code, row.name, row.text, row.interval, row.rank_text, row.people) for row in rows
        ],
        numeric=frozenset({2, 3, 4}),
        own=frozenset(at for at, row in enumerate(rows) if row.own),
    )


def headlines(reader: Reader, choices: Choices) -> Table:
    """The overview's headline figures for every municipality, and for the region."""
    spoken, named = reader.language, cards.headlines(choices)
    listed = {metric: rows.rows(reader.snapshot, choices, metric) for metric in named}
    everyone = [
        (row.code, row.name, *(listed[metric][at].text for metric in named))
        for at, row in enumerate(listed[named[0]])
    ]
    region = [
        show.show(
            catalogue.metric(metric),
            cached.region_value(reader.snapshot, choices.month, metric),
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
