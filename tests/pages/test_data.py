"""The data page's parts, in either language, over the sample's records."""

import re

import pytest

from data_access import database
from data_access.identity import operator
from data_access.queries import dataset
from tests.pages.seen import Seen, seen
from tests.pages.test_pages import foreign_words
from wording import data as words
from wording.text import LANGUAGES, Language

pytestmark = pytest.mark.usefixtures("sample")

FILE = re.compile(r"\b[\w-]+\.(?:csv|xlsx)\b")
OF_THE_PLATFORM = re.compile(r"Udemy Business|User course activity|All users|User adoption funnel")
TECHNICAL = {"XLSX", "CSV", "BOM", "xAPI", "MB", "sample", "city", "example", "jp"}
DOMAIN = re.compile(r"city-\w+\.example\.jp")


def foreign(page: Seen, language: Language) -> set[str]:
    """What stands there in the other language, but for names that the platform gives."""
    text = OF_THE_PLATFORM.sub("", DOMAIN.sub("", FILE.sub("", page.text)))
    return foreign_words(text, language) - TECHNICAL


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", words.SECTIONS)
def test_each_part_answers_in_one_language(section: str, language: Language) -> None:
    page = seen("data", lang=language, section=section)
    assert page.title
    assert not page.notices
    assert not foreign(page, language)
    assert 'aria-current="page"' in page.markup


def test_an_unknown_part_is_the_first_one() -> None:
    assert seen("data", section="elsewhere").title == seen("data").title


def test_what_came_in_names_every_municipality() -> None:
    page = seen("data", lang="en", section="arrivals")
    assert page.markup.count("<tr") > 33
    assert "Yokohama" in page.text
    assert words.AWAY("en") in page.text
    assert words.ARRIVED("en") in page.text


def test_few_people_are_not_counted_on_the_page() -> None:
    """The sample has a village with five licences, and a few learners of no known place."""
    page = seen("data", lang="en", section="arrivals")
    row = next(line for line in page.markup.split("<tr") if "Kiyokawa" in line)
    assert words.FEW("en") in row
    assert "under 10" in row


def test_the_history_shows_what_an_undo_would_do_before_it_is_done(sample_url: str) -> None:
    before = _version(sample_url)
    opened = seen("data", lang="en", section="history", batch="3")
    assert "contract_2025.csv" in opened.title
    assert "Yokohama" not in opened.text
    asked = seen("data", lang="en", section="history", batch="3", step="undo")
    assert words.UNDO_EFFECT("en") in asked.text
    assert "Yokohama" in asked.text
    assert "→" in asked.text
    assert words.REALLY_UNDO("en") in asked.text
    assert _version(sample_url) == before


def test_licences_are_those_that_hold_on_the_day_of_the_data() -> None:
    page = seen("data", lang="en", section="licences")
    assert "2,957" in page.title
    assert "FY2026" in page.title


def _version(url: str) -> int:
    opened = database.connect(url)
    try:
        version: int = opened.read(dataset(), operator("14"))[0].version
    finally:
        opened.close()
    return version
