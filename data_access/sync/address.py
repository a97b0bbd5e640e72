"""Addresses: the one server that credentials are for, and no other."""

from typing import NamedTuple
from urllib.parse import urljoin, urlsplit, urlunsplit

from data_access.importing.reasons import Refusal, filled
from wording.text import Text

_PORTS = {"https": 443, "http": 80}
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})

_NO_ADDRESS = Text(
    ja="「{address}」は https:// で始まるアドレスではありません。",
    en="“{address}” is no address that begins with https://.",
)
_INSECURE = Text(
    ja="{address} は暗号化されていない（http://）ため、認証情報を送りません。"
    "https:// で始まるアドレスを指定してください。",
    en="{address} is not encrypted (http://), so no credentials are sent there. Please give an "
    "address that begins with https://.",
)
_WITH_PASSWORD = Text(
    ja="アドレスに利用者名やパスワードを書かないでください。環境変数か、本人だけが読めるファイルに書きます。",
    en="Please write no user name or password into the address; they belong in environment "
    "variables, or in a file that only you can read.",
)
_ELSEWHERE = Text(
    ja="続きのページとして別のサーバー（{other}）が示されました。{ours} 以外には接続しません。",
    en="The next page was said to be on another server ({other}). Nothing but {ours} is asked.",
)


class Origin(NamedTuple):
    """A server: pages are fetched from one alone."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == _PORTS[self.scheme]
        return f"{self.scheme}://{host}" + ("" if usual else f":{self.port}")


def origin(address: str) -> Origin:
    """The server of an address. Refuses what is no web address, or one with a password in it."""
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        scheme, host, port = "", None, None
    if scheme not in _PORTS or not host:
        raise Refusal("bad_address", filled(_NO_ADDRESS, address=address.rpartition("@")[2]))
    if parts.username is not None or parts.password is not None:
        raise Refusal("bad_address", _WITH_PASSWORD)
    return Origin(scheme, host.lower(), port or _PORTS[scheme])


def checked(address: str) -> str:
    """The address, without a final slash, once it may be sent credentials."""
    server = origin(address)
    if server.scheme == "http" and server.host not in _THIS_MACHINE:
        raise Refusal("insecure_address", filled(_INSECURE, address=str(server)))
    return address.rstrip("/")


def following(address: str, link: str) -> str:
    """Where a link on the page at `address` leads. Refuses any other server."""
    target = urljoin(address, link)
    ours = origin(address)
    try:
        other = origin(target)
    except Refusal:
        raise Refusal("other_host", filled(_ELSEWHERE, other="?", ours=str(ours))) from None
    if other != ours:
        raise Refusal("other_host", filled(_ELSEWHERE, other=str(other), ours=str(ours)))
    return target


def shown(address: str) -> str:
    """The address as it may be shown: without what is asked for, which can name people."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
