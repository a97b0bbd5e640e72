"""nginx with the repository's own configuration, in front of a dashboard that the tests started."""

import os
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.server import PATIENCE, ROOT, NotServing, end, free_port

DEPLOYMENT = ROOT / "docs" / "deployment"
HOST = "localhost"
MAIN = """\
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/main.log;
events {{ worker_connections 2048; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/learning.conf;
}}
"""
"""What Debian's nginx.conf says, but in a folder of its own and without root."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running nginx."""

    secure: int
    plain: int
    folder: Path

    @property
    def address(self) -> str:
        """By which a reader opens the dashboard."""
        return f"https://{HOST}:{self.secure}"

    @property
    def log(self) -> str:
        """All that it wrote down."""
        return "".join(each.read_text("utf-8") for each in sorted(self.folder.glob("*.log")))

    def context(self) -> ssl.SSLContext:
        """Trusts its certificate and no other."""
        return ssl.create_default_context(cafile=str(self.folder / "certificate.pem"))

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[HTTPResponse, str]:
        """One answer, with its text; an underscore in a header's name stands for a hyphen."""
        connection = HTTPSConnection(HOST, self.secure, context=self.context(), timeout=PATIENCE)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer, text


def program() -> str:
    """Where nginx is. Without it the test is skipped, save where everything must be proven."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found:
        return found
    missing = "nginx is not installed (on Debian: apt install nginx-light)"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@contextmanager
def proxied(
    folder: Path, dashboard: int, secure: int = 0, lines: dict[str, str] | None = None
) -> Iterator[Proxy]:
    """nginx before the dashboard at that port; `lines` are further changes to the configuration."""
    nginx, made = program(), Proxy(secure or free_port(), free_port(), folder)
    _certify(folder)
    shutil.copy(DEPLOYMENT / "error.html", folder)
    user = "user root;" if os.name == "posix" and os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), "utf-8")
    (folder / "learning.conf").write_text(_configuration(made, dashboard, lines or {}), "utf-8")
    command = [nginx, "-c", str(folder / "nginx.conf"), "-e", str(folder / "main.log")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait(process, made)
        yield made
    finally:
        end(process)


def _configuration(made: Proxy, dashboard: int, lines: dict[str, str]) -> str:
    """The repository's, with this machine's ports and places; each must be there to be replaced."""
    text = (DEPLOYMENT / "nginx.conf").read_text("utf-8")
    own = {
        "listen 80": f"listen 127.0.0.1:{made.plain}",
        "listen 443": f"listen 127.0.0.1:{made.secure}",
        "127.0.0.1:8501": f"127.0.0.1:{dashboard}",
        "https://dashboard.example.lg.jp$": f"https://{HOST}:{made.secure}$",
        "/etc/ssl/certs/dashboard.example.lg.jp.pem": f"{made.folder}/certificate.pem",
        "/etc/ssl/private/dashboard.example.lg.jp.key": f"{made.folder}/certificate.key",
        "dashboard.example.lg.jp;": f"{HOST};",
        "/var/log/nginx/": f"{made.folder}/",
        "/usr/share/learning-dashboard": str(made.folder),
    }
    for old, new in (own | lines).items():
        assert old in text, f"the configuration no longer says {old}"
        text = text.replace(old, new)
    return text


def _certify(folder: Path) -> None:
    """A certificate for this machine, good for the test's day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(encoding))
    (folder / "certificate.key").write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def _wait(process: subprocess.Popen[bytes], made: Proxy) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            made.ask("/")
        except ConnectionError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise NotServing(made.log) from None
            time.sleep(0.05)
        else:
            return
