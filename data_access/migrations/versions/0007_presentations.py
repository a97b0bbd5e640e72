"""Presentations: what somebody shows to a room, frozen as it was when they put it together."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


# As in 0004. Whose a presentation is, the Python code asks: a transaction does not name persons.
IN_PREFECTURE = "prefecture = (SELECT current_setting('learning.prefecture', true))"
SHOWS = (
    "(SELECT coalesce(current_setting('learning.role', true)"
    " IN ('prefecture', 'open', 'presenter'), false))"
)
POLICIES = (
    f"CREATE POLICY kept ON presentation USING ({IN_PREFECTURE} AND {SHOWS})",
    "CREATE POLICY kept ON scene USING (presentation_id IN (SELECT id FROM presentation))",
)


def upgrade() -> None:
    op.create_table(
        "presentation",
        sa.Column(
            "id",
            sa.String(length=16),
            nullable=False,
            comment="Drawn at random: it stands in links.",
        ),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column(
            "owner", sa.Text(), nullable=False, comment="As audit.who: the one who may change it."
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "pseudonym_key",
            sa.String(length=32),
            comment="By which municipalities were renamed, drawn at random; NULL: real names.",
        ),
        sa.Column(
            "kinds_told",
            sa.Boolean(),
            nullable=False,
            comment="Whether the pseudonyms tell cities from towns and villages.",
        ),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_presentation_prefecture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presentation")),
        comment="One row a sequence of scenes that somebody shows to a room.",
    )
    op.create_index("ix_presentation_prefecture", "presentation", ["prefecture"])
    op.create_table(
        "scene",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("presentation_id", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "figure", sa.String(length=12), nullable=False, comment="Which picture, as an id."
        ),
        sa.Column(
            "choices", sa.JSON(), nullable=False, comment="Year, month, measure and so on, as ids."
        ),
        sa.Column(
            "title",
            sa.Text(),
            nullable=False,
            comment="Empty: the sentence that the data wrote.",
        ),
        sa.Column("note", sa.Text(), nullable=False, comment="For the presenter alone."),
        sa.Column(
            "slides",
            sa.JSON(),
            nullable=False,
            comment="What the room sees, finished, by language; made by the presenter's rules.",
        ),
        sa.Column(
            "dataset_id",
            sa.String(length=32),
            nullable=False,
            comment="Of which records it was made.",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["presentation_id"], ["presentation.id"], name=op.f("fk_scene_presentation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scene")),
        comment="One row a scene of a presentation, as it was when it was frozen.",
    )
    op.create_index("ix_scene_presentation_id", "scene", ["presentation_id"])
    if op.get_bind().dialect.name == "postgresql":
        for table in ("presentation", "scene"):
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        for policy in POLICIES:
            op.execute(policy)
