"""What a batch changed, headers that a person has explained, and which key is in use."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# As in 0004: only those who import read and write them.
ALLOWED = (
    "prefecture = (SELECT current_setting('learning.prefecture', true))"
    " AND (SELECT current_setting('learning.role', true)) IN ('prefecture', 'open')"
)


def upgrade() -> None:
    op.add_column(
        "import_batch",
        sa.Column(
            "changes",
            sa.JSON(),
            server_default="{}",
            nullable=False,
            comment="new, changed, unchanged -> accepted records, as found when committed.",
        ),
    )
    op.create_table(
        "column_mapping",
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column(
            "signature", sa.String(length=64), nullable=False, comment="SHA-256 of the headings."
        ),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="Of import_batch."),
        sa.Column(
            "columns", sa.JSON(), nullable=False, comment="Field of the kind -> column, from 0."
        ),
        sa.Column(
            "headings", sa.JSON(), nullable=False, comment="All of the file's headings, in order."
        ),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_column_mapping_prefecture")
        ),
        sa.PrimaryKeyConstraint("prefecture", "signature", name=op.f("pk_column_mapping")),
        comment="One row a header that the program does not know and a person has explained.",
    )
    op.create_table(
        "hash_key",
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="HMAC-SHA-256 of a fixed text."
        ),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_hash_key_prefecture")
        ),
        sa.PrimaryKeyConstraint("prefecture", name=op.f("pk_hash_key")),
        comment="One row a prefecture: by which an import notices that it was given another key.",
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in ("column_mapping", "hash_key"):
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY kept ON {table} USING ({ALLOWED})")
