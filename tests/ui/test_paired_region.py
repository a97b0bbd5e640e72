"""The region against last year: only what the places of both years changed is a change."""

import pytest

from metrics import disclosure
from metrics.catalogue import METRICS
from metrics.facts import A_YEAR, together
from ui import cached
from ui.cached import Snapshot

MONTH = 202610


def test_places_that_joined_since_are_left_out(snapshot: Snapshot) -> None:
    paired = cached.paired_region(snapshot, MONTH, "enrolment_by_licence")
    now, before = (cached.taking_part(snapshot, each) for each in (MONTH, MONTH - A_YEAR))
    both = now & before
    assert paired.places == len(both) < len(now)
    for value, month in ((paired.now, MONTH), (paired.before, MONTH - A_YEAR)):
        total = together(cached.facts_of(snapshot, month)[code] for code in both)
        assert value.denominator == total.licences
        exact = total.enrolled_learners_fy
        assert value.numerator in (exact, disclosure.rounded(total).enrolled_learners_fy)


@pytest.mark.parametrize("name", [each.id for each in METRICS])
def test_every_measure_has_a_change_or_none(snapshot: Snapshot, name: str) -> None:
    paired = cached.paired_region(snapshot, MONTH, name)
    assert paired.now.known
    assert paired.before.known
    if paired.now.share or name not in ("active_learners", "spend_per_licence"):
        assert paired.tested.low <= paired.tested.difference <= paired.tested.high
    else:
        assert paired.tested is None


def test_before_the_first_year_there_is_nothing_to_compare_with(snapshot: Snapshot) -> None:
    paired = cached.paired_region(snapshot, 202310, "completion_matured")
    assert (paired.tested, paired.places) == (None, 0)
    assert not paired.before.known
