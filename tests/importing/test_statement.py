"""What one statement says, and what is wrong with it."""

import copy
import json
from typing import Any

import pytest
from exported_files import A_STATEMENT, A_USER, USERS, Desk, statements
from exported_files import text as exported

from data_access.importing.people import Person
from data_access.importing.reasons import Fault
from data_access.importing.statement import Course, Said, Void, read_statement

ID = "0d0f1c3e-9a1b-4c5d-8e6f-a0b1c2d3e4f5"
AT = 1_748_741_400  # 2025-06-01T01:30:00Z
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
STATEMENT: dict[str, Any] = {
    "id": ID,
    "actor": {"objectType": "Agent", "name": "花子", "mbox": "mailto:hanako@city.example.jp"},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/completed", "display": {"en-US": "completed"}},
    "object": {
        "objectType": "Activity",
        "id": "https://www.udemy.com/course/4102011",
        "definition": {"name": {"en-US": "Introduction", "ja-JP": "はじめてのDX入門"}},
    },
    "result": {"completion": True, "success": True, "score": {"scaled": 0.9}},
    "context": {"extensions": {"https://example.jp/any": None}},
    "timestamp": "2025-06-01T10:30:00.123+09:00",
    "stored": "2025-06-01T01:31:00.456789Z",
    "version": "1.0.3",
}


def changed(**changes: Any) -> dict[str, Any]:
    """The statement with changes: `actor__mbox` is a path, and ... takes away."""
    made = copy.deepcopy(STATEMENT)
    for path, value in changes.items():
        *parents, last = path.split("__")
        at = made
        for parent in parents:
            at = at.setdefault(parent, {})
        if value is ...:
            at.pop(last)
        else:
            at[last] = value
    return made


def read(**changes: Any) -> Said:
    found = read_statement(json.dumps(changed(**changes)))
    assert isinstance(found, Said)
    return found


def verb(name: str, root: str = "http://adlnet.gov/expapi") -> dict[str, Any]:
    return {"id": f"{root}/verbs/{name}"}


def test_a_completion_as_the_platform_sends_it():
    found = read()
    assert (found.id, found.verb, found.at, found.completes) == (ID, "completed", AT, True)
    assert found.whom == Person("", "hanako@city.example.jp")
    assert found.course == Course("Udemy Business", "4102011", "はじめてのDX入門")
    assert found.progress is None


@pytest.mark.parametrize("root", ["http://adlnet.gov/expapi", "https://w3id.org/xapi/adl"])
@pytest.mark.parametrize(
    "name", ["progressed", "completed", "registered", "launched", "passed", "failed"]
)
def test_verbs_that_count(name, root):
    assert read(verb=verb(name, root)).verb == name


@pytest.mark.parametrize(
    ("name", "completion", "completes"),
    [
        ("completed", ..., True),
        ("completed", True, True),
        ("completed", False, False),
        ("passed", ..., False),
        ("passed", True, True),
        ("progressed", True, False),
        ("failed", True, False),
    ],
)
def test_what_completes_a_course(name, completion, completes):
    assert read(verb=verb(name), result__completion=completion).completes is completes


@pytest.mark.parametrize(
    ("result", "progress"),
    [
        ({"extensions": {PROGRESS: 42}}, 4_200),
        ({"extensions": {PROGRESS: 33.333}}, 3_333),
        ({"extensions": {"https://other.example/x/progress": 5, PROGRESS: 6}}, 600),
        ({"extensions": {"https://other.example/x/progress": 5}}, 500),
        ({"extensions": {"https://other.example/x/progress": None}}, None),
        ({"score": {"scaled": 0.25}}, 2_500),
        ({"score": {"scaled": -0.25}}, None),
        ({"score": {"raw": 5}}, None),
        ({}, None),
    ],
)
def test_how_far_somebody_has_come(result, progress):
    assert read(verb=verb("progressed"), result=result).progress == progress
    if "score" in result:
        assert read(verb=verb("passed"), result=result).progress is None


