"""Which skill of a public standard each course teaches: a table that the prefecture keeps itself.

No export of a platform says it. The file is a CSV with a course's number, the standard and the code
of the skill; further columns, such as the course's title, are for people. A file states all that is
known of its platform, and replaces what was entered before. It is short and made by hand, so the
first fault refuses it as a whole, with its line.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete

from data_access import reference
from data_access.database import Database
from data_access.importing.journal import Journal
from data_access.importing.reasons import Refusal, filled
from data_access.importing.source import examined
from data_access.schema import course_skill
from data_access.writing import insert
from wording.text import Text

Skill = tuple[str, str, str]
"""The platform's number of a course, the standard, and the code of the skill."""

COLUMNS: Final = ("course_id", "skill_scheme", "skill_code")
_TABLE: Final = ("prefecture", "platform", "external_id", "skill_scheme", "skill_code")

_NO_TABLE = Text(ja="CSVファイルではありません。", en="This is no CSV file.")
_MISSING_COLUMN = Text(ja="列「{column}」がありません。", en="The column “{column}” is missing.")
_NO_COURSE = Text(
    ja="{line}行目：コースIDがありません。", en="Line {line}: the course ID is missing."
)
_TWICE = Text(
    ja="{line}行目：コース「{course}」が二度あります。スキルは1講座に一つです。",
    en="Line {line}: course “{course}” is there twice; a course has one skill.",
)
_UNKNOWN = Text(
    ja="{line}行目：標準「{scheme}」にスキル「{code}」はありません。",
    en="Line {line}: the standard “{scheme}” has no skill “{code}”.",
)


def enter(database: Database, prefecture: str, path: Path, platform: str, *, who: str) -> int:
    """Enters the file in place of what was there for the platform; gives the number of courses."""
    skills = read(path)
    journal = Journal(prefecture, who)
    with database.writing(prefecture) as connection:
        write(connection, prefecture, platform, skills)
        detail = {"platform": platform, "file": path.name, "courses": len(skills)}
        journal.note(connection, "skills", detail, None)
        journal.next_version(connection, None)
    return len(skills)


def write(connection: Connection, prefecture: str, platform: str, skills: list[Skill]) -> None:
    """Replaces what is known of the platform's courses."""
    columns = course_skill.c
    connection.execute(
        delete(course_skill).where(columns.prefecture == prefecture, columns.platform == platform)
    )
    insert(connection, course_skill, _TABLE, [(prefecture, platform, *each) for each in skills])


def read(path: Path) -> list[Skill]:
    """What the file says, in its order. Raises Refusal."""
    known = {(skill.scheme, skill.code) for skill in reference.skills()}
    found: dict[str, Skill] = {}
    for line, (course, scheme, code) in _rows(path):
        if not course:
            raise Refusal("missing_course", filled(_NO_COURSE, line=line))
        if course in found:
            raise Refusal("duplicate_course", filled(_TWICE, line=line, course=course))
        if (scheme, code) not in known:
            raise Refusal("unknown_skill", filled(_UNKNOWN, line=line, scheme=scheme, code=code))
        found[course] = (course, scheme, code)
    return list(found.values())


def _rows(path: Path) -> Iterator[tuple[int, Skill]]:
    """Each row that is not empty, with its physical line."""
    source = examined(path)
    if source.encoding is None:
        raise Refusal("not_a_table", _NO_TABLE)
    encoding = "utf-8-sig" if source.encoding.startswith("utf") else source.encoding
    with io.TextIOWrapper(source.opened(), encoding, newline="") as file:
        reader = csv.DictReader(file, delimiter=source.delimiter)
        for column in COLUMNS:
            if column not in (reader.fieldnames or ()):
                raise Refusal("missing_column", filled(_MISSING_COLUMN, column=column))
        for row in reader:
            course, scheme, code = ((row[name] or "").strip() for name in COLUMNS)
            if course or scheme or code:
                yield reader.line_num, (course, scheme, code)
