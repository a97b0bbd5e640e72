import numpy as np
import pytest
from scipy.stats import false_discovery_control, norm
from worked_values import NOBODY, fact

from metrics import findings as module
from metrics.calculate import State, Value, value
from metrics.catalogue import metric
from metrics.change import Change
from metrics.disclosure import Sight
from metrics.discoveries import FALSE_DISCOVERIES, discoveries
from metrics.facts import together
from metrics.findings import Kind, findings
from metrics.moves import Move
from metrics.sentences import listed, sentence
from wording.findings import SENTENCES
from wording.text import LANGUAGES, inside

CODES = [f"{14100 + i}" for i in range(24)]


def place(size=100, completion=0.3, enrolment=0.6, activation=0.9):
    """A municipality of `size` licences whose people enrol in two courses each."""
    enrolled = round(size * enrolment)
    return fact(
        licences=size,
        joined=round(size * activation),
        enrolments=2 * enrolled,
        matured=2 * enrolled,
        matured_completed=round(2 * enrolled * completion),
        enrolled_learners_fy=enrolled,
        matured_learners_fy=enrolled,
    )


def alike(**changes):
    """Places of many sizes and one rate, in which hardly a licence is idle."""
    return {
        code: place(60 + 20 * i, **{"activation": 0.95, **changes}) for i, code in enumerate(CODES)
    }


def kinds(found):
    return [each.kind for each in found]


def test_a_region_where_nothing_differs_says_so_and_no_more():
    found = findings(alike(), alike())
    assert kinds(found) == [Kind.ALL_ALIKE]
    assert found[0].codes == tuple(CODES)
    assert found[0].numbers == {"count": 24}
    names = dict.fromkeys(CODES, "")
    assert "はっきり違う団体はありません（24団体）" in sentence(found[0], names, "ja")
    assert sentence(found[0], names, "en").startswith(
        "None of the 24 municipalities clearly differs"
    )


def by_chance(world, sizes=(30, 400), enrolled=0.6, finished=0.3, joined=0.9):
    """One true rate for all: whatever differs, luck made it. Learners have one to five courses."""
    region = {}
    for code in CODES:
        size = int(np.exp(world.uniform(*np.log(sizes))))
        learners = int(world.binomial(size, enrolled))
        courses = int(world.integers(1, 6, learners).sum())
        region[code] = fact(
            licences=size,
            joined=int(world.binomial(size, joined)),
            matured=courses,
            matured_completed=int(world.binomial(courses, finished)),
            enrolled_learners_fy=learners,
            matured_learners_fy=learners,
        )
    return region


def move_by_chance(world):
    """An amount of the region that has not moved, and a test of it that says so rightly."""
    gained, wide = np.exp(world.normal(0, 0.1)) - 1, np.exp(0.1 * 1.96)
    tested = Change(gained, (1 + gained) / wide - 1, (1 + gained) * wide - 1)
    one, other = (Value(State.VALUE, each) for each in (100 * (1 + gained), 100.0))
    return Move(one, other, 100 * gained, tested, float(np.log1p(gained) / 0.1), 24)


@pytest.mark.parametrize(
    "region",
    [
        {},
        {"sizes": (12, 60)},
        {"enrolled": 0.95, "finished": 0.85, "joined": 0.97},
        {"finished": 0.05},
    ],
    ids=["places of many sizes", "small places", "nearly all finish", "hardly anybody does"],
)
def test_where_nothing_differs_claims_are_as_rare_as_they_may_be(region):
    """Five questions about 24 places and three about the region, answered together at 5 %."""
    world = np.random.default_rng(11)
    spoke = []
    for _ in range(150):
        moves = {name: move_by_chance(world) for name in module.AMOUNTS}
        found = findings(by_chance(world, **region), by_chance(world, **region), region=moves)
        spoke.append(bool(set(kinds(found)) - {Kind.ALL_ALIKE, Kind.IDLE_EVERYWHERE}))
    assert np.mean(spoke) <= FALSE_DISCOVERIES


def test_a_town_that_shines_and_a_city_that_lags():
    now = alike() | {CODES[0]: place(60, completion=0.75), CODES[23]: place(520, completion=0.18)}
    found = findings(now, alike())
    above, below = (next(f for f in found if f.kind is kind) for kind in (Kind.ABOVE, Kind.BELOW))
    assert (above.codes, above.metric, above.page) == ((CODES[0],), "completion_matured", "ranking")
    assert below.codes == (CODES[23],)
    assert above.numbers["region"] == value(metric(above.metric), together(now.values())).value
    assert found[-1].kind is Kind.REST_ALIKE
    assert found[-1].numbers == {"count": 22}
    assert not set(found[-1].codes) & {CODES[0], CODES[23]}