@pytest.mark.parametrize(
    ("iri", "course"),
    [
        ("https://www.udemy.com/course/1", Course("Udemy Business", "1", "1")),
        ("http://kanagawa.udemy.com/course/1/", Course("Udemy Business", "1", "1")),
        ("https://LMS.example.jp/c/1", Course("lms.example.jp", "https://LMS.example.jp/c/1", "")),
        ("urn:uuid:5", Course("urn", "urn:uuid:5", "")),
    ],
)
def test_what_a_statement_is_about(iri, course):
    found = read(object={"id": iri}).course
    assert found == (course if course.title else Course(course.platform, iri, iri))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"verb": verb("answered")}, "other_verb"),
        ({"verb": {"id": "http://example.jp/verbs/completed"}}, "other_verb"),
        ({"object__id": "https://example.udemy.com/learning-paths/12"}, "not_a_course"),
        ({"object__id": "https://www.udemy.com/course/1/lecture/2"}, "not_a_course"),
        ({"object": {"objectType": "Agent", "mbox": "mailto:a@b.jp"}}, "not_a_course"),
        (
            {
                "object": {
                    "id": "https://lms.example.jp/1",
                    "definition": {"type": "http://x/lesson"},
                }
            },
            "not_a_course",
        ),
        ({"actor__objectType": "Group"}, "not_a_person"),
        ({"id": "abc"}, "statement_id"),
        ({"id": ...}, "statement_id"),
        ({"id": "{" + ID + "}"}, "statement_id"),
        ({"id": 7}, "statement_id"),
        ({"actor__name": None}, "statement_null"),
        ({"result__score__scaled": None}, "statement_null"),
        ({"context__contextActivities": {"parent": [None]}}, "statement_null"),
        ({"Actor": {}}, "statement_key"),
        ({"actor__MBox": "mailto:a@b.jp"}, "statement_key"),
        ({"result__Completion": True}, "statement_key"),
        ({"actor__mbox": ...}, "statement_actor"),
        ({"actor__openid": "https://id.example.jp/h"}, "statement_actor"),
        ({"actor__mbox": "hanako@city.example.jp"}, "statement_actor"),
        ({"actor__mbox": "mailto:hanako"}, "statement_actor"),
        ({"actor__mbox": ["mailto:a@b.jp"]}, "statement_actor"),
        ({"actor": {"mbox_sha1sum": "abc"}}, "statement_actor"),
        ({"actor": {"account": {"name": "1"}}}, "statement_actor"),
        ({"actor": {"account": "1"}}, "statement_actor"),
        ({"actor": "hanako"}, "no_statement"),
        ({"verb": ...}, "no_statement"),
        ({"verb": "completed"}, "no_statement"),
        ({"object": ...}, "no_statement"),
        ({"result": []}, "no_statement"),
        ({"object__id": "course 1"}, "statement_object"),
        ({"object__id": ...}, "statement_object"),
        ({"timestamp": "2025-06-01T10:30:00-00:00"}, "statement_time"),
        ({"timestamp": "2025-06-01T10:30:00-0000"}, "statement_time"),
        ({"timestamp": "2025-06-01"}, "statement_time"),
        ({"timestamp": "2025-02-30T10:30:00Z"}, "statement_time"),
        ({"timestamp": "0001-01-01T00:00:00+09:00"}, "statement_time"),
        ({"timestamp": 1748741400}, "statement_time"),
        ({"timestamp": ..., "stored": ...}, "statement_time"),
        ({"result__score__scaled": 1.01}, "statement_score"),
        ({"result__score__scaled": -2}, "statement_score"),
        ({"result__score__scaled": "0.5"}, "statement_score"),
        ({"result__score__scaled": float("nan")}, "statement_score"),
        ({"result__completion": "true"}, "statement_boolean"),
        ({"result__success": 1}, "statement_boolean"),
        ({"result__extensions": {PROGRESS: 101}}, "percent_range"),
        ({"result__extensions": {PROGRESS: -1}}, "percent_range"),
        ({"result__extensions": {PROGRESS: "50"}}, "not_a_number"),
        ({"result__extensions": {PROGRESS: True}}, "not_a_number"),
    ],
)
def test_what_is_skipped_or_wrong(changes, code):
    with pytest.raises(Fault) as caught:
        read(**changes)
    assert caught.value.reason.code == code


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "null", "[" * 100_000, '{"a":' * 900])
def test_what_is_no_statement(text):
    with pytest.raises(Fault) as caught:
        read_statement(text)
    assert caught.value.reason.code == "no_statement"


