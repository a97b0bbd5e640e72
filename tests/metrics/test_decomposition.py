from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worked_values import FACT, fact

from metrics.decomposition import Shares, shapley, shares
from metrics.refusal import RefusedError


def year(people, enrolments, completions):
    return fact(enrolled_learners_fy=people, enrolments=enrolments, completions=completions)


def a_year():
    """People, of whom each has an enrolment at least, and some completions."""
    return st.integers(1, 500).flatmap(
        lambda people: st.builds(
            year, st.just(people), st.integers(people, 3 * people), st.integers(0, 2 * people)
        )
    )


NOBODY = year(0, 0, 0)


def test_one_factor_alone_owes_the_whole_change():
    before = year(50, 100, 40)
    assert shares(year(60, 120, 48), before) == Shares(Fraction(8), Fraction(0), Fraction(0))
    assert shares(year(50, 150, 60), before) == Shares(Fraction(0), Fraction(20), Fraction(0))
    assert shares(year(50, 100, 55), before) == Shares(Fraction(0), Fraction(0), Fraction(15))


def test_two_factors_share_what_they_make_together():
    """10 people x 2 courses become 20 x 3: of 40 more, 10 x 2 and 1 x 10, and 10 x 1 halved."""
    ten, twenty = year(10, 20, 20), year(20, 60, 60)
    assert shares(twenty, ten) == Shares(Fraction(25), Fraction(15), Fraction(0))


def test_three_factors_by_hand():
    """2 x 3 x 5 -> 4 x 6 x 5/2, by Sun's formula: dx (yz + (y dz + z dy) / 2 + dy dz / 3)."""
    found = shapley(
        [Fraction(4), Fraction(6), Fraction(5, 2)], [Fraction(2), Fraction(3), Fraction(5)]
    )
    x, y, z, dx, dy, dz = 2, 3, 5, 2, 3, Fraction(-5, 2)
    assert found == [
        dx * (y * z + Fraction(y * dz + z * dy, 2) + dy * dz / 3),
        dy * (x * z + Fraction(x * dz + z * dx, 2) + dx * dz / 3),
        dz * (x * y + Fraction(x * dy + y * dx, 2) + Fraction(dx * dy, 3)),
    ]


@given(a_year(), a_year())
def test_the_shares_add_up_to_the_change_exactly(now, before):
    found = shares(now, before)
    assert found.change == now.completions - before.completions
    assert sum(found.whole()) == now.completions - before.completions
    exact = (found.people, found.enrolments, found.finished)
    assert all(abs(each - part) < 1 for each, part in zip(found.whole(), exact, strict=True))


@given(a_year(), a_year())
def test_the_way_back_is_the_mirror(now, before):
    there, back = shares(now, before), shares(before, now)
    assert (there.people, there.finished) == (-back.people, -back.finished)


@given(a_year())
def test_a_place_that_begins_or_ends_owes_everything_to_its_people(there):
    assert shares(there, NOBODY) == Shares(Fraction(there.completions), Fraction(0), Fraction(0))
    assert shares(NOBODY, there) == Shares(Fraction(-there.completions), Fraction(0), Fraction(0))


def test_nothing_changes_where_nothing_is():
    nothing = Shares(Fraction(0), Fraction(0), Fraction(0))
    assert shares(FACT, FACT) == shares(NOBODY, NOBODY) == nothing
    assert shares(year(40, 60, 0), year(20, 90, 0)) == nothing


def test_from_no_completion_to_some():
    found = shares(year(40, 60, 12), year(40, 60, 0))
    assert found == Shares(Fraction(0), Fraction(0), Fraction(12))


def test_completions_without_enrolments_are_refused():
    with pytest.raises(RefusedError) as refused:
        shares(year(0, 0, 5), FACT)
    assert "受講の記録がない" in refused.value.text.ja
    with pytest.raises(RefusedError):
        shares(FACT, year(0, 0, 5))
    with pytest.raises(RefusedError):
        shares(year(10, 20, -1), FACT)
