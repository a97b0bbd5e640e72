"""The state of a prefecture's records, for the person at the command line."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, bindparam, func, select

from data_access import identity
from data_access.database import Database
from data_access.importing import help as words
from data_access.importing.coverage import whereabouts
from data_access.importing.reasons import filled
from data_access.importing.stamps import japan_day
from data_access.schema import dataset_version, import_batch, learner, learner_person, observation
from wording.text import Text

_LATEST = 10


def sentences(database: Database, prefecture: str) -> Iterator[Text]:
    """The data set's version and size, and the latest attempts to import."""
    scope = identity.operator(prefecture)
    state = database.read(_state(), scope)
    if state:
        yield filled(words.STATE, prefecture=prefecture, **_described(state[0]))
    else:
        yield filled(words.NO_STATE, prefecture=prefecture)
    batches = database.read(_batches(), scope)
    for batch in batches:
        yield filled(words.BATCH, **batch._mapping)
    if any(batch.status == "staged" for batch in batches):
        yield words.STAGED


def places(database: Database, prefecture: str) -> Iterator[Text]:
    """Each municipality with learners, and those who belong nowhere, with the reason."""
    found = whereabouts(database, prefecture)
    for place in found.places:
        if place.learners:
            said = {name: value or "—" for name, value in asdict(place).items()}
            yield filled(words.PLACE, **said)
    for each in found.nowhere:
        yield filled(words.NOWHERE, **asdict(each) | {"why": words.WHY[each.why]})


def _described(state: Row[Any]) -> dict[str, object]:
    as_of = "—" if state.as_of is None else japan_day(state.as_of).isoformat()
    return {**state._mapping, "as_of": as_of}


def _state() -> Any:
    columns = dataset_version.c
    people = (
        select(func.count())
        .select_from(learner)
        .outerjoin(learner_person, learner_person.c.learner_id == learner.c.id)
        .where(
            learner.c.prefecture == bindparam("prefecture"), learner_person.c.person_id.is_(None)
        )
    )
    records = (
        select(func.count())
        .select_from(observation.join(import_batch, import_batch.c.id == observation.c.batch_id))
        .where(
            import_batch.c.prefecture == bindparam("prefecture"),
            import_batch.c.status == "committed",
        )
    )
    return (
        select(
            columns.version,
            columns.as_of,
            people.scalar_subquery().label("learners"),
            records.scalar_subquery().label("records"),
        )
        .where(columns.prefecture == bindparam("prefecture"))
        .order_by(columns.version.desc())
        .limit(1)
    )


def _batches() -> Any:
    columns = import_batch.c
    return (
        select(
            columns.id.label("batch"),
            columns.status,
            columns.kind,
            columns.file_name.label("file"),
            columns.accepted,
            columns.rejected,
            columns.skipped,
        )
        .where(columns.prefecture == bindparam("prefecture"))
        .order_by(columns.id.desc())
        .limit(_LATEST)
    )
