"""The files are in the platform's form, complete, consistent, and the same on every run."""

import csv
import hashlib
import io
import re
from calendar import monthrange
from collections import Counter
from datetime import datetime, timedelta
from itertools import chain

import pytest
from sample_reading import FULL, JAPAN, japan

from data_access import reference
from sample_data.build import FILES, files
from sample_data.exports import NEWER_COLUMNS, OLDER_COLUMNS, USER_COLUMNS
from sample_data.names import FAMILY, GIVEN

STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|")
MOMENTS = ("Date Enrolled", "Date Started", "First Date Completed")


def end_of_month(month: str) -> datetime:
    year, number = map(int, month.split("-"))
    last = datetime(year, number, monthrange(year, number)[1], tzinfo=JAPAN)
    return last + timedelta(days=1)


def test_building_again_gives_the_committed_bytes():
    built = {name: hashlib.sha256(content).hexdigest() for name, content in files()}
    kept = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in FILES.iterdir()}
    assert built == kept


def test_all_files_together_are_small_enough_to_keep():
    assert sum(path.stat().st_size for path in FILES.iterdir()) < 14.5e6


def test_encodings_are_those_an_office_meets():
    excel = (FILES / "2023-05_user-course-activity.csv").read_bytes()
    assert b"\r\n" in excel
    with pytest.raises(UnicodeDecodeError):
        excel.decode("utf-8")
    assert "①" in excel.decode("cp932")
    assert (FILES / FULL).read_bytes().decode("utf-8").startswith("User First Name")
    assert all(p.read_bytes().startswith(b"\xef\xbb\xbf") for p in FILES.glob("*_all-users.csv"))


def test_columns_change_with_the_year_2025(monthly, users, full):
    for month, rows in monthly.items():
        assert tuple(rows[0]) == (NEWER_COLUMNS if month >= "2025" else OLDER_COLUMNS)
    assert tuple(full[0])[:20] == NEWER_COLUMNS
    assert all(tuple(rows[0]) == USER_COLUMNS for rows in users.values())


def test_there_is_an_export_for_each_month_but_the_last(monthly):
    assert len(monthly) == 42
    assert (min(monthly), max(monthly)) == ("2023-04", "2026-09")


def test_every_activity_row_parses_and_is_in_order(monthly, full):
    for month, rows in (*monthly.items(), ("2026-10", full)):
        last = end_of_month(month)
        for row in rows:
            active = row.get("Date Last Active", row.get("Date Last Accessed", ""))
            stamps = [row[name] for name in MOMENTS]
            assert all(STAMP.fullmatch(text) for text in (*stamps, active))
            moments = [japan(text) for text in (*stamps, active) if text]
            assert moments == sorted(moments)
            assert moments[-1] < last
            assert 0 <= int(row["% Marked Completed"]) <= 100
            assert float(row["Minutes Video Consumed"]) >= 0
            assert int(row["Course Duration"]) >= 30
            assert {row["Assigned"], row["User Is Deactivated"]} <= {"true", "false"}
            assert bool(row["Assigned By"]) == (row["Assigned"] == "true")


def test_a_monthly_export_holds_what_happened_in_that_month(monthly):
    for month, rows in monthly.items():
        first = datetime.strptime(month + "+0900", "%Y-%m%z")
        for row in rows:
            active = row.get("Date Last Active", row.get("Date Last Accessed", ""))
            assert max(japan(row["Date Enrolled"]), japan(active or row["Date Enrolled"])) >= first


def test_a_learner_has_a_course_once_in_a_file(monthly, full):
    for rows in (*monthly.values(), full):
        keys = Counter((r["External ID"], r["Course ID"]) for r in rows if r["External ID"])
        assert max(keys.values()) == 1


def test_minutes_only_grow_and_percentages_seldom_fall(monthly, full):
    minutes, percent, falls, steps = {}, {}, 0, 0
    for row in chain(*monthly.values(), full):
        key = row["External ID"], row["Course ID"]
        if key[0]:
            assert float(row["Minutes Video Consumed"]) >= minutes.get(key, 0)
            steps += key in percent
            falls += int(row["% Marked Completed"]) < percent.get(key, 0)
            minutes[key] = float(row["Minutes Video Consumed"])
            percent[key] = int(row["% Marked Completed"])
    assert 20 < falls < 0.1 * steps


def test_the_full_export_holds_every_enrolment_of_the_monthly_ones(monthly, full):
    kept = {(r["External ID"], r["Course ID"]) for r in full}
    forgotten = sum(r["User Email"] == "Anonymized User" for r in full)
    monthly_keys = {(r["External ID"], r["Course ID"]) for r in chain(*monthly.values())}
    missing = {key for key in monthly_keys if key[0]} - kept
    assert 0 < len(missing) == forgotten


def test_no_address_can_exist(monthly, full, users):
    activity = chain(*monthly.values(), full)
    addresses = {r["User Email"] for r in activity} | {r["Email"] for r in chain(*users.values())}
    addresses |= {r["Assigned By"] for r in full if r["Assigned By"]}
    addresses.remove("Anonymized User")
    form = re.compile(r"[a-z0-9]+@(city|town|vill)-[a-z]+\.example\.jp")
    assert [address for address in addresses if not form.fullmatch(address)] == []


def test_no_name_is_taken_from_a_person(full, users):
    families = {r["User Last Name"] for r in full} | {r["Surname"] for r in chain(*users.values())}
    given = {r["User First Name"] for r in full} | {r["Name"] for r in chain(*users.values())}
    assert families <= {*FAMILY, "User"}
    assert given <= {*GIVEN, "Anonymized"}


def test_lists_of_users_hold_joined_left_and_invited(users):
    newest = users["2026-10-31"]
    assert {row["Status"] for row in newest} == {"Active", "Deactivated", "Pending"}
    for row in newest:
        assert bool(row["Joined date"]) == (row["Status"] != "Pending")
        assert bool(row["Deactivated date"]) == (row["Status"] == "Deactivated")
    assert sum(row["Email"] == "Anonymized User" for row in newest) == 3
    assert sum(not row["License pool"] for row in newest) == 7
    assert all(bool(row["License pool"]) == bool(row["Group"]) for row in newest)


def test_pools_are_official_names_so_that_they_resolve(users, full):
    official = {place.name.ja for place in reference.municipalities("14")}
    assert {r["License pool"] for r in users["2026-10-31"]} - {""} <= official
    assert {r["User Groups"].split(";")[0] for r in full} - {""} <= official


def test_a_few_people_move_and_keep_their_number(monthly, full):
    homes = {}
    for row in chain(*monthly.values(), full):
        if row["User Groups"] and row["External ID"]:
            homes.setdefault(row["External ID"], set()).add(row["User Groups"].split(";")[0])
    assert sum(len(places) == 2 for places in homes.values()) == 6
    assert max(map(len, homes.values())) == 2


def test_every_course_teaches_a_skill_of_the_catalogue(full):
    text = (FILES / "course_skills.csv").read_text(encoding="utf-8")
    taught = {row["course_id"]: row for row in csv.DictReader(io.StringIO(text))}
    known = {(skill.scheme, skill.code) for skill in reference.skills()}
    assert {(row["skill_scheme"], row["skill_code"]) for row in taught.values()} <= known
    assert {(r["Course ID"], r["Course Title"]) for r in full} <= {
        (number, row["course_title"]) for number, row in taught.items()
    }
