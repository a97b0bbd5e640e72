"""The skill standard: every skill and heading in both languages, and people counted once."""

from collections import Counter

from data_access import reference
from metrics.courses import too_few
from metrics.disclosure import to_step
from ui import cached, learning, skills
from ui.cached import Snapshot
from wording import skills as words


def test_every_skill_and_group_has_a_name_of_ours() -> None:
    codes = {skill.code for skill in skills.standard()}
    assert codes == words.NAMES.keys()
    assert {skill.group_code for skill in skills.standard()} == words.GROUPS.keys()
    assert len(set(words.NAMES.values())) >= len(codes) - 1  # both standards have collaboration


def test_roles_and_classes_of_staff_are_no_skills() -> None:
    assert len(skills.standard()) == 72
    assert len(reference.skills()) > 72


def test_coverage_is_of_the_places_asked_for(snapshot: Snapshot) -> None:
    month = cached.months_with_data(snapshot)[-1]
    region = cached.taking_part(snapshot, month)
    found = skills.coverage(snapshot, month, region)
    people: Counter[str] = Counter()
    for fact in learning._learner_facts(snapshot, month):
        if fact.heading == "skill" and fact.code in region:
            people[fact.name] += fact.learners
    assert found.people == {
        code: to_step(number)
        for code, number in people.items()
        if number and code not in too_few(people)
    }
    assert not skills.coverage(snapshot, month, frozenset()).learnt


def test_a_skill_of_several_courses_counts_each_person_once(snapshot: Snapshot) -> None:
    month = cached.months_with_data(snapshot)[-1]
    region = cached.taking_part(snapshot, month)
    found = skills.coverage(snapshot, month, region).people
    enrolments = sum(
        fact.enrolments
        for fact in learning._course_facts(snapshot, month)
        if fact.skill_code == "L-HU-2" and fact.code in region
    )
    largest = max(
        counts.enrolments
        for course, counts in learning.counts(snapshot, month, "course", "any", region).items()
        if learning.described(snapshot, month)[course].skill_code == "L-HU-2"
    )
    assert largest <= found["L-HU-2"] < enrolments
