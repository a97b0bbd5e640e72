"""Regions made for a test: the months' facts of any prefecture, put where an import puts them."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime

import numpy as np
import sqlalchemy as sa

from data_access import database, queries, reference, schema
from metrics.facts import MonthFact

NOW, BEFORE = 202610, 202510
AS_OF = datetime(2026, 10, 31, tzinfo=UTC)
HOKKAIDO = "01"
USUAL = MonthFact(
    code="",
    month=NOW,
    licences=100,
    joined=90,
    spend_yen=1_200_000,
    enrolments=200,
    assigned_enrolments=40,
    enrolments_completed=60,
    completions=70,
    matured=150,
    matured_completed=50,
    learning_seconds=360_000,
    active_learners=36,
    active_learners_fy=80,
    enrolled_learners_fy=60,
    completing_learners_fy=30,
    matured_learners_fy=60,
)
"""A month in which a hundred licences are well used."""


def codes(prefecture: str) -> list[str]:
    """The municipalities of a prefecture."""
    return [place.code for place in reference.municipalities(prefecture)]


def facts(prefecture: str, **changes: int) -> list[MonthFact]:
    """The same facts for every municipality of a prefecture, this October and the last."""
    return [
        replace(USUAL, code=code, month=month, **changes)
        for code in codes(prefecture)
        for month in (BEFORE, NOW)
    ]


def by_chance(prefecture: str, seed: int = 1) -> list[MonthFact]:
    """Places of every size, in which chance alone decides who finishes."""
    world = np.random.default_rng(seed)
    return [_place(code, month, world) for code in codes(prefecture) for month in (BEFORE, NOW)]


def _place(code: str, month: int, world: np.random.Generator) -> MonthFact:
    size = int(np.exp(world.uniform(np.log(12), np.log(900))))
    enrolled = int(world.binomial(size, 0.6))
    changes = {
        "licences": size,
        "joined": int(world.binomial(size, 0.9)),
        "matured": enrolled,
        "matured_completed": int(world.binomial(enrolled, 0.34)),
        "enrolled_learners_fy": enrolled,
        "active_learners_fy": enrolled,
        "completing_learners_fy": int(world.binomial(enrolled, 0.4)),
        "matured_learners_fy": enrolled,
        "active_learners": int(world.binomial(size, 0.4)),
        "spend_yen": 11_000 * size,
    }
    return replace(USUAL, code=code, month=month, **changes)


def write(url: str, prefecture: str, listed: list[MonthFact]) -> None:
    """Put a state of the records, with these facts, into an empty database.

    They count as a sample, which is shown to whoever comes.
    """
    opened = database.connect(url)
    with opened.writing(prefecture) as connection:
        connection.execute(sa.insert(schema.dataset_version), [_version(prefecture)])
        connection.execute(sa.insert(schema.import_batch), [_batch(prefecture)])
        connection.execute(
            sa.insert(schema.month_fact),
            [{"prefecture": prefecture, **asdict(each)} for each in listed],
        )
    opened.close()


def renew(url: str, prefecture: str, listed: list[MonthFact]) -> None:
    """Put another state of the records in its place, as an import would."""
    opened = database.connect(url)
    with opened.writing(prefecture) as connection:
        connection.execute(sa.delete(schema.month_fact))
        connection.execute(sa.insert(schema.dataset_version), [_version(prefecture, 2)])
        connection.execute(
            sa.insert(schema.month_fact),
            [{"prefecture": prefecture, **asdict(each)} for each in listed],
        )
    opened.close()


def _version(prefecture: str, number: int = 1) -> Mapping[str, object]:
    return {
        "prefecture": prefecture,
        "version": number,
        "dataset_id": secrets.token_hex(16),
        "as_of": int(AS_OF.timestamp()),
        "created_at": int(AS_OF.timestamp()),
    }


def _batch(prefecture: str) -> Mapping[str, object]:
    at = int(AS_OF.timestamp())
    return {
        "prefecture": prefecture,
        "kind": "course_activity",
        "platform": "Udemy Business",
        "file_name": "made.csv",
        "sha256": secrets.token_hex(32),
        "size": 0,
        "as_of": at,
        "status": "committed",
        "who": queries.SAMPLE,
        "started_at": at,
        "finished_at": at,
    }
