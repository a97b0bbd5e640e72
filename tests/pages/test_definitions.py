"""The definitions, from the catalogue: the chosen measure first, and every link leads somewhere."""

import re

import pytest

from metrics.catalogue import METRICS, metric
from metrics.versions import VERSIONS
from tests.pages.seen import Seen, seen
from wording import definitions as words
from wording.text import LANGUAGES, Language

pytestmark = pytest.mark.usefixtures("sample")


def headings(page: Seen) -> list[str]:
    return re.findall(r'<section class="definition" id="(\w+)"', page.markup)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chosen_measure_stands_first(language: Language) -> None:
    page = seen("definitions", lang=language, metric="learning_time")
    ids = [each.id for each in METRICS]
    assert headings(page)[0] == "learning_time"
    assert sorted(headings(page)) == sorted(ids)
    assert words.CHOSEN(language) in page.text
    assert headings(seen("definitions", lang=language)) == ids


@pytest.mark.parametrize("name", ["definitions", "methods"])
def test_every_link_of_the_list_leads_to_a_place_on_the_page(name: str) -> None:
    page = seen(name, lang="en")
    links = re.findall(r'href="#([\w-]+)"', page.markup)
    assert len(set(links)) > 10
    assert set(links) <= set(re.findall(r'id="([\w-]+)"', page.markup))


def test_every_measure_says_its_smallest_denominator_and_since_when() -> None:
    page = seen("definitions", lang="en")
    assert page.text.count("\n0.1.0\n") >= len(METRICS)
    denominator = metric("completion_matured").denominator_name("en")
    assert words.SMALLEST("en", amount="10", denominator=denominator) in page.text


def test_every_measure_came_with_a_version_that_is_told_of() -> None:
    assert {each.since for each in METRICS} <= {version.number for version in VERSIONS}
    assert sum(len(version.added) for version in VERSIONS) == len(METRICS)


@pytest.mark.parametrize("name", ["map", "ranking", "municipality", "trends", "courses"])
def test_a_page_links_to_the_definition_of_its_measure(name: str) -> None:
    page = seen(name, lang="en", metric="activation", place="14205")
    [link] = re.findall(r'href="(definitions\?[^"]+)"', page.markup)
    shown = "completion_matured" if name == "courses" else "activation"
    assert f"metric={shown}" in link
    assert "place=14205" in link
