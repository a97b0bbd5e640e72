"""Mappings and overrides: what an administrator enters, and what then belongs where."""

import pytest
from exported_files import A_USER, OLDER, USERS, Desk, enrolments, record, text

from data_access.importing import mapping
from data_access.importing.reasons import Refusal
from data_access.schema import affiliation, audit, dataset_version, learner_override, month_fact

ELSEWHERE = {"User_Groups": "総務課", "User_Email": "t@soumu.example.jp", "External_ID": "K7"}


def add(desk: Desk, kind: mapping.Kind, value: str, code: str) -> None:
    mapping.add(desk.database, "14", kind, value, code, who="tester")


@pytest.mark.parametrize(
    ("kind", "value"), [("group", "総務課"), ("group", "　総務課"), ("domain", "SOUMU.example.jp")]
)
def test_a_mapping_holds_for_past_records_and_later_ones(desk: Desk, kind, value):
    desk.imported(text(OLDER, record(**ELSEWHERE)))
    assert enrolments(desk) == {}
    add(desk, kind, value, "141305")
    assert enrolments(desk) == {"14130": 1}
    assert desk.rows(affiliation, "municipality_code", "resolved_by") == [("14130", kind)]
    desk.imported(text(OLDER, record(**ELSEWHERE | {"User_Groups": "総務課;DX", "Course_ID": "2"})))
    assert enrolments(desk) == {"14130": 2}
    assert [row for row in desk.rows(audit, "action", "who") if row[0] == "map"] == [
        ("map", "tester")
    ]
    assert [version for (version,) in desk.rows(dataset_version, "version")] == [1, 2, 3]


def test_a_pool_mapping_goes_before_a_group_and_a_domain(desk: Desk):
    add(desk, "pool", "県西プール", "14206")
    add(desk, "domain", "city-yokohama.example.jp", "14100")
    desk.imported(text(USERS, A_USER | {"License pool": "県西プール", "Group": "川崎市"}))
    assert desk.rows(affiliation, "municipality_code", "resolved_by") == [("14206", "pool")]


def test_a_mapping_replaces_the_one_before(desk: Desk):
    add(desk, "group", "総務課", "14100")
    add(desk, "group", "総務課", "14130")
    assert mapping.listed(desk.database, "14") == [
        mapping.Mapping("group", "総務課", "14130", "川崎市")
    ]


@pytest.mark.parametrize("named", ["K7", "ｋ７".upper(), "T@soumu.example.jp"])
def test_an_override_goes_before_everything(desk: Desk, named):
    desk.imported(text(OLDER, record(**ELSEWHERE | {"User_Groups": "横浜市"})))
    assert enrolments(desk) == {"14100": 1}
    add(desk, "override", named, "14130")
    assert enrolments(desk) == {"14130": 1}
    assert [code for (code,) in desk.rows(learner_override, "municipality_code")] == ["14130"]
    assert "K7" not in str(desk.rows(audit))
    assert mapping.listed(desk.database, "14") == []


def test_an_override_in_another_prefecture_is_no_concern(desk: Desk):
    desk.imported(text(OLDER, record(User_Groups="新宿区")), prefecture="13")
    mapping.add(desk.database, "13", "override", "K0001", "13104", who="tester")
    desk.imported(text(OLDER, record()))
    assert enrolments(desk) == {"13104": 1, "14100": 1}
    assert mapping.rebuild(desk.database, "14", who="tester") == 0


def test_what_cannot_be_entered(desk: Desk):
    with pytest.raises(Refusal) as caught:
        add(desk, "group", "総務課", "01100")
    assert caught.value.code == "unknown_municipality"
    with pytest.raises(Refusal) as caught:
        add(desk, "override", "K404", "14100")
    assert caught.value.code == "unknown_person"
    assert desk.rows(audit) == desk.rows(dataset_version) == []


def test_rebuilding_changes_nothing(desk: Desk):
    desk.imported(text(OLDER, record()))
    before = desk.rows(month_fact)
    assert mapping.rebuild(desk.database, "14", who="tester") == 0
    assert desk.rows(month_fact) == before
