"""What the municipality's page says of the sample: change, spend beside peers, how fast."""

import re
from dataclasses import replace

import pytest

from metrics.facts import A_YEAR
from tests.pages.seen import seen
from ui import cached, choices, pace, peer_spend, year_change
from ui.cached import Snapshot
from ui.choices import Choices, Offered
from wording import municipality as words

MONTH = 202610
KAWASAKI, KAISEI, NAKAI, ISEHARA, YOKOHAMA = "14130", "14366", "14361", "14214", "14100"


def chosen(snapshot: Snapshot, place: str, metric: str = "completion_matured") -> Choices:
    names = {code: each.name for code, each in cached.places(snapshot).items()}
    offered = Offered(cached.prefecture(snapshot).name, names, cached.months_with_data(snapshot))
    found, _ = choices.resolve({"place": place, "metric": metric}, offered)
    return replace(found, month=MONTH)


def words_of(markup: str) -> str:
    return re.sub(r"<[^>]+>", " ", markup)


def test_the_shares_add_up_and_end_in_the_facts(snapshot: Snapshot) -> None:
    markup = year_change.shares(snapshot, chosen(snapshot, YOKOHAMA))
    signed = [
        int(each.replace("−", "-").replace("±", "")) for each in re.findall(r"<b>(.*?)</b>", markup)
    ]
    assert sum(signed[:3]) == signed[3]
    now, before = (
        cached.facts_of(snapshot, each)[YOKOHAMA].completions for each in (MONTH, MONTH - A_YEAR)
    )
    assert signed[3] == now - before
    assert f"修了は{now}件" in words_of(markup)


@pytest.mark.parametrize("place", [ISEHARA, NAKAI])
def test_without_a_year_before_no_change_is_told(snapshot: Snapshot, place: str) -> None:
    markup = year_change.shares(snapshot, chosen(snapshot, place))
    assert words.NO_SHARES.ja in markup
    assert "divergence" not in markup


def test_a_change_is_called_chance_or_not_by_its_interval(snapshot: Snapshot) -> None:
    for place in cached.taking_part(snapshot, MONTH):
        for metric in ("enrolment_by_licence", "spend_per_active"):
            found = year_change.paired(snapshot, MONTH, metric, place)
            if found.tested is None:
                continue
            told = year_change.sentence(snapshot, chosen(snapshot, place, metric))
            assert ("偶然の範囲" in told) is (found.tested.low <= 0 <= found.tested.high)


def test_what_is_not_as_it_was_then_is_not_compared(snapshot: Snapshot) -> None:
    told = year_change.sentence(snapshot, chosen(snapshot, YOKOHAMA, "completion_simple"))
    assert words.CHANGE_UNFAIR.ja in told


def test_spend_stands_beside_the_peers_alone(snapshot: Snapshot) -> None:
    markup = peer_spend.fragment(snapshot, chosen(snapshot, KAWASAKI))
    peers = cached.peers_of(snapshot, MONTH, KAWASAKI).codes
    names = {cached.places(snapshot)[code].name.ja for code in (*peers, KAWASAKI)}
    assert set(re.findall(r'<th scope="row">(.*?)</th>', markup)) <= names
    assert "はっきり上回ります" in markup
    assert "はっきり" not in peer_spend.fragment(snapshot, chosen(snapshot, YOKOHAMA))


def test_the_spend_that_was_chosen_is_the_one_that_is_compared(snapshot: Snapshot) -> None:
    markup = peer_spend.fragment(snapshot, chosen(snapshot, YOKOHAMA, "spend_per_hour"))
    assert "1時間当たり費用" in markup


def test_every_kind_that_is_shown_has_people_enough(snapshot: Snapshot) -> None:
    cohorts = cached.cohorts_of(snapshot, MONTH)
    for place in cached.taking_part(snapshot, MONTH):
        for kind in pace.kinds(snapshot, MONTH, place):
            (own,) = [
                each
                for each in cohorts
                if (each.code, each.assigned, each.length) == (place, kind.assigned, kind.length)
            ]
            assert own.learners >= 10
            assert all(share == round(share, 2) for mark in kind.own for share in mark[1:])


def test_the_speed_s_sentence_is_what_the_curve_shows(snapshot: Snapshot) -> None:
    found = chosen(snapshot, YOKOHAMA)
    first = pace.kinds(snapshot, MONTH, YOKOHAMA)[0]
    own, region = first.on(90)
    markup = pace.fragment(snapshot, found, "light")
    assert f"90日で{own.finished:.0%}が修了（地域全体{region.finished:.0%}）" in markup
    assert markup.count("<img") == len(pace.kinds(snapshot, MONTH, YOKOHAMA))


def test_half_is_told_to_ten_days_and_only_where_half_finished(snapshot: Snapshot) -> None:
    told = {
        kind.half: kind.own[-1].finished
        for place in cached.taking_part(snapshot, MONTH)
        for kind in pace.kinds(snapshot, MONTH, place)
    }
    assert all(finished >= 0.5 and half % 10 == 0 for half, finished in told.items() if half)
    assert any(told)
    assert None in told


def test_a_place_without_people_enough_says_so(snapshot: Snapshot) -> None:
    assert words.NO_SPEED.ja in pace.fragment(snapshot, chosen(snapshot, "14402"), "light")


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("place", [KAISEI, NAKAI, KAWASAKI])
def test_the_page_holds_all_of_it(place: str) -> None:
    page = seen("municipality", place=place)
    for part in ("修了", "費用", "登録から", "まだの講座"):
        assert part in page.text
    assert not re.search(r"\b(None|nan|inf)\b", page.text)
