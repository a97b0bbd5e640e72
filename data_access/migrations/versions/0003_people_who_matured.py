"""The people behind the matured enrolments.

The facts are made from the records, so the table is made anew, and `run` fills it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("month_fact")
    op.create_table(
        "month_fact",
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False, comment="yyyymm in Japan time."),
        sa.Column("licences", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=False),
        sa.Column("spend_yen", sa.BigInteger(), nullable=False),
        sa.Column("enrolments", sa.Integer(), nullable=False),
        sa.Column("assigned_enrolments", sa.Integer(), nullable=False),
        sa.Column("enrolments_completed", sa.Integer(), nullable=False),
        sa.Column("completions", sa.Integer(), nullable=False),
        sa.Column("matured", sa.Integer(), nullable=False),
        sa.Column("matured_completed", sa.Integer(), nullable=False),
        sa.Column("learning_seconds", sa.BigInteger(), nullable=False),
        sa.Column("active_learners", sa.Integer(), nullable=False),
        sa.Column("active_learners_fy", sa.Integer(), nullable=False),
        sa.Column("enrolled_learners_fy", sa.Integer(), nullable=False),
        sa.Column("completing_learners_fy", sa.Integer(), nullable=False),
        sa.Column("matured_learners_fy", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["municipality.code"], name=op.f("fk_month_fact_code")),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_month_fact_prefecture")
        ),
        sa.PrimaryKeyConstraint("prefecture", "code", "month", name=op.f("pk_month_fact")),
        comment="One row a municipality and month: metrics.facts.MonthFact, kept by rollup.py.",
        sqlite_with_rowid=False,
    )
