"""Every link leads to a view that exists, and says what it could not give."""

import pytest

from metrics import catalogue
from ui.choices import DEFAULT_METRIC, SPENDS, Offered, language, resolve, without_unasked
from wording.text import Text

OFFERED = Offered(
    prefecture=Text(ja="神奈川県", en="Kanagawa"),
    places={"14205": Text(ja="藤沢市", en="Fujisawa City")},
    months=[202504, 202505, 202603, 202604, 202610],
)


def test_an_empty_address_is_the_newest_month_in_japanese() -> None:
    chosen, notices = resolve({}, OFFERED)
    assert (chosen.language, chosen.month, chosen.metric) == ("ja", 202610, DEFAULT_METRIC)
    assert (chosen.place, chosen.view, chosen.order, chosen.group) == (None, "map", "rank", "all")
    assert notices == []


def test_a_whole_link_is_taken_as_it_is() -> None:
    asked = {"lang": "en", "year": "2025", "month": "3", "metric": "activation", "place": "14205"}
    chosen, notices = resolve({**asked, "view": "tiles", "order": "code"}, OFFERED)
    assert (chosen.language, chosen.month, chosen.fiscal_year) == ("en", 202603, 2025)
    assert (chosen.metric, chosen.place) == ("activation", "14205")
    assert (chosen.view, chosen.order) == ("tiles", "code")
    assert notices == []


@pytest.mark.parametrize(
    ("asked", "month"),
    [
        ({"year": "2019"}, 202504),
        ({"year": "2031", "month": "4"}, 202610),
        ({"year": "2025", "month": "13"}, 202610),
        ({"year": "2025", "month": "0"}, 202610),
        ({"year": "二〇二五", "month": "5"}, 202610),
        ({"year": "２０２５", "month": "5"}, 202610),
        ({"year": "2025", "month": "7"}, 202505),
        ({"year": "-999", "month": "-4"}, 202610),
    ],
)
def test_a_period_without_data_gives_the_nearest_and_says_so(
    asked: dict[str, str], month: int
) -> None:
    chosen, notices = resolve(asked, OFFERED)
    assert chosen.month == month
    assert len(notices) == 1
    assert asked["year"] in notices[0]


def test_a_running_year_without_a_month_is_its_newest_and_needs_no_notice() -> None:
    chosen, notices = resolve({"year": "2026"}, OFFERED)
    assert (chosen.month, notices) == (202610, [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("metric", "happiness"),
        ("place", "13101"),
        ("view", "globe"),
        ("order", "x"),
        ("group", ""),
        ("spend", "activation"),
        ("column", "activation.down"),
        ("panels", "rank"),
    ],
)
def test_what_does_not_exist_is_replaced_and_named(name: str, value: str) -> None:
    chosen, notices = resolve({name: value, "lang": "en"}, OFFERED)
    assert chosen == resolve({"lang": "en"}, OFFERED)[0]
    assert len(notices) == 1
    assert value in notices[0]


def test_an_unknown_language_is_japanese() -> None:
    assert language({"lang": "fr"}) == "ja"
    assert language({"lang": "en"}) == "en"


@pytest.mark.parametrize("metric", [metric.id for metric in catalogue.METRICS])
def test_every_metric_can_be_linked(metric: str) -> None:
    assert resolve({"metric": metric}, OFFERED)[0].metric == metric


def test_a_measure_of_spend_becomes_the_spend_that_an_outcome_is_set_against() -> None:
    asked, _ = resolve({"metric": "spend_per_licence"}, OFFERED)
    compared = without_unasked(asked, {"outcome", "spend"})
    assert (compared.metric, compared.spend) == (DEFAULT_METRIC, "spend_per_licence")
    assert without_unasked(asked, {"measure"}).metric == "spend_per_licence"


def test_the_chosen_spend_goes_before_the_measure() -> None:
    asked, notices = resolve({"metric": "spend_per_licence", "spend": "spend_per_hour"}, OFFERED)
    assert asked.spend == "spend_per_hour"
    assert not notices


def test_a_page_that_does_not_ask_has_the_usual_choice() -> None:
    asked, _ = resolve(
        {"spend": "spend_per_hour", "column": "activation", "panels": "code"}, OFFERED
    )
    usual = without_unasked(asked, {"measure"})
    assert (usual.spend, usual.column, usual.panels) == (SPENDS[0], "code", "change")
