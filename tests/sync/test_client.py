"""A server on a bad day: what is tried again, what is not, and what is never said."""

import os
import shutil
import ssl
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from servers import (
    SECRET,
    USER,
    Server,
    cut_off,
    cut_off_chunked,
    dripping,
    hung_up,
    redirected,
    serving,
    silent,
    status,
    text,
)

from data_access.importing.reasons import Refusal
from data_access.sync import settings
from data_access.sync.client import Client, Credentials, Patience, seconds_asked

QUICK = Patience(tries=3, first_wait=0.01, longest_wait=1)
HASTY = replace(QUICK, timeout=1, whole=1)


@pytest.fixture
def server():
    with serving(lambda *_: (200, {"said": "hello"})) as running:
        yield running


def client(server: Server, secret: str = SECRET, **options: object) -> Client:
    given = {"patience": QUICK} | options
    return Client(server.address, Credentials(USER, secret), **given)


def refusal(server: Server, path: str = "/", **options: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        client(server, **options).page(server.address + path)
    said = f"{caught.value} {caught.value.text}"
    assert SECRET not in said
    assert USER not in said
    assert "Basic" not in said
    return caught.value


@pytest.mark.parametrize(
    "trouble",
    [
        status(429, Retry_After="0"),
        status(429),
        status(500),
        status(503),
        status(503, Retry_After="0"),
        status(524),
        cut_off,
        cut_off_chunked,
        hung_up,
    ],
)
def test_what_passes_is_tried_again(server: Server, trouble):
    server.trouble = [trouble, trouble]
    page = client(server).page(server.address + "/a?b=c")
    assert page.content == {"said": "hello"}
    assert server.asked == ["/a?b=c"] * 3


@pytest.mark.parametrize("trouble", [silent(3), dripping])
def test_what_takes_too_long_is_tried_again(server: Server, trouble):
    server.trouble = [trouble]
    assert client(server, patience=HASTY).page(server.address).content == {"said": "hello"}
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("trouble", "code"),
    [(status(503), "server_error"), (cut_off, "unreachable"), (hung_up, "unreachable")],
)
def test_what_does_not_pass_is_given_up(server: Server, trouble, code):
    server.trouble = [trouble] * 9
    assert refusal(server, "/a?who=hanako").code == code
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (status(400), "server_error"),
        (status(404), "not_found"),
        (status(403), "unauthorised"),
        (text(b"<html>please sign in</html>"), "not_json"),
        (text(b'{"count": 1'), "not_json"),
        (text(b"[" * 100_000), "not_json"),
        (redirected("https://elsewhere.example/"), "other_host"),
        (redirected("http://127.0.0.1:1/"), "other_host"),
        (redirected("file:///etc/passwd"), "other_host"),
        (status(429, Retry_After="3600"), "told_to_wait"),
    ],
)
def test_what_no_second_try_would_change(server: Server, trouble, code):
    server.trouble = [trouble]
    assert refusal(server).code == code
    assert len(server.asked) == 1


def test_wrong_credentials(server: Server):
    assert refusal(server, secret="wrong").code == "unauthorised"
    assert len(server.asked) == 1


def test_a_redirection_on_the_same_server_is_followed_a_few_times(server: Server):
    server.trouble = [redirected("/b/?c=d")]
    assert client(server).page(server.address + "/b?c=d").content == {"said": "hello"}
    assert server.asked == ["/b?c=d", "/b/?c=d"]
    server.trouble = [redirected("/round")] * 9
    assert refusal(server).code == "server_error"


def test_a_server_is_waited_for_as_long_as_it_asks(server: Server):
    waits: list[float] = []
    server.trouble = [status(429, Retry_After="1"), status(503)]
    began = time.monotonic()
    client(server, on_wait=waits.append).page(server.address)
    assert waits == [1.0, 0.02]
    assert time.monotonic() - began >= 1


def test_another_server_is_not_even_asked(server: Server):
    asking = client(server)
    with serving(lambda *_: (200, {})) as other:
        with pytest.raises(Refusal) as caught:
            asking.page(other.address)
        assert caught.value.code == "other_host"
        assert other.asked == []


def test_a_proxy_of_the_environment_is_used(server: Server, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("http_proxy", server.address)
    monkeypatch.delenv("no_proxy", raising=False)
    behind = "http://localhost:9"
    asking = Client(behind, Credentials(USER, SECRET), patience=QUICK)
    assert asking.page(behind + "/a").content == {"said": "hello"}
    assert server.asked == [behind + "/a"]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of an authority that nobody knows; with its key in the same file."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed")
    path = tmp_path / "own.pem"
    command = f"{openssl} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(path), "-out", str(tmp_path / "cert.pem")]
    subprocess.run([*command.split(), *names, *files], check=True, capture_output=True)
    path.write_text(path.read_text() + (tmp_path / "cert.pem").read_text())
    return path


