"""The audit: who changed records or roles, took figures out or was refused, when, and what.

Lines are only added. They name a person by reference (see `identity`), never by name or address.
"""

import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert

from data_access.database import WAIT_SECONDS, Records
from data_access.schema import audit
from data_access.scope import Scope


def note(
    database: Records,
    scope: Scope,
    who: str,
    action: str,
    detail: Mapping[str, Any],
    patience: float = WAIT_SECONDS,
) -> None:
    """Add a line in a transaction of its own.

    What must not happen unrecorded happens after this has returned. Raises a DatabaseProblem.
    """
    with database.noting(scope, patience) as connection:
        add(connection, scope.prefecture, who, action, detail)


def add(
    connection: Connection,
    prefecture: str,
    who: str,
    action: str,
    detail: Mapping[str, Any],
    batch: int | None = None,
) -> None:
    """Add a line in the transaction that it belongs to."""
    line = insert(audit).values(
        at=int(time.time()),
        who=who,
        action=action,
        detail=dict(detail),
        prefecture=prefecture,
        batch_id=batch,
    )
    connection.execute(line.inline())  # its number may not be read back by those who may only add