def test_idle_licences_of_a_big_city_and_what_they_cost():
    """192 of 520 licences, and so 192 of 520 of the 1,200,000 yen spent so far."""
    now = alike() | {CODES[23]: place(520, activation=0.63)}
    idle = next(each for each in findings(now, alike()) if each.kind is Kind.IDLE)
    assert idle.codes == (CODES[23],)
    assert idle.numbers == {"licences": 520, "idle": 192, "yen": pytest.approx(443_077, abs=1)}
    said = sentence(idle, {CODES[23]: "川崎市"}, "ja")
    assert said == (
        "川崎市では、割り当てた520ライセンスのうち192がいま使われていません"
        "（今年度これまでの費用で約443千円分）。"
    )


def test_idle_licences_everywhere_are_a_fact_and_not_a_difference():
    """A quarter of the 6,960 licences in every place alike; the spend of 24 places so far."""
    found = findings(alike(activation=0.75), alike())
    assert kinds(found) == [Kind.IDLE_EVERYWHERE, Kind.ALL_ALIKE]
    assert found[0].numbers["licences"] == 6_960
    assert found[0].numbers["idle"] == 1_740
    assert found[0].numbers["yen"] == pytest.approx(24 * 1_200_000 / 4)
    assert "7,200千円" in sentence(found[0], {}, "ja")
    assert "¥7,200k" in sentence(found[0], {}, "en")
    assert kinds(findings(alike(activation=0.95), alike())) == [Kind.ALL_ALIKE]


def test_idle_licences_are_rounded_while_a_place_is_hidden():
    """Else all the places shown, taken off, would tell how many of nine have joined."""
    hidden = fact(licences=9, joined=2)
    found = findings(alike(activation=0.75) | {"14402": hidden}, alike())
    assert found[0].numbers["idle"] == 1_750
    assert found[0].numbers["yen"] == pytest.approx(25 * 1_200_000 * 1_750 / 6_969)


def test_the_region_s_spend_per_learner_fell():
    tested = Change(-0.12, -0.16, -0.08)
    moved = Move(Value(State.VALUE, 17_600), Value(State.VALUE, 20_000), -2_400, tested, -5.6, 20)
    found = findings(alike(), alike(), region={"spend_per_active": moved})
    assert kinds(found) == [Kind.REGION_FELL, Kind.ALL_ALIKE]
    assert sentence(found[0], {}, "ja") == (
        "地域の一人当たり費用は、両年に参加した20団体で、前年の同じ時期の20,000円から"
        "17,600円へ下がりました。"
    )
    assert (found[0].page, found[0].query) == ("trends", {"metric": "spend_per_active"})


@pytest.mark.parametrize(
    ("tested", "score"),
    [(Change(-0.04, -0.05, -0.03), -8.0), (Change(-0.12, -0.25, 0.01), -1.8), (None, 0.0)],
    ids=["too small to matter", "within chance", "not tested"],
)
def test_a_region_that_hardly_moved_is_not_spoken_of(tested, score):
    moved = Move(Value(State.VALUE, 19_200), Value(State.VALUE, 20_000), -800, tested, score, 20)
    assert kinds(findings(alike(), alike(), region={"spend_per_active": moved})) == [Kind.ALL_ALIKE]


def test_a_month_that_is_not_over_is_no_fall():
    """Half of October's learners are there; September, to which both years are compared, is not
    different, and in the first half of April nothing is compared at all.
    """
    now, before = alike(enrolment=0.3), alike(enrolment=0.6)
    assert Kind.FELL in kinds(findings(now, before))
    assert Kind.FELL not in kinds(findings(now, before, at=before))
    assert Kind.FELL not in kinds(findings(now, before, at={}))


def test_a_place_that_rose_and_one_that_fell():
    before = alike() | {CODES[20]: place(460, enrolment=0.45), CODES[21]: place(480, enrolment=0.8)}
    found = {each.kind: each for each in findings(alike(), before)}
    rose, fell = found[Kind.ROSE], found[Kind.FELL]
    assert (rose.codes, fell.codes) == ((CODES[20],), (CODES[21],))
    assert rose.numbers["change"] == pytest.approx(0.15)
    assert rose.query == {"metric": "enrolment_by_licence", "place": CODES[20]}
    assert sentence(rose, {CODES[20]: "秦野市"}, "ja") == (
        "秦野市の受講率は、前年の同じ時期の45.0%から60.0%へ上がりました（+15.0ポイント）。"
    )


def test_a_place_that_has_just_begun_is_not_judged():
    began = fact(
        matured=0,
        matured_completed=0,
        matured_learners_fy=0,
        enrolments_completed=2,
        enrolled_learners_fy=20,
    )
    now, before = alike() | {CODES[5]: began}, alike() | {CODES[5]: NOBODY}
    found = findings(now, before)
    assert kinds(found) == [Kind.NEW, Kind.ALL_ALIKE]
    assert found[0].codes == (CODES[5],)
    assert CODES[5] not in found[1].codes


