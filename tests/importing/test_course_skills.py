"""Which skill each course teaches: entered as a whole, or refused as a whole with its line."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from data_access.database import Database
from data_access.importing import skills
from data_access.importing.reasons import Refusal
from data_access.schema import audit, course_skill, dataset_version

HEAD = "course_id,skill_scheme,skill_code,course_title\r\n"
FIRST = "4102011,DSS-L item,L-Y-1,はじめてのDX入門\r\n"
SECOND = "4102054,DSS-P skill,A2-03,業務の見える化\r\n"


def file(folder: Path, *lines: str, encoding: str = "utf-8", head: str = HEAD) -> Path:
    path = folder / "skills.csv"
    path.write_bytes((head + "".join(lines)).encode(encoding))
    return path


def kept(database: Database) -> list[tuple[str, ...]]:
    columns = course_skill.c
    statement = sa.select(columns.platform, columns.external_id, columns.skill_code)
    with database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(statement.order_by(columns.external_id))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_every_row_is_read_in_its_order(tmp_path: Path, encoding: str) -> None:
    assert skills.read(file(tmp_path, FIRST, "\r\n", SECOND, encoding=encoding)) == [
        ("4102011", "DSS-L item", "L-Y-1"),
        ("4102054", "DSS-P skill", "A2-03"),
    ]


def test_a_later_file_replaces_the_one_before_and_caches_notice(
    database: Database, tmp_path: Path
) -> None:
    enter = (database, "14", file(tmp_path, FIRST, SECOND), "Udemy Business")
    assert skills.enter(*enter, who="test") == 2
    skills.enter(database, "14", file(tmp_path, FIRST), "Another", who="test")
    skills.enter(database, "14", file(tmp_path, SECOND), "Udemy Business", who="test")
    assert kept(database) == [
        ("Another", "4102011", "L-Y-1"),
        ("Udemy Business", "4102054", "A2-03"),
    ]
    with database.engine.connect() as connection:
        assert connection.scalar(sa.select(sa.func.max(dataset_version.c.version))) == 3
        assert connection.scalar(sa.select(sa.func.count()).select_from(audit)) == 3


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ((FIRST, FIRST), "duplicate_course", "3"),
        ((FIRST, ",DSS-L item,L-Y-1,\r\n"), "missing_course", "3"),
        (("1,DSS-P skill,L-Y-1,\r\n",), "unknown_skill", "2"),
        (("1,,\r\n",), "unknown_skill", "2"),
    ],
)
def test_the_first_fault_refuses_the_file(
    database: Database, tmp_path: Path, lines: tuple[str, ...], code: str, line: str
) -> None:
    with pytest.raises(Refusal) as refused:
        skills.enter(database, "14", file(tmp_path, *lines), "Udemy Business", who="test")
    assert refused.value.code == code
    assert line in refused.value.text.ja
    assert line in refused.value.text.en
    assert kept(database) == []


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        skills.read(file(tmp_path, "1,2\r\n", head="course_id,skill_code\r\n"))
    assert refused.value.code == "missing_column"
    assert "skill_scheme" in refused.value.text.en


def test_the_sample_s_own_file_is_sound() -> None:
    path = Path(__file__).parents[2] / "sample_data" / "files" / "course_skills.csv"
    assert len(skills.read(path)) == 48
