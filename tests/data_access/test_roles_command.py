"""`python -m data_access roles`: the first administrator comes from the command line."""

import time
from collections.abc import Callable
from contextlib import closing

import pytest

from data_access import database as databases
from data_access import identity
from data_access.__main__ import main
from data_access.importing.outcome import REFUSED

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs one command; gives its exit status and what it printed."""
    monkeypatch.setenv("LEARNING_DATABASE_URL", database_url)

    def command(*arguments: str) -> tuple[int, str]:
        status = main(["roles", *arguments, "--language", "en"])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return command


def test_from_an_invitation_to_a_revoked_role(run: Run) -> None:
    assert run("list") == (0, "Nobody is entered yet.\n")
    who = ("--name", "Fujisawa", "--email", "x@city.example")
    status, said = run(
        *("invite", *who, "--role", "municipality"),
        *("--municipality", "14205", "--municipality", "14100"),
    )
    assert (status, said) == (
        0,
        "Invited, with number 1. It takes effect when they sign in within 30 days.\n",
    )
    shown = "1\tFujisawa\tmunicipality 14100 14205\tinvited\tx@city.example\n"
    assert run("list") == (0, shown)
    assert run("change", "1", "--role", "presenter") == (0, "Changed.\n")
    assert run("revoke", "1") == (0, "Revoked.\n")
    assert run("list") == (0, "Nobody is entered yet.\n")


def test_by_identity_and_by_reference(run: Run, database_url: str) -> None:
    known = ("--issuer", "https://sign-in.example", "--subject", "1")
    assert run("enter", "--name", "Kanagawa", *known, "--role", "prefecture")[0] == 0
    stranger = identity.Claims("https://sign-in.example", "7", int(time.time()))
    with closing(databases.connect(database_url)) as opened:
        identity.refuse(opened, "14", stranger, "unknown")
    assert stranger.reference in run("list")[1]
    reference = ("--reference", stranger.reference)
    assert run("admit", "--name", "Speaker", *reference, "--role", "presenter")[0] == 0
    assert f"2\tSpeaker\tpresenter\tactive\t{stranger.reference}\n" in run("list")[1]


def test_what_cannot_be_is_said_in_a_sentence(run: Run) -> None:
    who = ("--name", "x", "--email", "x@city.example")
    status, said = run("invite", *who, "--role", "municipality")
    assert status == REFUSED
    assert said.startswith("For the municipal role please choose")
    status, said = run("revoke", "99")
    assert (status, said) == (REFUSED, "There is nobody with that number.\n")
    with pytest.raises(SystemExit):
        run("invite", *who, "--role", "open")
