"""Asks one server for pages, patiently: the only place from which this program goes out.

The standard library is enough: certificates are checked, proxies are read from the environment
(`HTTPS_PROXY`, `NO_PROXY`), and redirections are followed by nobody, since credentials must not
travel. What a server or a network says in an error is never repeated, for it can repeat ours.
"""

import json
import ssl
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, OpenerDirector, Request, build_opener

from data_access.importing.reasons import Refusal, filled
from data_access.sync import address as addresses
from wording.text import Text

LARGEST = 256 * 1024**2
"""Bytes of one page, at most."""
_AT_ONCE = 1 << 16
_REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({429, 500, 502, 503, 504, 520, 522, 524})
"""Answers that another try may change; 520 to 524 are a gateway's in front of the server."""
_MOST_REDIRECTIONS = 3

_UNAUTHORISED = Text(
    ja="{address} に認証を拒まれました（{status}）。認証情報と、その権限を確認してください。",
    en="{address} does not accept the credentials ({status}). Please check them, and what they "
    "allow.",
)
_NOT_FOUND = Text(
    ja="{address} はありません（404）。アドレスと組織の番号を確認してください。",
    en="There is nothing at {address} (404). Please check the address and the organisation's "
    "number.",
)
_ANSWERED = Text(
    ja="{address} がエラー（{status}）を返しました。{tries}回試みました。",
    en="{address} answered with an error ({status}); it was tried {tries} times.",
)
_UNREACHABLE = Text(
    ja="{address} に接続できません（{why}）。{tries}回試みました。"
    "ネットワークとプロキシ（環境変数 HTTPS_PROXY）を確認してください。",
    en="{address} cannot be reached ({why}); it was tried {tries} times. Please check the network, "
    "and the proxy in the environment variable HTTPS_PROXY.",
)
_UNTRUSTED = Text(
    ja="{address} の証明書を確認できません。組織の認証局を使う場合は、"
    "環境変数 LEARNING_CA_BUNDLE にその証明書のファイルを指定してください。",
    en="The certificate of {address} cannot be verified. If your organisation has an authority of "
    "its own, name the file with its certificate in the environment variable LEARNING_CA_BUNDLE.",
)
_TOLD_TO_WAIT = Text(
    ja="{address} が{seconds}秒待つよう求めています。そのあとでもう一度実行してください。",
    en="{address} asks to wait for {seconds} seconds. Please run this again after that.",
)
_TOO_LARGE = Text(
    ja="{address} の1ページが大きすぎます（上限{limit}バイト）。"
    "ページの大きさの設定を小さくしてください。",
    en="A page of {address} is too large (the limit is {limit} bytes). Please set a smaller page "
    "size.",
)
_NO_JSON = Text(
    ja="{address} の答えが JSON として読めません。プロキシや認証の画面が返された可能性があります。",
    en="The answer of {address} is not JSON; a proxy or a sign-in page may have answered instead.",
)
_BAD_BUNDLE = Text(
    ja="環境変数 LEARNING_CA_BUNDLE の証明書ファイルを読めません。",
    en="The file of certificates in the environment variable LEARNING_CA_BUNDLE cannot be read.",
)
_CUT_OFF = Text(ja="答えが途中で切れました", en="the answer was cut off")
_TOO_SLOW = Text(ja="時間内に答えがありません", en="no answer in time")
_NO_CONNECTION = Text(ja="接続できません", en="no connection")


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are, for one server. Never shown."""

    user: str = field(repr=False)
    secret: str = field(repr=False)

    @property
    def header(self) -> str:
        """The value of `Authorization`: HTTP Basic."""
        return "Basic " + b64encode(f"{self.user}:{self.secret}".encode()).decode("ascii")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one waits for a server, in seconds, and how often one tries."""

    timeout: float = 60
    """Without a single byte."""
    whole: float = 300
    """For a page from its first byte to its last."""
    tries: int = 6
    first_wait: float = 2
    """Doubled with each try."""
    longest_wait: float = 300
    """Who asks for more is asked again another day."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: the JSON in it, its bytes, and the headers."""

    content: Any
    body: bytes
    headers: HTTPMessage


class _Passing(Exception):  # noqa: N818 - a state of the server, no error of ours
    """Something that may be over at the next try."""

    def __init__(self, refusal: Refusal, wait: float | None = None) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.wait = wait


class _Unfollowed(HTTPRedirectHandler):
    """Leaves redirections to us."""

    def redirect_request(self, *_: Any) -> None:
        """None: the redirection is an answer like any other."""


