"""In which fiscal years municipalities see each other's rounded figures by name.

The prefecture decides it year by year; without a decision nothing is published. Every change is
one line of the audit.
"""

import time
from typing import Any

from sqlalchemy import Select, bindparam, delete, insert, select

from data_access import audit
from data_access.database import Records
from data_access.identity import NotAnAdministrator
from data_access.schema import publication
from data_access.scope import Scope

PUBLISHED, WITHDRAWN = "year published", "year withdrawn"
"""The audit's words."""


def published(database: Records, scope: Scope) -> frozenset[int]:
    """The fiscal years that are published to municipalities. Raises a DatabaseProblem."""
    return frozenset(row.fiscal_year for row in database.read(_published(), scope))


def publish(database: Records, scope: Scope, who: str, wanted: frozenset[int]) -> None:
    """Publish just these fiscal years from now on.

    Raises NotAnAdministrator for other roles than the prefecture's, or a DatabaseProblem.
    """
    if scope.role != "prefecture":
        raise NotAnAdministrator(scope.role)
    columns = publication.c
    here = columns.prefecture == scope.prefecture
    with database.noting(scope) as connection:
        known = frozenset(connection.scalars(select(columns.fiscal_year).where(here)))
        for year in sorted(wanted - known):
            row = {"prefecture": scope.prefecture, "fiscal_year": year}
            connection.execute(
                insert(publication).values(**row, who=who, at=int(time.time())).inline()
            )
            audit.add(connection, scope.prefecture, who, PUBLISHED, {"fiscal_year": year})
        for year in sorted(known - wanted):
            connection.execute(delete(publication).where(here, columns.fiscal_year == year))
            audit.add(connection, scope.prefecture, who, WITHDRAWN, {"fiscal_year": year})


def _published() -> Select[Any]:
    columns = publication.c
    return select(columns.fiscal_year).where(columns.prefecture == bindparam("prefecture"))
