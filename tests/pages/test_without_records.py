"""Where there is nothing to show, the page says why and what to do, and makes nothing."""

from pathlib import Path

import pytest

from data_access import database
from data_access.accounts import Grant
from data_access.identity import SignInMissing
from data_access.problems import DatabaseDamaged, DatabaseUnreachable, SchemaOlder
from tests.pages.conftest import Serve, SignIn
from tests.pages.seen import seen
from ui.frame import BEFORE_RECORDS, PAGES
from wording import data
from wording import frame as words
from wording.sign_in import CANNOT_START
from wording.text import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_no_database_at_the_address(
    name: str, language: Language, serve: Serve, tmp_path: Path
) -> None:
    serve(f"sqlite:///{tmp_path / 'none.sqlite'}")
    page = seen(name, lang=language)
    assert page.title == words.NO_DATABASE(language)
    assert DatabaseUnreachable.sentence(language) in page.text
    assert not list(tmp_path.iterdir())


def test_no_server_at_the_address(serve: Serve) -> None:
    serve("postgresql://officer:hush-hush@127.0.0.1:9/learning")
    page = seen("overview", lang="en")
    assert page.title == words.NO_DATABASE.en
    assert "hush-hush" not in page.markup
    assert "127.0.0.1" not in page.markup


def test_a_file_that_is_no_database(serve: Serve, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("minutes of the meeting\n" * 100)
    serve(f"sqlite:///{path}")
    page = seen("map", lang="en")
    assert DatabaseDamaged.sentence.en in page.text
    assert path.read_text() == "minutes of the meeting\n" * 100


def test_a_database_without_tables(serve: Serve, tmp_path: Path) -> None:
    path = tmp_path / "bare.sqlite"
    path.touch()
    serve(f"sqlite:///{path}")
    assert SchemaOlder.sentence.en in seen("overview", lang="en").text
    assert not path.stat().st_size


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(PAGES.keys() - BEFORE_RECORDS))
def test_an_empty_database(name: str, language: Language, sign_in: SignIn, sqlite_url: str) -> None:
    sign_in(sqlite_url, Grant("prefecture"))
    page = seen(name, lang=language)
    assert page.title == words.NOTHING_YET(language)
    assert words.HOW_TO_IMPORT(language) in page.text
    assert f'href="data?section=upload&amp;lang={language}"' in page.markup


@pytest.mark.parametrize("section", data.SECTIONS)
def test_an_administrator_brings_the_first_records_in(
    section: str, sign_in: SignIn, sqlite_url: str
) -> None:
    sign_in(sqlite_url, Grant("prefecture"))
    page = seen("data", lang="ja", section=section)
    assert page.title != words.NOTHING_YET.ja
    assert 'aria-current="page"' in page.markup
    assert not page.notices
    assert seen("roles").title != words.NOTHING_YET.ja


@pytest.mark.parametrize("name", ["overview", "data", "roles"])
def test_others_are_told_whom_to_wait_for(name: str, sign_in: SignIn, sqlite_url: str) -> None:
    sign_in(sqlite_url, Grant("municipality", frozenset({"14205"})))
    page = seen(name, lang="ja")
    assert page.title == words.NOTHING_YET.ja
    assert words.NOT_YET_IMPORTED.ja in page.text
    assert 'href="data' not in page.markup


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_database_that_is_not_the_sample_s_without_sign_in(
    name: str, language: Language, serve: Serve, sqlite_url: str
) -> None:
    serve(sqlite_url)
    page = seen(name, lang=language)
    assert page.title == CANNOT_START(language)
    assert SignInMissing.sentence(language) in page.text


def test_the_first_records_appear_without_a_restart(serve: Serve, tmp_path: Path) -> None:
    path = tmp_path / "late.sqlite"
    serve(f"sqlite:///{path}")
    assert seen("overview").title == words.NO_DATABASE.ja
    database.upgrade(f"sqlite:///{path}").close()
    assert seen("overview").title == CANNOT_START.ja