class Client:
    """Gets pages from the server of one address."""

    def __init__(
        self,
        address: str,
        credentials: Credentials,
        *,
        headers: Mapping[str, str] | None = None,
        patience: Patience | None = None,
        authorities: str | None = None,
        on_wait: Callable[[float], None] | None = None,
    ) -> None:
        self.origin = addresses.origin(addresses.checked(address))
        self.headers = {
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": "regional-learning-dashboard",
            "Authorization": credentials.header,
            **(headers or {}),
        }
        self.patience = patience or Patience()
        self.on_wait = on_wait
        self.opener = _opener(authorities)

    def page(self, address: str) -> Page:
        """The JSON at an address of this server. Refuses what does not come, or is none."""
        addresses.following(str(self.origin), address)
        for attempt in range(1, self.patience.tries + 1):
            try:
                return self._asked(address, attempt)
            except _Passing as passing:
                last = passing.refusal
                if attempt == self.patience.tries:
                    break
                self._wait(address, passing.wait, attempt)
        raise last

    def _wait(self, address: str, asked: float | None, attempt: int) -> None:
        """As long as the server asks, or ever longer."""
        longest = self.patience.longest_wait
        seconds = min(self.patience.first_wait * 2 ** (attempt - 1), longest)
        if asked is not None:
            seconds = asked
        if seconds > longest:
            text = filled(_TOLD_TO_WAIT, address=str(self.origin), seconds=round(seconds))
            raise Refusal("told_to_wait", text)
        if self.on_wait:
            self.on_wait(seconds)
        time.sleep(seconds)

    def _asked(self, address: str, attempt: int) -> Page:
        body, headers = self._body(address, attempt)
        try:
            content = json.loads(body)
        except (ValueError, RecursionError):
            raise Refusal("not_json", self._about(_NO_JSON, address)) from None
        return Page(content, body, headers)

    def _body(self, address: str, attempt: int) -> tuple[bytes, HTTPMessage]:
        """The bytes of the answer, after at most a few redirections on the same server."""
        for _ in range(_MOST_REDIRECTIONS):
            try:
                with self._opened(address) as answer:
                    return self._whole(answer, address), answer.headers
            except HTTPError as error:
                with error:
                    if error.code not in _REDIRECTIONS:
                        raise self._refused(error, address, attempt) from None
                    address = addresses.following(address, error.headers.get("Location", ""))
            except _Passing:
                raise
            except Exception as error:
                raise self._failed(error, address, attempt) from None
        raise Refusal("server_error", self._about(_ANSWERED, address, status="3xx", tries=attempt))

    def _opened(self, address: str) -> HTTPResponse:
        request = Request(address, headers=self.headers)
        opened: HTTPResponse = self.opener.open(request, timeout=self.patience.timeout)
        return opened

    def _whole(self, answer: HTTPResponse, address: str) -> bytes:
        """The body to its announced end, in bounded time and memory."""
        until = time.monotonic() + self.patience.whole
        body = bytearray()
        while chunk := answer.read1(_AT_ONCE):
            body += chunk
            if len(body) > LARGEST:
                raise Refusal("too_large", self._about(_TOO_LARGE, address, limit=LARGEST))
            if time.monotonic() > until:
                raise TimeoutError
        if answer.length:  # bytes that were announced and did not come
            raise HTTPException
        return bytes(body)

    def _refused(self, error: HTTPError, address: str, attempt: int) -> Exception:
        status = error.code
        if status in (401, 403):
            return Refusal("unauthorised", self._about(_UNAUTHORISED, address, status=status))
        if status == 404:
            return Refusal("not_found", self._about(_NOT_FOUND, address))
        text = self._about(_ANSWERED, address, status=status, tries=attempt)
        refusal = Refusal("server_error", text)
        if status not in _PASSING:
            return refusal
        return _Passing(refusal, seconds_asked(error.headers.get("Retry-After")))

    def _failed(self, error: Exception, address: str, attempt: int) -> Exception:
        """What a failure of the network means to the reader; ours is passed on."""
        if isinstance(error, Refusal):
            return error
        cause = error.reason if isinstance(error, URLError) else error
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Refusal("untrusted", self._about(_UNTRUSTED, address))
        if not isinstance(cause, OSError | HTTPException | str):
            return error
        why = _NO_CONNECTION
        if isinstance(cause, TimeoutError):
            why = _TOO_SLOW
        elif isinstance(cause, HTTPException):
            why = _CUT_OFF
        text = self._about(_UNREACHABLE, address, why=why, tries=attempt)
        return _Passing(Refusal("unreachable", text))

    def _about(self, text: Text, address: str, **values: object) -> Text:
        return filled(text, address=addresses.shown(address), **values)


def seconds_asked(header: str | None) -> float | None:
    """The seconds of a `Retry-After`, which may also name a moment; None where it says neither."""
    if not header:
        return None
    text = header.strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _opener(authorities: str | None) -> OpenerDirector:
    context = ssl.create_default_context()
    if authorities:
        try:
            context.load_verify_locations(authorities)
        except (OSError, ssl.SSLError):
            raise Refusal("bad_authorities", _BAD_BUNDLE) from None
    return build_opener(HTTPSHandler(context=context), _Unfollowed())