@pytest.mark.parametrize("timestamp", ["2025-06-01T01:30:00", "2025-06-01t01:30:00z", ...])
def test_moments_without_a_zone_or_altogether(timestamp):
    assert read(timestamp=timestamp, stored="2025-06-01T01:30:00Z").at == AT


@pytest.mark.parametrize(
    "changes",
    [
        {"stored": "2026-01-01T00:00:00Z"},
        {"stored": ...},
        {"version": "2.0.0", "authority": {"mbox": "mailto:lrs@example.jp"}},
        {"timestamp": "2025-06-01T01:30:00.123000Z"},
        {"result": {"score": {"scaled": 0.9}, "success": True, "completion": True}},
    ],
)
def test_what_a_store_may_write_anew_is_the_same_content(changes):
    assert read(**changes).content == read().content


@pytest.mark.parametrize(
    "changes", [{"timestamp": "2025-06-01T01:30:01Z"}, {"actor__name": "太郎"}, {"result": {}}]
)
def test_another_content(changes):
    assert read(**changes).content != read().content


def test_numbers_are_the_same_with_and_without_a_fraction():
    whole = read(result={"extensions": {PROGRESS: 50}})
    assert read(result={"extensions": {PROGRESS: 50.0}}).content == whole.content


def test_a_statement_that_takes_another_back():
    reference = {"objectType": "StatementRef", "id": ID.upper()}
    voiding = changed(verb=verb("voided"), object=reference)
    assert read_statement(json.dumps(voiding)) == Void(ID, ID)
    for wrong in (reference | {"objectType": "Activity"}, reference | {"id": "7"}):
        with pytest.raises(Fault):
            read_statement(json.dumps(changed(verb=verb("voided"), object=wrong)))


def test_a_file_of_statements_is_imported_like_any_other(sqlite_desk: Desk):
    outcome = sqlite_desk.imported(statements(A_STATEMENT))
    assert (outcome.kind, outcome.status, outcome.accepted) == ("statements", "committed", 1)
    assert outcome.changes is not None
    assert (outcome.changes.new, outcome.changes.unchanged) == (1, 0)
    assert sqlite_desk.imported(statements(A_STATEMENT)).status == "noop"


def test_what_the_uploader_may_not_touch_refuses_the_whole_file(sqlite_desk: Desk):
    own = {"may_touch": frozenset({"14100"})}
    other = {"may_touch": frozenset({"14130"})}
    sqlite_desk.imported(exported(USERS, A_USER))
    nobody = A_STATEMENT | {"actor": {"mbox": "mailto:jiro@nowhere.example.jp"}}
    reference = {"objectType": "StatementRef", "id": A_STATEMENT["id"]}
    void = A_STATEMENT | {"verb": verb("voided"), "object": reference}
    for content, reach in ((A_STATEMENT, other), (nobody, own), (void, own)):
        outcome = sqlite_desk.imported(statements(content), **reach)
        assert (outcome.status, outcome.reasons["outside_scope"]) == ("refused", 1)
    assert sqlite_desk.imported(statements(A_STATEMENT), **own).accepted == 1
