"""A finding in words: its numbers printed, its municipalities named."""

from collections.abc import Mapping, Sequence

from metrics.catalogue import Metric, metric
from metrics.findings import Finding
from metrics.show import difference, in_coarse, number, thousand_yen
from wording import findings as words
from wording.text import Language, inside

NAMED = 3
"""The most municipalities that a sentence names."""

_VALUES = ("region", "now", "before")
"""Numbers that are values of the metric; all others are counts, but for the change and the yen."""


def sentence(
    finding: Finding, names: Mapping[str, str], language: Language, *, coarse: bool = False
) -> str:
    """The finding as a sentence; `names` gives each municipality's in that language.

    `coarse`: made from rounded numbers, so that decimals would be false.
    """
    of = in_coarse(metric(finding.metric)) if coarse else metric(finding.metric)
    return words.SENTENCES[finding.kind](
        language,
        names=listed([names[code] for code in finding.codes], language),
        measure=inside(of.short(language)),
        **{name: _printed(of, name, each, language) for name, each in finding.numbers.items()},
    )


def listed(names: Sequence[str], language: Language) -> str:
    """Names as a sentence gives them: all of a few, or the first of many and how many."""
    shown = words.BETWEEN_NAMES(language).join(names[:NAMED])
    if len(names) > NAMED:
        more = len(names) - NAMED
        return words.SEVERAL(language, names=shown, count=len(names), more=more)
    if len(names) < 2:
        return shown
    first = words.BETWEEN_NAMES(language).join(names[:-1])
    return words.LAST_NAME(language, first=first, last=names[-1])


def _printed(of: Metric, name: str, amount: float, language: Language) -> str:
    if name == "change":
        return difference(of, amount, language)
    if name == "yen":
        return thousand_yen(amount, language)
    return number(of, amount, language) if name in _VALUES else f"{amount:,.0f}"
