"""What is known depends on which files were imported, and on nothing else."""

from datetime import date
from itertools import permutations

import pytest
from exported_files import A_CONTRACT, A_USER, CONTRACT, NEWER, OLDER, USERS, Desk, record, text
from told import told

from data_access import records, rollup, verification
from data_access.importing import attempt, batches, importer, mapping

ORDERS = list(permutations("abc"))


def person(number: int, **changes: str) -> dict[str, str]:
    whom = {"External_ID": f"K{number}", "User_Email": f"k{number}@x.example.jp"}
    return record(**whom | changes)


def at(day: str, **changes: str) -> dict[str, str]:
    return {"Date_Last_Accessed": f"{day}T03:00:00Z", **changes}


DONE = {"First_Date_Completed": "2025-07-10T00:00:00Z", "percent": "100"}
EXPORTS = {
    "a": text(
        OLDER,
        *(person(number, **at("2025-06-30")) for number in range(6)),
        person(1, Course_ID="2", **at("2025-06-20", Minutes_Video_Consumed="90")),
        person(10, **at("2025-06-20", External_ID="")),  # known by the address alone so far
        person(11, **at("2025-06-20", External_ID="", User_Groups="川崎市")),
        person(12, **at("2025-06-20")),
    ),
    "b": text(
        NEWER,
        person(0, **at("2025-07-31", **DONE)),
        person(1, **at("2025-07-30", percent="80", Minutes_Video_Consumed="60")),
        person(2, **at("2025-07-29", User_Groups="川崎市")),  # moved
        person(3, **at("2025-07-28", User_Email="new@y.example.jp")),  # another address
        person(7, **at("2025-07-31")),
        person(1, Course_ID="2", Course_Title="新しい題名", **at("2025-06-20")),
        person(10, Course_ID="2", **at("2025-07-20")),
        person(11, **at("2025-07-20", percent="70")),
        person(12, **at("2025-07-20", External_ID="")),
    ),
    "c": text(
        OLDER,
        person(0, **at("2025-08-31", percent="70")),  # lectures were added: it fell
        person(2, **at("2025-08-30", User_Groups="川崎市", Minutes_Video_Consumed="45")),
        person(3, **at("2025-08-29", User_Email="new@y.example.jp", **DONE)),
        person(4, **at("2025-08-28", User_First_Name="Anonymized User", **DONE)),
        person(8, **at("2025-08-27", User_Groups="横浜市;川崎市")),
        person(10, Course_ID="2", **at("2025-08-20", User_Email="ten@y.example.jp", **DONE)),
        person(11, **at("2025-08-20", External_ID="", **DONE)),
        person(13, **at("2025-08-20", User_Email="k12@x.example.jp")),  # the address was passed on
    ),
}


def imported(desk: Desk, order: str | tuple[str, ...], **options: object) -> dict[str, int]:
    """The batches of the exports, imported one after the other."""
    found = {}
    for each in order:
        outcome = desk.imported(EXPORTS[each], **options)
        assert outcome.status == "committed", outcome.summary.ja
        found[each] = outcome.batch or 0
    return found


@pytest.mark.parametrize("as_of", [None, date(2025, 9, 1)], ids=["as they say", "one day for all"])
def test_six_orders_lead_to_one_state(desk: Desk, as_of):
    states = []
    for order in ORDERS:
        desk.clear()
        desk.imported(text(CONTRACT, A_CONTRACT))
        imported(desk, order, as_of=as_of)
        states.append(told(desk.database))
        assert verification.verify(desk.database, "14").wrong == ()
    first, *others = states
    assert {name: len(rows) for name, rows in first.items() if not rows} == {}
    for order, state in zip(ORDERS[1:], others, strict=True):
        for name, rows in state.items():
            assert rows == first[name], (order, name)


@pytest.mark.parametrize("gone", "abc")
def test_undone_is_as_if_it_had_never_been_imported(desk: Desk, gone):
    numbers = imported(desk, "abc")
    everything = told(desk.database)
    batches.undo(desk.database, "14", numbers[gone], who="tester")
    undone = told(desk.database)
    batches.redo(desk.database, "14", numbers[gone], who="tester")
    assert told(desk.database) == everything
    desk.clear()
    imported(desk, [each for each in "abc" if each != gone])
    assert undone == told(desk.database)
    assert undone != everything


def test_whoever_is_named_differently_is_one_person_whatever_came_first(desk: Desk):
    """And an address that two people have had is nobody's but its own."""
    imported(desk, "abc")
    assert desk.persons() == len({0, 1, 2, 3, 4, 5, 7, 8, 10, 11, 12, 13, "k12@x.example.jp"})
    for rows in told(desk.database).values():
        assert len(rows) == len(set(rows))


def test_what_is_read_in_portions_is_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    numbers = imported(desk, "abc")
    everything = told(desk.database)
    changes = [batches.one(desk.database, "14", each).changes for each in numbers.values()]
    batches.undo(desk.database, "14", numbers["b"], who="tester")
    without = told(desk.database)
    desk.clear()
    for module in (records, attempt, importer):
        monkeypatch.setattr(module, "AT_ONCE", 2)
    numbers = imported(desk, "abc")
    assert told(desk.database) == everything
    assert [batches.one(desk.database, "14", n).changes for n in numbers.values()] == changes
    assert verification.verify(desk.database, "14").wrong == ()
    batches.undo(desk.database, "14", numbers["b"], who="tester")
    assert told(desk.database) == without
    with desk.database.writing("14") as connection:
        assert len(records.Reader(connection, "14").spans) > 5
        assert rollup.rebuild(connection, "14") == 0


def test_lists_of_users_and_mappings_may_come_at_any_time(desk: Desk):
    users = [A_USER | {"External ID": f"K{number}", "Email": ""} for number in range(3)]
    steps = {
        "users": lambda: desk.imported(text(USERS, *users), as_of=date(2025, 7, 1)),
        "activity": lambda: desk.imported(EXPORTS["b"]),
        "mapping": lambda: mapping.add(
            desk.database, "14", "domain", "x.example.jp", "14206", who="tester"
        ),
    }
    states = []
    for order in permutations(steps):
        desk.clear()
        for each in order:
            steps[each]()
        states.append(told(desk.database))
    assert all(state == states[0] for state in states)
