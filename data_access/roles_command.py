"""`python -m data_access roles …`: who may sign in, from the command line."""

import argparse
import time
from collections.abc import Callable
from typing import Any

from data_access import identity
from data_access import roles_words as words
from data_access.accounts import Account, Grant, Register, Stranger
from data_access.database import Database
from data_access.importing.help import ARGUMENTS
from data_access.scope import GIVEN
from wording.text import Language, Text

Action = Callable[[Register, argparse.Namespace], list[str]]
"""Does what is asked, and says in lines what has been done."""


def run(database: Database, options: argparse.Namespace, who: str) -> list[str]:
    """Does what the options ask for; gives what to print. Raises NotAllowed or a problem."""
    register = Register(database, identity.operator(options.prefecture), who)
    action: Action = options.action
    return action(register, options)


def add(
    parser: argparse.ArgumentParser, finish: Callable[[Any], object], language: Language
) -> None:
    """The actions as subcommands, each of which `finish` gives what every command has."""
    parser.epilog = words.EPILOGUE(language)
    actions = parser.add_subparsers(title=words.ACTIONS(language), required=True, metavar="ACTION")

    def action(name: str, text: Text, does: Action, *arguments: tuple[str, Text]) -> Any:
        added = actions.add_parser(
            name, help=text(language), description=text(language), add_help=False
        )
        added.set_defaults(action=does)
        group = added.add_argument_group(ARGUMENTS(language))
        for flag, meaning in arguments:
            group.add_argument(flag, required=True, help=meaning(language))
        finish(added)
        return group

    name = ("--name", words.NAME)
    action("list", words.LIST, _list)
    giving = (
        action("invite", words.INVITE, _invite, name, ("--email", words.EMAIL)),
        action("admit", words.ADMIT, _admit, name, ("--reference", words.REFERENCE)),
        action(
            "enter",
            words.ENTER,
            _enter,
            name,
            ("--issuer", words.ISSUER),
            ("--subject", words.SUBJECT),
        ),
        action("change", words.CHANGE, _change),
    )
    for each in giving:
        each.add_argument("--role", required=True, choices=GIVEN, help=words.ROLE(language))
        each.add_argument(
            "--municipality",
            action="append",
            default=[],
            metavar="CODE",
            help=words.MUNICIPALITY(language),
        )
    for each in (giving[-1], action("revoke", words.REVOKE, _revoke)):
        each.add_argument("number", type=int, metavar="NUMBER", help=words.NUMBER(language))


def _grant(options: argparse.Namespace) -> Grant:
    return Grant(options.role, frozenset(options.municipality))


def _list(register: Register, options: argparse.Namespace) -> list[str]:
    spoken = options.language
    lines = [_line(each, spoken) for each in register.accounts()]
    strangers = [_stranger(each) for each in register.strangers()]
    if strangers:
        strangers.insert(0, words.STRANGERS(spoken))
    return (lines or [words.NOBODY(spoken)]) + strangers


def _line(account: Account, spoken: Language) -> str:
    """Tab-separated, for people and scripts."""
    role = " ".join((account.role, *account.municipalities))
    state, known_by = words.STATES[account.state](spoken), account.reference or account.invited
    return "\t".join((str(account.id), account.name, role, state, known_by))


def _stranger(stranger: Stranger) -> str:
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(stranger.at))
    return f"{stranger.reference}\t{at}"


def _invite(register: Register, options: argparse.Namespace) -> list[str]:
    number = register.invite(options.name, options.email, _grant(options))
    return [words.INVITED(options.language, number=number)]


def _admit(register: Register, options: argparse.Namespace) -> list[str]:
    number = register.admit(options.name, options.reference, _grant(options))
    return [words.ENTERED(options.language, number=number)]


def _enter(register: Register, options: argparse.Namespace) -> list[str]:
    number = register.enter(options.name, options.issuer, options.subject, _grant(options))
    return [words.ENTERED(options.language, number=number)]


def _change(register: Register, options: argparse.Namespace) -> list[str]:
    register.change(options.number, _grant(options))
    return [words.CHANGED(options.language)]


def _revoke(register: Register, options: argparse.Namespace) -> list[str]:
    register.revoke(options.number)
    return [words.REVOKED(options.language)]
