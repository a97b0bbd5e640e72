"""One xAPI statement, read as the specification (1.0.3 and 2.0) has it; pure.

What it says of a learner's course is a verb, a moment, sometimes a progress. Which verbs count is
decided first: whatever else a store holds is no matter of ours, well-formed or not.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from data_access.importing.people import Person, account_by_lms_id, person
from data_access.importing.reasons import (
    NO_STATEMENT,
    NOT_A_COURSE,
    NOT_A_NUMBER,
    NOT_A_PERSON,
    OTHER_VERB,
    PERCENT_RANGE,
    STATEMENT_ACTOR,
    STATEMENT_BOOLEAN,
    STATEMENT_ID,
    STATEMENT_KEY,
    STATEMENT_NULL,
    STATEMENT_OBJECT,
    STATEMENT_SCORE,
    STATEMENT_TIME,
    Fault,
    Reason,
)

UDEMY: Final = "Udemy Business"
VOIDED: Final = "voided"
NO_FAULTS: Final = frozenset({OTHER_VERB.code, NOT_A_COURSE.code, NOT_A_PERSON.code})
"""Reasons for which a statement is skipped; for every other one it is rejected."""

_VERBS: Final = frozenset({"registered", "launched", "progressed", "completed", "passed", "failed"})
_VERB: Final = re.compile(r"https?://(?:adlnet\.gov/expapi|w3id\.org/xapi/adl)/verbs/(\w+)")
_PROGRESS: Final = "https://w3id.org/xapi/cmi5/result/extensions/progress"
_UDEMY_COURSE: Final = re.compile(r"https?://[\w-]+\.udemy\.com/course/(\d+)/?")
_UDEMY_HOST: Final = re.compile(r"(?:.+\.)?udemy\.com")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_SHA1: Final = re.compile(r"[0-9a-fA-F]{40}")
_UNKNOWN_ZONE: Final = re.compile(r"-00(?::?00)?$")
_MOMENT: Final = re.compile(r"\d{4}-?\d\d-?\d\d[Tt ]\d\d.*")
_IDENTIFIERS: Final = ("mbox", "mbox_sha1sum", "openid", "account")
_LANGUAGES: Final = ("ja", "en", "")
"""In which a course's name is looked for; at last in any."""

_AGENT: Final = frozenset({*_IDENTIFIERS, "objectType", "name", "member"})
_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "": frozenset(
        {"id", "actor", "verb", "object", "result", "context", "timestamp", "stored"}
        | {"authority", "version", "attachments"}
    ),
    "actor": _AGENT,
    "authority": _AGENT,
    "account": frozenset({"homePage", "name"}),
    "verb": frozenset({"id", "display"}),
    "object": _AGENT | {"id", "definition"},
    "definition": frozenset({"name", "description", "type", "moreInfo", "extensions"}),
    "result": frozenset({"score", "success", "completion", "response", "duration", "extensions"}),
    "score": frozenset({"scaled", "raw", "min", "max"}),
    "context": frozenset(
        {"registration", "instructor", "team", "contextActivities", "contextAgents"}
        | {"contextGroups", "revision", "platform", "language", "statement", "extensions"}
    ),
    "contextActivities": frozenset({"parent", "grouping", "category", "other"}),
}
"""Property -> the names of its own properties, as they are written."""

_LOWER: Final = {name: frozenset(map(str.lower, keys)) for name, keys in _KEYS.items()}

Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Course:
    """What a statement is about."""

    platform: str
    external_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a statement says."""

    id: str
    content: str
    """What makes it the same statement: all but what the store adds."""
    verb: str
    at: int
    """When it happened, in seconds of UTC."""
    whom: Person
    course: Course
    completes: bool
    progress: int | None
    """Hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class Void:
    """A statement that takes another one back."""

    id: str
    voids: str


