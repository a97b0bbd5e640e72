"""Numbers, ranks, dates and states as text, in either language."""

from dataclasses import replace
from datetime import date
from functools import cache

from metrics.calculate import State, Value
from metrics.catalogue import Metric, Unit
from metrics.disclosure import STANDARD
from metrics.ranks import Rank
from wording.text import Language, Text

STATES: dict[State, Text] = {
    State.VALUE: Text(ja="値あり", en="value"),
    State.ZERO: Text(ja="0（該当なし）", en="zero"),
    State.NO_DATA: Text(ja="データなし", en="no data yet"),
    State.NOT_TAKING_PART: Text(ja="不参加", en="not taking part"),
    State.HIDDEN: Text(ja="非表示（少人数）", en="hidden (few people)"),
    State.WITHHELD: Text(ja="非公表", en="not published"),
}

FEW_MARK = "※"
"""Stands behind a value about so few people that hardly any reader may see it."""
_REFUSED = Text(ja="計算不可", en="cannot be computed")
_BEFORE = {Unit.YEN: Text(ja="", en="¥")}
_AFTER = {
    Unit.PERCENT: Text(ja="%", en="%"),
    Unit.PEOPLE: Text(ja="人", en=" people"),
    Unit.COMPLETIONS: Text(ja="件", en=""),
    Unit.MINUTES: Text(ja="分", en=" min"),
    Unit.YEN: Text(ja="円", en=""),
}
_THOUSAND_YEN = Text(ja="{amount}千円", en="¥{amount}k")
_POINTS = Text(ja="ポイント", en=" points")
_NOTHING = Text(ja="", en="")
_FEW = Text(ja="{k}人未満", en="under {k}")
_RANK = Text(ja="{of}団体中{rank}位", en="{rank} of {of}")
_PROPORTION = Text(
    ja="{whole_name} {whole} のうち{part_name} {part}",
    en="{part} {part_name} of {whole} {whole_name}",
)
_RATIO = Text(
    ja="{part_name} {part} ÷ {whole_name} {whole}", en="{part} {part_name} ÷ {whole} {whole_name}"
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def show(metric: Metric, value: Value, language: Language) -> str:
    """The value with its unit, or the words for why there is none."""
    if value.value is not None:
        mark = FEW_MARK if value.few else ""
        return number(precise(metric, value), value.value, language) + mark
    if value.state is State.HIDDEN and metric.kind == "count":
        return fewer(language)
    if value.refusal is not None:
        return _REFUSED(language)
    return STATES[value.state](language)


def precise(metric: Metric, value: Value) -> Metric:
    """The metric with as many decimals as its value has."""
    return in_coarse(metric) if value.coarse else metric


@cache
def in_coarse(metric: Metric) -> Metric:
    """The metric with as many decimals as rounded numbers have."""
    return replace(metric, decimals=1 if metric.unit is Unit.COMPLETIONS else 0)


def number(metric: Metric, amount: float, language: Language) -> str:
    """An amount of the metric with its unit: "34.2%", "18,400円", "¥18,400", "61分"."""
    return "".join(split(metric, amount, language))


def split(metric: Metric, amount: float, language: Language) -> tuple[str, str, str]:
    """What stands before the figure, the figure, and what stands after it."""
    before = _BEFORE.get(metric.unit, _NOTHING)(language)
    return before, figure(metric, amount), _AFTER[metric.unit](language)


def figure(metric: Metric, amount: float) -> str:
    """The amount without its unit; a true zero is a bare 0."""
    decimals = metric.decimals if amount else 0
    return f"{in_unit(metric, amount):,.{decimals}f}"


def limit(metric: Metric, amount: float) -> str:
    """A class limit without its unit and with no digit more than it has: "26", "0.5"."""
    return f"{round(in_unit(metric, amount), 6):,.12g}"


def difference(metric: Metric, amount: float, language: Language) -> str:
    """A signed change, rates in percentage points: "+6.5ポイント", "−1,200円"."""
    return _sign(amount) + distance(metric, amount, language)


def signed(metric: Metric, amount: float, language: Language) -> str:
    """A signed change without the unit that stands after it: "+6.5", "−¥1,200"."""
    before, number, _ = split(metric, abs(amount), language)
    return _sign(amount) + before + number


def distance(metric: Metric, amount: float, language: Language) -> str:
    """A change without its sign: "6.5ポイント", "1,200円"."""
    if metric.unit is Unit.PERCENT:
        return figure(metric, abs(amount)) + _POINTS(language)
    return number(metric, abs(amount), language)


def in_unit(metric: Metric, amount: float) -> float:
    """The amount in the unit that is printed: a proportion in percent."""
    return amount * 100 if metric.unit is Unit.PERCENT else amount


def out_of_unit(metric: Metric, amount: float) -> float:
    """The way back from `in_unit`."""
    return amount / 100 if metric.unit is Unit.PERCENT else amount


def printed(metric: Metric, amount: float) -> float:
    """The amount as `figure` prints it: what reads the same is the same."""
    return round(in_unit(metric, amount), metric.decimals)


def growth(share: float) -> str:
    """A signed change of an amount, as a share of it: "+12%"."""
    percent = f"{abs(share) * 100:.0f}"
    return f"{'±' if percent == '0' else '+' if share > 0 else '−'}{percent}%"


def interval(metric: Metric, low: float, high: float, language: Language) -> str:
    """Both limits, the unit once: "29.1–39.8%"."""
    before, first, _ = split(metric, low, language)
    _, last, after = split(metric, high, language)
    return f"{before}{first}–{last}{after}"


def parts(metric: Metric, value: Value, language: Language) -> str:
    """What was divided by what, in numbers; empty where nothing is known or divided.

    One to nine are "10人未満" here as everywhere, but for who may see them.
    """
    if value.numerator is None or value.denominator is None:
        return ""
    if metric.people and 0 < value.numerator < STANDARD.people and not value.exact:
        return _PROPORTION(
            language,
            part=fewer(language),
            whole=_amount(value.denominator / max(metric.scale, 1), None, language),
            part_name=metric.numerator_name(language),
            whole_name=metric.denominator_name(language),
        )
    sentence, unit = (_PROPORTION, None) if metric.kind == "proportion" else (_RATIO, metric.unit)
    return sentence(
        language,
        part=_amount(value.numerator * min(metric.scale, 1), unit, language),
        whole=_amount(value.denominator / max(metric.scale, 1), None, language),
        part_name=metric.numerator_name(language),
        whole_name=metric.denominator_name(language),
    )


def thousand_yen(amount: float, language: Language) -> str:
    """ "1,512千円", "¥1,512k"."""
    return _THOUSAND_YEN(language, amount=f"{amount / 1000:,.0f}")


def people(count: int, language: Language, *, exact: bool = False) -> str:
    """A count of people; one to nine are "10人未満" unless the reader may see them."""
    if 0 < count < STANDARD.people and not exact:
        return fewer(language)
    return f"{count:,}{_AFTER[Unit.PEOPLE](language)}"


def fewer(language: Language) -> str:
    """ "10人未満", by the threshold in force."""
    return _FEW(language, k=STANDARD.people)


def rank(place: Rank, language: Language) -> str:
    """ "33団体中5位", "5th of 33"."""
    return _RANK(language, rank=_position(place.rank, language), of=place.of)


def rank_range(place: Rank, language: Language) -> str:
    """ "3〜9位", "3rd–9th"; empty for a rank without a range."""
    if place.low is None or place.high is None:
        return ""
    if place.low == place.high:
        return _position(place.low, language) + ("位" if language == "ja" else "")
    low, high = _position(place.low, language), _position(place.high, language)
    return f"{low}〜{high}位" if language == "ja" else f"{low}–{high}"


def day(when: date, language: Language) -> str:
    """ "2026年10月31日", "31 October 2026"."""
    if language == "ja":
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month(yyyymm: int, language: Language) -> str:
    """ "2026年10月", "October 2026"."""
    year, number_of_month = divmod(yyyymm, 100)
    if language == "ja":
        return f"{year}年{number_of_month}月"
    return f"{_MONTHS[number_of_month - 1]} {year}"


def fiscal_year(year: int, language: Language) -> str:
    """ "2026年度（令和8年度）", "FY2026"."""
    return f"{year}年度（{_era_year(year)}年度）" if language == "ja" else f"FY{year}"


def _sign(amount: float) -> str:
    return "+" if amount > 0 else "−" if amount < 0 else "±"


def _amount(amount: float, unit: Unit | None, language: Language) -> str:
    """A whole amount, in a unit or bare."""
    if unit is None:
        return f"{amount:,.0f}"
    before, after = _BEFORE.get(unit, _NOTHING), _AFTER[unit]
    return f"{before(language)}{amount:,.0f}{after(language)}"


def _era_year(year: int) -> str:
    """The fiscal year in the era of its end: that of 2019 is 令和元."""
    if year < 2019:
        return f"平成{year - 1988}"
    return "令和元" if year == 2019 else f"令和{year - 2018}"


def _position(position: int, language: Language) -> str:
    if language == "ja":
        return str(position)
    last = {1: "st", 2: "nd", 3: "rd"}.get(position % 10, "th")
    return f"{position}{'th' if position % 100 in (11, 12, 13) else last}"
