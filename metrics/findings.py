"""The three to five things that the overview says: most surprising first, none unsupported.

Thirty-three places at 95 % would yield one or two "outliers" from chance alone, in each of several
questions. So all claims together have to survive one control of the false discovery rate
(`metrics.discoveries`): places against the region, places against their own last year, and the
region's amounts per person against last year's. The yardstick is the region's rate, without
over-dispersion: a finding says who differs from the region, a funnel who is unusual among places
that differ anyway. What is counted and not inferred, such as idle licences, is no such claim.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from metrics.apart import change_score, scores_against
from metrics.calculate import State, Value, seen, takes_part, value
from metrics.catalogue import Metric, metric
from metrics.change import change_of
from metrics.disclosure import Sight, to_step
from metrics.discoveries import discoveries
from metrics.facts import Fact, together
from metrics.moves import Move

Facts = Mapping[str, Fact | None]
Both = tuple[Value, Value]
"""This year's value and last year's."""
Scores = dict[str, float]

COMPARED = ("completion_matured", "enrolment_by_licence")
"""The rates in which places are compared with the region and with their own last year."""
AMOUNTS = ("spend_per_active", "learning_time", "completions_per_learner")
"""The amounts per person in which the region is compared with its own last year."""
IDLE = "activation"
"""The rate whose complement is the licences that lie idle."""
MOST = 5
"""A leader has thirty seconds."""
CLEAR_POINTS = 0.05
"""The smallest change worth a leader's half minute, as a fraction: of all, or of what was."""
MANY_IDLE = 10
"""Licences that nobody uses, below which nobody is named for them."""
IDLE_SHARE = 0.1
"""The share of the region's licences that nobody uses, from which it is worth a sentence."""
ALL_OF_THEM = {"order": "rank", "group": "all"}
"""How the ranking must stand to show a finding, whatever the reader chose there before."""
CHANCE_ALONE = {**ALL_OF_THEM, "limits": "plain"}
"""The same, with the bands by which the finding was made."""


class Kind(StrEnum):
    """What a finding says; the key of its sentence."""

    ABOVE = "above"
    BELOW = "below"
    IDLE = "idle"
    IDLE_EVERYWHERE = "idle_everywhere"
    ROSE = "rose"
    FELL = "fell"
    REGION_ROSE = "region_rose"
    REGION_FELL = "region_fell"
    NEW = "new"
    NONE_FINISHED = "none_finished"
    REST_ALIKE = "rest_alike"
    ALL_ALIKE = "all_alike"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say, where its proof is, and no sentence."""

    kind: Kind
    codes: tuple[str, ...]
    """The municipalities it is about, most striking first."""
    metric: str
    numbers: Mapping[str, float]
    """What the sentence prints, by the names of its places; rates as fractions."""
    page: str
    query: Mapping[str, str]
    """The choices of the page that show the proof, as ids."""
    surprise: float = 0.0
    """Standard deviations from "nothing to say"; orders the findings."""


def findings(
    now: Facts,
    before: Facts,
    *,
    at: Facts | None = None,
    region: Mapping[str, Move] | None = None,
    sights: Mapping[str, Sight] | None = None,
) -> list[Finding]:
    """The findings of a region, by this fiscal year to date and the same months of the last.

    `at` is this year at the date to which both years are compared, where that is not `now`, and
    `region` how its amounts per person moved. `sights` is how much the reader sees of each place
    whose facts these are, MASKED where it is not said. Hidden places take no part. Empty where no
    place has anything to compare.
    """
    seen_as = sights or {}
    fresh = _fresh(now, before)
    this_year = now if at is None else at
    levels = {name: _comparable(metric(name), now, fresh, seen_as) for name in (*COMPARED, IDLE)}
    changes = {name: _both_years(metric(name), this_year, before, seen_as) for name in COMPARED}
    real = _real(levels, changes, region or {})
    claims = [
        *_levels(now, real),
        *_changes(changes, real),
        *_region_changes(region or {}, real),
        *_idle(now, levels[IDLE], real["level", IDLE], seen_as),
    ]
    told = sorted(claims, key=lambda each: -each.surprise)
    closing = [*_new(fresh), *_closing(levels[COMPARED[0]], claims)]
    facts = (
        []
        if any(each.kind is Kind.IDLE for each in told)
        else _idle_everywhere(now, levels, seen_as)
    )
    return [*[*told, *facts][: MOST - len(closing)], *closing]


def of_all_but(found: Iterable[Finding], left_out: frozenset[str]) -> list[Finding]:
    """The findings without the places that a reader may not be told of.

    A sentence that counts its places is left out with any of them, but for the one that no place
    differs.
    """
    kept = []
    for each in found:
        told = tuple(code for code in each.codes if code not in left_out)
        partly = each.kind in (Kind.ABOVE, Kind.BELOW) and told
        if each.kind is Kind.ALL_ALIKE or partly or told == each.codes:
            kept.append(replace(each, codes=told))
    return kept


def _real(
    levels: Mapping[str, Mapping[str, Value]],
    changes: Mapping[str, Mapping[str, Both]],
    region: Mapping[str, Move],
) -> dict[tuple[str, str], Scores]:
    """The scores that survive, by question, metric and municipality; one procedure for all."""
    asked = {
        ("level", name): scores_against(known, _pooled(known)) for name, known in levels.items()
    }
    for name, both in changes.items():
        asked["change", name] = {code: change_score(*pair) for code, pair in both.items()}
    for name, move in region.items():
        asked["region", name] = {"": move.score} if move.tested else {}
    every = {(key, code): score for key, each in asked.items() for code, score in each.items()}
    survivors: dict[tuple[str, str], Scores] = {key: {} for key in asked}
    for (key, code), score in discoveries(every).items():
        survivors[key][code] = score
    return survivors


def _fresh(now: Facts, before: Facts) -> tuple[str, ...]:
    """Places that began since last year and have too few enrolments of 90 days to judge."""
    judged = metric("completion_matured")
    return tuple(
        code
        for code, fact in now.items()
        if fact is not None
        and not takes_part(before.get(code))
        and fact.matured < judged.smallest
        and fact.enrolled_learners_fy >= judged.smallest
    )


def _comparable(
    of: Metric, facts: Facts, fresh: Iterable[str], sights: Mapping[str, Sight]
) -> dict[str, Value]:
    """The places whose rate can be set beside the others'."""
    left_out = set(fresh)
    known = _seen(of, facts, sights)
    return {code: each for code, each in known.items() if each.share and code not in left_out}


