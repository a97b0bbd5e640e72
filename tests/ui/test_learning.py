"""Courses and categories of the sample, summed: the parts make the whole."""

import pytest

from metrics.courses import together
from ui import cached, learning
from ui.cached import Snapshot

MONTH = 202603


def counts(snapshot: Snapshot, by: str, kind: str):
    region = cached.taking_part(snapshot, MONTH)
    return learning.counts(snapshot, MONTH, by, kind, region)


def test_the_courses_are_the_region_s_enrolments(snapshot: Snapshot) -> None:
    whole = together(counts(snapshot, "course", "any").values())
    region = cached.region_of(snapshot, MONTH)
    assert whole.enrolments == region.enrolments


@pytest.mark.parametrize("by", ["course", "category"])
def test_assigned_and_chosen_make_all(snapshot: Snapshot, by: str) -> None:
    every = counts(snapshot, by, "any")
    assigned, chosen = (counts(snapshot, by, kind) for kind in ("assigned", "chosen"))
    for key, each in every.items():
        parts = together([part[key] for part in (assigned, chosen) if key in part])
        assert parts.enrolments == each.enrolments
        assert parts.people >= each.people


def test_a_category_has_at_least_the_people_of_its_largest_course(snapshot: Snapshot) -> None:
    known = learning.described(snapshot, MONTH)
    by_course = counts(snapshot, "course", "any")
    for category, each in counts(snapshot, "category", "any").items():
        people = [by_course[c].people for c in by_course if known[c].category == category]
        assert max(people) <= each.people < sum(people)
        assert each.enrolments == sum(people)
