"""The command line: python -m data_access …

Every command answers in whole sentences, in Japanese or English, and with an exit status:
0 done, 1 verify or doctor found something, 2 wrong usage, 3 a file was held, 4 a file was refused,
5 something is wrong with the database, 130 interrupted.
"""

import argparse
import getpass
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from data_access import reference, roles_command, roles_words, upkeep
from data_access.accounts import NotAllowed
from data_access.database import SAMPLE, Database, DatabaseProblem, connect, location, upgrade
from data_access.importing import (
    Outcome,
    import_file,
    mapping,
    outcome,
    overview,
    skills,
    template,
)
from data_access.importing import help as words
from data_access.importing.importer import PLATFORM
from data_access.importing.outcome import DATABASE, REFUSED
from data_access.importing.people import KEY_VARIABLE, SAMPLE_KEY
from data_access.importing.progress import Bar
from data_access.importing.reasons import Refusal
from data_access.queries import SAMPLE as SAMPLE_WHO
from data_access.sync import runs
from data_access.sync import words as sync_words
from data_access.usage import USAGE, NotWritten, Parser, day
from wording.text import LANGUAGES, Language, Text

SAMPLE_PREFECTURE = "14"
INTERRUPTED = 130
"""As shells call what ended at Ctrl-C."""

Group = argparse._ArgumentGroup


def main(arguments: Sequence[str]) -> int:
    """Runs one command; gives its exit status."""
    language = _language(arguments)
    options = _parser(language).parse_args(arguments)
    options.language = language
    options.who = _who()
    try:
        return _in_sentences(options)
    except BrokenPipeError:  # whoever read the answer has stopped, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        _complain(words.INTERRUPTED(language))
    return INTERRUPTED


def _in_sentences(options: argparse.Namespace) -> int:
    """Runs the command; what cannot be done is said in a sentence."""
    run: Callable[[argparse.Namespace], int] = options.run
    language: Language = options.language
    try:
        _use_sample_key()
        if "prefecture" in options:
            reference.prefecture(options.prefecture)
        return run(options)
    except (reference.UnknownPlaceError, NotWritten) as mistake:
        _complain(mistake.sentence(language))
        return USAGE
    except DatabaseProblem as problem:
        _complain(problem.sentence(language))
        return DATABASE
    except Refusal as refusal:
        _complain(refusal.at_command_line(language))
        return REFUSED
    except NotAllowed as refusal:
        _complain(refusal.sentence(language))
        return REFUSED


# The commands ----------------------------------------------------------------------------------


def _import(options: argparse.Namespace) -> int:
    statuses = []
    with _log_in(options.log):
        for path in options.files:
            found, status = _imported(options, path)
            statuses.append(status)
            print(found.as_json() if options.json else found.summary(options.language), flush=True)
    return max(statuses)


def _imported(options: argparse.Namespace, path: Path) -> tuple[Outcome, int]:
    """What became of a file, and the exit status that it calls for."""
    bar = Bar()
    try:
        database = connect()
        try:
            found = import_file(
                database,
                path,
                prefecture=options.prefecture,
                as_of=options.as_of,
                dry_run=options.dry_run,
                confirmed=options.confirm,
                who=_who(),
                on_progress=bar,
            )
        finally:
            database.close()
    except DatabaseProblem as problem:
        return _refused_by_database(path.name, problem), DATABASE
    finally:
        bar.clear()
    return found, found.exit_status


def _sync(options: argparse.Namespace) -> int:
    bar = Bar()

    def waiting(seconds: float) -> None:
        bar.clear()
        text = sync_words.WAITING(options.language, source=options.source, seconds=round(seconds))
        _complain(text)

    order = runs.Order(
        prefecture=options.prefecture,
        who=_who(),
        dry_run=options.dry_run,
        restart=options.restart,
        as_of=options.as_of,
        confirmed=options.confirm,
        from_beginning=options.from_beginning,
        on_progress=bar,
        on_wait=waiting,
    )
    status = 0
    try:
        found = _SOURCES[options.source](order)
    except Refusal as refusal:
        found = [outcome.not_read(options.source, None, refusal)]
    except DatabaseProblem as problem:
        found, status = [_refused_by_database(options.source, problem)], DATABASE
    finally:
        bar.clear()
    for each in found:
        print(each.as_json() if options.json else each.summary(options.language), flush=True)
    return max(status, *(each.exit_status for each in found))


_SOURCES: dict[str, Callable[[runs.Order], list[Outcome]]] = {
    "udemy": runs.from_udemy,
    "xapi": runs.from_store,
}


def _refused_by_database(name: str, problem: DatabaseProblem) -> Outcome:
    return Outcome(name, None, "refused", reasons={"database": 1}, summary=problem.sentence)


