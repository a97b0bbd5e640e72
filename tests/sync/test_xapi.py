"""A Learning Record Store is read to its end, from where the last run came to."""

import hashlib
import itertools
import json
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from found import rows, undo
from servers import SECRET, USER, Server, Store, silent, status, text

from data_access.__main__ import main
from data_access.database import connect
from data_access.importing import mapping
from data_access.importing.reasons import Refusal
from data_access.schema import (
    course,
    enrolment,
    import_batch,
    learner,
    learner_key,
    learner_person,
    month_fact,
    rejected_row,
    statement,
    statement_stretch,
    statement_telling,
)
from data_access.sync import runs

HERE = Path(__file__).parents[2]
BEGAN = datetime(2025, 6, 1, tzinfo=UTC)
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
VERBS = "http://adlnet.gov/expapi/verbs/"


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def moment(minutes: float) -> str:
    return (BEGAN + timedelta(minutes=minutes)).isoformat().replace("+00:00", "Z")


def said(number: int, verb: str = "progressed", who: int = 1, what: int = 1, **changes: Any):
    """A statement that was stored as many minutes after the beginning as its number."""
    return {
        "id": uuid(number),
        "actor": {"mbox": f"mailto:user{who}@city.example.jp", "name": "花子"},
        "verb": {"id": VERBS + verb},
        "object": {
            "id": f"https://www.udemy.com/course/{4_000_000 + what}",
            "definition": {"name": {"en": "DX", "ja": "はじめてのDX"}},
        },
        "timestamp": moment(number - 0.5),
        "stored": moment(number),
        "version": "1.0.3",
        **changes,
    }


def void(number: int, voided: int):
    return said(number, "voided", object={"objectType": "StatementRef", "id": uuid(voided)})


def run(**options: Any) -> runs.Outcome:
    (outcome,) = runs.from_store(runs.Order(**({"prefecture": "14", "who": "tester"} | options)))
    return outcome


@pytest.fixture
def mapped(connected) -> None:
    database = connect()
    mapping.add(database, "14", "domain", "city.example.jp", "14100", who="tester")
    database.close()


def facts() -> dict[int, tuple]:
    """Enrolments, completions and active learners of each month with any."""
    found = rows(month_fact, "month", "enrolments", "completions", "active_learners")
    return {month: tuple(counts) for month, *counts in found if any(counts)}


def test_statements_become_facts(lrs: Server, store: Store, mapped):
    store.add(
        said(1),
        said(
            2, result={"extensions": {"https://w3id.org/xapi/cmi5/result/extensions/progress": 40}}
        ),
        said(3, "completed"),
        said(4, "completed", who=2),
    )
    outcome = run()
    assert (outcome.kind, outcome.status, outcome.accepted) == ("statements", "committed", 4)
    assert "LEARNING_XAPI_OVERLAP" not in outcome.summary.en
    assert facts() == {202506: (1, 2, 2)}
    assert rows(enrolment, "progress", "first_completed_at") == [
        (4_000, int(BEGAN.timestamp()) + 150),
        (None, int(BEGAN.timestamp()) + 210),
    ]
    assert rows(course, "platform", "external_id") == [("Udemy Business", "4000001")]
    assert rows(import_batch, "as_of") == [(int(BEGAN.timestamp()) + 240,)]
    assert store.queries[0] == {"limit": "100", "ascending": "true"}


def test_the_next_run_asks_from_a_little_before(lrs: Server, store: Store, mapped):
    store.add(*map(said, range(1, 121)))
    store.limit = 50
    assert run().accepted == 120
    assert rows(statement_stretch, "since", "until") == [(None, moment(120))]
    store.queries.clear()
    store.add(said(121, stored=moment(119.5)), said(122))
    outcome = run()
    assert store.queries[0]["since"] == "2025-06-01T01:00:00.000000Z"
    assert (outcome.accepted, outcome.reasons) == (2, {"known_statement": 60})
    assert len(rows(statement)) == 122
    assert run().status == "noop"
    assert len(rows(import_batch)) == 2


