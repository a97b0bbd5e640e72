"""An officer brings a file in, looks it up in the history, and takes it back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sample_data.build import FILES
from tests.browser.server import serving
from tests.browser.viewing import answer, look, settle
from wording import data as words


@pytest.fixture
def own_server(sample_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server over a copy of the sample, which the test may change, started without a key."""
    copy = tmp_path / "learning.sqlite"
    shutil.copyfile(sample_url.removeprefix("sqlite:///"), copy)
    monkeypatch.delenv("LEARNING_HASH_KEY", raising=False)
    with serving(f"sqlite:///{copy}", tmp_path / "log") as address:
        yield address


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A few new records of the newest month, a picture by another name, and an empty file."""
    lines = (FILES / "2026-09_user-course-activity.csv").read_text("utf-8-sig").splitlines()
    some = [lines[0], *(line.replace("2026-09", "2026-10") for line in lines[1:60])]
    made = {
        "new.csv": "\r\n".join([*some, some[-1].replace("2026-10", "2031-10")]).encode("cp932"),
        "picture.csv": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "empty.csv": b"",
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in made]


def test_a_file_is_tried_confirmed_seen_and_taken_back(
    page: Page, own_server: str, files: list[Path]
) -> None:
    look(page, own_server, "data", lang="ja", section="upload")
    expect(page.get_by_role("button", name=words.CHOOSE_FILES("ja"))).to_be_visible()
    expect(page.get_by_text("Upload", exact=True)).to_be_hidden()
    page.set_input_files("input[type=file]", files)
    cards = page.locator(".outcome")
    expect(cards).to_have_count(3)
    expect(cards.nth(0)).to_contain_text(words.WOULD("ja"))
    expect(cards.nth(1)).to_contain_text(words.REFUSED("ja"))
    expect(cards.nth(2)).to_contain_text(words.REFUSED("ja"))

    page.get_by_role("button", name=words.IMPORT_ONE("ja")).click()
    expect(page.get_by_text(words.IMPORTED_TITLE_ONE("ja"))).to_be_visible()

    look(page, own_server, "data", lang="ja", section="history")
    newest = page.locator("table a").first
    expect(page.locator("tbody tr").first).to_contain_text("new.csv")
    newest.click()
    expect(answer(page)).to_contain_text("new.csv")
    settle(page)
    page.get_by_role("button", name=words.UNDO("ja")).click()
    expect(page.get_by_text(words.UNDO_EFFECT("ja"))).to_be_visible()
    page.get_by_role("button", name=words.REALLY_UNDO("ja"), exact=True).click()
    expect(page.get_by_text(words.UNDONE("ja"))).to_be_visible()
    expect(page.get_by_role("button", name=words.REDO("ja"))).to_be_visible()
