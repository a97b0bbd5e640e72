"""The ranking says who really differs, and what would move the reader's own place."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from metrics.facts import MonthFact
from tests.pages import made
from tests.pages.conftest import Put
from tests.pages.seen import seen
from wording import ranking as words

YOKOHAMA, KAWASAKI, SAGAMIHARA, FUJISAWA = "14100", "14130", "14150", "14205"
FINISHED = {YOKOHAMA: 50, KAWASAKI: 35, SAGAMIHARA: 30, FUJISAWA: 20}
"""Of a hundred enrolments each, so that a percent is one completion."""


def four(finished: Mapping[str, int] = FINISHED) -> list[MonthFact]:
    return [
        replace(made.USUAL, code=code, matured=100, matured_completed=part)
        for code, part in finished.items()
    ]


def test_what_would_change_the_rank(put: Put) -> None:
    """From 30 %: five more for the second place, twenty more for the first; eleven fewer to lose.

    The range of the third of four is 2nd to 4th here, and its upper end is the next place itself.
    """
    put(four(), "14")
    page = seen("ranking", place=SAGAMIHARA)
    assert "90日以内に修了した受講があと5件増えれば、2位に並びます。" in page.text
    assert "11件減れば、4位に下がります。" in page.text
    assert "生の数での計算です" in page.text
    first = seen("ranking", place=YOKOHAMA, lang="en")
    assert words.AT_THE_TOP.en in first.text
    assert "16 fewer would mean 2nd place." in first.text
    assert words.AT_THE_BOTTOM.ja in seen("ranking", place=FUJISAWA).text


def test_the_end_of_the_range_is_told_with_what_it_takes(put: Put) -> None:
    put(four({YOKOHAMA: 33, KAWASAKI: 32, SAGAMIHARA: 31, FUJISAWA: 30}), "14")
    text = seen("ranking", place=FUJISAWA).text
    assert "95%範囲の上の端（1位）に並ぶには、あと3件です。" in text
    assert "1〜4位の中の上下は、偶然だけでも起こります。" in text


def test_spend_has_no_way_up(put: Put) -> None:
    first, *rest = four()
    put([replace(first, spend_yen=900_000), *rest], "14")
    text = seen("ranking", place=SAGAMIHARA, metric="spend_per_active").text
    assert "順位の上げ方は示しません" in text
    assert "並びます" not in text


@pytest.mark.usefixtures("sample")
def test_the_bands_are_switched_in_the_address() -> None:
    wide = seen("ranking", lang="en")
    assert "over-dispersion: a standard deviation of" in wide.text
    button = wide.app.button(key="switch-limits")
    assert button.label == words.LEAVE_OUT.en
    button.click().run()
    assert wide.app.query_params["limits"] == "plain"
    linked = seen("ranking", lang="en", limits="plain")
    for page in (wide, linked):
        assert "is left out" in page.text
        assert page.app.button(key="switch-limits").label == words.TAKE_IN.en


@pytest.mark.usefixtures("sample")
def test_the_shrunken_rate_stands_beside_the_raw_one() -> None:
    page = seen("ranking", place=FUJISAWA)
    drawn = page.markup.count('class="track"')
    assert page.markup.count("<u style=") == drawn > 20
    assert words.ESTIMATE.ja in page.text
    assert (
        words.ESTIMATE.ja
        not in seen("ranking", metric="spend_per_active").markup.split("<details")[0]
    )


@pytest.mark.usefixtures("sample")
def test_peers_only_and_by_code() -> None:
    everyone, peers = (
        seen("ranking", place=FUJISAWA),
        seen("ranking", place=FUJISAWA, group="peers"),
    )
    assert 4 < peers.markup.count('class="track"') < everyone.markup.count('class="track"')
    by_code = seen("ranking", order="code").markup.split("<table", 1)[1]
    assert by_code.index("横浜市") < by_code.index("川崎市") < by_code.index("開成町")
    assert 'class="tie"' not in by_code
    assert 'class="tie"' in everyone.markup


def test_where_chance_alone_decides_nobody_is_named(put: Put) -> None:
    put(made.by_chance(made.HOKKAIDO), made.HOKKAIDO)
    page = seen("ranking")
    measure = {"measure": "修了率（90日）"}
    assert page.title == words.NOBODY_DIFFERS.ja.format(**measure)
    assert page.markup.count('class="track"') > 150
    assert "約8団体は95%の帯の外に出ます" in page.text


NOTHING = dict.fromkeys(
    (
        "joined",
        "enrolments",
        "assigned_enrolments",
        "enrolments_completed",
        "completions",
        "matured",
        "matured_completed",
        "learning_seconds",
        "active_learners",
        "active_learners_fy",
        "enrolled_learners_fy",
        "completing_learners_fy",
        "matured_learners_fy",
    ),
    0,
)
UNFINISHED = dict.fromkeys(
    ("enrolments_completed", "completions", "matured_completed", "completing_learners_fy"), 0
)
FEW = {**dict.fromkeys(NOTHING, 1), "licences": 1}


def some(prefecture: str, **changes: int) -> list[MonthFact]:
    """A dozen places, this October and the last."""
    return made.facts(prefecture, **changes)[:24]


def alone(**changes: int) -> list[MonthFact]:
    return [each for each in made.facts("14", **changes) if each.code == FUJISAWA]


ODD: dict[str, tuple[list[MonthFact], dict[str, str], str]] = {
    "no completions at all": (some("14", **UNFINISHED), {}, "12団体すべてで0%です"),
    "one municipality": (alone(), {}, "比べられる団体がほかにありません"),
    "all equal": (some("14"), {}, "12団体すべてで33.3%です"),
    "all zero": (some("14", **NOTHING), {"metric": "activation"}, "12団体すべてで0%です"),
    "nobody has started": (some("14", **NOTHING), {}, "を示せる団体がありません"),
    "one learner": (alone(**FEW), {}, "を示せる団体がありません"),
    "a denominator of zero": (
        some("14", matured=0, matured_completed=0),
        {},
        "を示せる団体がありません",
    ),
    "a numerator above its denominator": (
        [replace(each, joined=120) for each in alone()] + some("14")[:8],
        {"metric": "activation"},
        "すべてで90.0%です",
    ),
    "179 places": (made.by_chance("01"), {}, "はっきり違う団体はありません"),
}
"""What a region may be like, what is asked, and what the ranking answers."""


@pytest.mark.parametrize("odd", ODD)
def test_every_page_has_a_sentence_for_an_odd_region(odd: str, put: Put) -> None:
    listed, asked, answer = ODD[odd]
    put(listed, made.HOKKAIDO if odd == "179 places" else "14")
    assert answer in seen("ranking", **asked).title
    for name in ("overview", "map", "municipality", "compare", "trends", "courses"):
        page = seen(name, **asked, **({"place": FUJISAWA} if name == "municipality" else {}))
        assert page.title
        assert not {"nan", "inf", "None"} & set(page.text.split())


@pytest.mark.parametrize(
    ("odd", "answer"),
    [
        ("nobody has started", "受講はまだなく、修了率はまだ比べられません"),
        ("no completions at all", "受講は横ばい、修了はまだありません"),
    ],
)
def test_nothing_at_all_is_not_called_steady(odd: str, answer: str, put: Put) -> None:
    put(ODD[odd][0], "14")
    assert seen("overview").title == answer


def test_why_there_is_no_rate_is_said_on_each_page(put: Put) -> None:
    put([replace(each, joined=120) for each in alone()] + some("14")[:8], "14")
    for name in ("map", "ranking", "municipality"):
        page = seen(name, metric="activation", place=FUJISAWA)
        assert "分子（120）が分母（100）を上回るため、率を計算できません" in page.text
        assert "計算不可" in page.title
