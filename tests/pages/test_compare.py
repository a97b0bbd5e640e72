"""比較: spend beside what comes of it, and a table that sorts and gives nothing hidden away."""

import csv
import html
import io
import re

import pytest

from metrics.catalogue import metric
from tests.pages import made
from tests.pages.conftest import Put
from tests.pages.seen import Seen, seen
from ui import measures, opening
from ui.choices import Offered, resolve
from ui.files import csv_file
from wording import compare as words
from wording.text import LANGUAGES, Language, Text

pytestmark = pytest.mark.usefixtures("sample")

ROW = re.compile(r'<tr(?: class="\w+")?><th scope="row">(.*?)</th>(.*?)</tr>')
CELL = re.compile(r"<td( class=\w+)?>(.*?)</td>")


def table(page: Seen) -> dict[str, list[str]]:
    """The cells of each row, by municipality, in order."""
    return {
        html.unescape(name): [html.unescape(text) for _, text in CELL.findall(cells)]
        for name, cells in ROW.findall(page.markup)
    }


def amounts(page: Seen, column: int) -> list[float | None]:
    """A column's amounts without the region's; None for a state without a value."""
    listed = [cells[column] for cells in table(page).values()][1:]
    return [float(found[0]) if (found := re.findall(r"[\d.]+", each)) else None for each in listed]


@pytest.mark.parametrize(("column", "way"), [("learning_time", -1), ("learning_time.up", 1)])
def test_a_column_sorts_either_way_and_hidden_places_come_last(column: str, way: int) -> None:
    found = amounts(seen("compare", column=column), 5)
    known = [each for each in found if each is not None]
    assert known == sorted(known, key=lambda amount: way * amount)
    assert found[: len(known)] == known
    assert found[-1] is None


def test_without_a_sort_the_rows_stand_by_code_under_the_region() -> None:
    names = list(table(seen("compare")))
    assert names[:3] == ["地域全体", "横浜市", "川崎市"]
    assert names[-1] == "清川村"


def test_an_order_that_the_table_has_no_column_for_is_the_codes() -> None:
    page = seen("compare", column="spend_per_hour")
    assert not page.notices
    assert list(table(page)) == list(table(seen("compare")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hidden_place_has_the_same_cell_in_every_measure_and_no_shade(language: Language) -> None:
    page = seen("compare", lang=language, column="activation")
    [cells] = [
        cells for name, cells in ROW.findall(page.markup) if name in {"清川村", "Kiyokawa Village"}
    ]
    assert {look for look, _ in CELL.findall(cells)} == {" class=none"}
    assert {text for _, text in CELL.findall(cells)} == {words.SHORT_STATES["hidden"](language)}


def test_spend_is_never_shaded() -> None:
    spent = [CELL.findall(cells)[-1] for _, cells in ROW.findall(seen("compare").markup)]
    assert {look for look, _ in spent} <= {"", " class=none"}
    assert any("円" in text for _, text in spent)


def test_a_file_holds_the_rows_of_the_page_in_their_order() -> None:
    months = [202610]
    offered = Offered(Text(ja="", en=""), {"14206": Text(ja="小田原市", en="")}, months)
    asked, _ = resolve({"column": "completion_matured", "place": "14206"}, offered)
    written = csv_file(measures.table(opening.snapshot("ja", "light"), asked))
    lines = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    shown = table(seen("compare", column="completion_matured", place="14206"))
    assert [line[1] for line in lines[1:]] == list(shown)
    assert all(len(line) == len(lines[0]) for line in lines)
    assert lines[1][0] == ""


def test_places_without_a_dot_are_named_with_the_reason() -> None:
    text = seen("compare").text
    assert "不参加9（三浦市、" in text
    assert "データなし2（伊勢原市、葉山町）" in text
    assert "非表示（少人数）1（清川村）" in text


def test_the_title_counts_the_corner_that_the_page_lists() -> None:
    page = seen("compare")
    corner = words.CORNERS[False, True].ja.format(measure=metric("completion_matured").short.ja)
    [count] = re.findall(rf"{re.escape(corner)} <b>(\d+)団体</b>", page.markup)
    assert f"{count}団体は" in page.title


def test_the_same_price_everywhere_is_said_and_no_relation_read_into_it() -> None:
    page = seen("compare", spend="spend_per_licence")
    assert page.title == "ライセンス当たり費用は、どの団体も12,312円で同じです"
    assert "関係は読み取れません" in page.text


def test_measures_that_share_a_number_are_not_related() -> None:
    page = seen("compare", metric="learning_time", spend="spend_per_hour")
    assert "同じ数から計算する" in page.text
    assert "順位相関" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_period_in_which_nobody_has_a_value(language: Language) -> None:
    page = seen("compare", lang=language, year="2023", month="4")
    assert page.title
    assert not page.app.get("plotly_chart")
    assert seen("compare", lang=language).app.get("plotly_chart")
    assert len(table(page)) > 1


def test_a_place_alone_is_compared_with_nobody(put: Put) -> None:
    put([each for each in made.facts("14") if each.code == "14205"], "14")
    for place in ("", "14205"):
        title = seen("compare", place=place).title
        assert title.startswith("藤沢市のほかに、一人当たり費用と修了率（90日）を比べられる団体が")


def test_the_one_of_the_two_that_is_lacking_is_named(put: Put) -> None:
    put(made.facts("14", active_learners_fy=0), "14")
    page = seen("compare")
    assert "学習者一人当たり費用を示せる団体がありません" in page.title
    assert "図にない団体：データなし33（横浜市、" in page.text


def test_a_large_prefecture_shows_a_hundred_rows_and_gives_all_away(put: Put) -> None:
    put(made.by_chance(made.HOKKAIDO), made.HOKKAIDO)
    page = seen("compare", column="activation")
    assert len(table(page)) == 1 + measures.MOST_ROWS
    assert "179団体のうち、この並び順で初めの100団体を示しています" in page.text
    offered = Offered(Text(ja="", en=""), {}, [made.NOW])
    asked, _ = resolve({"column": "activation"}, offered)
    everyone = measures.table(opening.snapshot("ja", "light"), asked).rows
    assert len(everyone) == 1 + 179
    assert [row[1] for row in everyone[: 1 + measures.MOST_ROWS]] == list(table(page))
    assert len(page.markup.encode()) < 40_000
