"""Signing in with a real provider and a real browser: who is let in, and when it ends."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data_access import database as databases
from data_access import identity, schema
from data_access.accounts import Grant, Register
from data_access.identity import REFUSED
from tests import signing_in
from tests.browser.conftest import SEMINAR
from tests.browser.server import serving
from tests.browser.test_accessibility import check
from tests.browser.viewing import PATIENCE, answer, begin_presentation, settle
from ui import away
from ui.frame import OPEN_TO
from wording import frame
from wording import presentation as shows
from wording import roles as role_words
from wording import sign_in as words
from wording.text import LANGUAGES, Text

RECHECK = "0.5"
"""Seconds between two looks at somebody's role; an operator's setting like any other."""
CONTACT = "045-000-0000"
COOKIE = "_streamlit_user"


@dataclass(frozen=True)
class Dashboard:
    """A server at which people sign in, and the database behind it."""

    url: str
    register: Register
    accounts: dict[str, int]
    log: Path

    def audit(self, action: str) -> list[Any]:
        columns = schema.audit.c
        found = sa.select(columns.who, columns.detail).where(columns.action == action)
        with self.register.database.engine.connect() as connection:
            return list(connection.execute(found.order_by(columns.id)))

    def move_clock(self, column: sa.Column[int], seconds: int) -> None:
        """As if that much time had passed since."""
        with self.register.database.engine.begin() as connection:
            connection.execute(sa.update(schema.sign_in).values({column: column - seconds}))


@pytest.fixture(scope="module")
def dashboard(sample_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    folder = tmp_path_factory.mktemp("sign-in")
    shutil.copyfile(sample_url.removeprefix("sqlite:///"), folder / "learning.sqlite")
    url = f"sqlite:///{folder / 'learning.sqlite'}"
    with signing_in.provider() as issuer, closing(databases.connect(url)) as opened:
        register = Register(opened, identity.operator(signing_in.PREFECTURE), "tests")
        accounts = signing_in.enter_everybody(register, issuer)
        secrets = signing_in.secrets_file(folder, issuer)
        option, log = f"--secrets.files={secrets}", folder / "log"
        settings = {"LEARNING_RECHECK_SECONDS": RECHECK, "LEARNING_CONTACT": CONTACT}
        with serving(url, log, option, **settings) as server:
            yield Dashboard(server, register, accounts, log)


@pytest.fixture
def person(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of somebody who has never been here."""
    context = browser.new_context(viewport=SEMINAR, locale="ja-JP")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def come(
    person: BrowserContext, dashboard: Dashboard, name: str, path: str = "definitions"
) -> Page:
    """Follow a link into the dashboard, sign in on the way, and arrive where the link leads."""
    page = person.new_page()
    page.goto(f"{dashboard.url}/{path}")
    expect(answer(page)).to_have_text(words.WELCOME.ja)
    signing_in.sign_in(page, name)
    has_role = name in signing_in.PEOPLE or name == "invited"
    page.wait_for_url(f"{dashboard.url}/{path if has_role else ''}*")
    return page


def expect_title(page: Page, title: Text) -> None:
    expect(answer(page)).to_have_text(title.ja)


def signed_in_as(page: Page, name: str) -> None:
    expect(page.locator(".st-key-signed-in")).to_contain_text(name)
    settle(page)


@pytest.mark.parametrize("name", ["prefecture", "two-towns", "presenter"])
def test_each_role_sees_its_pages(name: str, person: BrowserContext, dashboard: Dashboard) -> None:
    page = come(person, dashboard, name, "methods?lang=ja")
    signed_in_as(page, name)
    role = signing_in.PEOPLE[name].role
    expect(page.locator(".st-key-signed-in")).to_contain_text(words.ROLES[role].ja)
    for closed, roles in OPEN_TO.items():
        link = page.locator(".menu").get_by_text(frame.PAGE_NAMES[closed].ja, exact=True)
        expect(link).to_have_count(int(role in roles))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_has_not_signed_in_is_asked_to(
    language: Any, person: BrowserContext, dashboard: Dashboard
) -> None:
    page = person.new_page()
    for path in ("", "ranking", "data", "roles"):
        page.goto(f"{dashboard.url}/{path}?lang={language}")
        expect(answer(page)).to_have_text(words.WELCOME(language))
        expect(page.locator(".st-key-instead")).to_contain_text(CONTACT)
        expect(page.locator(".menu, .card, table")).to_have_count(0)
    check(page)


