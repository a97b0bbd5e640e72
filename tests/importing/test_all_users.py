"""The platform's list of users: pools, joining and leaving."""

import pytest
from exported_files import A_USER, OLDER, USERS, Desk, record, text

from data_access.schema import (
    affiliation,
    dataset_version,
    learner_observation,
    rejected_row,
)

JOINED = 1743552000  # 2025-04-02T00:00:00Z


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_user_with_a_pool(desk: Desk, encoding):
    outcome = desk.imported(text(USERS, A_USER), encoding=encoding)
    assert (outcome.kind, outcome.status, outcome.accepted) == ("all_users", "committed", 1)
    assert desk.rows(learner_observation, "joined_at", "deactivated_at", "status") == [
        (JOINED, None, "active")
    ]
    assert desk.rows(affiliation, "pool", "groups", "domain", "municipality_code") == [
        ("横浜市", "", "city-yokohama.example.jp", "14100")
    ]
    assert desk.rows(dataset_version, "as_of") == [(JOINED,)]


def test_the_pool_goes_before_the_group(desk: Desk):
    desk.imported(text(USERS, A_USER | {"Group": "川崎市", "License pool": "横浜市"}))
    assert desk.rows(affiliation, "municipality_code", "resolved_by") == [("14100", "pool")]


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Active", "active"),
        ("有効", "active"),
        ("Pending", "invited"),
        ("Invited", "invited"),
        ("Deactivated", "deactivated"),
        ("", None),
    ],
)
def test_states_of_a_user(desk: Desk, written, status):
    desk.imported(text(USERS, A_USER | {"Status": written}))
    assert desk.rows(learner_observation, "status") == [(status,)]


@pytest.mark.parametrize(
    ("changes", "reason", "column"),
    [
        ({"Status": "Dormant"}, "unknown_status", "Status"),
        ({"Joined date": "2025-02-30"}, "impossible_date", "Joined date"),
        ({"Joined date": "9999-01-01T00:00:00Z"}, "future_stamp", "Joined date"),
        ({"Deactivated date": "9999-01-01T00:00:00Z"}, "future_stamp", "Deactivated date"),
        ({"Email": "", "External ID": ""}, "missing_person", None),
        ({"Email": "hanako@city-yokohama.example.jp", "External ID": ""}, "duplicate_record", None),
    ],
)
def test_reasons_for_rejecting_a_user(desk: Desk, changes, reason, column):
    other = {"Email": "jiro@city.example.jp", "External ID": "K0002"}
    outcome = desk.imported(text(USERS, A_USER, A_USER | other | changes))
    assert (outcome.accepted, outcome.reasons) == (1, {reason: 1})
    assert desk.rows(rejected_row, "line", "column_name") == [(3, column)]


def test_a_learner_is_the_same_in_both_kinds_of_file(desk: Desk):
    desk.imported(text(USERS, A_USER))
    desk.imported(text(OLDER, record()))
    assert desk.persons() == 1
    assert len(desk.rows(learner_observation)) == 2


def test_the_anonymised_are_skipped(desk: Desk):
    gone = A_USER | {"Name": "Anonymized User", "Email": "Anonymized User", "External ID": ""}
    outcome = desk.imported(text(USERS, A_USER, gone))
    assert (outcome.accepted, outcome.reasons) == (1, {"anonymised": 1})
