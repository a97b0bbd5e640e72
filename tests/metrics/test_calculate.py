import pytest
from worked_values import FACT, NOBODY, fact, rows

from metrics.calculate import State, value, values
from metrics.catalogue import FAMILIES, METRICS, family, measures, metric
from metrics.disclosure import hidden, rounded
from metrics.facts import Fact, together
from metrics.intervals import wilson
from metrics.show import show, split


def each_metric(having=lambda each: True):
    chosen = [each for each in METRICS if having(each)]
    return pytest.mark.parametrize("each", chosen, ids=lambda each: each.id)


def test_every_metric_is_worked():
    assert [row["metric"] for row in rows("metrics")] == [each.id for each in METRICS]


@pytest.mark.parametrize("row", rows("metrics"), ids=lambda row: row["metric"])
def test_worked_values(row):
    of = metric(row["metric"])
    result = value(of, FACT)
    assert result.state is State.VALUE
    assert result.value == pytest.approx(float(row["value"]), rel=1e-12)
    assert (show(of, result, "ja"), show(of, result, "en")) == (row["ja"], row["en"])


@pytest.mark.parametrize("row", rows("disclosure"), ids=lambda row: row["source"])
def test_small_numbers(row):
    count = {name: int(row[name]) if row[name] else None for name in ("denominator", "people")}
    found = hidden(metric(row["metric"]), int(row["numerator"]), **count)
    assert found is (row["hidden"] == "yes")


@each_metric()
def test_catalogue_entry_is_complete(each):
    assert {each.numerator, each.denominator or each.numerator} <= set(Fact.__dataclass_fields__)
    assert (each.kind == "count") is (each.denominator is None)
    for text in (each.name, each.short, each.definition, each.note, each.numerator_name):
        assert text.ja
        assert text.en
    assert each.definition.ja.endswith("。")
    assert each.definition.en.endswith(".")


def test_names_and_ids_are_unique():
    for names in (
        [each.id for each in METRICS],
        [each.name.ja for each in METRICS],
        [each.name.en for each in METRICS],
    ):
        assert len(set(names)) == len(METRICS)


def test_a_family_is_offered_once():
    offered = [each.id for each in measures()]
    for each in FAMILIES:
        assert [member for member in each.members if member in offered] == [each.members[0]]
        assert all(family(member) is each for member in each.members)
    assert family("activation") is None
    assert "activation" in offered


@each_metric()
def test_not_taking_part(each):
    for nobody in (None, NOBODY, fact(**dict.fromkeys(Fact.__slots__, 0) | {"staff": 400})):
        assert value(each, nobody).state is State.NOT_TAKING_PART


@each_metric()
def test_a_zero_denominator_is_no_data_and_never_zero(each):
    nothing = fact(**{each.denominator or "joined": 0, each.numerator: 0})
    result = value(each, nothing, exact=True)
    without_licences = each.denominator == "licences"
    expected = State.NOT_TAKING_PART if without_licences else State.NO_DATA
    assert (result.state, result.value) == (expected, None)


@each_metric()
def test_a_true_zero(each):
    result = value(each, fact(**{each.numerator: 0}), exact=True)
    assert (result.state, result.value) == (State.ZERO, 0)
    assert split(each, result.value, "en")[1] == "0"


@each_metric(lambda each: each.people is not None)
def test_hidden_carries_no_number(each):
    few = fact(**{each.people: 4, each.denominator or each.people: 4, each.numerator: 2})
    result = value(each, few)
    assert result.state is State.HIDDEN
    assert not any([result.value, result.numerator, result.denominator, result.low, result.people])
    assert value(each, few, exact=True).value is not None


@each_metric()
def test_only_proportions_have_intervals(each):
    result = value(each, FACT)
    if each.kind == "proportion":
        assert (result.low, result.high) == wilson(result.numerator, result.denominator)
    else:
        assert (result.low, result.high) == (None, None)


@each_metric(lambda each: each.kind == "proportion")
def test_a_numerator_above_its_denominator(each):
    above = fact(**{each.denominator: 50, each.people: 50, each.numerator: 60})
    result = value(each, above)
    if each.may_exceed:
        assert (result.value, result.low, result.refusal) == (1.2, None, None)
    else:
        assert (result.state, result.value) == (State.NO_DATA, None)
        assert "60" in result.refusal.ja
        assert "50" in result.refusal.en


def test_the_region_is_summed_before_it_is_divided():
    places = {"14100": fact(licences=1000, joined=100), "14130": fact(licences=100, joined=90)}
    of = metric("activation")
    assert value(of, together(places.values())).value == 190 / 1100
    assert [each.value for each in values(of, places).values()] == [0.1, 0.9]


@each_metric()
def test_a_place_without_licences_takes_no_part_whatever_it_left(each):
    assert value(each, fact(licences=0)).state is State.NOT_TAKING_PART


@each_metric()
def test_few_licences_hide_every_measure_of_people_and_every_zero(each):
    """Whether somebody completed must not be told by "no data" against "hidden"."""
    for few in (fact(licences=5), fact(licences=9, completions=0, active_learners_fy=0)):
        shown = value(each, few).state
        assert shown is (State.HIDDEN if each.people else State.VALUE)


def test_a_rounded_total_gives_no_hidden_part_away():
    shown = fact(licences=400, enrolled_learners_fy=133, learning_seconds=1_000_000)
    few = fact(licences=5, enrolled_learners_fy=4, learning_seconds=9_000)
    total = rounded(together([shown, few]))
    assert total.enrolled_learners_fy == 140
    assert total.licences == 405
    assert total.learning_seconds == 1_008_000
    same = {
        rounded(together([shown, fact(licences=5, enrolled_learners_fy=n)])).enrolled_learners_fy
        for n in range(2, 6)
    }
    assert same == {140}