def test_hidden_places_are_never_spoken_of():
    few = fact(
        licences=9,
        joined=1,
        matured=9,
        matured_completed=9,
        matured_learners_fy=9,
        enrolled_learners_fy=9,
        enrolments=9,
    )
    found = findings(alike() | {"14402": few}, alike() | {"14402": NOBODY})
    assert kinds(found) == [Kind.ALL_ALIKE]
    assert all("14402" not in each.codes for each in found)


def test_many_enrolments_of_few_people_prove_little():
    """Sixty enrolments at 55 % are clear; twelve people who made them are not."""
    made = {"matured": 60, "matured_completed": 33}
    sixty = fact(**made, enrolled_learners_fy=60, matured_learners_fy=60)
    dozen = fact(**made, enrolled_learners_fy=12, matured_learners_fy=12, licences=20, joined=18)
    assert Kind.ABOVE in kinds(findings(alike() | {CODES[0]: sixty}, {}))
    assert Kind.ABOVE not in kinds(findings(alike() | {CODES[0]: dozen}, {}))


def test_at_most_five_and_the_most_surprising_first():
    world = np.random.default_rng(4)
    now = {code: place(int(world.integers(80, 600)), *world.uniform(0.2, 0.9, 3)) for code in CODES}
    found = findings(now, alike())
    assert 3 <= len(found) <= module.MOST
    leading = [each.surprise for each in found if each.kind is not Kind.REST_ALIKE]
    assert leading == sorted(leading, reverse=True)


@pytest.mark.parametrize(
    "now",
    [{}, {"14100": None}, {"14100": NOBODY}, {"14100": place()}],
    ids=["no places", "nothing known", "nobody", "one place"],
)
def test_nothing_to_compare_is_no_finding(now):
    assert findings(now, {}) == []


def test_no_completions_anywhere():
    found = findings(alike(completion=0), alike(completion=0))
    assert kinds(found) == [Kind.NONE_FINISHED]
    assert "受講8,352件のうち" in sentence(found[0], {}, "ja")


def test_discoveries_are_scipy_s():
    world = np.random.default_rng(1)
    for _ in range(50):
        scores = dict(zip(CODES, world.normal(0, 2, len(CODES)).tolist(), strict=True))
        adjusted = false_discovery_control(2 * norm.sf(np.abs(list(scores.values()))))
        expected = {code for code, p in zip(scores, adjusted, strict=True) if p <= 0.05}
        assert set(discoveries(scores)) == expected
    assert discoveries({}) == {}


def test_every_kind_has_a_sentence_that_prints_its_numbers():
    now = alike() | {
        CODES[0]: place(60, completion=0.75),
        CODES[1]: fact(matured=0, matured_completed=0, enrolled_learners_fy=20),
        CODES[22]: place(500, enrolment=0.8),
        CODES[23]: place(520, activation=0.5),
    }
    moved = Move(
        Value(State.VALUE, 90.0), Value(State.VALUE, 60.0), 30, Change(0.5, 0.4, 0.6), 12.0, 20
    )
    before = {code: each for code, each in alike().items() if code != CODES[1]}
    names = {code: f"第{code}市" for code in CODES}
    assert set(SENTENCES) == set(Kind)
    cases = [
        *findings(now, before, region={"learning_time": moved}),
        *findings(alike(activation=0.5, completion=0), {}),
    ]
    for each in cases:
        for language in LANGUAGES:
            words = sentence(each, names, language)
            assert "{" not in words
            assert words.endswith("。" if language == "ja" else ".")
            about_the_metric = each.kind not in {
                Kind.IDLE,
                Kind.IDLE_EVERYWHERE,
                Kind.NONE_FINISHED,
            }
            assert not about_the_metric or inside(metric(each.metric).short(language)) in words


def test_names_in_a_sentence():
    assert listed(["葉山町"], "ja") == "葉山町"
    assert listed(["葉山町", "開成町"], "ja") == "葉山町・開成町"
    assert listed(["A", "B", "C"], "en") == "A, B and C"
    assert listed(["甲市", "乙市", "丙町", "丁村"], "ja") == "甲市・乙市・丙町など4団体"
    assert listed(["A", "B", "C", "D", "E"], "en") == "A, B, C and 2 more"


def test_facts_without_last_year():
    assert kinds(findings(alike(), dict.fromkeys(CODES))) == [Kind.ALL_ALIKE]


def test_a_whole_country_that_is_alike():
    world = np.random.default_rng(4)
    codes = [f"{10_000 + number}" for number in range(1_741)]
    now, before = (
        {
            code: fact(
                licences=size,
                joined=size,
                matured=size,
                matured_completed=int(world.binomial(size, 0.3)),
                enrolled_learners_fy=int(world.binomial(size, 0.6)),
                matured_learners_fy=size,
            )
            for code, size in zip(codes, world.integers(20, 900, 1_741).tolist(), strict=True)
        }
        for _ in range(2)
    )
    found = findings(now, before, sights=dict.fromkeys(now, Sight.EXACT))
    assert kinds(found) == [Kind.ALL_ALIKE]
    assert found[0].numbers == {"count": 1_741}
