"""A forged, old or mistyped link shows the nearest view, and says so in a sentence."""

import pytest

from metrics.catalogue import metric
from tests.pages.seen import seen
from ui.choices import DEFAULT_METRIC
from wording import frame as words
from wording.text import LANGUAGES, Language

pytestmark = pytest.mark.usefixtures("sample")

WITH_CHOICES = ("overview", "map", "ranking", "municipality", "compare", "trends")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WITH_CHOICES)
def test_an_unknown_municipality(name: str, language: Language) -> None:
    page = seen(name, lang=language, place="99999")
    prefecture = {"ja": "神奈川県", "en": "Kanagawa"}[language]
    [said] = page.notices
    assert "99999" in said
    assert prefecture in said
    assert not page.chosen("place", language)
    assert page.title == seen(name, lang=language).title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WITH_CHOICES)
def test_an_unknown_measure(name: str, language: Language) -> None:
    page = seen(name, lang=language, metric="happiness")
    shown = metric(DEFAULT_METRIC).name(language)
    assert page.notices == [words.UNKNOWN_MEASURE(language, asked="happiness", shown=shown)]
    assert page.chosen("metric", language) == DEFAULT_METRIC


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("asked", "year", "month"),
    [
        ({"year": "1999"}, "2023", "4"),
        ({"year": "2099", "month": "5"}, "2026", "10"),
        ({"year": "2026", "month": "12"}, "2026", "10"),
        ({"year": "2025", "month": "13"}, "2026", "10"),
        ({"year": "令和七"}, "2026", "10"),
        ({"year": "2025", "month": "-1"}, "2026", "10"),
    ],
)
def test_a_period_without_data(
    asked: dict[str, str], year: str, month: str, language: Language
) -> None:
    page = seen("ranking", lang=language, **asked)
    [said] = page.notices
    assert "-".join(asked.values()) in said
    assert (page.chosen("year", language), page.chosen("month", language)) == (year, month)
    assert page.title


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        ("map", "view"),
        ("ranking", "order"),
        ("ranking", "group"),
        ("compare", "spend"),
        ("compare", "column"),
        ("trends", "panels"),
    ],
)
def test_a_forged_choice(name: str, parameter: str) -> None:
    page = seen(name, **{parameter: "sideways"})
    [said] = page.notices
    assert "sideways" in said
    assert page.title == seen(name).title


def test_several_faults_are_all_told() -> None:
    page = seen("map", place="1", metric="x", year="0", view="y")
    assert len(page.notices) == 4


def test_markup_in_a_link_stays_text() -> None:
    page = seen("map", place="<img src=x onerror=alert(1)>", metric="<b>")
    assert "<img" not in page.markup
    assert "&lt;img" in page.markup
    assert "&lt;b&gt;" in page.markup


def test_full_width_digits_are_no_code() -> None:
    assert len(seen("municipality", place="１４２０５").notices) == 1
