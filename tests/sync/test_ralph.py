"""Against a Learning Record Store that somebody else wrote, with ways of its own.

Ralph's file backend answers with the newest statement of a page first, compares `since` with
`timestamp`, and goes on showing what was voided.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import ralph_store
from found import rows

from data_access.database import connect
from data_access.importing import mapping
from data_access.schema import month_fact, statement, statement_stretch
from data_access.sync import runs

pytestmark = pytest.mark.skipif(
    ralph_store.python() is None,
    reason="no Ralph: see tests/sync/ralph-requirements.txt",
)


@pytest.fixture
def endpoint(
    tmp_path: Path, spool_folder: Path, connected_to_sqlite, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    with ralph_store.served(tmp_path) as address:
        monkeypatch.setenv("LEARNING_XAPI_ENDPOINT", address)
        monkeypatch.setenv("LEARNING_XAPI_USER", ralph_store.USER)
        monkeypatch.setenv("LEARNING_XAPI_PASSWORD", ralph_store.SECRET)
        monkeypatch.setenv("LEARNING_XAPI_PAGE_SIZE", "3")
        yield address


def said(number: int, verb: str = "progressed", **changes: Any) -> dict[str, Any]:
    return {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "actor": {"mbox": f"mailto:user{number % 3}@city.example.jp"},
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
        "object": {"id": f"https://www.udemy.com/course/{number % 2}"},
        "timestamp": f"2025-06-01T{number:02}:00:00Z",
        **changes,
    }


def run(**options: Any) -> runs.Outcome:
    (outcome,) = runs.from_store(runs.Order("14", "tester", **options))
    return outcome


def sums() -> tuple[int, int]:
    facts = rows(month_fact, "enrolments", "completions")
    return sum(made for made, _ in facts), sum(done for _, done in facts)


def test_a_store_with_ways_of_its_own(endpoint: str, monkeypatch: pytest.MonkeyPatch):
    database = connect()
    mapping.add(database, "14", "domain", "city.example.jp", "14100", who="tester")
    database.close()
    assert ralph_store.post(endpoint, *map(said, range(1, 8))) == 200
    first = run()
    assert (first.accepted, sums()) == (7, (6, 0))
    assert "LEARNING_XAPI_OVERLAP" in first.summary.en

    assert ralph_store.post(endpoint, said(1, "completed")) == 409
    assert ralph_store.post(endpoint, said(8, "completed")) == 200
    late = run()  # it happened long before the last statement was stored, so `since` leaves it out
    assert (late.status, len(rows(statement))) == ("noop", 7)
    monkeypatch.setenv("LEARNING_XAPI_OVERLAP", str(365 * 24 * 60))
    with_it = run(from_beginning=True)
    assert (with_it.accepted, sums()) == (1, (6, 1))
    assert "LEARNING_XAPI_OVERLAP" not in with_it.summary.en

    reference = {"objectType": "StatementRef", "id": said(8)["id"]}
    assert ralph_store.post(endpoint, said(9, "voided", object=reference)) == 200
    assert (run(from_beginning=True).accepted, sums()) == (1, (6, 0))
    assert run(from_beginning=True).status == "noop"
    assert len(rows(statement_stretch)) == 3
