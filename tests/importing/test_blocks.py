"""A block holds exactly the cells, rows and lines that reading record by record finds."""

from pathlib import Path

import pytest
from exported_files import OLDER, Desk, record, text
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data_access.importing import course_activity, records
from data_access.importing.blocks import Block, block_of
from data_access.importing.header import Layout
from data_access.importing.records import Batch, below_header
from data_access.importing.source import examined
from data_access.schema import observation, rejected_row

LAYOUT = Layout(
    course_activity.FORMAT,
    1,
    ("External ID", "Course ID", "Date Enrolled"),
    {"external": 0, "course_id": 1, "enrolled_at": 2},
)
CELL = st.text('ab,"\r\n \t漢é\ufeff\x0b\u2028', max_size=4)
PLAIN = st.text('ab" \t漢é\ufeff\x0b\u2028', max_size=4)
QUOTED = CELL.map(lambda cell: '"' + cell.replace('"', '""') + '"')
LINE = st.lists(PLAIN | QUOTED | CELL, min_size=3, max_size=3).map(",".join) | CELL
END = st.sampled_from(["\n"] * 6 + ["\r\n"] * 3 + ["\r", "\n\n", ""])
LINES = st.lists(st.tuples(LINE, END).map("".join), max_size=6).map("".join)

TOLD = [column.name for column in observation.c if column.name not in ("id", "batch_id")]


def seen(portions: list[Batch | Block]) -> list[object]:
    """What was found, the same however it was portioned."""
    rows = [row for portion in portions for row in _rows(portion)]
    batches = [portion for portion in portions if isinstance(portion, Batch)]
    unreadable = [each for batch in batches for each in batch.unreadable]
    return [rows, unreadable, any(batch.cut_off for batch in batches)]


def _rows(portion: Batch | Block) -> list[tuple[int, list[str]]]:
    if isinstance(portion, Batch):
        return list(zip(portion.lines, portion.rows, strict=True))
    for column in portion.columns:
        cells = [portion.row(at)[column] for at in range(len(portion))]
        assert cells == portion.cells(column) == portion.array(column).to_pylist()
    return [(portion.line(at), list(portion.row(at))) for at in range(len(portion))]


def read(path: Path, monkeypatch: pytest.MonkeyPatch, *, blocks: bool) -> list[object]:
    with monkeypatch.context() as patched:
        if not blocks:
            patched.setattr(records, "block_of", lambda *_: None)
        return seen(list(below_header(examined(path), LAYOUT)))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("blocks") / "file.csv"


@settings(deadline=None)
@given(body=LINES, encoding=st.sampled_from(["utf-8", "utf-8-sig"]), size=st.integers(1, 40))
@example(body='a,"b"c,d\n', encoding="utf-8", size=9)
@example(body='a,b"c"",d\n', encoding="utf-8", size=9)
@example(body='"a\n\nb",b,c\n\n1,2,3\r4,5,6\n', encoding="utf-8", size=4)
@example(body="1,2,3\r\n\r\n1,2,3\r4,5,6\r\n", encoding="utf-8", size=40)
@example(body="\ufeff1,2,3\n\ufeff1,2,3\n", encoding="utf-8-sig", size=1)
def test_blocks_find_what_the_records_one_by_one_find(path: Path, body, encoding, size):
    path.write_bytes(f"External ID,Course ID,Date Enrolled\n{body}".encode(encoding))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(records, "BLOCK", size)
        in_blocks = read(path, patched, blocks=True)
        assert in_blocks == read(path, patched, blocks=False)


def test_regular_lines_are_a_block():
    """The comparison above would hold as well if nothing ever were one."""
    for regular in ("1,2,3\n", '1,"2, ""x""",3\r\n', '1,2"x",3', "1,,\n,,漢\n"):
        assert block_of(regular.encode(), "utf-8", 2, 0, LAYOUT) is not None
    assert block_of("1,漢,3\n".encode("cp932"), "cp932", 2, 0, LAYOUT).cells(1) == ["漢"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_is_taken_in_alike_in_blocks_and_without(
    sqlite_desk: Desk, encoding: str, end: str, monkeypatch: pytest.MonkeyPatch
):
    faulty = [
        record(percent="101"),
        record(Course_Title='「"夜\n明け"」', Course_ID="x"),
        record(Date_Enrolled="2030-01-01T00:00:00Z"),
        record(Date_Started="昨日"),
        record(Minutes_Video_Consumed="△5"),
        dict.fromkeys(OLDER, ""),
    ]
    good = [record(Course_ID=str(number), External_ID=f"K{number % 7}") for number in range(400)]
    content = text(OLDER, *good[:200], *faulty, *good[200:]).replace("\r\n", end)
    monkeypatch.setattr(records, "BLOCK", 5_000)
    monkeypatch.setattr(records, "BATCH", 30)
    blocks = sqlite_desk.imported(content, encoding=encoding)
    kept = sqlite_desk.rows(rejected_row, "line", "column_name", "reason", "content")
    assert (blocks.records, blocks.accepted, blocks.rejected, blocks.skipped) == (406, 400, 5, 1)
    observed = sqlite_desk.rows(observation, *TOLD)

    monkeypatch.setattr(records, "block_of", lambda *_: None)
    alone = sqlite_desk.imported(content + "合計" + "," * 18 + end, encoding=encoding)
    assert (alone.accepted, alone.rejected, alone.skipped) == (400, 5, 2)
    again = sqlite_desk.rows(rejected_row, "line", "column_name", "reason", "content")
    assert again == sorted(kept * 2, key=repr)
    assert sqlite_desk.rows(observation, *TOLD) == sorted(observed * 2, key=repr)