def _seen(of: Metric, facts: Facts, sights: Mapping[str, Sight]) -> dict[str, Value]:
    """The metric of each place as the reader may see it."""
    return {code: seen(of, fact, sights.get(code, Sight.MASKED)) for code, fact in facts.items()}


def _pooled(known: Mapping[str, Value]) -> float:
    whole = sum(each.denominator or 0 for each in known.values())
    return sum(each.numerator or 0 for each in known.values()) / whole if whole else 0.0


def _region(of: str, facts: Facts) -> float:
    """The region's own rate, as its headline figure shows it; hidden and new places included."""
    members = (each for each in facts.values() if each and each.licences)
    known = value(metric(of), together(members), exact=True)
    return known.value or 0.0


def _levels(now: Facts, real: Mapping[tuple[str, str], Scores]) -> list[Finding]:
    """The places clearly above, and those clearly below, the region."""
    found = []
    for name in COMPARED:
        numbers, query = {"region": _region(name, now)}, {"metric": name, **CHANCE_ALONE}
        for kind, way in ((Kind.ABOVE, 1), (Kind.BELOW, -1)):
            side = {code: score * way for code, score in real["level", name].items()}
            side = {code: score for code, score in side.items() if score > 0}
            if side:
                codes, surprise = tuple(side), max(side.values())
                found.append(Finding(kind, codes, name, numbers, "ranking", query, surprise))
    return found


def _both_years(
    of: Metric, now: Facts, before: Facts, sights: Mapping[str, Sight]
) -> dict[str, Both]:
    """This year's and last year's value of the places that have both with an interval."""
    this, last = _seen(of, now, sights), _seen(of, before, sights)
    return {
        code: (each, last[code])
        for code, each in this.items()
        if code in last and each.share and last[code].share
    }


def _changes(
    changes: Mapping[str, Mapping[str, Both]], real: Mapping[tuple[str, str], Scores]
) -> list[Finding]:
    """In each rate the place that rose most clearly since last year, and the one that fell."""
    found = []
    for name, both in changes.items():
        scores = real["change", name]
        clear = {code: score for code, score in scores.items() if _worth_saying(*both[code])}
        for kind, way in ((Kind.ROSE, 1), (Kind.FELL, -1)):
            code = next((code for code, score in clear.items() if score * way > 0), None)
            if code is not None:
                found.append(_change_finding(kind, code, name, both[code], abs(clear[code])))
    return found


def _worth_saying(now: Value, before: Value) -> bool:
    found = change_of(now, before)
    return found is not None and found.clear and abs(found.difference) >= CLEAR_POINTS


