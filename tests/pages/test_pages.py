"""Every page answers for every measure, in either language and in that language alone."""

import re

import pytest

from metrics.catalogue import METRICS, metric
from sample_data.courses import COURSES as COURSES_OF_THE_SAMPLE
from tests.pages.seen import Seen, seen
from ui.filters import measure_name
from ui.frame import BEHIND, PAGES, may_open
from wording import frame as words
from wording.text import LANGUAGES, Language, inside

MEASURED = ("map", "ranking", "municipality", "compare", "trends")
"""The pages whose title is about the chosen measure."""
OPEN = [name for name in PAGES if may_open(name, "open")]
"""The pages that everybody sees where nobody signs in."""
FUJISAWA = "14205"
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff〜・、。「」（）：　]")
ENGLISH = re.compile(r"[A-Za-z]{2,}")
WRITTEN_IN_LATIN = {"CSV", "DX", "AI", "Excel", "Power", "BI", "SSDSE"}
"""File kinds, and names of products and sources, as Japanese writes them."""
REFERENCE = re.compile(r"[A-Z][A-Za-z・ ]+ (?:19|20)\d\d")
"""Authors and a year."""
COURSES = {course.title for course in COURSES_OF_THE_SAMPLE}
"""Titles come from the records, in whatever language the platform has them."""

pytestmark = pytest.mark.usefixtures("sample")


def foreign(page: Seen, language: Language) -> set[str]:
    """What stands on the page in the other language."""
    return foreign_words(page.text, language)


def foreign_words(text: str, language: Language) -> set[str]:
    """The lines that are Japanese on an English page, the Latin words on a Japanese one."""
    lines = [line for line in text.splitlines() if line not in COURSES]
    if language == "en":
        return {line for line in lines if JAPANESE.search(line)}
    ids = {each.id for each in METRICS}
    text = REFERENCE.sub("", "\n".join(line for line in lines if line not in ids))
    return set(ENGLISH.findall(text)) - WRITTEN_IN_LATIN


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chosen", [each.id for each in METRICS])
@pytest.mark.parametrize("name", MEASURED)
def test_the_title_answers_about_the_measure(name: str, chosen: str, language: Language) -> None:
    page = seen(name, lang=language, metric=chosen, place=FUJISAWA)
    asked = metric(chosen)
    names = (asked.name, asked.short, measure_name(chosen))
    assert any(
        written in page.title
        for name in names
        for written in (name(language), inside(name(language)))
    )
    assert not page.notices
    assert not foreign(page, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chosen", [each.id for each in METRICS])
def test_the_overview_speaks_one_language(chosen: str, language: Language) -> None:
    page = seen("overview", lang=language, metric=chosen)
    assert page.title
    assert not page.notices
    assert metric(chosen).name(language) in page.text
    assert not foreign(page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_definitions_hold_every_measure(language: Language) -> None:
    page = seen("definitions", lang=language)
    for each in METRICS:
        assert each.name(language) in page.text
        assert each.definition(language) in page.text
        assert each.note(language) in page.text
    assert not foreign(page, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OPEN)
def test_the_menu_and_the_band_stand_on_every_page(name: str, language: Language) -> None:
    page = seen(name, lang=language)
    names = [words.PAGE_NAMES[each](language) for each in OPEN if each not in BEHIND]
    assert page.menu[: len(names)] == names
    assert words.OTHER_LANGUAGE(language) in page.menu
    assert words.SAMPLE_SHORT(language).rstrip(".") in page.text


def test_japanese_unless_asked_otherwise() -> None:
    assert seen("overview").title == seen("overview", lang="ja").title
    assert seen("overview", lang="xx").title == seen("overview", lang="ja").title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("place", "state"),
    [
        ("14210", "not taking part"),
        ("14301", "no records yet"),
        ("14402", "too few people"),
        ("14214", "too new to judge"),
        ("14361", "a true zero"),
    ],
)
def test_a_place_without_a_value_says_why(place: str, state: str, language: Language) -> None:
    pages = [seen(name, lang=language, place=place) for name in MEASURED]
    for page in pages:
        assert page.title, state
        assert not re.search(r"\b(None|nan|inf)\b", page.markup)
        assert not foreign(page, language)
