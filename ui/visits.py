"""Who is in front of a page: let in, turned away or not signed in yet; looked up again and again.

A look counts for some seconds (`settings.recheck_seconds`), so a role that was revoked is gone
within a minute, in open pages and in files to take away, and a change of a choice asks nobody.
"""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import streamlit as st

from data_access import identity
from data_access.identity import Admitted, Claims, Turned
from data_access.problems import DatabaseProblem
from data_access.scope import Scope
from ui import cached, settings
from wording.sign_in import NO_ROLE

LOG = logging.getLogger(__name__)
KEPT = 5_000
"""Sign-ins that a process keeps the last look at."""


class NotAnymore(PermissionError):  # noqa: N818 - a state of the visit
    """Whoever asks was let in once, and may not do so now."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who was let in: what they may see, and who they are."""

    scope: Scope
    who: str
    """Their reference, for the audit."""
    name: str = ""
    """By which administrators know them; empty where nobody signs in."""
    claims: Claims | None = None

    def authorise(self) -> None:
        """Raise NotAnymore unless they may still see what they could see at first."""
        if not is_still(self):
            raise NotAnymore


def here() -> Visit | Turned | None:
    """Who is here; None: somebody who has not signed in. Raises a DatabaseProblem."""
    return known(identity.claims(said()) if settings.is_sign_in_configured() else None)


def known(claims: Claims | None) -> Visit | Turned | None:
    """Who that is; None: somebody who has not signed in. Raises a DatabaseProblem."""
    if not settings.is_sign_in_configured():
        return Visit(_open(_moment()), identity.WHOEVER)
    if claims is None:
        return None
    found = _look(claims, _moment(claims))
    if isinstance(found, Turned):
        with unhindered():
            _note_once(claims, found)
        return found
    return Visit(found.scope, claims.reference, found.name, claims)


@contextmanager
def unhindered() -> Iterator[None]:
    """A refusal stands even where it cannot be written down, as during an import on SQLite."""
    try:
        yield
    except DatabaseProblem as problem:
        LOG.warning("A refusal could not be kept: %s", problem)


def is_over() -> bool:
    """Whether whoever is here may not be here any more; not while there is no telling."""
    try:
        return not isinstance(here(), Visit)
    except DatabaseProblem:
        return False


def said() -> Mapping[str, Any]:
    """What the identity provider says of whoever is here, from the cookie that Streamlit signed."""
    return st.user.to_dict()


def is_still(visit: Visit) -> bool:
    """Whether the visit goes on as it began. Raises a DatabaseProblem."""
    if visit.claims is None:
        return True
    found = _look(visit.claims, _moment(visit.claims))
    return isinstance(found, Admitted) and found.scope == visit.scope


def acted(visit: Visit) -> None:
    """Keep that the person is doing something, so that the sign-in goes on."""
    if visit.claims is not None:
        _acted(visit.claims, _moment(visit.claims))


def leave(visit: Visit) -> None:
    """Sign out, here and in every tab."""
    if visit.claims is not None:
        try:
            identity.leave(cached.connected(), settings.prefecture(), visit.claims, time.time())
        except DatabaseProblem as problem:
            LOG.warning("A sign-out could not be kept: %s", problem)
        forget()
    st.logout()


def forget() -> None:
    """Look everybody up anew: somebody's role has just changed here."""
    _look.cache_clear()
    _open.cache_clear()


def _moment(claims: Claims | None = None) -> int:
    """The number of the present look. Different people are not looked up at the same instant."""
    every = settings.recheck_seconds()
    offset = hash(claims) % 1_000 / 1_000 if claims else 0.0
    return int(time.monotonic() / every + offset)


@lru_cache(maxsize=2)
def _open(_moment: int) -> Scope:
    return identity.open_access(cached.connected(), settings.prefecture())


@lru_cache(maxsize=KEPT)
def _look(claims: Claims, _moment: int) -> Admitted | Turned:
    database, limits = cached.connected(), settings.limits()
    return identity.admit(database, settings.prefecture(), claims, limits, time.time())


@lru_cache(maxsize=KEPT)
def _acted(claims: Claims, _moment: int) -> None:
    identity.touch(cached.connected(), settings.prefecture(), claims, time.time())


@lru_cache(maxsize=KEPT)
def _note_once(claims: Claims, turned: Turned) -> None:
    """One line in the audit for each sign-in that was turned away; an end by itself needs none.

    Raises a DatabaseProblem, and then is tried again at the next run.
    """
    if turned.reason in NO_ROLE:
        identity.refuse(cached.connected(), settings.prefecture(), claims, turned.reason)
