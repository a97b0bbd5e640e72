"""The commands that look after the records: batches, undo, redo, rejected, columns, verify, doctor.

Each answers in whole sentences and with an exit status; 1 says that `verify` or `doctor` found
something, the others are those of `__main__`.
"""

import argparse
import csv
import io
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Protocol

from data_access import doctor, verification
from data_access import upkeep_words as words
from data_access.database import Database, connect
from data_access.importing import batches, headings, mending
from data_access.importing.batches import STATUSES, Batch
from data_access.importing.effect import Place
from data_access.importing.kinds import FORMATS
from data_access.importing.outcome import place_lines
from data_access.importing.stamps import JAPAN
from data_access.usage import USAGE, NotWritten, count
from wording.text import Language, Text

FOUND_SOMETHING = 1
_SHOWN = 20
_DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""First characters that a spreadsheet takes for a formula, or that break a cell."""

Run = Callable[[argparse.Namespace], int]
Turn = Callable[..., tuple[Place, ...]]


class Command(Protocol):
    """Adds a command to the parser."""

    def __call__(self, name: str, text: Text, run: Run) -> argparse.ArgumentParser:
        """The command's own parser."""


Options = Callable[[argparse.ArgumentParser], argparse._ArgumentGroup]
"""The group of a command's options, with those that every command of a prefecture has."""


def add(command: Command, options: Options, language: Language) -> None:
    """Adds the commands. Each finds who runs it in `options.who`."""
    listing = options(command("batches", words.BATCHES, _batches))
    listing.add_argument("--limit", type=count, default=_SHOWN, help=words.LIMIT(language))
    for name, text, run in (("undo", words.UNDO, _undo), ("redo", words.REDO, _redo)):
        parser = command(name, text, run)
        _add_number(parser, language)
        options(parser).add_argument(
            "--dry-run", action="store_true", help=words.TURN_DRY(language)
        )
    parser = command("rejected", words.REJECTED, _rejected)
    _add_number(parser, language)
    group = options(parser)
    group.add_argument("--original", type=Path, metavar="FILE", help=words.ORIGINAL(language))
    group.add_argument("--output", type=Path, metavar="FILE", help=words.OUTPUT(language))
    _add_columns(command("columns", words.COLUMNS, _columns), options, language)
    options(command("verify", words.VERIFY, _verify))
    options(command("doctor", words.DOCTOR, _doctor))


def _add_number(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument("number", type=int, metavar="NUMBER", help=words.NUMBER(language))


def _add_columns(parser: argparse.ArgumentParser, options: Options, language: Language) -> None:
    kinds = ", ".join(each.kind for each in FORMATS)
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help=words.COLUMNS_FILE(language)
    )
    group = options(parser)
    group.add_argument("--kind", metavar="KIND", help=words.KIND(language, kinds=kinds))
    group.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=HEADING",
        help=words.COLUMN(language),
    )
    group.add_argument("--line", type=int, metavar="N", help=words.ON_LINE(language))
    group.add_argument("--forget", metavar="MARK", help=words.FORGET(language))


# History ---------------------------------------------------------------------------------------


def _batches(options: argparse.Namespace) -> int:
    with closing(connect()) as database:
        listed = batches.listed(database, options.prefecture, options.limit)
    for each in listed:
        print(words.BATCH(options.language, **_described(each, options.language)))
    if not listed:
        print(words.NONE(options.language))
    return 0


def _described(batch: Batch, language: Language) -> dict[str, object]:
    counts = {name: batch.changes.get(name, 0) for name in ("new", "changed", "unchanged")}
    return {
        "number": batch.number,
        "status": STATUSES[batch.status](language),
        "at": _moment(batch.started_at),
        "who": batch.who,
        "kind": batch.kind,
        "file": batch.file,
        "accepted": batch.accepted,
        "rejected": batch.rejected,
        "skipped": batch.skipped,
        **counts,
    }


def _undo(options: argparse.Namespace) -> int:
    return _turned(options, batches.undo, words.UNDONE)


def _redo(options: argparse.Namespace) -> int:
    return _turned(options, batches.redo, words.REDONE)


def _turned(options: argparse.Namespace, turn: Turn, done: Text) -> int:
    with closing(connect()) as database:
        places = turn(
            database,
            options.prefecture,
            options.number,
            who=options.who,
            dry_run=options.dry_run,
        )
    text = words.WOULD if options.dry_run else done
    print(text(options.language, number=options.number))
    lines = [line(options.language) for line in place_lines(places)]
    print("\n".join(lines or [words.NO_PLACE(options.language)]))
    return 0