def test_an_unknown_person_learns_what_to_do_and_nothing_else(
    person: BrowserContext, dashboard: Dashboard
) -> None:
    page = come(person, dashboard, "stranger", "ranking?place=14205")
    expect_title(page, words.UNKNOWN)
    expect(page.locator(".menu, .card, table")).to_have_count(0)
    shown = re.search(r"(\w{4}-){2}\w{4}", page.locator(".marked").inner_text())
    [line] = dashboard.audit(REFUSED)
    assert shown is not None
    assert (line.who, line.detail["reason"]) == (shown[0], "unknown")
    page.reload()
    expect_title(page, words.UNKNOWN)
    assert len(dashboard.audit(REFUSED)) == 1, "a sign-in is refused once"


def test_an_invitation_is_for_whom_the_provider_vouches(
    person: BrowserContext, browser: Browser, dashboard: Dashboard
) -> None:
    dashboard.register.invite("招待した人", "invited@example.jp", Grant("presenter"))
    expect_title(come(person, dashboard, "unverified"), words.UNKNOWN)
    other = browser.new_context(locale="ja-JP")
    signed_in_as(come(other, dashboard, "invited"), "招待した人")
    other.close()
    invited = [each for each in dashboard.register.accounts() if each.name == "招待した人"]
    assert [(each.state, each.invited) for each in invited] == [("active", "")]


def test_a_link_to_a_page_of_another_role(person: BrowserContext, dashboard: Dashboard) -> None:
    page = come(person, dashboard, "fujisawa", "roles")
    expect_title(page, words.FORBIDDEN)
    expect(page.locator("table")).to_have_count(0)
    expect(page.locator(".menu a[aria-current]")).to_have_count(0)
    page.goto(f"{dashboard.url}/data?section=history")
    expect_title(page, words.FORBIDDEN)
    assert {line.detail["page"] for line in dashboard.audit("page refused")} == {"roles", "data"}


def test_a_forged_cookie_opens_nothing(person: BrowserContext, dashboard: Dashboard) -> None:
    page = come(person, dashboard, "fujisawa")
    signed_in_as(page, "fujisawa")
    [cookie] = [each for each in person.cookies() if each["name"] == COOKIE]
    payload, _, signature = cookie["value"].partition(".")
    for forged in (f"{payload[:-4]}AAAA.{signature}", "eyJzdWIiOiJwcmVmZWN0dXJlIn0"):
        person.add_cookies([{**cookie, "value": forged}])
        page.reload()
        expect_title(page, words.WELCOME)


def test_a_revoked_role_closes_a_page_that_nobody_touches(
    person: BrowserContext, dashboard: Dashboard
) -> None:
    page = come(person, dashboard, "fujisawa", "map?lang=ja")
    signed_in_as(page, "fujisawa")
    number = dashboard.accounts["fujisawa"]
    dashboard.register.revoke(number)
    try:
        expect_title(page, words.REVOKED)
        expect(page.locator(".menu, .card, table")).to_have_count(0)
    finally:
        dashboard.register.change(number, signing_in.PEOPLE["fujisawa"])
    page.reload()
    expect_title(page, words.REVOKED)


def test_a_changed_role_begins_the_page_anew(person: BrowserContext, dashboard: Dashboard) -> None:
    page = come(person, dashboard, "two-towns")
    signed_in_as(page, words.ROLES["municipality"].ja)
    number = dashboard.accounts["two-towns"]
    dashboard.register.change(number, Grant("presenter"))
    try:
        signed_in_as(page, words.ROLES["presenter"].ja)
    finally:
        dashboard.register.change(number, signing_in.PEOPLE["two-towns"])