def _template(options: argparse.Namespace) -> int:
    path: Path = options.file or Path(f"contract.{options.format or 'xlsx'}")
    if options.format and path.suffix.lower() != f".{options.format}":
        path = path.with_name(f"{path.name}.{options.format}")
    if path.exists():
        _complain(words.EXISTS(options.language, path=path))
        return USAGE
    try:
        template.write(path, options.prefecture, options.language, _today())
    except OSError as error:
        raise NotWritten(path, error) from None
    print(words.WRITTEN(options.language, path=path))
    return 0


def _upgrade(options: argparse.Namespace) -> int:
    upgrade(app_role=options.app_role).close()
    print(words.UPGRADED(options.language))
    return 0


def _rebuild(options: argparse.Namespace) -> int:
    with closing(connect()) as database:
        rows = mapping.rebuild(database, options.prefecture, who=_who())
    print(words.REBUILT(options.language, rows=rows))
    return 0


def _map(options: argparse.Namespace) -> int:
    with closing(connect()) as database:
        if options.code is None and options.kind is None:
            return _list_mappings(database, options)
        if options.code is None:
            _complain(words.WRONG(options.language, message=words.MAP_WHOLE(options.language)))
            return USAGE
        rows = mapping.add(
            database, options.prefecture, options.kind, options.value, options.code, who=_who()
        )
    print(words.MAPPED(options.language, rows=rows))
    return 0


def _list_mappings(database: Database, options: argparse.Namespace) -> int:
    entries = mapping.listed(database, options.prefecture)
    for entry in entries:
        print(f"{entry.kind}\t{entry.value}\t{entry.code}\t{entry.name}")
    if not entries:
        print(words.NO_MAPPING(options.language))
    return 0


def _skills(options: argparse.Namespace) -> int:
    database = connect()
    courses = skills.enter(database, options.prefecture, options.file, options.platform, who=_who())
    print(words.SKILLS_ENTERED(options.language, courses=courses))
    return 0


def _roles(options: argparse.Namespace) -> int:
    with closing(connect()) as database:
        lines = roles_command.run(database, options, _who())
    for line in lines:
        print(line)
    return 0


def _status(options: argparse.Namespace) -> int:
    with closing(connect()) as database:
        for sentence in overview.sentences(database, options.prefecture):
            print(sentence(options.language))
        if options.places:
            for line in overview.places(database, options.prefecture):
                print(line(options.language))
    return 0


# What is asked for -----------------------------------------------------------------------------


def _parser(language: Language) -> Parser:
    Parser.language = language
    parser = Parser(
        prog="python -m data_access",
        description=words.PROGRAM(language),
        epilog=words.EPILOGUE(language),
        add_help=False,
    )
    commands = parser.add_subparsers(
        title=words.COMMANDS(language), required=True, metavar="COMMAND"
    )

    def command(name: str, text: Text, run: Callable[[argparse.Namespace], int]) -> Parser:
        added = commands.add_parser(
            name, help=text(language), description=text(language), add_help=False
        )
        added.set_defaults(run=run)
        return added

    _add_import(command("import", words.IMPORT, _import), language)
    _add_sync(command("sync", sync_words.SYNC, _sync), language)
    _add_template(command("template", words.TEMPLATE, _template), language)
    _add_upgrade(command("upgrade", words.UPGRADE, _upgrade), language)
    _add_prefecture(_options(command("rebuild", words.REBUILD, _rebuild), language), language)
    _add_map(command("map", words.MAP, _map), language)
    _add_skills(command("skills", words.SKILLS, _skills), language)
    _add_roles(command("roles", roles_words.ROLES, _roles), language)
    status = _options(command("status", words.STATUS, _status), language)
    _add_prefecture(status, language)
    status.add_argument("--places", action="store_true", help=words.PLACES(language))

    def of_prefecture(parser: argparse.ArgumentParser) -> Group:
        options = _options(parser, language)
        _add_prefecture(options, language)
        return options

    upkeep.add(command, of_prefecture, language)
    _options(parser, language)
    return parser


def _options(parser: argparse.ArgumentParser, language: Language) -> Group:
    """The group of a command's options, with those that every command has."""
    options = parser.add_argument_group(words.OPTIONS(language))
    options.add_argument("-h", "--help", action="help", help=words.HELP(language))
    options.add_argument(
        "--language", choices=LANGUAGES, help=words.LANGUAGE(language), default=argparse.SUPPRESS
    )
    return options


def _add_import(parser: Parser, language: Language) -> None:
    parser.epilog = words.IMPORT_EPILOGUE(language)
    arguments = parser.add_argument_group(words.ARGUMENTS(language))
    arguments.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=words.FILES(language)
    )
    options = _options(parser, language)
    _add_prefecture(options, language)
    _add_as_of(options, language)
    options.add_argument("--dry-run", action="store_true", help=words.DRY_RUN(language))
    options.add_argument("--confirm", action="store_true", help=words.CONFIRM(language))
    options.add_argument("--json", action="store_true", help=words.JSON(language))
    options.add_argument("--log", type=Path, metavar="FILE", help=words.LOG(language))


