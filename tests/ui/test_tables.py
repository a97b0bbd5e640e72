"""The one writer of files, and tables as HTML."""

import csv
import io

import pytest

from ui.files import csv_file, harmless
from ui.tables import Table, fragment

TABLE = Table(
    heads=["団体", "値"],
    rows=[("横浜市", "34.2%"), ("=HYPERLINK(1)", "−5"), ("<b>太字</b>", "")],
    numeric=frozenset({1}),
    own=frozenset({0}),
)


def test_a_file_has_a_mark_for_excel_its_notes_first_and_every_row() -> None:
    content = csv_file(TABLE, "サンプルデータ（架空）")
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert lines[0] == ["サンプルデータ（架空）"]
    assert lines[1] == ["団体", "値"]
    assert lines[2] == ["横浜市", "34.2%"]
    assert lines[3] == ["'=HYPERLINK(1)", "−5"]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"])
def test_no_cell_is_a_formula(first: str) -> None:
    assert harmless(f"{first}1") == f"'{first}1"


def test_plain_text_is_left_alone() -> None:
    assert harmless("横浜市") == "横浜市"
    assert harmless("") == ""


def test_markup_from_a_database_is_text_on_the_page() -> None:
    shown = fragment(TABLE)
    assert "<b>太字</b>" not in shown
    assert "&lt;b&gt;太字&lt;/b&gt;" in shown
    assert shown.count('class="own"') == 1


def test_links_are_escaped_and_lead_from_the_first_cell() -> None:
    linked = fragment(Table(["団体"], [("横浜市",)], links=['x?place="14100"&lang=en']))
    assert 'href="x?place=&quot;14100&quot;&amp;lang=en"' in linked
