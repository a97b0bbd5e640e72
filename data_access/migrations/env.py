"""Alembic's entry: runs the migrations on the connection that `migrations.run` hands over."""

from alembic import context

from data_access import schema

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
