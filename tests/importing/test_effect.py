"""What an import says that it changes, what holds it until a person confirms it, and who may."""

import pytest
from exported_files import A_CONTRACT, A_USER, CONTRACT, OLDER, USERS, Desk, record, text

from data_access.importing import import_files
from data_access.importing.effect import Changes, Place, Standing
from data_access.schema import audit, dataset_version, import_batch, month_fact, observation

NOTHING = Standing()


def person(number: int, **changes: str) -> dict[str, str]:
    return record(External_ID=f"K{number}", User_Email=f"k{number}@x.example.jp", **changes)


def user(number: int, **changes: str) -> dict[str, str]:
    whom = {"External ID": f"K{number}", "Email": f"k{number}@x.example.jp"}
    return A_USER | whom | changes


def changed(places: tuple[Place, ...]) -> dict[str, tuple[Standing, Standing]]:
    return {each.name: (each.before, each.after) for each in places if each.before != each.after}


def test_records_are_new_changed_unchanged_or_refused(desk: Desk):
    first = text(OLDER, *(person(number) for number in range(4)))
    assert desk.imported(first).changes == Changes(new=4)
    again = text(
        OLDER,
        person(0),
        person(1, percent="55"),
        person(2, First_Date_Completed="2025-06-20T00:00:00Z"),
        person(3, percent="101"),
        person(9),
    )
    expected = Changes(new=1, changed=2, unchanged=1, refused=1)
    assert desk.imported(again, dry_run=True).changes == expected
    assert desk.imported(again).changes == expected
    assert [row[1] for row in desk.rows(import_batch, "id", "changes")] == [
        {"new": 4, "changed": 0, "unchanged": 0},
        {"new": 1, "changed": 2, "unchanged": 1},
    ]


def test_users_are_compared_with_the_newest_other_list(desk: Desk):
    desk.imported(text(USERS, user(1), user(2)))
    desk.imported(text(OLDER, person(1)))  # says nothing of when somebody joined
    outcome = desk.imported(text(USERS, user(1), user(2, Status="Deactivated"), user(3)))
    assert outcome.changes == Changes(new=1, changed=1, unchanged=1)


def test_a_contract_is_compared_with_what_holds(desk: Desk):
    kawasaki = A_CONTRACT | {"市区町村コード": "14130", "市区町村名": "川崎市"}
    desk.imported(text(CONTRACT, A_CONTRACT))
    outcome = desk.imported(text(CONTRACT, A_CONTRACT, kawasaki))
    assert outcome.changes == Changes(new=1, unchanged=1)
    outcome = desk.imported(text(CONTRACT, A_CONTRACT | {"ライセンス数": "440"}, kawasaki))
    assert outcome.changes == Changes(changed=1, unchanged=1)
    assert changed(outcome.places) == {"横浜市": (Standing(licences=450), Standing(licences=440))}


@pytest.mark.parametrize("dry_run", [True, False])
def test_each_municipality_before_and_after(desk: Desk, dry_run):
    desk.imported(text(CONTRACT, A_CONTRACT))
    desk.imported(text(OLDER, person(1)))
    more = text(
        OLDER,
        person(1, First_Date_Completed="2025-06-20T00:00:00Z"),
        person(2),
        person(3, User_Groups="川崎市"),
    )
    outcome = desk.imported(more, dry_run=dry_run)
    assert changed(outcome.places) == {
        "横浜市": (Standing(450, 1, 1, 0), Standing(450, 2, 2, 1)),
        "川崎市": (NOTHING, Standing(0, 1, 1, 0)),
    }
    if dry_run:
        assert "横浜市：受講者 1→2、受講登録 1→2、修了 0→1" in outcome.summary.ja


# Held, and confirmed ----------------------------------------------------------------------------


def confirmations(desk: Desk) -> list[list[str]]:
    return [
        detail["confirmed"]
        for action, detail in desk.rows(audit, "action", "detail")
        if action == "confirm"
    ]


@pytest.mark.parametrize(
    ("content", "reason", "accepted"),
    [
        (text(OLDER, *[person(1)] * 3, *[person(1, percent="101")] * 20), "many_rejected", 3),
        (text(OLDER, person(1)) + "花子,合計,hana", "truncated", 1),
        ((text(OLDER, person(1)) + "花").encode()[:-1], "truncated", 1),
        ((text(OLDER, person(1)) + "花子,合計,花").encode("cp932")[:-1], "truncated", 1),
    ],
    ids=["rejected", "inside a record", "inside a character", "inside a character of cp932"],
)
def test_a_person_can_confirm_what_was_held(desk: Desk, content, reason, accepted):
    held = desk.imported(content)
    assert (held.status, held.reasons[reason]) == ("held", 1)
    assert desk.rows(observation) == []
    done = desk.imported(content, confirmed=True)
    assert (done.status, done.accepted) == ("committed", accepted)
    assert reason not in done.reasons
    assert confirmations(desk) == [[reason]]
    assert len(desk.rows(observation)) == accepted


