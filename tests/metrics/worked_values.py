"""Worked values, and facts small enough to divide in one's head."""

import csv
from dataclasses import replace
from pathlib import Path

from metrics.facts import Fact

EXPECTED = Path(__file__).parents[1] / "expected"


def rows(name):
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FACT = Fact(
    licences=100,
    joined=90,
    staff=400,
    spend_yen=1_200_000,
    enrolments=200,
    assigned_enrolments=40,
    enrolments_completed=60,
    completions=70,
    matured=150,
    matured_completed=50,
    learning_seconds=1_260_000,
    active_learners=36,
    active_learner_months=280,
    active_learners_fy=80,
    enrolled_learners_fy=60,
    completing_learners_fy=30,
    matured_learners_fy=55,
)

NOBODY = Fact(**dict.fromkeys(Fact.__dataclass_fields__, 0))


def fact(**changes):
    return replace(FACT, **changes)