def test_a_show_ends_with_the_role(person: BrowserContext, dashboard: Dashboard) -> None:
    page = come(person, dashboard, "presenter", "presentation?lang=ja")
    signed_in_as(page, "presenter")
    begin_presentation(page, dashboard.url, shows.REAL.ja, "会議")
    page.get_by_role("link", name=shows.SHOW.ja).click()
    expect(page.locator(".stage .slide.on")).to_be_visible()
    number = dashboard.accounts["presenter"]
    dashboard.register.change(number, signing_in.PEOPLE["fujisawa"])
    try:
        expect_title(page, words.FORBIDDEN)
        expect(page.locator(".stage")).to_have_count(0)
    finally:
        dashboard.register.change(number, signing_in.PEOPLE["presenter"])


def test_a_session_ends_on_an_unattended_desk(person: BrowserContext, dashboard: Dashboard) -> None:
    page = come(person, dashboard, "presenter")
    for column, hours, reason in (
        (schema.sign_in.c.seen_at, 2, "idle"),
        (schema.sign_in.c.began_at, 13, "longest"),
    ):
        signed_in_as(page, "presenter")
        dashboard.move_clock(column, hours * 3600)
        expect_title(page, words.ENDED)
        expect(page.locator(".prose")).to_contain_text(words.ENDED_NEXT[reason].ja)
        signing_in.sign_in(page, "presenter")
    signed_in_as(page, "presenter")


def test_signing_out_ends_every_tab_and_a_copied_cookie(
    person: BrowserContext, browser: Browser, dashboard: Dashboard
) -> None:
    page = come(person, dashboard, "presenter")
    signed_in_as(page, "presenter")
    copied = person.cookies()
    other_tab = person.new_page()
    other_tab.goto(f"{dashboard.url}/definitions")
    signed_in_as(other_tab, "presenter")
    page.get_by_role("button", name=words.SIGN_OUT.ja).click()
    page.get_by_role("button", name="End session").click()  # the provider's own question
    expect_title(page, words.WELCOME)
    expect_title(other_tab, words.ENDED)
    thief = browser.new_context(locale="ja-JP")
    thief.add_cookies(copied)
    tried = thief.new_page()
    tried.goto(f"{dashboard.url}/ranking")
    expect_title(tried, words.ENDED)
    thief.close()


def test_a_file_is_recorded(person: BrowserContext, dashboard: Dashboard) -> None:
    page = come(person, dashboard, "prefecture", "definitions?lang=ja")
    signed_in_as(page, "prefecture")
    with page.expect_download() as taken:
        page.locator(".stDownloadButton button").click()
    [line] = dashboard.audit(away.TAKEN)
    assert line.detail["file"] == taken.value.suggested_filename
    assert line.detail["rows"] > 0
    assert (line.detail["role"], line.detail["municipalities"]) == ("prefecture", None)
    assert line.detail["version"] >= 1


def test_an_administrator_gives_and_takes_roles(
    person: BrowserContext, dashboard: Dashboard
) -> None:
    page = come(person, dashboard, "prefecture", "roles?lang=ja")
    signed_in_as(page, "prefecture")
    page.get_by_label(role_words.NAME.ja).fill("箱根町 研修担当")
    page.get_by_label(role_words.WHOM.ja).fill("sato@town.hakone.example")
    page.locator(".st-key-give").get_by_role("button", name="箱根町").click()
    page.locator(".st-key-give-it button").click()
    expect(page.locator("p.notice")).to_contain_text("箱根町 研修担当")
    line = page.locator("table.plain tr", has_text="sato@town.hakone.example")
    expect(line).to_contain_text(role_words.STATES["invited"].ja)
    check(page)
    [invited] = [each for each in dashboard.register.accounts() if "箱根町" in each.name]
    assert invited.municipalities == ("14382",)
    dashboard.register.revoke(invited.id)


def test_the_log_names_nobody_and_holds_no_trace_of_an_error(dashboard: Dashboard) -> None:
    written = dashboard.log.read_text(encoding="utf-8")
    assert "example.jp" not in written
    assert "Uncaught app execution" not in written
