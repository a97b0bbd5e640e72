"""What the configured database holds, and batches taken back."""

from sqlalchemy import Table, select

from data_access import rollup
from data_access.database import connect
from data_access.schema import import_batch


def rows(table: Table, *names: str) -> list[tuple]:
    """The table's rows, some columns of them, in order."""
    database = connect()
    columns = [table.c[name] for name in names] or list(table.c)
    with database.writing("14") as connection:
        found = sorted(map(tuple, connection.execute(select(*columns))), key=repr)
    database.close()
    return found


def undo(*batches: int) -> None:
    """Takes those batches back; all where none is named."""
    database = connect()
    with database.writing("14") as connection:
        undone = list(batches) or list(connection.scalars(select(import_batch.c.id)))
        connection.execute(
            import_batch.update().where(import_batch.c.id.in_(undone)).values(status="undone")
        )
        rollup.refresh(connection, "14", undone)
    database.close()
