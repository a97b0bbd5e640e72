"""The courses by mouse, and titles as long as a catalogue can make them."""

import pytest
from playwright.sync_api import Page, expect

from charts.courses import Line, Mark, fragment
from metrics.calculate import State, Value
from tests.browser.test_layout import CUT_OFF, SCREENS, TOO_WIDE
from tests.browser.viewing import answer, choose, look, wait_for_choices
from ui import style
from wording import courses as words
from wording import frame

KNOWN = Mark(120, "120人", Value(State.VALUE, 0.3, None, 100, 0.2, 0.4), "30%")
LONG = ("W" * 90, "とても長い名前の講座" * 12, "Learn " * 30)
OVERLAPPING = """() => [...document.querySelectorAll('.learnt li')].filter(line => {
  let name = line.querySelector('.name').getBoundingClientRect();
  return ['.taken', '.finished', '.rates', '.length'].some(part => {
    let box = line.querySelector(part).getBoundingClientRect();
    return box.left < name.right - 1 && name.left < box.right - 1
      && box.top < name.bottom - 1 && name.top < box.bottom - 1;
  });
}).length"""
IN_LINE = """() => [...document.querySelectorAll('.learnt li')].every(line => {
  let left = part => line.querySelector(part).getBoundingClientRect().left;
  let places = ['.name', '.taken', '.finished', '.rates', '.length'].map(left);
  return places.every((place, at) => at === 0 || place > places[at - 1]);
})"""


def test_headings_and_kinds_by_mouse(page: Page, server: str) -> None:
    look(page, server, "courses", lang="ja")
    rows = page.locator(".learnt li")
    expect(rows).to_have_count(16)
    assert page.evaluate(IN_LINE)
    choose(page, "kind", "ja", frame.ASSIGNED.ja)
    expect(answer(page)).to_contain_text(words.MOST["assigned"].ja.split("{")[0])
    choose(page, "by", "ja", frame.BY_CATEGORY.ja)
    expect(page.locator("h2.figure").first).to_contain_text(words.FIGURE["category"].ja)
    wait_for_choices(page, {"lang": "ja", "kind": "assigned", "by": "category"})


@pytest.mark.parametrize("screen", SCREENS)
def test_a_long_title_breaks_into_lines_and_pushes_nothing_aside(screen: str, page: Page) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    lines = [
        Line(name, "1.5時間", name, KNOWN, assigned=40, clear=True, own=own)
        for name in LONG
        for own in (None, KNOWN)
    ]
    listed = fragment(lines, ("講座", "受講者", "修了率", "長さ"), 0.3, "講座")
    body = f'<div class="stMainBlockContainer stHtml">{listed}</div>'
    page.set_content(style.sheet("light") + "<style>* { box-sizing: border-box; }</style>" + body)
    expect(page.locator(".learnt li")).to_have_count(6)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(OVERLAPPING) == 0
