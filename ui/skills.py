"""Which skills of the public standard a region learns, and which not at all."""

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from data_access import reference
from data_access.reference import Skill
from metrics.courses import to_sight, too_few
from metrics.disclosure import Sight
from ui import cached, course_list, headings, learning, phrases
from ui.cached import Snapshot
from ui.choices import Choices
from wording import skills as words
from wording.text import Language


@dataclass(frozen=True, slots=True)
class Coverage:
    """The people who learnt each skill of the standard in the period, as they may be shown."""

    people: Mapping[str, int]
    """To ten, by the skill's code; a skill that few learnt is in `few`, others not at all."""
    few: frozenset[str]

    @property
    def learnt(self) -> frozenset[str]:
        """The codes of the skills that anybody learnt."""
        return self.few | self.people.keys()


def standard() -> tuple[Skill, ...]:
    """The skills of the standard, in its order; roles and classes of staff are none."""
    return tuple(skill for skill in reference.skills() if skill.scheme in words.SCHEMES)


@cached.kept
def coverage(snapshot: Snapshot, month: int, codes: frozenset[str]) -> Coverage:
    """What the municipalities `codes` learnt together."""
    known = {skill.code for skill in standard()}
    found = learning.people_by_skill(snapshot, month, codes)
    people = {code: number for code, number in found.items() if code in known}
    exact = all(cached.sight_of(snapshot, month, code) is Sight.EXACT for code in codes)
    few = frozenset[str]() if exact else too_few(people)
    sight = Sight.EXACT if exact else cached.sight_of_region(snapshot)
    shown = {
        code: to_sight(each, sight) for code, each in people.items() if each and code not in few
    }
    return Coverage(shown, few)


@cached.kept
def fragment(snapshot: Snapshot, choices: Choices) -> str:
    """The coverage in words, standard by standard and group by group, as HTML."""
    spoken = choices.language
    region = coverage(snapshot, choices.month, cached.taking_part(snapshot, choices.month))
    if not region.learnt:
        return headings.heading(words.NO_MAP_TITLE(spoken)) + headings.note(words.NO_MAP(spoken))
    own = _own(snapshot, choices)
    title = words.TITLE if len(region.learnt) < len(standard()) else words.TITLE_ALL
    numbers = {"all": len(standard()), "learnt": len(region.learnt)}
    return (
        headings.heading(title(spoken, **numbers))
        + "".join(_standard(scheme, region, own, spoken) for scheme in words.SCHEMES)
        + headings.note(_note(snapshot, choices, own))
    )


def _own(snapshot: Snapshot, choices: Choices) -> frozenset[str]:
    """The skills that the reader's own municipality learns, where that may be told."""
    if choices.place is None or course_list.own_is_hidden(snapshot, choices):
        return frozenset()
    found = coverage(snapshot, choices.month, frozenset({choices.place}))
    return frozenset(found.people)


def _note(snapshot: Snapshot, choices: Choices, own: frozenset[str]) -> str:
    spoken = choices.language
    if not own:
        return words.NOTE(spoken)
    place = cached.places(snapshot)[choices.place or ""].name(spoken)
    return phrases.sentences((words.NOTE_OWN(spoken, place=place), words.NOTE(spoken)), spoken)


def _standard(scheme: str, region: Coverage, own: frozenset[str], spoken: Language) -> str:
    skills = [skill for skill in standard() if skill.scheme == scheme]
    groups = "".join(
        _group(list(members), region, own, spoken)
        for _, members in groupby(skills, key=lambda skill: skill.group_code)
    )
    counted = _counted(skills, region, spoken)
    name = html.escape(words.SCHEMES[scheme](spoken))
    return (
        f'<h3 class="standard">{name}<span>{counted}</span></h3><div class="skills">{groups}</div>'
    )


def _group(skills: Sequence[Skill], region: Coverage, own: frozenset[str], spoken: Language) -> str:
    first = skills[0]
    title = first.group.ja if spoken == "ja" else words.GROUPS[first.group_code]
    learnt = sorted(
        (skill for skill in skills if skill.code in region.people),
        key=lambda skill: -region.people[skill.code],
    )
    few = [skill for skill in skills if skill.code in region.few]
    others = [skill for skill in skills if skill.code not in region.learnt]
    lines = (
        (words.LEARNT(spoken), [_with_people(skill, region, own, spoken) for skill in learnt]),
        (words.FEW(spoken), [html.escape(name(skill, spoken)) for skill in few]),
        (words.NOT_LEARNT(spoken), [html.escape(name(skill, spoken)) for skill in others]),
    )
    told = "".join(_told(label, names, spoken) for label, names in lines if names)
    return (
        f"<section><h4>{html.escape(title)}<span>{_counted(skills, region, spoken)}</span></h4>"
        f"<dl>{told}</dl></section>"
    )


def _counted(skills: Iterable[Skill], region: Coverage, spoken: Language) -> str:
    codes = [skill.code for skill in skills]
    return words.OF(spoken, learnt=sum(code in region.learnt for code in codes), all=len(codes))


def _with_people(skill: Skill, region: Coverage, own: frozenset[str], spoken: Language) -> str:
    people = f"{region.people[skill.code]:,}"
    told = html.escape(words.WITH_PEOPLE(spoken, name=name(skill, spoken), people=people))
    return f'<b class="own">{told}</b>' if skill.code in own else told


def _told(label: str, names: Sequence[str], spoken: Language) -> str:
    return f"<dt>{html.escape(label)}</dt><dd>{words.BETWEEN(spoken).join(names)}</dd>"


def name(skill: Skill, spoken: Language) -> str:
    """The skill as its standard names it; in English as we do."""
    return skill.name if spoken == "ja" else words.NAMES[skill.code]
