"""The fiscal years in which municipalities see each other's rounded figures by name."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


# As in 0004: those who see figures may know what is published, and the prefecture decides it.
IN_PREFECTURE = "prefecture = (SELECT current_setting('learning.prefecture', true))"
ROLE = "(SELECT coalesce(current_setting('learning.role', true) IN ({}), false))"
READER = ROLE.format("'prefecture', 'open', 'sums', 'municipality', 'presenter'")
MANAGER = ROLE.format("'prefecture'")
POLICIES = (
    f"CREATE POLICY seen ON publication FOR SELECT USING ({IN_PREFECTURE} AND {READER})",
    f"CREATE POLICY added ON publication FOR INSERT WITH CHECK ({IN_PREFECTURE} AND {MANAGER})",
    f"CREATE POLICY deleted ON publication FOR DELETE USING ({IN_PREFECTURE} AND {MANAGER})",
)


def upgrade() -> None:
    op.create_table(
        "publication",
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("fiscal_year", sa.SmallInteger(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False, comment="As audit.who."),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_publication_prefecture")
        ),
        sa.PrimaryKeyConstraint("prefecture", "fiscal_year", name=op.f("pk_publication")),
        comment="One row a fiscal year in which municipalities see each other by name.",
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE publication ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE publication FORCE ROW LEVEL SECURITY")
        for policy in POLICIES:
            op.execute(policy)
