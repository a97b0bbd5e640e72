"""The data page on PostgreSQL as it is run: as the application's role, which owns nothing, under
forced row-level security, by somebody who has signed in as the prefecture.
"""

import re

import pytest
from streamlit.testing.v1 import AppTest

from data_access.accounts import Grant
from data_access.importing.batches import STATUSES
from tests.conftest import as_application
from tests.importing.exported_files import OLDER, record, text
from tests.pages.conftest import Serve, SignIn
from tests.pages.seen import Seen, seen
from wording import data as words

pytestmark = pytest.mark.postgres

UNKNOWN = text(OLDER, record(User_Groups="総務課"), record(percent="101")).replace(
    "Date Enrolled", "申込"
)
"""An export with a heading that nobody knows, a group that is no place, and a record to refuse."""
NEWEST = re.compile(r"batch=(\d+)")


def run(app: AppTest) -> Seen:
    app.run()
    assert not app.exception, app.exception[0].message
    return Seen(app)


def press(page: Seen, label: str) -> Seen:
    """The page after a button was pressed."""
    [button] = [each for each in page.app.button if each.label == label]
    button.click()
    return run(page.app)


def part(section: str, **more: str) -> Seen:
    return seen("data", lang="ja", section=section, **more)


def choose(page: Seen, label: str, value: object) -> None:
    [box] = [each for each in page.app.selectbox if each.label.startswith(label)]
    box.select(value)


def drop(page: Seen, name: str, content: bytes) -> Seen:
    """The page after a file was put into its box."""
    [box] = page.app.file_uploader
    box.upload(name, content)
    return run(page.app)


def test_everything_an_officer_does_from_the_first_day_on(
    postgres_url: str, serve: Serve, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEARNING_HASH_KEY", "a key of the tests alone")
    sign_in(postgres_url, Grant("prefecture"))
    serve(as_application(postgres_url))

    page = part("licences")
    typed = ("450", "25千円", "令和7年4月1日", "R8.3.31")
    for field, value in zip(page.app.text_input, typed, strict=True):
        field.input(value)
    page = press(page, words.TRY.ja)
    assert "0 → 450" in page.text
    assert press(page, words.ENTER.ja).notices == [words.ENTERED.ja]

    page = drop(part("upload"), "受講状況.csv", UNKNOWN.encode("cp932"))
    assert words.REFUSED.ja in page.text
    choose(page, "受講登録日", "#11")
    page = press(page, words.KEEP_COLUMNS.ja)
    assert words.WOULD.ja in page.text
    page = press(page, words.IMPORT_ONE.ja)
    assert page.notices == [
        words.IMPORTED_TITLE_ONE.ja,
        words.IMPORTED_REJECTED("ja", count=1),
        words.IMPORTED_UNASSIGNED.ja,
    ]

    page = part("belonging")
    assert "総務課" in page.text
    page = press(page, words.REGISTER.ja)
    assert page.title == words.BELONGING_TITLE_NONE.ja
    assert "横浜市" in page.markup

    page = part("history")
    assert "誰か" in page.text
    page = part("history", batch=NEWEST.findall(page.markup)[0])
    assert "0から100まで" in page.text
    page = drop(page, "受講状況.csv", UNKNOWN.encode("cp932"))
    assert words.WHOLE_READY("ja", count=1) in page.text
    page = press(page, words.UNDO.ja)
    assert "1 → 0" in page.text
    page = press(page, words.REALLY_UNDO.ja)
    assert page.notices == [words.UNDONE.ja]
    page = press(press(page, words.REDO.ja), words.REALLY_REDO.ja)
    assert page.notices == [words.REDONE.ja]
    assert STATUSES["committed"].ja in page.title
