"""推移: what is said of a change is what its test supports, at the same day of both years."""

import csv
import html
import io
import re
from dataclasses import replace
from datetime import date

import pytest

from metrics import catalogue
from metrics.catalogue import metric
from tests.pages import made
from tests.pages.conftest import Put
from tests.pages.seen import Seen, seen
from ui import cached, opening, panels, trend_lines, trends
from ui.cached import Snapshot
from ui.choices import Choices, Offered, resolve
from ui.files import csv_file
from ui.frame import Reader
from wording.text import LANGUAGES, Language, Text

pytestmark = pytest.mark.usefixtures("sample")

HADANO = "14211"
PANEL = re.compile(r"<li(?: class=own)?><a [^>]*>(.*?)</a><img [^>]*><b>(.*?)</b>(?:<i>(.*?)</i>)?")


def shown(page: Seen) -> dict[str, tuple[str, str]]:
    """Value and change of every panel, by name, in order."""
    return {
        html.unescape(name): (value, change) for name, value, change in PANEL.findall(page.markup)
    }


def snapshot() -> Snapshot:
    return opening.snapshot("ja", "light")


def reader(records: Snapshot, language: Language = "ja") -> Reader:
    visit, _ = opening.opened("ja", "light")
    return Reader(language, "light", records, visit)


def choices(**asked: str) -> Choices:
    names = {code: place.name for code, place in cached.places(snapshot()).items()}
    offered = Offered(Text(ja="", en=""), names, cached.months_with_data(snapshot()))
    return resolve(asked, offered)[0]


def test_the_region_comes_first_then_the_own_place() -> None:
    page = seen("trends", place=HADANO, metric="enrolment_by_licence")
    assert page.title.startswith("地域全体の受講率は66.3%。")
    assert "差があるとはいえません" in page.title
    own = "秦野市の受講率は73.6%。前年同期を13.6ポイント上回り、偶然では説明できません"
    assert own in page.text
    assert len(page.app.get("plotly_chart")) == 2
    assert len(seen("trends").app.get("plotly_chart")) == 1


@pytest.mark.parametrize("each", [each for each in catalogue.METRICS if each.kind == "proportion"])
def test_only_what_the_test_supports_is_called_a_change(each: catalogue.Metric) -> None:
    page = seen("trends", metric=each.id)
    tested = cached.paired_region(snapshot(), 202610, each.id).tested
    clear = tested is not None and tested.clear and each.as_then
    assert ("偶然では説明できません" in page.title) is clear
    assert ("差があるとはいえません" in page.title) is (not clear and each.as_then)


def test_a_count_is_compared_without_a_verdict() -> None:
    page = seen("trends", metric="active_learners")
    assert page.title.endswith("上回っています")
    assert "差は検定していません" in page.text
    assert "明らか" not in page.text


def test_an_amount_is_tested_by_its_draws() -> None:
    page = seen("trends", metric="spend_per_active", place="14205")
    assert len(re.findall(r"差は[+−]\d+%（95%区間 [+−±]\d+%〜[+−±]\d+%）", page.text)) == 2
    assert "団体をまとめて検定" in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_year_has_nothing_to_compare_with(language: Language) -> None:
    page = seen("trends", lang=language, year="2023", month="10")
    said = {"ja": "前年同期の値がなく、比べられません", "en": "last year has no value"}[language]
    assert said in page.title
    assert {change for _, change in shown(page).values()} == {
        {"ja": "前年なし", "en": "no last year"}[language]
    }


def test_a_measure_of_another_kind_each_year_is_not_compared() -> None:
    page = seen("trends", metric="completion_simple")
    assert "前年と比べられません" in page.title
    assert {change for _, change in shown(page).values()} == {""}


def test_panels_stand_by_their_change_or_by_code() -> None:
    by_change = shown(seen("trends"))
    rises = [
        float(change.replace("−", "-").removesuffix("ポイント"))
        for _, change in by_change.values()
        if change != "前年なし"
    ]
    assert rises == sorted(rises, reverse=True)
    by_code = shown(seen("trends", panels="code"))
    assert list(by_code)[:3] == ["横浜市", "川崎市", "相模原市"]
    assert by_code == by_change
    assert list(by_code) != list(by_change)


def test_a_place_without_a_value_is_named_and_has_no_empty_picture() -> None:
    page = seen("trends")
    assert not {"清川村", "三浦市", "葉山町"} & set(shown(page))
    for told in (
        "不参加9（三浦市、",
        "データなし2（伊勢原市、葉山町）",
        "非表示（少人数）1（清川村）",
    ):
        assert told in page.text


