"""The PostgreSQL role as which the dashboard connects: it owns nothing, and no policy is waived
for it. The database's administrator makes it, and `upgrade --app-role` gives it what it needs.
"""

from typing import ClassVar, Final

from sqlalchemy import Connection, String, bindparam, func, select, text
from sqlalchemy.sql.expression import TableClause

from data_access import schema
from data_access.problems import DatabaseProblem
from wording.text import Text

_VIEWS: Final = [each for each in vars(schema).values() if type(each) is TableClause]
_PUBLIC_FACTS: Final = ("prefecture", "municipality", "municipality_former_name")
_ADDED_TO_ONLY: Final = ("audit",)
_ROLE: Final = bindparam("role", type_=String)
_UNFIT: Final = text(
    "SELECT rolsuper OR rolbypassrls OR EXISTS ("
    "  SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid AND relname = 'month_fact'"
    ") FROM pg_roles WHERE rolname = :role"
).bindparams(_ROLE)
_HOLDERS: Final = text(
    "SELECT DISTINCT grantee::regrole::text FROM pg_class, aclexplode(relacl)"
    " WHERE relname = 'alembic_version' AND privilege_type = 'SELECT'"
    " AND grantee NOT IN (0, relowner)"
)


class UnfitRole(DatabaseProblem):
    """The role named for the application is missing, or would see past row-level security."""

    sentence: ClassVar[Text] = Text(
        ja="--app-role のロールがないか、強すぎます。スーパーユーザーでも BYPASSRLS でも"
        "表の所有者でもない、ログインできるロールを作成してから、もう一度実行してください"
        "。何も変更していません。",
        en="The role of --app-role does not exist, or may do too much. Make a role with LOGIN that "
        "is no superuser, has no BYPASSRLS and owns no table, then try again. Nothing was changed.",
    )


def let_in(connection: Connection, role: str | None) -> None:
    """Give the role what the dashboard needs; None: give those who had it what is new.

    Raises UnfitRole. SQLite has no roles.
    """
    if connection.dialect.name != "postgresql":
        return
    if role is None:
        roles = list(connection.scalars(_HOLDERS))
    else:
        if connection.scalar(_UNFIT, {"role": role}) is not False:
            raise UnfitRole
        roles = [connection.scalar(select(func.quote_ident(role)))]
    for each in roles:
        for grant in _grants():
            connection.exec_driver_sql(f"{grant} TO {each}")


def _grants() -> list[str]:
    """Reading; writing records, as an import from the data page does; adding to the audit."""
    tables = list(schema.metadata.tables)
    sequences = [
        f"{name}_id_seq"
        for name, table in schema.metadata.tables.items()
        if table.autoincrement_column is not None
    ]
    read = [*tables, *(view.name for view in _VIEWS), "alembic_version"]
    written = [name for name in tables if name not in (*_PUBLIC_FACTS, *_ADDED_TO_ONLY)]
    return [
        f"GRANT SELECT ON {', '.join(read)}",
        f"GRANT INSERT, UPDATE, DELETE ON {', '.join(written)}",
        f"GRANT INSERT ON {', '.join(_ADDED_TO_ONLY)}",
        f"GRANT USAGE ON SEQUENCE {', '.join(sequences)}",
    ]