def test_the_same_statements_change_nothing(lrs: Server, store: Store, mapped):
    store.add(said(1), said(2, "completed"), said(1))
    assert run().reasons == {"known_statement": 1}
    before = facts(), rows(statement_telling), rows(import_batch)
    for options in ({}, {"from_beginning": True}, {"restart": True}):
        assert run(**options).status == "noop"
    store.statements[0]["stored"] = moment(9)  # stored anew, as by a store that was moved
    store.statements[0]["authority"] = {"mbox": "mailto:lrs@example.jp"}
    store.statements[0]["timestamp"] = "2025-06-01T09:00:30.000+09:00"
    again = run(from_beginning=True)
    assert (again.status, again.accepted) == ("committed", 0)
    assert (facts(), len(rows(statement))) == (before[0], 2)


def test_the_same_id_with_another_content_is_kept_apart(lrs: Server, store: Store, mapped):
    store.add(said(1))
    run()
    store.add(said(1, "completed", stored=moment(2)), said(3), said(3, "completed"))
    outcome = run()
    assert (outcome.accepted, outcome.reasons) == (
        1,
        {"statement_conflict": 2, "known_statement": 1},
    )
    assert facts() == {202506: (1, 0, 1)}
    content = [json.loads(text) for (text,) in rows(rejected_row, "content")]
    assert {each["statement id"] for each in content} == {uuid(1), uuid(3)}
    assert "city.example.jp" not in str(content)
    assert "花子" not in str(content)
    assert run().status == "noop"
    assert len(rows(rejected_row)) == 2


def test_once_it_is_undone_a_statement_conflicts_with_nothing(lrs: Server, store: Store, mapped):
    store.add(said(1))
    undo(run().batch)
    store.statements[:] = [said(1, "completed")]
    assert run().reasons == {}
    assert facts() == {202506: (0, 1, 1)}


@pytest.mark.parametrize("shows_voided", [True, False])
def test_a_voided_statement_stops_counting(lrs: Server, store: Store, mapped, shows_voided):
    store.shows_voided = shows_voided
    store.add(said(1), said(2, "completed"))
    run()
    assert facts() == {202506: (1, 1, 1)}
    store.add(void(3, 2))
    outcome = run()
    assert outcome.accepted == 1
    assert facts() == {202506: (1, 0, 1)}
    assert run().status == "noop"
    undo(outcome.batch)
    assert facts() == {202506: (1, 1, 1)}


def test_a_voiding_that_comes_first_holds(lrs: Server, store: Store, mapped):
    store.add(void(1, 2), said(3))
    store.shows_voided = True
    run()
    store.add(said(2, "completed", stored=moment(4)))
    assert run().accepted == 1
    assert facts() == {202506: (1, 0, 1)}


def test_undoing_a_run_leaves_what_the_others_tell_and_the_next_one_reads_it_again(
    lrs: Server, store: Store, mapped
):
    store.add(*map(said, range(1, 4)))
    first = run()
    store.add(said(5, "completed"), said(6, who=2))
    run()
    both = facts()
    undo(first.batch)
    assert facts() == both  # the second run told the first one's statements again
    again = run()
    assert (again.status, again.accepted, again.reasons) == ("committed", 0, {"known_statement": 5})
    assert rows(statement_stretch, "since", "until")[-1] == (None, moment(6))
    assert facts() == both


def test_overlapping_runs_in_any_order_lead_to_one_state(lrs: Server, store: Store, mapped):
    chance = random.Random(7)
    verbs = ("registered", "launched", "progressed", "completed")
    everything = [
        said(number, chance.choice(verbs), chance.randint(1, 3), chance.randint(1, 2))
        for number in range(1, 13)
    ] + [void(13, 4), void(14, 9)]
    store.shows_voided = True
    store.limit = 100
    parts = [everything[:7], everything[4:11], everything[8:]]
    ends, middles = set(), set()
    for order in itertools.permutations(range(3)):
        batches = {}
        for at in order:
            store.statements[:] = parts[at]
            batches[at] = run(from_beginning=True).batch
        ends.add(str(facts()))
        undo(batches[1])
        middles.add(str(facts()))
        undo()
    assert len(ends) == len(middles) == 1
    for at in (0, 2):
        store.statements[:] = parts[at]
        run(from_beginning=True)
    assert middles == {str(facts())}