def _add_sync(parser: Parser, language: Language) -> None:
    parser.epilog = sync_words.EPILOGUE(language)
    arguments = parser.add_argument_group(words.ARGUMENTS(language))
    arguments.add_argument("source", choices=_SOURCES, help=sync_words.SOURCE(language))
    options = _options(parser, language)
    _add_prefecture(options, language)
    _add_as_of(options, language)
    options.add_argument("--dry-run", action="store_true", help=words.DRY_RUN(language))
    options.add_argument("--confirm", action="store_true", help=sync_words.CONFIRM(language))
    options.add_argument(
        "--from-beginning", action="store_true", help=sync_words.FROM_BEGINNING(language)
    )
    options.add_argument("--restart", action="store_true", help=sync_words.RESTART(language))
    options.add_argument("--json", action="store_true", help=words.JSON(language))


def _add_as_of(options: Group, language: Language) -> None:
    options.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help=words.AS_OF(language))


def _add_template(parser: Parser, language: Language) -> None:
    arguments = parser.add_argument_group(words.ARGUMENTS(language))
    arguments.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help=words.TEMPLATE_FILE(language)
    )
    options = _options(parser, language)
    options.add_argument("--format", choices=("xlsx", "csv"), help=words.FORMAT(language))
    _add_prefecture(options, language)


def _add_upgrade(parser: Parser, language: Language) -> None:
    _options(parser, language).add_argument(
        "--app-role", metavar="NAME", help=words.APP_ROLE(language)
    )


def _add_map(parser: Parser, language: Language) -> None:
    arguments = parser.add_argument_group(words.ARGUMENTS(language))
    arguments.add_argument("kind", nargs="?", choices=mapping.KINDS, help=words.KIND(language))
    arguments.add_argument("value", nargs="?", metavar="VALUE", help=words.VALUE(language))
    arguments.add_argument("code", nargs="?", metavar="CODE", help=words.CODE(language))
    _add_prefecture(_options(parser, language), language)


def _add_skills(parser: Parser, language: Language) -> None:
    arguments = parser.add_argument_group(words.ARGUMENTS(language))
    arguments.add_argument("file", type=Path, metavar="FILE", help=words.SKILLS_FILE(language))
    options = _options(parser, language)
    options.add_argument(
        "--platform", default=PLATFORM, help=words.SKILLS_PLATFORM(language, default=PLATFORM)
    )
    _add_prefecture(options, language)


def _add_roles(parser: Parser, language: Language) -> None:
    _options(parser, language)

    def finish(action: Parser) -> None:
        _add_prefecture(_options(action, language), language)

    roles_command.add(parser, finish, language)


def _add_prefecture(options: Group, language: Language) -> None:
    default = os.environ.get("LEARNING_PREFECTURE") or SAMPLE_PREFECTURE
    options.add_argument(
        "--prefecture",
        choices=[each.code for each in reference.prefectures()],
        default=default,
        metavar="NN",
        help=words.PREFECTURE(language, default=default),
    )


def _language(arguments: Sequence[str]) -> Language:
    """The language asked for, else the terminal's if it is English, else Japanese."""
    for language in LANGUAGES:
        if f"--language={language}" in arguments or ("--language", language) in pairwise(arguments):
            return language
    terminal = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "en" if terminal.startswith("en") else "ja"


def _use_sample_key() -> None:
    """The sample's learners are matched with the sample's key, which everybody may know."""
    if location() == f"sqlite:///{SAMPLE}":
        os.environ.setdefault(KEY_VARIABLE, SAMPLE_KEY)


@contextmanager
def _log_in(path: Path | None) -> Iterator[None]:
    """A line for each batch when it begins and when it ends, behind those of earlier runs."""
    if path is None:
        yield
        return
    try:
        kept = logging.FileHandler(path, encoding="utf-8")
    except OSError as error:
        raise NotWritten(path, error) from None
    kept.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")
    )
    log = logging.getLogger("data_access")
    log.setLevel(logging.INFO)
    log.addHandler(kept)
    try:
        yield
    finally:
        log.removeHandler(kept)
        kept.close()


def _who() -> str:
    """The person at the command line; never what the invented sample is known by."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers
        name = f"uid {os.getuid()}"
    return f"user {name}" if name == SAMPLE_WHO else name


def _today() -> date:
    """The day that it is in Japan, whatever the server's clock is set to."""
    return (datetime.now(UTC) + timedelta(hours=9)).date()


def _complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