def read_statement(text: str) -> Said | Void:
    """What a statement, as JSON, says. Faults: those of `NO_FAULTS`, and whatever is wrong."""
    try:
        statement = json.loads(text)
        if isinstance(statement, dict):
            return _read(statement)
    except (ValueError, RecursionError):
        pass
    raise Fault(NO_STATEMENT)


def moment(text: object) -> datetime | None:
    """A moment after ISO 8601; one without a time zone is in UTC, and `-00:00` is no zone."""
    if not isinstance(text, str) or _UNKNOWN_ZONE.search(text) or not _MOMENT.fullmatch(text):
        return None
    try:
        found = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _read(statement: Object) -> Said | Void:
    verb = _verb(statement)
    number = _uuid(statement.get("id"), STATEMENT_ID)
    _check_form(statement)
    if verb == VOIDED:
        return Void(number, _voided(_object_of(statement, "object")))
    about, at = _course(_object_of(statement, "object")), _moment(statement)
    result = statement.get("result", {})
    if not isinstance(result, dict):
        raise Fault(NO_STATEMENT)
    completion = _truth(result, "completion")
    _truth(result, "success")
    return Said(
        id=number,
        content=_content(statement),
        verb=verb,
        at=at,
        whom=_person(_object_of(statement, "actor"), about),
        course=about,
        completes=_completes(verb, completion),
        progress=_progress(verb, result),
    )


def _verb(statement: Object) -> str:
    verb = statement.get("verb")
    iri = verb.get("id") if isinstance(verb, dict) else None
    if not isinstance(iri, str):
        raise Fault(NO_STATEMENT)
    found = _VERB.fullmatch(iri)
    if not found or found[1] not in _VERBS | {VOIDED}:
        raise Fault(OTHER_VERB)
    return found[1]


def _uuid(value: object, otherwise: Reason) -> str:
    """In its usual form, lower case."""
    try:
        found = str(UUID(value)) if isinstance(value, str) else ""
    except ValueError:
        found = ""
    if not found or str(value).lower() != found:
        raise Fault(otherwise)
    return found


def _check_form(statement: Object) -> None:
    for name, value in _parts("", statement):
        if value is None:
            raise Fault(STATEMENT_NULL)
        if isinstance(value, dict) and name in _KEYS:
            odd = value.keys() - _KEYS[name]
            if any(key.lower() in _LOWER[name] for key in odd):
                raise Fault(STATEMENT_KEY)