def test_whom_a_statement_names_is_the_learner_whom_files_name(lrs: Server, store: Store, mapped):
    address = "user1@city.example.jp"
    sha1 = hashlib.sha1(f"mailto:{address}".encode()).hexdigest()
    sso = {"account": {"homePage": "https://sso.example.jp", "name": "L1"}}
    elsewhere = {"account": {"homePage": "https://else.example.jp", "name": " L1"}}
    other = {"id": "https://lms.example.jp/courses/5"}
    store.add(
        said(1),
        said(2, actor={"mbox_sha1sum": sha1.upper()}),
        said(3, actor={"mbox": f"MAILTO:{address.upper()}"}),
        said(4, actor=sso),
        said(5, actor=elsewhere),  # Udemy names people by one number everywhere
        said(6, actor=sso, object=other),
        said(7, actor={"openid": "https://id.example.jp/hanako"}, object=other),
    )
    assert run().accepted == 7
    assert len(rows(learner)) == 4
    assert sorted(kind for (kind,) in rows(learner_key, "kind")) == [
        "account",
        "account",
        "account",
        "sha1",
    ]
    everything = str(rows(learner_key)) + str(rows(statement)) + str(rows(statement_stretch))
    for secret in (address, sha1, "L1", "hanako", "city.example"):
        assert secret not in everything


def test_a_sha1_that_came_first_is_found_when_a_file_names_the_address(
    lrs: Server, store: Store, mapped, tmp_path: Path
):
    sha1 = hashlib.sha1(b"mailto:user1@city.example.jp").hexdigest()
    store.add(said(1, actor={"mbox_sha1sum": sha1}))
    assert "手がかりなし" in run().summary.ja
    path = tmp_path / "users.csv"
    path.write_text(
        "Email,External ID,License pool,Status\nUser1@city.example.jp,K1,横浜市,Active\n"
    )
    assert main(["import", str(path)]) == 0
    assert len(rows(learner)) - len(rows(learner_person)) == 1
    assert facts() == {202506: (1, 0, 1)}


def test_other_matters_are_skipped_and_malformed_statements_rejected(
    lrs: Server, store: Store, mapped
):
    store.add(
        said(1),
        said(2, "answered"),
        said(3, object={"id": "https://example.udemy.com/learning-paths/7"}),
        said(4, object={"id": "https://lms.example.jp/q", "definition": {"type": "x:lesson"}}),
        said(5, actor={"objectType": "Group", "mbox": "mailto:dx@city.example.jp"}),
        said(6, actor={"name": "誰か"}),
        said(7, timestamp="2025-06-01T00:00:00-00:00"),
    )
    outcome = run()
    assert (outcome.accepted, outcome.records) == (1, 7)
    assert outcome.reasons == {
        "other_verb": 1,
        "not_a_course": 2,
        "not_a_person": 1,
        "statement_actor": 1,
        "statement_time": 1,
    }


def test_what_brings_nothing_that_counts_still_moves_on(lrs: Server, store: Store, mapped):
    assert run().status == "noop"
    assert rows(import_batch) == []
    store.add(said(1, "answered"), said(2, "asked"))
    assert (run().status, facts()) == ("committed", {})
    assert rows(statement_stretch, "until") == [(moment(2),)]
    assert run().status == "noop"


