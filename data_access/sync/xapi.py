"""A Learning Record Store, over xAPI: its statements in the order in which they were stored.

`since` leaves out what was stored at that very moment, and a store may show a statement a little
later than it says it was stored; so each run asks from some time before the last one came to, and
what it gets twice changes nothing.
"""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from data_access.importing.reasons import Refusal, filled
from data_access.importing.statement import moment
from data_access.importing.statements import HEADINGS
from data_access.sync import address as addresses
from data_access.sync.client import Client
from data_access.sync.settings import Store
from data_access.sync.spool import Spool
from wording.text import Text

STATEMENTS: Final = "statements"
_EMPTY_AT_MOST: Final = 100
"""Pages without a statement, one behind the other, until the end is given up."""
_A_MOMENT: Final = timedelta(milliseconds=1)
LONG_OVERLAP: Final = 7 * 24 * 60
"""Minutes by which few statements are late."""

_UNEXPECTED = Text(
    ja="{address} の答えが、xAPI のステートメントの一覧ではありません。"
    "アドレスを確認してください。",
    en="The answer of {address} is no list of xAPI statements. Please check the address.",
)
_ENDLESS = Text(
    ja="{address} の続きのページが終わりません（同じページか、空のページが続いています）。",
    en="The pages of {address} come to no end: the same one, or empty ones, again and again.",
)

OnPage = Callable[[float, str], None]


def since_of(last: datetime | None, overlap: int) -> str | None:
    """From where on to ask, `overlap` minutes before the last moment; None: from the beginning."""
    if last is None:
        return None
    start = (last - timedelta(minutes=overlap)).astimezone(UTC)
    return start.isoformat(timespec="microseconds").replace("+00:00", "Z")


def fetch(
    client: Client,
    source: Store,
    since: str | None,
    spool: Spool,
    on_page: OnPage | None = None,
) -> None:
    """Gets every page that the spool does not have yet. Refuses what does not come."""
    for address in _missing(source, since, spool):
        page = client.page(address)
        content = page.content if isinstance(page.content, dict) else {}
        statements, more = content.get("statements"), content.get("more") or ""
        if not isinstance(statements, list) or not isinstance(more, str):
            raise Refusal("unexpected", filled(_UNEXPECTED, address=addresses.shown(address)))
        following = addresses.following(address, more) if more else None
        spool.add(STATEMENTS, page.body, rows=len(statements), count=None, following=following)
        if on_page and statements:
            on_page(_share(since, statements[-1]), STATEMENTS)


def leaves_late_ones_out(client: Client, source: Store, spool: Spool) -> bool:
    """Whether the store compares `since` with when things happened, and not with `stored`.

    Then a statement that arrives late is never seen, unless the overlap is longer than its delay.
    Asked for what came since right before a statement was stored, such a store does not show it,
    nor anything else that had happened by then.
    """
    late = [each for each in _last_page(spool) if _delay(each) > _A_MOMENT]
    if not late or source.overlap >= LONG_OVERLAP:
        return False
    newest = max(late, key=_stored)
    before = _stored(newest) - _A_MOMENT
    since = before.astimezone(UTC).isoformat().replace("+00:00", "Z")
    shown = client.page(_first(source, since)).content
    statements = shown.get("statements") if isinstance(shown, dict) else None
    happened = [moment(each.get("timestamp")) for each in _objects(statements)]
    return not any(at and at <= before for at in happened)


def _last_page(spool: Spool) -> list[dict[str, Any]]:
    """The statements of the last page that has any."""
    for page in reversed(spool.report(STATEMENTS)):
        if page.rows:
            return _objects(spool.content(page)["statements"])
    return []


def _objects(statements: Any) -> list[dict[str, Any]]:
    listed = statements if isinstance(statements, list) else []
    return [each for each in listed if isinstance(each, dict)]


def _stored(statement: dict[str, Any]) -> datetime:
    return moment(statement.get("stored")) or datetime.min.replace(tzinfo=UTC)


def _delay(statement: dict[str, Any]) -> timedelta:
    """How long after it happened it was stored."""
    happened = moment(statement.get("timestamp"))
    return _stored(statement) - happened if happened else timedelta()


def _first(source: Store, since: str | None) -> str:
    """The address of the first page."""
    asked = {"since": since, "limit": source.page_size, "ascending": "true"}
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"{source.endpoint}/statements?{query}"


def _missing(source: Store, since: str | None, spool: Spool) -> Iterator[str]:
    """The addresses of the pages to come, each known only when the one before is kept."""
    kept = spool.report(STATEMENTS)
    seen = {page.next for page in kept}
    address = kept[-1].next if kept else _first(source, since)
    while address is not None:
        yield address
        seen.add(address)
        address = kept[-1].next
        empty = [page.rows == 0 for page in kept[-_EMPTY_AT_MOST:]]
        if address in seen or (len(empty) == _EMPTY_AT_MOST and all(empty)):
            raise Refusal("circular", filled(_ENDLESS, address=source.endpoint))


def _share(since: str | None, last: Any) -> float:
    """How much of the time to now the statements have come through."""
    now = datetime.now(UTC)
    at = moment(last.get("stored")) if isinstance(last, dict) else None
    start = moment(since) or now - timedelta(days=365)
    if at is None or now <= start:
        return 0.0
    return min(max((at - start) / (now - start), 0.0), 1.0)


def write_statements(spool: Spool, source: Store, since: str | None, path: Path) -> None:
    """Writes a file with a record for each statement; its verb and object stand beside it."""
    with path.open("w", encoding="ascii", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADINGS)
        for content in spool.pages(STATEMENTS):
            for statement in content["statements"]:
                lines.writerow([*_cells(statement), source.endpoint, since or ""])


def _cells(statement: Any) -> list[str]:
    said = statement if isinstance(statement, dict) else {}
    verb, about = said.get("verb"), said.get("object")
    return [
        _plain(said.get("stored")),
        _plain(said.get("id")),
        _plain(verb.get("id") if isinstance(verb, dict) else None),
        _plain(about.get("id") if isinstance(about, dict) else None),
        json.dumps(statement, separators=(",", ":")),
    ]


def _plain(value: Any) -> str:
    """A text in the letters of ASCII, as far as it has them; these cells are for people alone."""
    text = value if isinstance(value, str) else ""
    return " ".join(ascii(text)[1:-1].split())
