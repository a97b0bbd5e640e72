"""The method page cannot go stale: its numbers come from the methods, and no method is left out."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from metrics import disclosure, peers
from metrics.disclosure import Limits
from tests.pages.seen import ROOT, seen
from tests.pages.test_pages import foreign_words
from ui import anchors, examples, methods
from wording.methods import METHODS
from wording.text import LANGUAGES, Language

CITED = re.compile(r"([A-Z][A-Za-z]+)(?:'s)?(?:,(?: [A-Z]\.)+| et al\.)? \(?((?:19|20)\d\d)\b")
"""A name and the year after it, as the docstrings of the methods cite."""
MONTHS = {"October", "November", "April", "March"}
WRITTEN_IN_LATIN = {"Wilson"}

pytestmark = pytest.mark.usefixtures("sample")


def references() -> str:
    return "\n".join(each for method in METHODS.values() for each in method.references)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_method_is_told_in_one_language(language: Language) -> None:
    page = seen("methods", lang=language)
    for method in METHODS.values():
        assert method.name(language) in page.text
        assert all(each in page.text for each in method.references)
    lines = [line for line in page.text.splitlines() if line not in references()]
    assert foreign_words("\n".join(lines), language) <= WRITTEN_IN_LATIN
    assert "{" not in page.text
    listed = set(re.findall(r'href="#([^"]+)"', page.markup)) - {anchors.TOP}
    assert re.findall(r"\d+", page.title) == [str(len(listed))]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "metrics").glob("*.py")), ids=lambda path: path.stem
)
def test_whatever_a_method_rests_on_is_cited(path: Path) -> None:
    told = " ".join(path.read_text(encoding="utf-8").split())
    for name, year in CITED.findall(told):
        if name not in MONTHS:
            lines = [line for line in references().splitlines() if f"({year})" in line]
            assert any(name in line for line in lines), f"{path.stem}: {name} {year}"


def test_the_reading_of_citations_finds_them() -> None:
    found = CITED.findall("Wilson, E. B. (1927). Efron's (1987, x); Spiegelhalter et al. 2012, y")
    assert found == [("Wilson", "1927"), ("Efron", "1987"), ("Spiegelhalter", "2012")]


def test_every_method_has_an_example_and_every_example_a_method() -> None:
    assert examples.EXAMPLES.keys() == METHODS.keys()


def test_the_thresholds_are_those_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    newest = peers.THRESHOLDS[-1]
    later = replace(newest, since=2031, cities=replace(newest.cities, populations=(71_000,)))
    monkeypatch.setattr(peers, "THRESHOLDS", (newest, later))
    told = methods._peers("ja")
    assert "71,000人" in told
    assert all(f"{limit:,}人" in told for limit in newest.cities.populations)
    assert told.index("2031年度") < told.index(f"{newest.since}年度")


def test_the_limits_are_those_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "10人から" in methods._small_numbers("ja")
    monkeypatch.setattr(disclosure, "STANDARD", Limits(people=12, part=4, whole=25))
    told = methods._small_numbers("ja")
    assert "12人から" in told
    assert "0か4以上" in told
    assert "25以上" in told


def number(method: str, name: str) -> float:
    """A number of a method's example."""
    text = examples.numbers(method)[name]
    return float(text.replace("−", "-").replace("+", "").replace(",", "").rstrip("%"))


def test_the_examples_show_what_their_sentences_say() -> None:
    assert number("matured", "simple") < number("matured", "matured")
    assert number("wilson", "low") < number("wilson", "large_low") < number("wilson", "rate")
    assert number("funnel", "small_low") < number("funnel", "inside_rate")
    assert number("ranks", "small_rank") < number("ranks", "large_rank")
    assert number("ranks", "small_high") > number("ranks", "large_high")
    moved = [
        abs(number("shrinkage", f"{size}_shrunken") - number("shrinkage", f"{size}_rate"))
        for size in ("small", "large")
    ]
    assert moved[0] > moved[1]
    assert number("discoveries", "named") == 2
    assert number("change", "low") < 0 < number("change", "large_low")
    assert number("bootstrap", "low") < number("bootstrap", "mean") < number("bootstrap", "high")
    assert number("cohorts", "simple") < number("cohorts", "estimate") == 70
    parts = [number("decomposition", each) for each in ("people", "enrolments", "finished")]
    assert sum(parts) == number("decomposition", "now") - number("decomposition", "before")
    assert number("association", "low") > 0
    assert number("gaps", "more") == 4