def _rejected(options: argparse.Namespace) -> int:
    path: Path | None = options.output
    if path and path.exists():
        print(words.EXISTS(options.language, path=path), file=sys.stderr)
        return USAGE
    with closing(connect()) as database:
        batches.one(database, options.prefecture, options.number)
        sheet = mending.sheet(
            database, options.prefecture, options.number, options.language, options.original
        )
    if not sheet.rows:
        print(words.NO_REJECTED(options.language, number=options.number))
        return 0
    text = _csv(sheet)
    if path is None:
        print(text, end="")
    else:
        try:
            path.write_text(text, encoding="utf-8-sig", newline="")
        except OSError as error:
            raise NotWritten(path, error) from None
        print(words.WRITTEN(options.language, path=path, count=len(sheet.rows)))
    return 0


def _csv(sheet: mending.Sheet) -> str:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(map(_harmless, sheet.headings))
    rows.writerows([map(_harmless, row) for row in sheet.rows])
    return written.getvalue()


def _harmless(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula; the importer reads it alike."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


# Columns ---------------------------------------------------------------------------------------


def _columns(options: argparse.Namespace) -> int:
    with closing(connect()) as database:
        if options.forget:
            return _forget(database, options)
        if options.file is None:
            return _list_columns(database, options)
        if options.column:
            return _explain(database, options)
    header = headings.header_of(options.file, kind=options.kind, line=options.line)
    _show(header, options.language)
    return 0


def _explain(database: Database, options: argparse.Namespace) -> int:
    language: Language = options.language
    if not options.kind:
        print(words.KIND_NEEDED(language), file=sys.stderr)
        return USAGE
    columns: dict[str, str] = {}
    for given in options.column:
        name, equals, heading = given.partition("=")
        if not equals:
            print(words.BAD_COLUMN(language, given=given), file=sys.stderr)
            return USAGE
        columns[name.strip()] = heading.strip()
    headings.explain(
        database,
        options.prefecture,
        options.file,
        options.kind,
        columns,
        line=options.line,
        who=options.who,
    )
    print(words.EXPLAINED(language))
    return 0


def _forget(database: Database, options: argparse.Namespace) -> int:
    marks = [each.signature for each in headings.listed(database, options.prefecture)]
    meant = [mark for mark in marks if mark.startswith(options.forget)]
    if len(meant) != 1:
        print(words.NOT_KNOWN(options.language), file=sys.stderr)
        return USAGE
    headings.forget(database, options.prefecture, meant[0], who=options.who)
    print(words.FORGOTTEN(options.language))
    return 0


def _list_columns(database: Database, options: argparse.Namespace) -> int:
    listed = headings.listed(database, options.prefecture)
    for each in listed:
        columns = ", ".join(f"{name}={heading}" for name, heading in each.columns.items())
        print(
            words.ENTRY(
                options.language,
                mark=each.signature[:8],
                kind=each.kind,
                at=_moment(each.at),
                who=each.who,
                columns=columns,
            )
        )
    if not listed:
        print(words.NO_COLUMNS(options.language))
    return 0


def _show(header: headings.Header, language: Language) -> None:
    print(words.HEADER(language, line=header.line, kind=header.kind or words.UNSURE(language)))
    fields = {at: name for name, at in header.found.items()}
    for at, heading in enumerate(header.headings):
        text = words.KNOWN if at in fields else words.UNKNOWN
        print(text(language, heading=heading or f"#{at + 1}", field=fields.get(at)))
    if header.lacking:
        names = ", ".join(f"{each.name}（{each.names[0]}）" for each in header.lacking)
        print(words.LACKING(language, fields=names))


# Looking after ---------------------------------------------------------------------------------


def _verify(options: argparse.Namespace) -> int:
    with closing(connect()) as database:
        found = verification.verify(database, options.prefecture)
    text = words.WRONG if found.wrong else words.VERIFIED
    count = len(found.wrong)
    print(text(options.language, facts=found.facts, batches=found.batches, count=count))
    for each in found.wrong[:_SHOWN]:
        print(f"  {each(options.language)}")
    if count > _SHOWN:
        print(words.MORE(options.language, count=count - _SHOWN))
    return FOUND_SOMETHING if found.wrong else 0


def _doctor(options: argparse.Namespace) -> int:
    language: Language = options.language
    well = True
    with closing(connect()) as database:
        print(words.WELL(language, text=words.SCHEMA_WELL(language)))
        for each in doctor.findings(database, options.prefecture):
            text = words.WELL if each.well else words.ILL
            print(text(language, text=each.text(language)))
            well = well and each.well
    return 0 if well else FOUND_SOMETHING


def _moment(stamp: int) -> str:
    return datetime.fromtimestamp(stamp, JAPAN).strftime("%Y-%m-%d %H:%M")