def test_many_rejected_statements_hold_the_run(lrs: Server, store: Store, mapped):
    store.add(*(said(number, actor={}) for number in range(1, 25)))
    outcome = run()
    assert (outcome.status, outcome.exit_status, outcome.rejected) == ("held", 3, 24)
    assert rows(statement_stretch) == []
    store.add(said(30))
    assert (run(confirmed=True).status, facts()) == ("committed", {202506: (1, 0, 1)})


# The store on a bad day --------------------------------------------------------------------------


@pytest.mark.parametrize("ends_with_an_empty_page", [True, False])
@pytest.mark.parametrize("count", [0, 1, 3, 7])
def test_every_way_in_which_pages_end(
    lrs: Server, store: Store, mapped, count, ends_with_an_empty_page
):
    store.ends_with_an_empty_page = ends_with_an_empty_page
    store.add(*(said(number, who=number) for number in range(1, count + 1)))
    assert run().accepted == count
    assert len(rows(statement)) == count


def page(*statements: Any, more: str = "") -> bytes:
    return json.dumps({"statements": statements, "more": more}).encode()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (page(more="https://elsewhere.example/xAPI/statements"), "other_host"),
        (page(more="//elsewhere.example/more"), "other_host"),
        (page(more="http://127.0.0.1:1/more"), "other_host"),
        (b"[]", "unexpected"),
        (b'{"statements": {}}', "unexpected"),
        (b'{"statements": [], "more": 7}', "unexpected"),
        (b"<html>", "not_json"),
    ],
)
def test_answers_that_are_refused(connected_to_sqlite, lrs: Server, answer, code):
    lrs.trouble = [text(answer)]
    with pytest.raises(Refusal) as caught:
        run()
    assert caught.value.code == code
    assert rows(import_batch) == []


def test_pages_without_an_end_are_given_up(connected_to_sqlite, lrs: Server):
    lrs.trouble = [text(page(more="/xAPI/statements?limit=1"))] * 2
    with pytest.raises(Refusal) as caught:
        run()
    assert caught.value.code == "circular"
    lrs.trouble = [text(page(more=f"/xAPI/statements?limit=1&from={n}")) for n in range(200)]
    with pytest.raises(Refusal) as caught:
        run(restart=True)
    assert caught.value.code == "circular"
    assert len(lrs.asked) < 110


def test_a_store_that_forgot_where_the_last_run_stopped(
    connected_to_sqlite, lrs: Server, store: Store
):
    store.add(*map(said, range(1, 8)))
    lrs.trouble = [None, status(401)]
    with pytest.raises(Refusal):
        run()
    lrs.trouble = [status(404)]
    assert run().accepted == 7


def test_what_is_no_object_is_rejected(connected_to_sqlite, lrs: Server):
    lrs.trouble = [text(page(said(1), "text", None, 7, [], said(2)))]
    assert run().reasons == {"no_statement": 4}


def test_a_killed_run_is_taken_up_where_it_was(connected, lrs: Server, store: Store):
    store.add(*map(said, range(1, 8)))
    lrs.trouble = [None, None, silent(30)]
    process = subprocess.Popen([sys.executable, "-m", "data_access", "sync", "xapi"], cwd=HERE)
    while len(lrs.asked) < 3:
        time.sleep(0.01)
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert rows(import_batch) == []
    asked = len(lrs.asked)
    assert run().accepted == 7
    assert lrs.asked[asked].endswith("&from=6")


def test_the_command_line(
    connected_to_sqlite, lrs: Server, store: Store, capsys: pytest.CaptureFixture[str]
):
    store.add(said(1), said(2, "completed", who=2))
    lrs.trouble = [status(429, Retry_After="0")]
    assert main(["sync", "xapi", "--dry-run", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["accepted"] == 2
    assert rows(import_batch) == []
    assert main(["sync", "xapi", "--language=en"]) == 0
    out = capsys.readouterr().out
    assert "2 of 2 records were imported" in out
    lrs.trouble = [status(401)]
    assert main(["sync", "xapi", "--json", "--from-beginning"]) == 4
    out += err + capsys.readouterr().out
    assert SECRET not in out
    assert USER not in out
