"""What the environment says about the sources: addresses, credentials, sizes.

Credentials come from environment variables, or from a file of two lines that its owner alone can
read; never from the command line, which every user of the machine can see.
"""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data_access.importing.reasons import Refusal, filled
from data_access.sync.address import checked
from data_access.sync.client import Credentials, Patience
from wording.text import Text

_MISSING = Text(
    ja="環境変数 {name} を設定してください（{meaning}）。",
    en="Please set the environment variable {name}: {meaning}.",
)
_NO_CREDENTIALS = Text(
    ja="環境変数 {user} と {secret} を設定するか、1行目に利用者（ID）、2行目にシークレットを書いた"
    "ファイルを {file} に指定してください。",
    en="Please set the environment variables {user} and {secret}, or name in {file} a file with "
    "the user on its first line and the secret on its second.",
)
_UNREADABLE = Text(
    ja="{name} で指定されたファイルを読めません。1行目に利用者（ID）、2行目にシークレットが"
    "必要です。",
    en="The file named in {name} cannot be read; it needs the user on its first line and the "
    "secret on its second.",
)
_OPEN_TO_OTHERS = Text(
    ja="{name} で指定されたファイルは、ほかの利用者にも読めます。chmod 600 で本人だけが読めるように"
    "してから実行してください。",
    en="The file named in {name} can be read by others. Please let its owner alone read it "
    "(chmod 600) first.",
)
_NOT_A_NUMBER = Text(
    ja="環境変数 {name} は {least} から {most} までの整数で指定してください。",
    en="The environment variable {name} has to be a whole number from {least} to {most}.",
)
_UDEMY_URL = Text(
    ja="Udemy Business のアドレス。例：https://example.udemy.com",
    en="the address of Udemy Business, such as https://example.udemy.com",
)
_ORGANISATION = Text(
    ja="Udemy Business の組織の番号",
    en="the organisation's number in Udemy Business",
)
_XAPI_ENDPOINT = Text(
    ja="学習記録ストア（LRS）のアドレス。例：https://lrs.example.jp/xAPI",
    en="the address of the Learning Record Store, such as https://lrs.example.jp/xAPI",
)

DAY_IN_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Udemy:
    """The Reporting API of one organisation."""

    address: str
    organisation: str
    credentials: Credentials
    page_size: int
    users: bool
    """Whether users and groups are asked for, which some credentials do not allow."""


@dataclass(frozen=True, slots=True)
class Store:
    """One Learning Record Store."""

    endpoint: str
    credentials: Credentials
    page_size: int
    version: str
    overlap: int
    """Minutes before the last statement from which on statements are asked for again."""


def udemy(environment: Mapping[str, str] = os.environ) -> Udemy:
    """The settings of the Reporting API. Refuses where one is missing or wrong."""
    return Udemy(
        address=checked(_needed(environment, "LEARNING_UDEMY_URL", _UDEMY_URL)),
        organisation=str(
            _number(
                "LEARNING_UDEMY_ORGANISATION",
                _needed(environment, "LEARNING_UDEMY_ORGANISATION", _ORGANISATION),
                range(1, 10**12),
            )
        ),
        credentials=_credentials(
            environment,
            "LEARNING_UDEMY_CLIENT_ID",
            "LEARNING_UDEMY_CLIENT_SECRET",
            "LEARNING_UDEMY_CREDENTIALS",
        ),
        page_size=_size(environment, "LEARNING_UDEMY_PAGE_SIZE"),
        users=environment.get("LEARNING_UDEMY_USERS", "yes") != "no",
    )


def store(environment: Mapping[str, str] = os.environ) -> Store:
    """The settings of the Learning Record Store. Refuses where one is missing or wrong."""
    overlap = environment.get("LEARNING_XAPI_OVERLAP", "60")
    return Store(
        endpoint=checked(_needed(environment, "LEARNING_XAPI_ENDPOINT", _XAPI_ENDPOINT)),
        credentials=_credentials(
            environment, "LEARNING_XAPI_USER", "LEARNING_XAPI_PASSWORD", "LEARNING_XAPI_CREDENTIALS"
        ),
        page_size=_size(environment, "LEARNING_XAPI_PAGE_SIZE"),
        version=environment.get("LEARNING_XAPI_VERSION") or "1.0.3",
        overlap=_number("LEARNING_XAPI_OVERLAP", overlap, range(366 * DAY_IN_MINUTES)),
    )


def patience(environment: Mapping[str, str] = os.environ) -> Patience:
    """How long a server is waited for."""
    asked = environment.get("LEARNING_SYNC_TIMEOUT", "60")
    seconds = _number("LEARNING_SYNC_TIMEOUT", asked, range(1, 3_601))
    return Patience(timeout=seconds, whole=5 * seconds)


def authorities(environment: Mapping[str, str] = os.environ) -> str | None:
    """A file of certificates that are trusted besides the system's."""
    return environment.get("LEARNING_CA_BUNDLE") or None


def spool_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where pages lie until all of them are there."""
    named = environment.get("LEARNING_SYNC_FOLDER")
    return Path(named) if named else Path.home() / ".learning-dashboard" / "sync"


def _needed(environment: Mapping[str, str], name: str, meaning: Text) -> str:
    value = environment.get(name, "").strip()
    if not value:
        raise Refusal("missing_setting", filled(_MISSING, name=name, meaning=meaning))
    return value


def _size(environment: Mapping[str, str], name: str) -> int:
    return _number(name, environment.get(name, "100"), range(1, 10_001))


def _number(name: str, value: str, allowed: range) -> int:
    text = value.strip()
    if not (text.isascii() and text.isdecimal() and int(text) in allowed):
        text_ = filled(_NOT_A_NUMBER, name=name, least=allowed.start, most=allowed.stop - 1)
        raise Refusal("bad_setting", text_)
    return int(text)


def _credentials(environment: Mapping[str, str], user: str, secret: str, file: str) -> Credentials:
    named = environment.get(file)
    if named:
        return _read(Path(named), file)
    if environment.get(user) and environment.get(secret):
        return Credentials(environment[user], environment[secret])
    text = filled(_NO_CREDENTIALS, user=user, secret=secret, file=file)
    raise Refusal("missing_credentials", text)


def _read(path: Path, name: str) -> Credentials:
    """The credentials in a file of two lines, once nobody else can read it."""
    try:
        with path.open(encoding="utf-8") as opened:
            if _is_open_to_others(os.fstat(opened.fileno())):
                raise Refusal("open_credentials", filled(_OPEN_TO_OTHERS, name=name))
            lines = [line.strip() for line in opened.read(10_000).splitlines()]
    except (OSError, UnicodeDecodeError):
        raise Refusal("missing_credentials", filled(_UNREADABLE, name=name)) from None
    if len(lines) < 2 or not lines[0] or not lines[1]:
        raise Refusal("missing_credentials", filled(_UNREADABLE, name=name))
    return Credentials(lines[0], lines[1])


def _is_open_to_others(found: os.stat_result) -> bool:
    """Windows has other means (the folder's permissions), which this cannot see."""
    if os.name == "nt":
        return False
    return found.st_uid != os.geteuid() or bool(stat.S_IMODE(found.st_mode) & 0o077)
