"""What each role finds on the pages of one and the same database."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data_access import identity, publishing
from data_access.accounts import Grant
from tests.pages.conftest import SignIn
from tests.pages.seen import Seen, seen
from ui import cached, opening
from wording import frame, pages, roles

FUJISAWA, KIYOKAWA = "14205", "14402"
Enter = Callable[..., None]


def table(page: Seen) -> list[list[str]]:
    """The rows of the table behind the figure."""
    body = re.findall(r"<tbody>(.*?)</tbody>", page.markup, re.DOTALL)[-1]
    return [re.findall(r"<t[dh].*?>(.*?)</t[dh]>", row) for row in re.findall(r"<tr.*?</tr>", body)]


@pytest.fixture
def enter(sign_in: SignIn, sample_url: str, tmp_path: Path) -> Enter:
    """Signs somebody in to a copy of the sample's records."""
    copy = tmp_path / "learning.sqlite"
    shutil.copyfile(sample_url.removeprefix("sqlite:///"), copy)
    return lambda role, *codes: sign_in(f"sqlite:///{copy}", Grant(role, frozenset(codes)))


def test_the_prefecture_sees_small_numbers_and_that_they_are(enter: Enter) -> None:
    enter("prefecture")
    page = seen("ranking", lang="ja")
    [kiyokawa] = [row for row in table(page) if row[0] == KIYOKAWA]
    assert kiyokawa[2].endswith("%※")
    assert "10人未満" not in kiyokawa[-1]
    assert frame.HOW_EXACT["prefecture"].ja in page.text


def test_a_municipality_is_its_own_choice_and_the_others_have_no_names(enter: Enter) -> None:
    enter("municipality", FUJISAWA)
    page = seen("ranking", lang="ja")
    assert page.title.startswith("藤沢市の")
    assert page.chosen("place", "ja") == FUJISAWA
    drawn = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', page.markup)
    assert pages.SOMEBODY.ja in "".join(drawn)
    assert {row[0] for row in table(page) if "%" in row[2]} == {FUJISAWA}
    assert not re.search(r"title=\"横浜市[^\"]*\d", page.markup)


def test_a_municipality_may_look_at_no_place_of_its_own(enter: Enter) -> None:
    enter("municipality", FUJISAWA)
    assert not seen("ranking", lang="ja", place="none").title.startswith("藤沢市")


@pytest.mark.parametrize("name", ["municipality", "courses", "trends", "compare", "map"])
def test_another_municipality_s_figures_are_not_published(enter: Enter, name: str) -> None:
    enter("municipality", FUJISAWA)
    page = seen(name, lang="ja", place="14100")
    assert "横浜市" in page.title or name == "trends"
    assert not re.search(r"横浜市[^。、<]*は[\d,.]+[%円]", page.text)


def test_what_is_published_is_seen_by_name_and_rounded(enter: Enter) -> None:
    enter("municipality", FUJISAWA)
    publishing.publish(cached.connected(), identity.operator("14"), "tests", frozenset({2026}))
    opening.forget()
    page = seen("ranking", lang="ja")
    assert pages.SOMEBODY.ja not in page.text.split("\n")
    shown = {row[0]: row[2] for row in table(page) if row[2].endswith("%")}
    assert len(shown) > 15
    assert all(re.fullmatch(r"\d+%", value) for code, value in shown.items() if code != FUJISAWA)
    assert "." in shown[FUJISAWA]
    assert pages.SOMEBODY.ja in seen("ranking", lang="ja", year="2025").text.split("\n")


def test_the_prefecture_publishes_a_year_on_the_page_of_roles(enter: Enter) -> None:
    enter("prefecture")
    app = seen("roles", lang="ja").app
    [years] = [each for each in app.pills if each.label == roles.PUBLISHED_YEARS.ja]
    years.select(2026)
    app.button(key="publish-it").click().run()
    assert not app.exception
    here = identity.operator("14")
    assert publishing.published(cached.connected(), here) == {2026}
    told = "".join(element.proto.body for element in app.get("html"))
    assert roles.PUBLISHED("ja", years="2026年度（令和8年度）") in told


def test_a_presenter_sees_tens_and_takes_nothing_away(enter: Enter) -> None:
    enter("presenter")
    for name in ("overview", "map", "ranking", "courses"):
        page = seen(name, lang="ja")
        assert not page.app.get("download_button")
        assert frame.HOW_EXACT["presenter"].ja in page.text
    joined = [row[-1] for row in table(seen("map", lang="ja", metric="activation"))]
    parts = [each for text in joined for each in re.findall(r"利用開始者 ([\d,]+)", text)]
    assert parts
    assert all(part.endswith("0") for part in parts)