def test_a_hidden_place_is_in_no_month_of_the_page_and_the_file() -> None:
    asked = choices(place="14402", metric="enrolment_by_licence")
    page = seen("trends", place="14402", metric="enrolment_by_licence")
    assert len(page.app.get("plotly_chart")) == 1
    assert not trend_lines.own_is_drawn(snapshot(), asked)
    lines = csv.reader(io.StringIO(csv_file(panels.table(snapshot(), asked)).decode("utf-8-sig")))
    [hidden] = [line for line in lines if line[1] == "清川村"]
    assert set(hidden[2:]) <= {"非表示（少人数）", "不参加", "―"}


def test_a_file_holds_every_year_at_the_same_date() -> None:
    table = panels.table(snapshot(), choices(metric="enrolment_by_licence"))
    assert list(table.heads)[2:6] == ["2026年度", "2025年度", "2024年度", "2023年度"]
    values = cached.bare_values_of(snapshot(), 202410, "enrolment_by_licence")
    yokohama = next(row for row in table.rows if row[0] == "14100")
    assert yokohama[4] == f"{(values['14100'].value or 0) * 100:.1f}%"
    assert not [cell for row in table.rows for cell in row if cell.startswith(("+", "="))]


def test_the_places_of_both_years_are_told_apart_from_those_that_joined() -> None:
    both = cached.taking_part(snapshot(), 202610) & cached.taking_part(snapshot(), 202510)
    assert len(both) == 20
    page = seen("trends")
    assert "両年の20団体で34.5%から34.0%へ。" in page.text
    table = panels.table(snapshot(), choices())
    assert [row[1] for row in table.rows[:2]] == ["地域全体", "両年の20団体"]
    assert table.rows[1][2:4] == ("34.0%", "34.5%")


def test_a_month_that_is_not_over_is_compared_at_the_end_of_the_one_before() -> None:
    middle = replace(snapshot(), as_of=date(2026, 10, 15))
    asked = choices()
    title, below = trends.title(reader(middle), asked)
    whole, _ = trends.title(reader(snapshot()), choices(month="9", year="2026"))
    assert title == whole
    assert "2026年9月30日まで" in below
    assert "2026年10月は2026年10月15日までの記録" in below
    assert trend_lines.partial(middle, 202610) == pytest.approx(5 + 15 / 31, abs=0.01)
    assert trend_lines.partial(middle, 202609) is None
    september = cached.bare_values_of(middle, 202609, "completion_matured")
    moved = trends.places(middle, asked)
    assert {code: each.now for code, each in moved.items()} == {
        code: september[code] for code in moved
    }


def test_in_a_first_april_nothing_is_compared() -> None:
    early = replace(snapshot(), as_of=date(2026, 4, 12))
    asked = choices(year="2026", month="4")
    title, below = trends.title(reader(early, "en"), replace(asked, language="en"))
    assert "last year has no value" in title
    assert "too early to compare" in below
    assert not trends.clear(early, asked)


def test_a_month_alone_is_compared_with_the_same_month() -> None:
    page = seen("trends", metric="active_learners")
    assert "2026年10月を、前年の同じ月と比べています" in page.text
    assert metric("active_learners").short.ja in page.title
    assert "点線は地域全体" not in page.text


def test_a_large_prefecture_shows_both_ends_and_gives_all_away(put: Put) -> None:
    put(made.by_chance(made.HOKKAIDO), made.HOKKAIDO)
    page = seen("trends", place="01202")
    found, everyone = shown(page), panels.table(snapshot(), choices()).rows
    assert panels.MOST <= len(found) <= panels.MOST + 5
    assert f"団体のうち、この並び順で両端の{len(found)}団体を示しています" in page.text
    assert "函館市" in found
    assert len(everyone) == 179 + 2
    assert page.markup.count('<tr class="own">') == 1
    assert len(page.markup.encode()) < 40_000


def test_a_place_that_clearly_rose_is_named_and_marked(put: Put) -> None:
    listed = [
        replace(each, matured_completed=100)
        if (each.code, each.month) == (HADANO, made.NOW)
        else each
        for each in made.facts("14")
    ]
    put(listed, "14")
    page = seen("trends")
    assert "前年同期より明らかに上がったのは秦野市（33団体をまとめて検定）" in page.text
    assert page.markup.count("<em>明らかな上昇</em>") == 1
    assert next(iter(shown(page))) == "秦野市"
    [row] = [row for row in panels.table(snapshot(), choices()).rows if row[0] == HADANO]
    assert row[-1] == "上昇"
