"""Amounts per person with their intervals and rank ranges, of the sample."""

import pytest

from data_access.problems import DatabaseUnreachable
from metrics.catalogue import METRICS, metric
from ui import cached
from ui.cached import Snapshot
from wording.frame import NOT_READ

MONTH = 202610
KAWASAKI, NAKAI, HAYAMA, ISEHARA = "14130", "14361", "14301", "14214"
AMOUNTS = [each.id for each in METRICS if each.kind == "ratio" and each.id != "spend_per_licence"]


@pytest.mark.parametrize("name", AMOUNTS)
def test_an_amount_lies_within_its_interval(snapshot: Snapshot, name: str) -> None:
    known = [each for each in cached.values_of(snapshot, MONTH, name).values() if each.known]
    sure = [each for each in known if each.low is not None]
    assert len(sure) >= 10
    assert all(each.low <= each.value <= each.high for each in sure)
    assert all(each.low < each.high and not each.share for each in sure)
    assert all(each.refusal for each in known if each.low is None)


@pytest.mark.parametrize("name", AMOUNTS)
def test_a_place_with_an_interval_has_a_rank_range(snapshot: Snapshot, name: str) -> None:
    among = cached.taking_part(snapshot, MONTH)
    values, ranks = (
        cached.values_of(snapshot, MONTH, name),
        cached.ranks_of(snapshot, MONTH, name, among),
    )
    for code, each in ranks.items():
        assert (each.low is None) is (values[code].low is None) is (each.group is None)
        assert each.low is None or 1 <= each.low <= each.rank <= each.high <= each.of


def test_who_has_nobody_alike_or_nobody_at_all_says_so(snapshot: Snapshot) -> None:
    values = cached.values_of(snapshot, MONTH, "spend_per_active")
    assert "全員が同じ" in values[NAKAI].refusal.ja
    assert not values[HAYAMA].known
    assert values[HAYAMA].low is None
    assert values[KAWASAKI].low > 20_000


def test_series_and_shares_need_no_draws(snapshot: Snapshot) -> None:
    bare = cached.bare_values_of(snapshot, MONTH, "spend_per_active")
    assert all(each.low is None for each in bare.values())
    shares = cached.values_of(snapshot, MONTH, "activation")
    assert shares == cached.bare_values_of(snapshot, MONTH, "activation")
    assert shares[KAWASAKI].share


def test_peers_are_ranked_among_themselves(snapshot: Snapshot) -> None:
    few = frozenset({KAWASAKI, ISEHARA, "14100"})
    found = cached.ranks_of(snapshot, MONTH, metric("spend_per_active").id, few)
    assert {each.of for each in found.values()} == {3}
    assert (found[KAWASAKI].low, found[KAWASAKI].high) == (1, 1)


def forget() -> None:
    for kept in (cached._learners_of, cached._done, cached.draws_of, cached.values_of):
        kept.cache_clear()


def test_values_stand_where_the_records_cannot_be_read(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: object) -> None:
        raise DatabaseUnreachable

    monkeypatch.setattr(cached, "learners", unreachable)
    forget()
    values = cached.values_of(snapshot, MONTH, "spend_per_hour")
    assert values[KAWASAKI].known
    assert {each.refusal for each in values.values()} == {NOT_READ}
    forget()
