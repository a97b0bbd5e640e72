"""The commands that look after the records, in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from exported_files import JAPANESE, OLDER, Desk, japanese, record, text
from sqlalchemy import delete, insert, update

from data_access import doctor
from data_access.__main__ import main
from data_access.schema import import_batch, month_fact, observation

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("LEARNING_DATABASE_URL", database_url)

    def command(*arguments: object) -> tuple[int, str]:
        status = main([*map(str, arguments), "--language", "ja"])
        shown = capsys.readouterr()
        return status, shown.out + shown.err

    return command


def test_history_and_undo(run: Run, desk: Desk):
    assert run("batches") == (0, "まだ取り込みがありません。\n")
    desk.imported(text(OLDER, record(), record(percent="101")))
    status, shown = run("batches")
    assert status == 0
    assert "1　取り込み済み" in shown
    assert "取り込み 1（新 1・変 0・同 0）/ 拒否 1 / 対象外 0" in shown
    would = "横浜市：受講者 1→0、受講登録 1→0"
    assert would in run("undo", 1, "--dry-run")[1]
    assert would in run("undo", 1)[1]
    assert desk.rows(import_batch, "status") == [("undone",)]
    assert run("undo", 1)[0] == 4
    assert "横浜市：受講者 0→1、受講登録 0→1" in run("redo", 1)[1]
    assert run("redo", 99) == (4, "番号 99 の取り込みは、この都道府県にありません。\n")


def test_refused_rows_as_a_file(run: Run, desk: Desk, tmp_path: Path):
    path = desk.file(text(OLDER, record(), record(percent="101", Course_Title="=1+1")))
    desk.take(path)
    shown = run("rejected", 1)[1]
    assert "3,% Marked Completed,101,0から100まで" in shown
    assert "'=1+1" in shown
    assert "hanako" not in shown
    output = tmp_path / "mend.csv"
    assert run("rejected", 1, "--original", path, "--output", output)[0] == 0
    assert "hanako@city-yokohama.example.jp" in output.read_text(encoding="utf-8-sig")
    assert run("rejected", 1, "--output", output)[0] == 2


def test_columns_explained(run: Run, desk: Desk):
    heads = ",".join(JAPANESE).replace("コースID", "講座番号")
    path = desk.file(heads + "\r\n" + japanese(record()).split("\r\n", 1)[1])
    assert run("import", path)[0] == 4
    shown = run("columns", path)[1]
    assert "1行目の見出し（種類：course_activity）" in shown
    assert "講座番号 → （読みません）" in shown
    assert "決まっていない必要な項目：course_id（Course ID）" in shown
    said = ("columns", path, "--kind", "course_activity", "--column")
    assert run(*said, "course_id講座番号")[0] == 2
    assert run(*said, "course_id=講座番号")[0] == 0
    assert run("import", path)[0] == 0
    mark = run("columns")[1].split("　")[0]
    assert run("columns", "--forget", mark)[0] == 0
    assert run("columns") == (0, "登録はありません。\n")


def test_the_state_of_each_municipality(run: Run, desk: Desk):
    lost = record(External_ID="K2", User_Email="x@y.example.jp", User_Groups="総務課")
    desk.imported(text(OLDER, record(), lost))
    status, shown = run("status", "--places")
    assert status == 0
    assert "14100 横浜市　受講者 1人　時点 2025-06-03　最後の活動 2025-06-03" in shown
    assert (
        "所属不明 1人　プール「」グループ「総務課」ドメイン「y.example.jp」：登録がありません"
        in shown
    )
    assert "横浜市　受講者" not in run("status")[1]


def test_verify_finds_what_does_not_follow_from_the_records(run: Run, desk: Desk):
    desk.imported(text(OLDER, record(), record(percent="101")))
    assert run("verify") == (0, "集計1行と取り込み1件を確認しました。違いはありません。\n")
    with desk.database.writing("14") as connection:
        connection.execute(update(month_fact).values(enrolments=7))
    status, shown = run("verify")
    assert status == 1
    assert "14100 202506 enrolments　保存されている値 7、記録からの値 1" in shown
    assert run("rebuild")[0] == 0
    assert run("verify")[0] == 0
    with desk.database.writing("14") as connection:
        connection.execute(delete(month_fact))
    assert "enrolments　保存されている値 None、記録からの値 1" in run("verify")[1]
    run("rebuild")
    loose = {"batch_id": 1, "learner_id": 99, "course_id": 99, "assigned": False}
    with desk.database.writing("14") as connection:
        connection.execute(insert(observation).values(loose))
    status, shown = run("verify")
    assert "記録1件が、ない受講者かコースを指しています" in shown
    assert "1件のはずが、データベースには2件あります（取り込んだ記録）" in shown
    assert status == 1


def test_the_doctor(run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "ROOM", 1)
    status, shown = run("doctor")
    assert (status, "要対応" in shown) == (0, False)
    desk.imported(text(OLDER, record()))
    assert "鍵 LEARNING_HASH_KEY は正しく設定されています" in run("doctor")[1]
    monkeypatch.setenv("LEARNING_HASH_KEY", "the key of some other database")
    status, shown = run("doctor")
    assert status == 1
    assert "要対応　鍵 LEARNING_HASH_KEY が、このデータベースの鍵と違います" in shown
    monkeypatch.setenv("LEARNING_HASH_KEY", "short")
    assert "設定されていないか" in run("doctor")[1]
    with desk.database.writing("14") as connection:
        connection.execute(update(import_batch).values(status="staged"))
    assert "途中で止まった取り込みがあります：1" in run("doctor")[1]
    monkeypatch.setattr(doctor.time, "time", lambda: 1_000_000_000.0)
    assert run("doctor")[1].count("時計が") == 1


def test_the_doctor_while_somebody_imports(run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "PATIENCE", 0.05)
    with desk.database.writing("14"):
        status, shown = run("doctor")
    assert (status, "取り込みが進行中か" in shown) == (1, True)


def test_the_doctor_and_a_full_disk(run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch):
    if desk.database.engine.dialect.name == "postgresql":
        pytest.skip("a database server's disk is not ours to look at")
    monkeypatch.setattr(doctor, "ROOM", 1 << 60)
    assert "あけてください" in run("doctor")[1]


def test_each_line_of_the_log_names_its_batch(run: Run, desk: Desk, tmp_path: Path):
    log = tmp_path / "import.log"
    good = desk.file(text(OLDER, record()), "good.csv")
    held = desk.file(text(OLDER, *[record(percent="101")] * 20), "held.csv")
    assert run("import", good, held, "--log", log)[0] == 3
    lines = [line.split(" INFO ")[1] for line in log.read_text(encoding="utf-8").splitlines()]
    assert [line.split(" ")[:3] for line in lines] == [
        ["batch", "1", "began"],
        ["batch", "1", "committed"],
        ["batch", "2", "began"],
        ["batch", "2", "held"],
    ]
    assert lines[1].endswith("file=good.csv accepted=1 rejected=0 skipped=0")


def test_a_place_that_cannot_be_written_to(desk: Desk, run: Run, tmp_path: Path):
    path = desk.file(text(OLDER, record(), record(percent="101")))
    nowhere = tmp_path / "none" / "file"
    assert run("import", str(path), "--log", str(nowhere))[0] == 2
    assert run("import", str(path))[0] == 0
    status, shown = run("rejected", "1", "--output", str(nowhere))
    assert (status, "ファイルやフォルダーがありません" in shown) == (2, True)
    assert run("rejected", "99")[0] == 4
