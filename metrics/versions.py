"""What changed in the meaning of the figures, version by version.

A metric says since which version it is there (`Metric.since`). What a version changed in the
metrics that were there before is said here, so that a reader who compares two files knows.
"""

from dataclasses import dataclass

from metrics.catalogue import METRICS, Metric
from wording.text import Text


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the product, as far as figures are concerned."""

    number: str
    changed: Text

    @property
    def added(self) -> tuple[Metric, ...]:
        """The metrics that came with it."""
        return tuple(each for each in METRICS if each.since == self.number)


VERSIONS: tuple[Version, ...] = (
    Version(
        "0.1.0",
        Text(
            ja="最初の版です。それまでの定義はありません。",
            en="The first version: there are no earlier definitions.",
        ),
    ),
)
"""The newest stands last."""