def test_a_fall_of_learners_is_held(desk: Desk):
    desk.imported(text(USERS, *(user(number) for number in range(12))))
    before = desk.rows(month_fact)
    gone = {"Status": "Deactivated", "Deactivated date": "2025-04-20T00:00:00Z"}
    fewer = text(USERS, *(user(number, **gone) for number in range(4)), user(4))
    for dry_run in (True, False):
        held = desk.imported(fewer, dry_run=dry_run)
        assert (held.status, held.reasons, held.exit_status) == ("held", {"fell": 1}, 3)
        assert "横浜市の受講者 12→8" in held.summary.ja
        assert changed(held.places) == {"横浜市": (Standing(learners=12), Standing(learners=8))}
        assert desk.rows(month_fact) == before
    assert desk.rows(import_batch, "status") == [("committed",), ("held",)]
    assert len(desk.rows(dataset_version)) == 1
    done = desk.imported(fewer, confirmed=True)
    assert (done.status, confirmations(desk)) == ("committed", [["fell"]])
    assert "承認" in done.summary.ja


@pytest.mark.parametrize(
    ("people", "gone", "status"), [(10, 3, "committed"), (10, 4, "held"), (9, 8, "committed")]
)
def test_a_fall_of_more_than_three_in_ten(desk: Desk, people, gone, status):
    desk.imported(text(USERS, *(user(number) for number in range(people))))
    left = {"Status": "Deactivated", "Deactivated date": "2025-04-20T00:00:00Z"}
    assert desk.imported(text(USERS, *(user(n, **left) for n in range(gone)))).status == status


def test_a_fall_of_licences_is_held_and_the_end_of_a_contract_is_not(desk: Desk):
    desk.imported(text(CONTRACT, A_CONTRACT))
    assert desk.imported(text(CONTRACT, A_CONTRACT | {"ライセンス数": "45"})).status == "held"
    later = {"開始日": "2026-04-01", "終了日": "2027-03-31", "年度": "2026", "ライセンス数": "45"}
    assert desk.imported(text(CONTRACT, A_CONTRACT | later)).status == "committed"
    assert desk.imported(text(OLDER, person(1))).status == "committed"


def test_of_several_files_only_the_one_is_held_by_which_something_falls(desk: Desk):
    desk.imported(text(USERS, *(user(number) for number in range(12))))
    gone = {"Status": "Deactivated", "Deactivated date": "2025-04-20T00:00:00Z"}
    paths = [
        desk.file(text(OLDER, person(1)), "a.csv"),
        desk.file(text(USERS, *(user(number, **gone) for number in range(9))), "b.csv"),
        desk.file(text(OLDER, person(2)), "c.csv"),
    ]
    outcomes = import_files(desk.database, paths, prefecture="14", who="tester")
    assert [each.status for each in outcomes] == ["committed", "held", "committed"]
    assert sorted(desk.rows(import_batch, "file_name", "status")) == [
        ("a.csv", "committed"),
        ("b.csv", "held"),
        ("c.csv", "committed"),
        ("file.csv", "committed"),
    ]


# Whose records one may touch --------------------------------------------------------------------

YOKOHAMA = frozenset({"14100"})


@pytest.mark.parametrize(
    "content",
    [
        text(OLDER, person(1), person(2, User_Groups="川崎市")),
        text(OLDER, person(1), person(2, User_Groups="総務課")),
        text(OLDER, person(1), person(2, User_Groups="川崎市", percent="101")),
        text(USERS, user(1), user(2, **{"License pool": "川崎市"})),
        text(
            CONTRACT, A_CONTRACT, A_CONTRACT | {"市区町村コード": "14130", "市区町村名": "川崎市"}
        ),
    ],
    ids=["group", "unknown", "rejected", "pool", "contract"],
)
def test_one_record_outside_the_uploaders_municipalities_refuses_the_file(desk: Desk, content):
    before = desk.counts()
    outcome = desk.imported(content, may_touch=YOKOHAMA)
    assert (outcome.status, outcome.reasons["outside_scope"]) == ("refused", 1)
    assert "3行目" in outcome.summary.ja
    assert "横浜市の記録だけ" in outcome.summary.ja
    after = desk.counts() | {"import_batch": 0, "audit": 0, "rejected_row": 0}
    assert after == before
    assert desk.imported(content).status == "committed"


def test_nobody_is_taken_away_from_another_municipality(desk: Desk):
    desk.imported(text(OLDER, person(1, User_Groups="川崎市")))
    moved = text(OLDER, person(1, User_Groups="横浜市"))
    assert desk.imported(moved, may_touch=YOKOHAMA).reasons == {"outside_scope": 1}
    both = frozenset({"14100", "14130"})
    assert desk.imported(moved, may_touch=both).status == "committed"


def test_a_file_within_the_uploaders_municipalities_is_imported(desk: Desk):
    totals = "合計,,,,,,,,,,,,,,,,,,\r\n"
    content = text(OLDER, person(1), person(2)) + totals
    assert desk.imported(content, may_touch=YOKOHAMA).accepted == 2
    assert desk.imported(text(USERS, user(1)), may_touch=YOKOHAMA).accepted == 1
    assert desk.imported(text(CONTRACT, A_CONTRACT), may_touch=YOKOHAMA).accepted == 1
    assert desk.imported(text(OLDER, person(3)), may_touch=frozenset()).status == "refused"
