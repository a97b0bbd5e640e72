"""What the overview claims, the view that its link opens shows."""

import html
import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from data_access import identity
from metrics import show
from metrics.facts import MonthFact
from metrics.findings import Kind
from tests.pages import made
from tests.pages.conftest import Put
from tests.pages.seen import Seen, seen
from ui import cached, opening, settings
from ui.frame import PAGES
from wording import findings as words
from wording.text import LANGUAGES, Language

LINK = re.compile(r'<a href="([^"]+)" target="_self"><b>([^<]+)</b> <span>([^<]+)</span></a>')


def links(page: Seen) -> list[tuple[str, str, str]]:
    """Address, sentence and the words of each finding's link."""
    return [tuple(map(html.unescape, each)) for each in LINK.findall(page.markup)]  # type: ignore[misc]


def opened(address: str) -> Seen:
    parts = urlsplit(address)
    return seen(parts.path or "overview", **dict(parse_qsl(parts.query)))


def shown_now() -> list[tuple[Kind, tuple[str, ...], dict[str, float]]]:
    """The findings of the records that the pages read, with the names of their places."""
    scope = identity.open_access(cached.connected(), settings.prefecture())
    snapshot, _ = opening._newest(scope, 0)
    names = {code: place.name("ja") for code, place in cached.places(snapshot).items()}
    return [
        (each.kind, tuple(names[code] for code in each.codes), dict(each.numbers))
        for each in cached.findings_of(snapshot, made.NOW)
    ]


def proves(kind: Kind, names: tuple[str, ...], numbers: dict[str, float], page: Seen) -> bool:
    """Whether the opened page shows what the finding says."""
    outside = re.search(r"帯より上：(.*?)。帯より下：(.*?)。", page.text)
    if kind in {Kind.ABOVE, Kind.BELOW}:
        side = outside.group(1 if kind is Kind.ABOVE else 2) if outside else ""
        return set(names) <= set(side.split("、"))
    if kind in {Kind.REST_ALIKE, Kind.ALL_ALIKE, Kind.NONE_FINISHED}:
        return outside is not None
    if kind in {Kind.IDLE, Kind.IDLE_EVERYWHERE}:
        licences, idle = numbers["licences"], numbers["idle"]
        said = f"{licences:,.0f}ライセンスのうち{idle:,.0f}" in page.text
        return said or f"ライセンス {licences:,.0f} のうち" in page.text
    if kind is Kind.NEW:
        return all(f"{name} データなし" in page.markup or name in page.text for name in names)
    if kind in {Kind.REGION_ROSE, Kind.REGION_FELL}:
        return "前年同期を" in page.title
    return f"{numbers['now'] * 100:.1f}%" in page.text


@pytest.mark.usefixtures("sample")
def test_each_link_opens_what_proves_its_sentence() -> None:
    found, shown = links(seen("overview")), shown_now()
    assert 3 <= len(found) == len(shown) <= 5
    for (address, sentence, _), (kind, names, numbers) in zip(found, shown, strict=True):
        page = opened(address)
        assert not page.notices
        assert proves(kind, names, numbers, page), sentence


def unlike(listed: list[MonthFact]) -> list[MonthFact]:
    """A region with a place of each kind that a finding can be about, none of them hidden."""
    changes: dict[tuple[int, int], dict[str, int]] = {
        (0, made.NOW): {"matured_completed": 120},
        (1, made.NOW): {"matured_completed": 10},
        (2, made.NOW): {"joined": 30},
        (3, made.BEFORE): {"enrolled_learners_fy": 20},
        (4, made.BEFORE): {"enrolled_learners_fy": 95},
    }
    codes = sorted({each.code for each in listed})
    return [
        replace(each, **changes.get((codes.index(each.code), each.month), {})) for each in listed
    ]


def test_a_region_with_something_of_each_kind(put: Put) -> None:
    put(unlike(made.facts("14")), "14")
    found, shown = links(seen("overview")), shown_now()
    told = {kind for kind, _, _ in shown}
    assert {Kind.ABOVE, Kind.IDLE} <= told
    assert told & {Kind.ROSE, Kind.FELL}
    for (address, sentence, _), (kind, names, numbers) in zip(found, shown, strict=True):
        assert proves(kind, names, numbers, opened(address)), sentence


def test_a_link_shows_its_proof_whatever_the_reader_chose_before(put: Put) -> None:
    """Peers only, and in the order of codes: the claim was made about all, by their ranks."""
    put(unlike(made.facts("14")), "14")
    page = seen("overview", place="14205", group="peers", order="code", limits="wide")
    address = next(address for address, _, _ in links(page) if address.startswith("ranking"))
    assert dict(parse_qsl(urlsplit(address).query)) | {
        "group": "all",
        "order": "rank",
        "limits": "plain",
        "place": "14205",
    } == dict(parse_qsl(urlsplit(address).query))


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_differs_the_overview_says_so(language: Language, put: Put) -> None:
    """Places of every size in which chance alone decides: money may be told, no difference."""
    put(made.by_chance("14"), "14")
    page = seen("overview", lang=language)
    told = [kind for kind, _, _ in shown_now()]
    assert set(told) <= {Kind.ALL_ALIKE, Kind.IDLE_EVERYWHERE}
    assert told[-1] is Kind.ALL_ALIKE
    assert ("はっきり違う団体はありません" if language == "ja" else "clearly differs") in page.text
    assert not re.search(r"手を打つ余地|room to act", page.title)


def test_links_name_where_they_lead(put: Put) -> None:
    put(unlike(made.facts("14")), "14")
    for address, sentence, words_of_link in links(seen("overview", lang="en")):
        page = urlsplit(address).path
        assert page in PAGES
        assert words_of_link == words.EVIDENCE[page].en
        assert sentence.endswith(".")


def test_a_month_that_is_not_over_is_not_compared(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the fifth of October a quarter of its learners have learnt: no fall, and no comparison
    with all of last October.
    """
    monkeypatch.setattr(made, "AS_OF", made.AS_OF.replace(day=5))
    september = [replace(each, month=each.month - 1) for each in made.facts("14")[:24]]
    october = [
        replace(each, active_learners=9 if each.month == made.NOW else 36)
        for each in made.facts("14")[:24]
    ]
    put(september + october, "14")
    page = seen("overview")
    assert "前年9月末" in page.text
    assert not {Kind.FELL, Kind.REGION_FELL} & {kind for kind, _, _ in shown_now()}
    assert show.month(made.NOW, "ja") in page.text
