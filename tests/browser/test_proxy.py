"""Through the nginx configuration that the repository offers, as a town hall's network would."""

import http.client
import shutil
import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FilePayload, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from data_access import database as databases
from data_access import identity
from data_access.accounts import Register
from tests import signing_in
from tests.browser.conftest import SEMINAR, Watched
from tests.browser.proxy import HOST, Proxy, proxied
from tests.browser.server import free_port, serving
from tests.browser.viewing import PAGES, drawn, look, settle

KINDS_OF_ANSWERS = ("/", "/map", "/_stcore/health", "/app/static/outlines/14.geojson", "/no/page")
EVERYWHERE = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
CLOSED = (
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/interact",
    "/component/anything/index.html",
    "/app/static/README.md",
    "/app/static/outlines/",
    "/map/_stcore/health",
    "/.streamlit/secrets.toml",
)
PICTURE: FilePayload = {
    "name": "picture.csv",
    "mimeType": "text/csv",
    "buffer": b"\x89PNG\r\n\x1a\n",
}
REFUSED_UPLOADS = "SELECT who FROM audit WHERE action = 'upload refused'"
TOO_LARGE = str(202 * 1024 * 1024)


@pytest.fixture(scope="module")
def proxy(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """nginx before the server of the sample prefecture."""
    port = urlsplit(server).port
    assert port
    with proxied(tmp_path_factory.mktemp("nginx"), port) as running:
        yield running


@pytest.mark.parametrize("path", KINDS_OF_ANSWERS)
def test_every_answer_carries_the_headers(proxy: Proxy, path: str) -> None:
    answer, _ = proxy.ask(path, Origin="https://elsewhere.example")
    assert {name: answer.headers[name] for name in EVERYWHERE} == EVERYWHERE
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http:" not in policy
    assert answer.headers["Access-Control-Allow-Origin"] is None
    assert answer.headers["Server"] == "nginx"


def test_pages_are_what_they_say(proxy: Proxy) -> None:
    answer, text = proxy.ask("/map?lang=ja")
    assert answer.status == 200
    assert "text/html" in answer.headers["Content-Type"]
    assert '<div id="root">' in text
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_cookies_travel_over_tls_and_stay_with_the_site(proxy: Proxy) -> None:
    answer, text = proxy.ask("/_stcore/health")
    assert text == "ok"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("_streamlit_xsrf=")
    assert {"Secure", "SameSite=Strict"} <= set(cookie.split("; "))


def test_http_leads_to_https(proxy: Proxy) -> None:
    connection = http.client.HTTPConnection(HOST, proxy.plain, timeout=30)
    connection.request("GET", "/map?lang=en")
    answer = connection.getresponse()
    assert answer.status == 301
    assert answer.headers["Location"] == f"{proxy.address}/map?lang=en"
    connection.close()


def test_another_name_is_not_answered(proxy: Proxy) -> None:
    plain = http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=30)
    plain.request("GET", "/", headers={"Host": "elsewhere.example"})
    with pytest.raises(http.client.RemoteDisconnected):
        plain.getresponse()
    secure = http.client.HTTPSConnection(
        "127.0.0.1", proxy.secure, context=proxy.context(), timeout=30
    )
    with pytest.raises(ssl.SSLError):
        secure.request("GET", "/")


@pytest.mark.parametrize("path", CLOSED)
def test_what_no_reader_needs_is_not_there(proxy: Proxy, path: str) -> None:
    answer, text = proxy.ask(path)
    assert answer.status == 404
    assert "このページはありません" in text
    assert "There is no such page" in text


@pytest.mark.parametrize(("method", "path"), [("POST", "/"), ("PUT", "/map"), ("DELETE", "/ready")])
def test_pages_are_read_and_nothing_else(proxy: Proxy, method: str, path: str) -> None:
    answer, _ = proxy.ask(path, method)
    assert answer.status in (403, 405)


def test_too_large_is_told_before_it_is_sent(proxy: Proxy) -> None:
    answer, text = proxy.ask("/_stcore/upload_file/some/file", "PUT", Content_Length=TOO_LARGE)
    assert answer.status == 413
    assert "200 MB" in text
    answer, _ = proxy.ask("/", body=b"x" * 20_000)
    assert answer.status == 413


def test_a_websocket_from_another_site_is_refused(proxy: Proxy) -> None:
    address = f"wss://{HOST}:{proxy.secure}/_stcore/stream"
    with connect(address, origin=proxy.address, ssl=proxy.context()):
        pass
    with pytest.raises(InvalidStatus) as refused:
        connect(address, origin="https://elsewhere.example", ssl=proxy.context())
    assert refused.value.response.status_code == 403


def test_a_load_balancer_learns_whether_there_are_figures(proxy: Proxy) -> None:
    answer, text = proxy.ask("/ready")
    assert (answer.status, text) == (200, "ok")


