"""The only place where scopes are made."""

from data_access.scope import Scope


def operator(prefecture: str) -> Scope:
    """For the person at the command line, who holds the database's password."""
    return Scope(prefecture, "prefecture")


def open_access(prefecture: str) -> Scope:
    """For everybody, where no sign-in is configured."""
    return Scope(prefecture, "open")
