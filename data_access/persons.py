"""Which learners are one person: derived, like everything that is current, from what files say.

A record's learner follows from the record alone: from the strongest key that it names, which is the
External ID, else the account, else the e-mail address. So it cannot matter which file came first.
A record that names several keys says besides that whoever is named by a weaker one alone is the
same person; that is kept for each batch, and counts while the batch does. Where committed batches
say it of two persons, as when an address passes on to a new member of staff, nothing is guessed.
"""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, delete, exists, select

from data_access.schema import (
    import_batch,
    learner,
    learner_alias,
    learner_key,
    learner_observation,
    learner_person,
)
from data_access.writing import insert, portions


def resolved(said: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Learner -> person, of those who are not their own, from pairs that are said to be one."""
    meant: dict[int, set[int]] = {}
    for alias, same in said:
        meant.setdefault(alias, set()).add(same)
    found = {alias: _person(alias, meant) for alias in meant}
    return {alias: person for alias, person in found.items() if person != alias}


def _person(number: int, meant: Mapping[int, set[int]]) -> int:
    """A weaker key can lead to a stronger one, and that to the strongest; never back."""
    persons = {_person(each, meant) for each in meant.get(number, ())}
    return persons.pop() if len(persons) == 1 else number


def now(connection: Connection, prefecture: str) -> dict[int, int]:
    """The same from all committed batches, for learners who have records of their own."""
    return resolved(_said(connection, prefecture, of_records=True))


def of_keys(connection: Connection, prefecture: str) -> dict[int, int]:
    """The same for every number that a key has, whether records name it alone or not."""
    return resolved(_said(connection, prefecture, of_records=False))


def kept(connection: Connection, prefecture: str) -> dict[int, int]:
    """The same as it was kept last."""
    columns = learner_person.c
    rows = select(columns.learner_id, columns.person_id).where(columns.prefecture == prefecture)
    return {row[0]: row[1] for row in connection.execute(rows)}


def join(connection: Connection, prefecture: str, flipped: Collection[int]) -> bool:
    """Keeps who is one person now, after the status of `flipped` changed.

    Says whether that joins or parts records that counted before; if not, only what `flipped`
    brings is new of anybody.
    """
    before, after = kept(connection, prefecture), now(connection, prefecture)
    if before == after:
        return False
    keep(connection, prefecture, before, after)
    changed = [n for n in before.keys() | after.keys() if before.get(n) != after.get(n)]
    told, batch = learner_observation.c, import_batch.c
    brought = select(batch.id).where(batch.id.in_(flipped), batch.status == "committed")
    return any(
        connection.scalar(
            select(exists().where(told.learner_id.in_(some), told.batch_id.not_in(brought)))
        )
        for some in portions(changed)
    )


def keep(
    connection: Connection, prefecture: str, before: Mapping[int, int], after: Mapping[int, int]
) -> None:
    """Writes what differs."""
    gone = [number for number in before if before[number] != after.get(number)]
    for some in portions(gone):
        connection.execute(delete(learner_person).where(learner_person.c.learner_id.in_(some)))
    come = [
        (prefecture, number, person)
        for number, person in sorted(after.items())
        if before.get(number) != person
    ]
    insert(connection, learner_person, ("prefecture", "learner_id", "person_id"), come)


def _said(connection: Connection, prefecture: str, *, of_records: bool) -> list[tuple[int, int]]:
    """Aliases and whom they are said to be, each pair once.

    Who has an External ID is nobody's alias: two of them are two persons.
    """
    alias, batch, key = learner_alias.c, import_batch.c, learner_key.c
    said = (
        select(alias.alias_id, alias.learner_id)
        .join(import_batch, batch.id == alias.batch_id)
        .where(
            batch.prefecture == prefecture,
            batch.status == "committed",
            alias.alias_id.not_in(
                select(key.learner_id).where(key.prefecture == prefecture, key.kind == "external")
            ),
        )
        .distinct()
    )
    if of_records:
        # from the few learners who have any, not from what every file says of everybody
        named = select(learner.c.id).where(
            learner.c.prefecture == prefecture,
            exists().where(learner_alias.c.alias_id == learner.c.id),
        )
        said = said.where(alias.alias_id.in_(named))
    return [(row[0], row[1]) for row in connection.execute(said)]