def test_certificates_are_checked(server: Server, certificate: Path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    address = server.address.replace("http:", "https:")
    who = Credentials(USER, SECRET)
    with pytest.raises(Refusal) as caught:
        Client(address, who, patience=QUICK).page(address)
    assert caught.value.code == "untrusted"
    assert server.asked == []
    trusting = Client(address, who, patience=QUICK, authorities=str(certificate))
    assert trusting.page(address).content == {"said": "hello"}
    with pytest.raises(Refusal) as caught:
        Client(address, who, authorities=str(certificate.with_name("none.pem")))
    assert caught.value.code == "bad_authorities"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [(None, None), ("", None), ("7", 7.0), (" 12 ", 12.0), ("soon", None), ("-5", None)],
)
def test_moments_and_seconds_to_wait_for(header, seconds):
    assert seconds_asked(header) == seconds
    later = datetime.now(UTC) + timedelta(seconds=90)
    assert 80 < seconds_asked(format_datetime(later, usegmt=True)) <= 90


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://lrs.example.jp", "insecure_address"),
        ("ftp://lrs.example.jp", "bad_address"),
        ("file:///etc/passwd", "bad_address"),
        ("lrs.example.jp", "bad_address"),
        ("https://hanako:himitsu@lrs.example.jp", "bad_address"),
        ("https://lrs.example.jp:port", "bad_address"),
    ],
)
def test_addresses_that_credentials_are_not_sent_to(address, code):
    with pytest.raises(Refusal) as caught:
        Client(address, Credentials(USER, SECRET))
    assert caught.value.code == code
    assert "himitsu" not in str(caught.value.text)


def test_credentials_are_not_shown():
    assert SECRET not in repr(Credentials(USER, SECRET)) + str(settings.udemy(environment()))


def environment(**changes: str) -> dict[str, str]:
    return {
        "LEARNING_UDEMY_URL": "https://example.udemy.com/",
        "LEARNING_UDEMY_ORGANISATION": "4711",
        "LEARNING_UDEMY_CLIENT_ID": USER,
        "LEARNING_UDEMY_CLIENT_SECRET": SECRET,
        **changes,
    }


def test_settings_of_the_reporting_api():
    found = settings.udemy(environment(LEARNING_UDEMY_PAGE_SIZE="1000"))
    assert (found.address, found.page_size, found.users) == (
        "https://example.udemy.com",
        1000,
        True,
    )
    assert found.credentials == Credentials(USER, SECRET)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"LEARNING_UDEMY_URL": ""}, "missing_setting"),
        ({"LEARNING_UDEMY_ORGANISATION": ""}, "missing_setting"),
        ({"LEARNING_UDEMY_ORGANISATION": "../1"}, "bad_setting"),
        ({"LEARNING_UDEMY_CLIENT_SECRET": ""}, "missing_credentials"),
        ({"LEARNING_UDEMY_PAGE_SIZE": "0"}, "bad_setting"),
        ({"LEARNING_UDEMY_CREDENTIALS": "nowhere"}, "missing_credentials"),
    ],
)
def test_settings_that_are_missing_or_wrong(changes, code):
    with pytest.raises(Refusal) as caught:
        settings.udemy(environment(**changes))
    assert caught.value.code == code


@pytest.mark.skipif(os.name == "nt", reason="permissions of another kind")
def test_a_file_of_credentials_is_its_owner_s_alone(tmp_path: Path):
    path = tmp_path / "credentials"
    path.write_text(f"{USER}\n{SECRET}\n")
    for mode in (0o644, 0o640, 0o604):
        path.chmod(mode)
        with pytest.raises(Refusal) as caught:
            settings.udemy(environment(LEARNING_UDEMY_CREDENTIALS=str(path)))
        assert caught.value.code == "open_credentials"
    path.chmod(0o600)
    found = settings.udemy(environment(LEARNING_UDEMY_CREDENTIALS=str(path)))
    assert found.credentials == Credentials(USER, SECRET)
    path.write_text(USER)
    with pytest.raises(Refusal) as caught:
        settings.udemy(environment(LEARNING_UDEMY_CREDENTIALS=str(path)))
    assert caught.value.code == "missing_credentials"