def _change_finding(kind: Kind, code: str, of: str, both: Both, surprise: float) -> Finding:
    now, before = (each.value or 0.0 for each in both)
    numbers = {"now": now, "before": before, "change": now - before}
    query = {"metric": of, "place": code}
    return Finding(kind, (code,), of, numbers, "municipality", query, surprise)


def _region_changes(
    region: Mapping[str, Move], real: Mapping[tuple[str, str], Scores]
) -> list[Finding]:
    """The amounts per person that clearly moved, in the places of both years."""
    found = []
    for name, move in region.items():
        if not real["region", name] or not move.clear or move.tested is None:
            continue
        if abs(move.tested.difference) < CLEAR_POINTS:
            continue
        kind = Kind.REGION_ROSE if move.tested.difference > 0 else Kind.REGION_FELL
        now, before = (each.value or 0.0 for each in (move.now, move.before))
        numbers = {"now": now, "before": before, "count": move.places}
        query, surprise = {"metric": name}, abs(move.score)
        found.append(Finding(kind, (), name, numbers, "trends", query, surprise))
    return found


def _idle(
    now: Facts, known: Mapping[str, Value], real: Scores, sights: Mapping[str, Sight]
) -> list[Finding]:
    """The place with the most licences that nobody uses, of those clearly below the region."""
    idle = {
        code: _as_rounded(_unused(known[code]), sights.get(code) is Sight.COARSE)
        for code, score in real.items()
        if score < 0
    }
    worst = max(idle, key=lambda code: idle[code], default=None)
    fact = now[worst] if worst else None
    if worst is None or fact is None or idle[worst] < MANY_IDLE:
        return []
    numbers = {
        "idle": idle[worst],
        "licences": fact.licences,
        "yen": fact.spend_yen * idle[worst] / fact.licences,
    }
    query = {"metric": IDLE, "place": worst}
    return [Finding(Kind.IDLE, (worst,), IDLE, numbers, "municipality", query, -real[worst])]


def _as_rounded(count: int, wanted: bool) -> int:
    return to_step(count) if wanted else count


def _unused(activation: Value) -> int:
    return (activation.denominator or 0) - (activation.numerator or 0)


def _idle_everywhere(
    now: Facts, levels: Mapping[str, Mapping[str, Value]], sights: Mapping[str, Sight]
) -> list[Finding]:
    """How many of the region's licences nobody uses, and what they have cost so far."""
    listed = [fact for fact in now.values() if fact is not None and takes_part(fact)]
    licences = sum(fact.licences for fact in listed)
    idle = sum(max(fact.licences - fact.joined, 0) for fact in listed)
    hidden = any(each.state is State.HIDDEN for each in _seen(metric(IDLE), now, sights).values())
    idle = _as_rounded(idle, hidden or Sight.COARSE in sights.values())
    if len(levels[IDLE]) < 2 or idle < max(MANY_IDLE, IDLE_SHARE * licences):
        return []
    yen = sum(fact.spend_yen for fact in listed) * idle / licences
    numbers = {"idle": idle, "licences": licences, "yen": yen}
    query = {"metric": IDLE, **ALL_OF_THEM}
    return [Finding(Kind.IDLE_EVERYWHERE, (), IDLE, numbers, "ranking", query)]


def _new(fresh: tuple[str, ...]) -> list[Finding]:
    if not fresh:
        return []
    of = "completion_matured"
    return [Finding(Kind.NEW, fresh, of, {"count": len(fresh)}, "map", {"metric": of})]


def _closing(known: Mapping[str, Value], claims: Iterable[Finding]) -> list[Finding]:
    """That the rest cannot be told apart from the region in the first rate, or that none can.

    Where nobody has finished anything yet, that is what there is to say.
    """
    of, apart = COMPARED[0], (Kind.ABOVE, Kind.BELOW)
    query = {"metric": of, **CHANCE_ALONE}
    whole = sum(each.denominator or 0 for each in known.values())
    if known and not any(each.numerator for each in known.values()):
        return [Finding(Kind.NONE_FINISHED, (), of, {"whole": whole}, "ranking", query)]
    named = {
        code for each in claims if each.metric == of and each.kind in apart for code in each.codes
    }
    rest = tuple(code for code in known if code not in named)
    if len(rest) < 2:
        return []
    kind = Kind.REST_ALIKE if named else Kind.ALL_ALIKE
    return [Finding(kind, rest, of, {"count": len(rest)}, "ranking", query)]
