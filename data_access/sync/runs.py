"""One run of each source: pages are fetched, become files, and go through the import contract."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data_access.database import connect
from data_access.identity import operator
from data_access.importing import Outcome, Progress, all_users, course_activity, import_files
from data_access.importing.header import Format
from data_access.importing.people import hash_key
from data_access.importing.reasons import Refusal, filled
from data_access.statements import reached
from data_access.sync import settings, udemy, words, xapi
from data_access.sync.client import Client
from data_access.sync.held import held
from data_access.sync.spool import Spool, opened
from wording.text import Text

Write = Callable[[Spool, udemy.People, Path], Refusal | None]
_UDEMY_FILES: tuple[tuple[str, str, Format, Write], ...] = (
    (
        udemy.COURSES,
        "udemy-user-course-activity.csv",
        course_activity.FORMAT,
        udemy.write_courses,
    ),
    (udemy.ACTIVITY, "udemy-users.csv", all_users.FORMAT, udemy.write_users),
)


@dataclass(frozen=True, slots=True)
class Order:
    """What the caller asked for, and whom to tell how it goes."""

    prefecture: str
    who: str
    dry_run: bool = False
    restart: bool = False
    as_of: date | None = None
    confirmed: bool = False
    """A person has looked at what would hold the records, and wants them imported."""
    from_beginning: bool = False
    """Whether a store is asked for everything, and not only since the last run."""
    on_progress: Progress | None = None
    on_wait: Callable[[float], None] | None = None


def from_udemy(order: Order) -> list[Outcome]:
    """Fetches and imports what the Reporting API tells: the users, and their courses.

    Refuses where the settings, the server or the network do not allow it; the pages so far are
    kept then, and the next run goes on from there. Raises a DatabaseProblem.
    """
    source = settings.udemy()
    _check(order)
    client = Client(
        source.address,
        source.credentials,
        patience=settings.patience(),
        authorities=settings.authorities(),
        on_wait=order.on_wait,
    )
    asked = {
        "address": source.address,
        "organisation": source.organisation,
        "page_size": source.page_size,
        "users": source.users,
    }
    folder = settings.spool_folder() / f"udemy-{order.prefecture}"
    with opened(folder, asked, restart=order.restart) as spool:
        with _resumable(spool):
            udemy.fetch(client, source, spool, order.on_progress)
        found = _import_udemy(order, spool)
        if not order.dry_run:
            spool.clear()
    return found


def from_store(order: Order) -> list[Outcome]:
    """Fetches and imports the statements of a Learning Record Store since the last run.

    Refuses and raises as `from_udemy` does.
    """
    source = settings.store()
    _check(order)
    client = Client(
        source.endpoint,
        source.credentials,
        headers={"X-Experience-API-Version": source.version},
        patience=settings.patience(),
        authorities=settings.authorities(),
        on_wait=order.on_wait,
    )
    since = None if order.from_beginning else _since(order, source)
    asked = {"endpoint": source.endpoint, "page_size": source.page_size, "since": since}
    folder = settings.spool_folder() / f"xapi-{order.prefecture}"
    with opened(folder, asked, restart=order.restart) as spool:
        with _resumable(spool):
            _fetch_statements(client, source, since, spool, order)
            leaves_out = xapi.leaves_late_ones_out(client, source, spool)
        with spool.file("xapi-statements.csv") as path:
            xapi.write_statements(spool, source, since, path)
            found = _imported(order, [path])
        if not order.dry_run:
            spool.clear()
    return [_with_note(each, words.LEAVES_OUT) for each in found] if leaves_out else found


def _with_note(found: Outcome, note: Text) -> Outcome:
    both = Text(ja=f"{found.summary.ja}\n　{note.ja}", en=f"{found.summary.en}\n  {note.en}")
    return replace(found, summary=both)


def _since(order: Order, source: settings.Store) -> str | None:
    """From where on to ask the store: a little before the point that it was read to."""
    database = connect()
    try:
        with database.reading(operator(order.prefecture)) as connection:
            last = reached(connection, order.prefecture, source.endpoint)
    finally:
        database.close()
    return xapi.since_of(last[0] if last else None, source.overlap)


def _fetch_statements(
    client: Client, source: settings.Store, since: str | None, spool: Spool, order: Order
) -> None:
    """A store may have forgotten where an earlier run left off; then it is asked anew, once."""
    resumed = bool(spool.report(xapi.STATEMENTS))
    try:
        xapi.fetch(client, source, since, spool, order.on_progress)
    except Refusal as refusal:
        if not resumed or refusal.code not in ("not_found", "server_error", "unexpected"):
            raise
        spool.clear()
        xapi.fetch(client, source, since, spool, order.on_progress)


def _check(order: Order) -> None:
    """What would make the import impossible is found out before anything is fetched."""
    hash_key()
    connect().close()


@contextmanager
def _resumable(spool: Spool) -> Iterator[None]:
    """Tells who is refused in the midst of it that nothing is lost."""
    try:
        yield
    except Refusal as refusal:
        if any(spool.reports.values()):
            raise Refusal(refusal.code, filled(words.KEPT, why=refusal.text)) from None
        raise


def _import_udemy(order: Order, spool: Spool) -> list[Outcome]:
    people = udemy.People(spool)
    doubtful: list[tuple[Path, Format, Refusal]] = []
    sound: list[Path] = []
    with ExitStack() as files:
        for report, name, format_, write in _UDEMY_FILES:
            if spool.report(report):
                path = files.enter_context(spool.file(name))
                why = write(spool, people, path)
                if why:
                    doubtful.append((path, format_, why))
                else:
                    sound.append(path)
        found = [
            held(
                path,
                format_,
                why,
                prefecture=order.prefecture,
                who=order.who,
                dry_run=order.dry_run,
            )
            for path, format_, why in doubtful
        ]
        return found + (_imported(order, sound) if sound else [])


def _imported(order: Order, paths: Sequence[Path]) -> list[Outcome]:
    database = connect()
    try:
        return import_files(
            database,
            paths,
            prefecture=order.prefecture,
            as_of=order.as_of,
            dry_run=order.dry_run,
            confirmed=order.confirmed,
            who=order.who,
            on_progress=order.on_progress,
        )
    finally:
        database.close()