def _parts(name: str, value: object) -> Iterator[tuple[str, object]]:
    """The value and every one in it, with its name; nothing that is inside extensions."""
    yield name, value
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "extensions":
                yield from _parts(key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _parts(name, inner)


def _object_of(statement: Object, name: str) -> Object:
    value = statement.get(name)
    if not isinstance(value, dict):
        raise Fault(NO_STATEMENT)
    return value


def _voided(reference: Object) -> str:
    if reference.get("objectType") != "StatementRef":
        raise Fault(STATEMENT_OBJECT)
    return _uuid(reference.get("id"), STATEMENT_ID)


def _course(about: Object) -> Course:
    """The course; what says that it is something else is none."""
    if about.get("objectType", "Activity") != "Activity":
        raise Fault(NOT_A_COURSE)
    iri = about.get("id")
    if not isinstance(iri, str) or not _IRI.fullmatch(iri):
        raise Fault(STATEMENT_OBJECT)
    definition = about.get("definition")
    definition = definition if isinstance(definition, dict) else {}
    udemy = _UDEMY_COURSE.fullmatch(iri)
    if udemy:
        return Course(UDEMY, udemy[1], _title(definition) or udemy[1])
    kind = definition.get("type")
    other_kind = isinstance(kind, str) and re.split("[/#:]", kind.rstrip("/"))[-1] != "course"
    host = (urlsplit(iri).hostname or iri.partition(":")[0]).lower()
    if other_kind or _UDEMY_HOST.fullmatch(host):
        raise Fault(NOT_A_COURSE)
    return Course(host, iri, _title(definition) or iri)


def _title(definition: Object) -> str:
    names = definition.get("name")
    if not isinstance(names, dict):
        return ""
    for language in _LANGUAGES:
        for tag, name in sorted(names.items()):
            if str(tag).lower().startswith(language) and isinstance(name, str) and name.strip():
                return name
    return ""


def _person(actor: Object, about: Course) -> Person:
    if actor.get("objectType") == "Group":
        raise Fault(NOT_A_PERSON)
    named = [name for name in _IDENTIFIERS if name in actor]
    whom = _identified(named[0], actor[named[0]], about) if len(named) == 1 else None
    if whom is None:
        raise Fault(STATEMENT_ACTOR)
    return whom


def _identified(name: str, value: Any, about: Course) -> Person | None:
    if name == "account":
        home, account = (_word(value, part) for part in ("homePage", "name"))
        if not home or not account:
            return None
        key = account_by_lms_id(account) if about.platform == UDEMY else f"{home}\n{account}"
        return Person("", "", account=key)
    if not isinstance(value, str):
        return None
    if name == "mbox":
        scheme, _, address = value.partition(":")
        found = person("", address)
        return found if scheme.lower() == "mailto" and found.email else None
    if name == "openid":
        return Person("", "", account=f"openid\n{value}") if _IRI.fullmatch(value) else None
    return Person("", "", sha1=value.lower()) if _SHA1.fullmatch(value) else None


def _word(value: object, name: str) -> str:
    word = value.get(name) if isinstance(value, dict) else None
    return word.strip() if isinstance(word, str) else ""


def _moment(statement: Object) -> int:
    """When it happened; where that is not said, when it was stored."""
    found = moment(statement.get("timestamp", statement.get("stored")))
    if found is None or found.year < 1970:
        raise Fault(STATEMENT_TIME)
    return int(found.timestamp())


def _truth(result: Object, name: str) -> bool | None:
    value = result.get(name)
    if not isinstance(value, bool | None):
        raise Fault(STATEMENT_BOOLEAN)
    return value


def _completes(verb: str, completion: bool | None) -> bool:
    """Somebody who passed has completed where that is said; who completed, unless it is denied."""
    return (verb == "completed" and completion is not False) or (
        verb == "passed" and completion is True
    )


def _progress(verb: str, result: Object) -> int | None:
    """As an extension tells, or the score of a statement about progress."""
    scaled = _scaled(result)
    extensions = result.get("extensions")
    said = _progress_extension(extensions) if isinstance(extensions, dict) else None
    if said is not None:
        if isinstance(said, bool) or not isinstance(said, int | float):
            raise Fault(NOT_A_NUMBER)
        if not 0 <= said <= 100:
            raise Fault(PERCENT_RANGE)
        return round(said * 100)
    return round(scaled * 10_000) if verb == "progressed" and scaled and scaled > 0 else None


def _progress_extension(extensions: Object) -> object:
    names = [_PROGRESS, *sorted(name for name in extensions if name.endswith("/progress"))]
    return next((extensions[name] for name in names if extensions.get(name) is not None), None)


def _scaled(result: Object) -> float | None:
    score = result.get("score")
    if score is None:
        return None
    scaled = score.get("scaled") if isinstance(score, dict) else score
    if scaled is None:
        return None
    if isinstance(scaled, bool) or not isinstance(scaled, int | float) or not -1 <= scaled <= 1:
        raise Fault(STATEMENT_SCORE)
    return float(scaled)


def _content(statement: Object) -> str:
    """The same for the same statement, however a store writes its numbers and moments."""
    kept = {
        key: value
        for key, value in statement.items()
        if key not in ("stored", "authority", "version")
    }
    at = moment(statement.get("timestamp"))
    if at:
        kept["timestamp"] = at.astimezone(UTC).isoformat()
    return json.dumps(_plain(kept), sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """With 1.0 as 1, which JSON does not tell apart."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
