"""Files as the platform and an office write them, small enough to count on fingers."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Table, delete, func, select

from data_access.database import Database
from data_access.importing import Outcome, import_file
from data_access.schema import learner, learner_person, metadata, month_fact

OLDER = [
    "User First Name",
    "User Last Name",
    "User Email",
    "External ID",
    "User Groups",
    "Course ID",
    "Course Title",
    "Course Duration",
    "% Marked Completed",
    "Minutes Video Consumed",
    "Date Enrolled",
    "Date Started",
    "First Date Completed",
    "Date Completed",
    "Date Last Accessed",
    "Course Category",
    "Assigned",
    "Assigned By",
    "User Is Deactivated",
]
NEWER = [
    *OLDER[:7],
    "Course Locale",
    *OLDER[7:14],
    "Date Last Active",
    *OLDER[15:],
]
JAPANESE = [
    "名",
    "姓",
    "メールアドレス",
    "外部ID",
    "ユーザーグループ",
    "コースID",
    "コース名",
    "コース時間（分）",
    "修了率",
    "視聴時間（分）",
    "受講登録日",
    "開始日",
    "初回修了日",
    "修了日",
    "最終アクセス日",
    "カテゴリー",
    "割り当て",
    "割り当て者",
    "無効化",
]
USERS = [
    "Email",
    "External ID",
    "Group",
    "License pool",
    "License type",
    "LMS User ID",
    "Name",
    "Role",
    "Status",
    "Surname",
    "Joined date",
    "Deactivated date",
]
CONTRACT = [
    "市区町村コード",
    "市区町村名",
    "ライセンス数",
    "単価（円）",
    "開始日",
    "終了日",
    "年度",
    "プラットフォーム",
    "備考",
]

A_RECORD = {
    "User First Name": "花子",
    "User Last Name": "合計",
    "User Email": "hanako@city-yokohama.example.jp",
    "External ID": "K0001",
    "User Groups": "横浜市",
    "Course ID": "4102011",
    "Course Title": "はじめてのDX入門",
    "Course Locale": "ja_JP",
    "Course Duration": "120",
    "% Marked Completed": "40",
    "Minutes Video Consumed": "30.5",
    "Date Enrolled": "2025-06-01T00:00:00Z",
    "Date Started": "2025-06-02T00:00:00Z",
    "First Date Completed": "",
    "Date Completed": "",
    "Date Last Accessed": "2025-06-03T01:02:03Z",
    "Course Category": "Business",
    "Assigned": "false",
    "Assigned By": "",
    "User Is Deactivated": "false",
}
A_USER = {
    "Email": "hanako@city-yokohama.example.jp",
    "External ID": "K0001",
    "License pool": "横浜市",
    "Status": "Active",
    "Name": "花子",
    "Surname": "合計",
    "Joined date": "2025-04-02T00:00:00Z",
}
A_CONTRACT = dict(
    zip(
        CONTRACT,
        ("14100", "横浜市", "450", "25000", "2025-04-01", "2026-03-31", "2025", "", ""),
        strict=True,
    )
)


def record(**changes: str) -> dict[str, str]:
    """A record of course activity; `Course_ID` stands for the column `Course ID`."""
    named = {
        name.replace("_", " ").replace("percent", "% Marked Completed"): value
        for name, value in changes.items()
    }
    return A_RECORD | named


def text(headings: Sequence[str], *records: dict[str, str]) -> str:
    """A CSV with those columns; `Date Last Active` takes the value of its older name."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(headings)
    for each in records:
        values = {"Date Last Active": each.get("Date Last Accessed", "")} | each
        rows.writerow([values.get(heading, "") for heading in headings])
    return written.getvalue()


def statements(*said: dict[str, object]) -> str:
    """Statements of a record store, as `data_access sync xapi` writes them."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["stored", "verb", "object", "statement"])
    for each in said:
        rows.writerow([each["stored"], "", "", json.dumps(each)])
    return written.getvalue()


A_STATEMENT = {
    "id": "0d0f1c3e-9a1b-4c5d-8e6f-a0b1c2d3e4f5",
    "actor": {"mbox": "mailto:hanako@city-yokohama.example.jp"},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
    "object": {"id": "https://www.udemy.com/course/4102011"},
    "timestamp": "2025-06-20T00:00:00Z",
    "stored": "2025-06-20T00:00:01Z",
}


def japanese(*records: dict[str, str]) -> str:
    """The older export with Japanese headings."""
    body = text(OLDER, *records).split("\r\n", 1)[1]
    return ",".join(JAPANESE) + "\r\n" + body


class Desk:
    """A folder of files beside a database that they are imported into."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.folder = folder

    def file(self, content: str | bytes, name: str = "file.csv", encoding: str = "utf-8") -> Path:
        """Writes a file exactly so."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def imported(self, content: str | bytes, **options: object) -> Outcome:
        """What became of a file with this content."""
        encoding = str(options.pop("encoding", "utf-8"))
        return self.take(self.file(content, encoding=encoding), **options)

    def take(self, path: Path, **options: object) -> Outcome:
        """What became of a file."""
        asked = {"prefecture": "14", "who": "tester", **options}
        return import_file(self.database, path, **asked)

    def rows(self, table: Table, *names: str) -> list[tuple]:
        """The table's rows, some columns of them, in order."""
        columns = [table.c[name] for name in names] if names else list(table.c)
        with self.database.engine.connect() as connection:
            found = connection.execute(select(*columns))
            return sorted(map(tuple, found), key=repr)

    def clear(self) -> None:
        """Takes every record out again, so that a test can begin anew."""
        reference = {"prefecture", "municipality", "municipality_former_name"}
        with self.database.writing("14") as connection:
            for table in reversed(metadata.sorted_tables):
                if table.name not in reference:
                    connection.execute(delete(table))

    def persons(self) -> int:
        """How many people the records tell of."""
        return len(self.rows(learner)) - len(self.rows(learner_person))

    def counts(self) -> dict[str, int]:
        """Rows of every table that an import writes to."""
        reference = {"prefecture", "municipality", "municipality_former_name"}
        with self.database.engine.connect() as connection:
            return {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in metadata.sorted_tables
                if table.name not in reference
            }


def enrolments(desk: Desk) -> dict[str, int]:
    """Enrolments of all time in the municipalities that have any."""
    found: dict[str, int] = {}
    for code, count in desk.rows(month_fact, "code", "enrolments"):
        found[code] = found.get(code, 0) + count
    return {code: count for code, count in found.items() if count}