def test_who_sends_too_much_is_told_to_wait(
    server: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    few = {"burst=60": "burst=3"}
    with proxied(
        tmp_path_factory.mktemp("nginx"), urlsplit(server).port or 0, lines=few
    ) as hurried:
        told = [hurried.ask("/_stcore/upload_file/s/f", "DELETE") for _ in range(6)]
    assert [answer.status for answer, _ in told[:3]] == [403] * 3  # without an XSRF token
    assert told[-1][0].status == 429
    assert "Wait a minute" in told[-1][1]


def test_without_the_dashboard_there_is_a_sentence(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with proxied(tmp_path_factory.mktemp("nginx"), free_port()) as alone:
        answer, text = alone.ask("/map?lang=ja")
    assert answer.status == 502
    assert "応答していません" in text
    assert "tries again by itself" in text
    assert '<meta http-equiv="refresh" content="15">' in text
    assert "nginx" not in text
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_log_keeps_no_choice_no_file_and_no_code(proxy: Proxy) -> None:
    proxy.ask("/map?place=14205")
    proxy.ask("/media/0123456789abcdef.csv?x=1")
    proxy.ask("/oauth2callback?code=geheim&state=geheim")
    proxy.ask("/_stcore/upload_file/session-abc/file", "DELETE")
    written = proxy.log
    assert "GET /map 200" in written
    assert "/media/- " in written
    assert not [word for word in ("14205", "0123456", "geheim", "session-abc") if word in written]


def test_every_page_keeps_to_the_policy(proxy: Proxy, browser: Browser, watched: Watched) -> None:
    context = browser.new_context(viewport=SEMINAR, locale="ja-JP", ignore_https_errors=True)
    page = context.new_page()
    watched.follow(page)
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation',"
        " e => console.error('policy', e.violatedDirective, e.blockedURI, e.sourceFile))"
    )
    for name in PAGES:
        look(page, proxy.address, name, lang="ja", place="14205")
        drawn(page)
    context.close()


def test_whoever_signed_in_may_bring_a_file_in_and_a_stranger_may_not(
    sample_url: str, browser: Browser, watched: Watched, tmp_path: Path
) -> None:
    copy, port = tmp_path / "learning.sqlite", free_port()
    shutil.copyfile(sample_url.removeprefix("sqlite:///"), copy)
    with signing_in.provider() as issuer:
        with closing(databases.connect(f"sqlite:///{copy}")) as opened:
            operator = identity.operator(signing_in.PREFECTURE)
            signing_in.enter_everybody(Register(opened, operator, "tests"), issuer)
        secrets = signing_in.secrets_file(tmp_path, issuer)
        written = secrets.read_text("utf-8").replace(
            "http://localhost:{port}", f"https://{HOST}:{port}"
        )
        secrets.write_text(written, "utf-8")
        options = (f"--secrets.files={secrets}",)
        with (
            serving(f"sqlite:///{copy}", tmp_path / "log", *options) as server,
            proxied(tmp_path, urlsplit(server).port or 0, secure=port) as proxy,
        ):
            context = browser.new_context(locale="ja-JP", ignore_https_errors=True)
            page = context.new_page()
            page.goto(f"{proxy.address}/data?lang=ja&section=upload")
            signing_in.sign_in(page, "prefecture")
            settle(page)
            watched.follow(page)  # the provider's own pages are not ours
            look(page, proxy.address, "data", lang="ja", section="upload")
            page.set_input_files("input[type=file]", files=[PICTURE])
            expect(page.locator(".outcome")).to_contain_text(PICTURE["name"])
            flags = {each["name"]: each for each in context.cookies()}
            refused = _upload_of_a_stranger(proxy)
            with closing(sqlite3.connect(copy)) as opened:
                lines = opened.execute(REFUSED_UPLOADS).fetchall()
                opened.execute("DROP VIEW course_current")
            page.goto(f"{proxy.address}/courses?lang=ja")
            broken = page.locator("p.notice[role=alert]").inner_text()
            context.close()
    kept = flags["_streamlit_user"]
    assert (kept["secure"], kept["httpOnly"], kept["sameSite"]) == (True, True, "Lax")
    answer, text = refused
    assert answer.status == 403
    assert "ファイルは受け取れません" in text
    assert lines == [("stranger",)]
    assert broken.startswith("ここの内容を表示できませんでした")
    assert not [word for word in ("course", "sqlite", "Error", "/") if word in broken]
    assert "no such table: course_current" in (tmp_path / "log").read_text("utf-8")


def _upload_of_a_stranger(proxy: Proxy) -> tuple[http.client.HTTPResponse, str]:
    """With the token that Streamlit gives to everybody."""
    health, _ = proxy.ask("/_stcore/health")
    cookie = health.headers["Set-Cookie"].partition(";")[0]
    token = cookie.partition("=")[2]
    return proxy.ask(
        "/_stcore/upload_file/s/f", "PUT", b"x" * 100, Cookie=cookie, X_Xsrftoken=token
    )
