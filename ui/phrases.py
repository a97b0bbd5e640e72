"""Small phrases that several pages make from numbers."""

from collections.abc import Sequence

from metrics import facts, show
from metrics.catalogue import Metric
from metrics.peers import BASES, Peers
from metrics.ranks import Rank
from wording.text import Language, Text

_PERIOD = Text(ja="{year}・{month}月まで", en="{year} to {month}")
_RANK = Text(ja="{rank}位", en="{rank}")
_SURE = Text(ja="{rank}（ほぼ確実）", en="{rank} (almost certain)")
_HIGHEST = Text(ja="高い方から{place}", en="{place} highest")
_PLACE = Text(ja="{rank}番目", en="{rank}")
_PLACES = Text(ja="{low}〜{high}番目", en="{low}–{high}")
_COMPACT = Text(ja="{of}団体中{rank}位", en="{rank} of {of}")
_ENDS = Text(ja="{low}〜{high}", en="{low}–{high}")
_COMPACT_HIGHEST = Text(ja="高い順{rank}番", en="{rank} highest")
SPACE: dict[Language, str] = {"ja": "　", "en": " "}
"""Between two phrases of one line."""
_MINUTES = Text(ja="{minutes}分", en="{minutes} min")
_HOURS = Text(ja="{hours}時間", en="{hours} h")
_UNKNOWN = Text(ja="―", en="–")
_RANGED = Text(ja="{rank}（{range}）", en="{rank} ({range})")


def period(month: int, language: Language) -> str:
    """A fiscal year to date: 2026年度（令和8年度）・10月まで, FY2026 to October 2026."""
    year = show.fiscal_year(facts.fiscal_year(month), language)
    end = month % 100 if language == "ja" else show.month(month, language)
    return _PERIOD(language, year=year, month=end)


def rank_with_range(rank: Rank | None, language: Language) -> str:
    """7位（2〜13位）, 7th (2nd–13th); the rank alone where it has no range; empty without one."""
    if rank is None:
        return ""
    alone = position(rank.rank, language)
    if rank.low is not None and rank.low == rank.high:
        return _SURE(language, rank=alone)
    ranged = show.rank_range(rank, language)
    return _RANGED(language, rank=alone, range=ranged) if ranged else alone


def rank_text(rank: Rank | None, metric: Metric, language: Language) -> str:
    """The rank with its range; for a measure without a good direction, the place from the top."""
    if rank is None or metric.direction != "neither":
        return rank_with_range(rank, language)
    return highest(rank, language)


def highest(rank: Rank, language: Language) -> str:
    """高い方から3番目（1〜8番目）, 3rd highest (1st–8th): a place that is no verdict."""
    alone = _PLACE(language, rank=_ordinal(rank.rank, language))
    return _placed(_HIGHEST(language, place=alone), rank, language)


def from_the_top(rank: Rank | None, language: Language) -> str:
    """3番目（1〜8番目）, 3rd (1st–8th): the same under a head that says what is counted."""
    if rank is None:
        return ""
    return _placed(_PLACE(language, rank=_ordinal(rank.rank, language)), rank, language)


def _placed(alone: str, rank: Rank, language: Language) -> str:
    """A place with its range, as far as it has one."""
    if rank.low is None or rank.high is None:
        return alone
    if rank.low == rank.high:
        return _SURE(language, rank=alone)
    low, high = _ordinal(rank.low, language), _ordinal(rank.high, language)
    return _RANGED(language, rank=alone, range=_PLACES(language, low=low, high=high))


def _ordinal(number: int, language: Language) -> str:
    return str(number) if language == "ja" else position(number, language)


def compact(rank: Rank, metric: Metric, language: Language) -> str:
    """Where space is dear: 21団体中17位（10〜19）, 17th of 21 (10–19); 高い順5番（2〜14）."""
    low, high = rank.low, rank.high
    words = _COMPACT_HIGHEST if metric.direction == "neither" else _COMPACT
    alone = words(language, of=rank.of, rank=_ordinal(rank.rank, language))
    if low is None or high is None:
        return alone
    ends = f"{low}" if low == high else _ENDS(language, low=low, high=high)
    return _RANGED(language, rank=alone, range=ends)


def position(number: int, language: Language) -> str:
    """A rank alone: 7位, 7th."""
    if language == "ja":
        return _RANK(language, rank=number)
    return show.rank(Rank(number, number), language).split(" ")[0]


def peer_group(found: Peers, language: Language) -> str:
    """By what the peers were found, and the type or band where they have one."""
    basis = BASES[found.basis](language)
    return f"{basis} {found.label}" if found.label and language == "ja" else basis


def sentences(listed: Sequence[str], language: Language) -> str:
    """Sentences one after the other, as the language sets them."""
    return ("" if language == "ja" else " ").join(listed)


def month_alone(month: int, language: Language) -> str:
    """A month without its year: 10月, Oct."""
    return f"{month % 100}月" if language == "ja" else show.month(month, language)[:3]


def short_year(year: int, language: Language) -> str:
    """A fiscal year where space is dear: 2026年度, FY2026."""
    return f"{year}年度" if language == "ja" else f"FY{year}"


def length(minutes: int | None, language: Language) -> str:
    """A course's length, 45分 or 2.5時間; a dash where no file says it."""
    if minutes is None:
        return _UNKNOWN(language)
    if minutes < 60:
        return _MINUTES(language, minutes=minutes)
    return _HOURS(language, hours=f"{minutes / 60:.1f}".removesuffix(".0"))
