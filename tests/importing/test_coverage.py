"""How fresh and complete each municipality's records are, and who belongs nowhere and why."""

from datetime import date

from exported_files import A_USER, OLDER, USERS, Desk, record, text

from data_access.importing import mapping
from data_access.importing.coverage import Coverage, Unassigned, whereabouts


def person(number: int, **changes: str) -> dict[str, str]:
    whom = {"External_ID": f"K{number}", "User_Email": f"k{number}@x.example.jp"}
    return record(**whom | changes)


def test_each_municipality(desk: Desk):
    old = {"Date_Last_Accessed": "2025-06-01T00:00:00Z", "Date_Enrolled": "2025-05-30T00:00:00Z"}
    rows = [person(1), person(2), person(3, User_Groups="川崎市", Date_Started="", **old)]
    desk.imported(text(OLDER, *rows), as_of=date(2025, 6, 30))
    users = [A_USER | {"External ID": f"K{n}", "Email": ""} for n in (1, 9)]
    desk.imported(text(USERS, *users), as_of=date(2025, 7, 31))
    found = whereabouts(desk.database, "14").places
    assert len(found) == 33
    assert [each for each in found if each.learners] == [
        Coverage("14100", "横浜市", 3, date(2025, 7, 31), date(2025, 6, 3)),
        Coverage("14130", "川崎市", 1, date(2025, 6, 30), date(2025, 6, 1)),
    ]
    assert Coverage("14150", "相模原市", 0, None, None) in found


def test_who_belongs_nowhere_and_why(desk: Desk):
    rows = [
        person(1, User_Groups="総務課"),
        person(2, User_Groups="総務課"),
        person(3, User_Groups="横浜市;川崎市"),
        person(4, User_Groups="", User_Email=""),
        person(5),
    ]
    desk.imported(text(OLDER, *rows))
    assert whereabouts(desk.database, "14").nowhere == (
        Unassigned("", "総務課", "x.example.jp", 2, "unknown"),
        Unassigned("", "", "", 1, "nothing_said"),
        Unassigned("", "横浜市;川崎市", "x.example.jp", 1, "ambiguous", ("14100", "14130")),
    )
    mapping.add(desk.database, "14", "group", "総務課", "14100", who="tester")
    assert [each.learners for each in whereabouts(desk.database, "14").nowhere] == [1, 1]
    mapping.add(desk.database, "14", "override", "K4", "14100", who="tester")
    assert [each.why for each in whereabouts(desk.database, "14").nowhere] == ["ambiguous"]


def test_before_anything_was_imported(sqlite_desk: Desk):
    assert not any(each.learners for each in whereabouts(sqlite_desk.database, "14").places)
    assert whereabouts(sqlite_desk.database, "14").nowhere == ()
