"""A presentation put together and shown in a real browser: keys, windows, and what arrives."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.viewer import FINISHED
from data_access import reference
from tests.browser.conftest import Watched
from tests.browser.viewing import STANDING_STILL, answer, begin_presentation, choices
from wording import presentation as words

KANAGAWA = reference.municipalities("14")
TELLING = {
    each
    for place in KANAGAWA
    for each in (place.code, place.name.ja, place.name.en, place.kana, place.name.en.split()[0])
    if len(each) > 2
}
"""What names a municipality of the sample, in any of its writings."""
ON = ".stage .slide.on"
SLIDES_FIT = """() => [...document.querySelectorAll('.stage .slide')].map(slide => {
  const box = slide.getBoundingClientRect();
  const inside = [...slide.querySelectorAll('h1, p, text, footer, .room-tile, li, .foot')];
  return inside.filter(each => {
    const part = each.getBoundingClientRect();
    return part.width && (part.left < box.left - 1 || part.right > box.right + 1
      || part.bottom > box.bottom + 1);
  }).map(each => each.textContent);
}).flat()"""
SMALLEST_LABEL = """() => Math.min(...[...document.querySelectorAll(
  '.stage .picture text, .stage .picture li, .stage .room-tile, .stage .foot')].map(each =>
  each.ownerSVGElement
    ? parseFloat(getComputedStyle(each).fontSize)
      * each.ownerSVGElement.getScreenCTM().a
    : parseFloat(getComputedStyle(each).fontSize)))"""


def show(page: Page, server: str, number: str, language: str = "ja") -> None:
    page.goto(f"{server}/presentation?{urlencode({'lang': language, 'show': number})}")
    page.locator(ON).wait_for()


def at(page: Page, number: int) -> None:
    """The slide of that number is the only one that is seen."""
    expect(page.locator(".stage .slide").nth(number - 1)).to_be_visible()
    expect(page.locator(ON)).to_have_count(1)
    page.wait_for_function("number => location.hash === `#${number}`", arg=number)


@pytest.fixture
def listened(page: Page) -> Iterator[list[bytes]]:
    """Everything that the server sends to the page by its websocket."""
    heard: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on(
            "framereceived",
            lambda frame: heard.append(frame.encode() if isinstance(frame, str) else frame),
        )

    page.on("websocket", listen)
    yield heard


def test_a_show_is_stepped_by_keys_alone(page: Page, server: str) -> None:
    number = begin_presentation(page, server, words.REAL.ja, "鍵盤で見せる")
    page.get_by_role("link", name=words.SHOW.ja).click()
    page.locator(ON).wait_for()
    slides = page.locator(".stage .slide")
    last = slides.count()
    assert last >= 4
    at(page, 1)
    for key, expected in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        (" ", 4),
        ("PageUp", 3),
        ("End", last),
        ("ArrowRight", last),
        ("Home", 1),
        ("ArrowLeft", 1),
        ("Enter", 2),
    ):
        page.keyboard.press(key)
        at(page, expected)
    page.keyboard.press("b")
    expect(page.locator(".stage.blank")).to_have_count(1)
    page.keyboard.press("b")
    expect(page.locator(".stage.blank")).to_have_count(0)
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement?.className.includes('stage')")
    page.keyboard.press("f")
    page.wait_for_function("!document.fullscreenElement")
    at(page, 2)
    page.reload()
    page.locator(ON).wait_for()
    at(page, 2)
    page.keyboard.press("Escape")
    answer(page).wait_for()
    assert choices(page) == {"lang": "ja", "presentation": number}
    expect(page.locator(".stage")).to_have_count(0)


def wait_for_answer(page: Page, listened: list[bytes]) -> None:
    """Wait until the server has finished the run that it tells of in the messages to come."""
    while not any(_is_end(message) for message in listened):
        page.wait_for_timeout(50)


def _is_end(message: bytes) -> bool:
    told = ForwardMsg.FromString(message)
    return told.WhichOneof("type") == "script_finished" and told.script_finished in FINISHED


def test_the_presenter_s_window_keeps_step(
    page: Page, server: str, watched: Watched, listened: list[bytes]
) -> None:
    number = begin_presentation(page, server, words.REAL.ja, "手元の画面")
    page.locator('ol.scenes [data-name="open"]').nth(1).click()
    page.get_by_label(words.NOTE.ja).fill("ここで質問を受ける")
    page.locator(STANDING_STILL).wait_for(state="attached")
    listened.clear()
    page.get_by_label(words.NOTE.ja).blur()
    wait_for_answer(page, listened)
    show(page, server, number)
    assert "ここで質問を受ける" not in page.locator(".stage").inner_text()
    with page.expect_popup() as opened:
        page.keyboard.press("p")
    own = opened.value
    watched.follow(own)
    expect(own.locator(".note")).to_have_text(words.NO_NOTE.ja)
    expect(own.locator(".times b").first).to_have_text(page.evaluate("Date().slice(16, 21)"))
    page.keyboard.press("ArrowRight")
    expect(own.locator(".note")).to_have_text("ここで質問を受ける")
    third = page.locator(".stage .slide").nth(2).locator("h1").text_content() or ""
    expect(own.locator(".next h1")).to_have_text(third)
    own.keyboard.press("ArrowRight")
    at(page, 3)
    own.keyboard.press("b")
    expect(page.locator(".stage.blank")).to_have_count(1)
    expect(own.get_by_text(words.BLANKED.ja)).to_be_visible()
    page.keyboard.press("End")
    expect(own.get_by_text(words.LAST.ja)).to_be_visible()
    page.keyboard.press("Escape")
    answer(page).wait_for()
    assert own.is_closed()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_under_pseudonyms_no_name_reaches_the_browser(
    language: str, page: Page, server: str, listened: list[bytes]
) -> None:
    number = begin_presentation(page, server, words.RENAMED.ja, "仮名で見せる")
    listened.clear()
    show(page, server, number, language)
    for _ in range(page.locator(".stage .slide").count()):
        page.keyboard.press("ArrowRight")
    page.locator(STANDING_STILL).wait_for(state="attached")
    sent = b"".join(listened).decode(errors="replace")
    assert page.locator(".stage .slide").first.locator("h1").inner_text() in sent
    told = f"{sent}\n{page.content()}\n{page.url}\n{page.title()}"
    assert not sorted(each for each in TELLING if each in told)
    assert page.evaluate(SLIDES_FIT) == []
    assert page.evaluate(SMALLEST_LABEL) >= 21
