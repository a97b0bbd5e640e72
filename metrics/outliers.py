"""Which places clearly lie outside a funnel, of all that were asked about at once.

One place in twenty lies outside its 95 % limits where nothing differs at all: of 179, nine. So the
share of false claims among the places that are called clearly different is controlled, as in the
overview's sentences (`findings.discoveries`), and no rate is taken as surer than its number of
people makes it.
"""

from collections.abc import Mapping

from metrics.calculate import Value
from metrics.findings import discoveries, sizes
from metrics.funnel import Funnel


def outliers(shape: Funnel, values: Mapping[str, Value]) -> dict[str, float]:
    """The z-scores of the proportions that clearly lie outside, the farthest first."""
    wholes = sizes(values.values())
    parts = [(each.value or 0.0) * size for each, size in zip(values.values(), wholes, strict=True)]
    scores = shape.scores(parts, wholes).tolist()
    return discoveries(dict(zip(values, scores, strict=True)))
