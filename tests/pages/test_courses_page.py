"""The courses page, over the sample's records: its answer, its numbers, and what it keeps back."""

import re

import pytest

from sample_data.courses import COURSES
from tests.pages.seen import Seen, seen
from tests.pages.test_pages import foreign_words
from ui import cached, frame, opening
from ui.cached import Snapshot
from wording import courses as words
from wording import skills as skill_words
from wording.text import LANGUAGES, Language

FUJISAWA = "14205"
TITLES = sorted((course.title for course in COURSES), key=len, reverse=True)
WORDS_OF_THE_STANDARD = {"IT", "Why", "What", "How", "Web", "SRE"}
"""As Japanese writes them, in the skill standard and elsewhere."""
VIEWS = [
    {},
    {"by": "category"},
    {"kind": "assigned"},
    {"kind": "chosen", "sort": "completion", "place": FUJISAWA},
    {"by": "category", "sort": "length", "place": FUJISAWA},
    {"year": "2023", "month": "4"},
]

pytestmark = pytest.mark.usefixtures("sample")


def without_titles(page: Seen, language: Language) -> set[str]:
    """What stands on the page in the other language, the records' titles left out."""
    text = re.sub("|".join(map(re.escape, TITLES)), "", page.text)
    return foreign_words(text, language) - WORDS_OF_THE_STANDARD


def names(page: Seen) -> list[str]:
    """The names of the figure's rows."""
    return re.findall(r'<li class="line.*?class="name">(.*?)</span>', page.markup)


def table(page: Seen) -> list[list[str]]:
    """The rows of the table behind the figure."""
    body = re.findall(r"<tbody>(.*?)</tbody>", page.markup, re.DOTALL)[0]
    return [re.findall(r"<td.*?>(.*?)</td>", row) for row in re.findall(r"<tr.*?</tr>", body)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_answers_in_one_language(view: dict[str, str], language: Language) -> None:
    page = seen("courses", lang=language, **view)
    assert page.title
    assert not page.notices
    assert names(page)
    assert not without_titles(page, language)
    assert not re.search(r"\b(None|nan|inf)\b", page.markup)


def test_the_title_names_what_stands_first() -> None:
    page = seen("courses", lang="ja")
    assert names(page)[0] in page.title
    assert names(page)[0] == table(page)[0][0] == "はじめてのDX入門"
    assert seen("courses", lang="ja", kind="chosen").title != page.title


def test_the_figure_holds_what_fits_and_the_table_everything() -> None:
    page = seen("courses", lang="en")
    assert len(names(page)) == 16
    assert len(table(page)) == len(COURSES)
    assert words.MORE("en", count="32 courses") in page.text


def test_the_orders() -> None:
    rates = [row[6] for row in table(seen("courses", lang="en", sort="completion"))]
    known = [int(rate[:-1]) for rate in rates if rate.endswith("%")]
    assert known == sorted(known, reverse=True)
    lengths = {course.title: course.minutes for course in COURSES}
    shortest = [lengths[name] for name in names(seen("courses", lang="en", sort="length"))]
    assert shortest[0] == min(lengths.values())


@pytest.mark.parametrize("place", ["", FUJISAWA])
@pytest.mark.parametrize("by", ["course", "category"])
def test_no_number_of_people_is_exact(by: str, place: str) -> None:
    page = seen("courses", lang="en", by=by, **({"place": place} if place else {}))
    counts = [cell for row in table(page) for cell in row[3:6] if cell[0].isdigit()]
    assert counts
    assert all(cell.replace(",", "").endswith("0") for cell in counts)
    widths = re.findall(r"--share:([\d.]+)", page.markup)
    assert len(widths) >= 6


def test_assigned_and_chosen_courses_are_told_apart() -> None:
    page = seen("courses", lang="ja", kind="assigned")
    assigned = {course.title for course in COURSES if course.mandatory}
    assert set(names(page)) == assigned


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_own_place_says_what_is_not_learnt_yet(language: Language) -> None:
    page = seen("courses", lang=language, place=FUJISAWA)
    place = {"ja": "藤沢市", "en": "Fujisawa City"}[language]
    assert place in page.title
    assert words.ELSEWHERE(language, place=place) in page.text
    assert skill_words.NOTE_OWN(language, place=place) in page.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("place", "state"), [("14210", "not taking part"), ("14402", "too few"), ("14301", "nothing")]
)
def test_a_place_without_courses_says_so_and_shows_the_region(
    place: str, state: str, language: Language
) -> None:
    page = seen("courses", lang=language, place=place)
    name = cached.places(snapshot(language))[place].name(language)
    assert name in page.title, state
    assert names(page)
    assert not re.search(r'class="own"', page.markup)
    assert words.ELSEWHERE(language, place=name) not in page.text
    assert not without_titles(page, language)


def snapshot(language: Language) -> Snapshot:
    return opening.snapshot(language, "light")


def test_forged_choices_are_mended() -> None:
    page = seen("courses", by="colour", kind="secret", sort="random", lang="en")
    assert len(page.notices) == 3
    assert page.title == seen("courses", lang="en").title
    assert frame.PAGES["courses"] == "pages/courses.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_skills_of_the_standard_stand_under_their_groups(language: Language) -> None:
    page = seen("courses", lang=language)
    for scheme in skill_words.SCHEMES.values():
        assert scheme(language) in page.text
    assert page.markup.count("<section><h4>") == 11
