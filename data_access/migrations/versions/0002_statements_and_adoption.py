"""Statements of a Learning Record Store, the adoption report, and two more keys of learners."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# A statement counts while a committed batch tells it and no committed batch voids it.
STATEMENT_COUNTED = """
CREATE VIEW statement_counted AS
SELECT said.prefecture, said.learner_id, said.course_id, said.verb, said.at, said.completes,
       said.progress, told.as_of
FROM statement AS said
JOIN (
    SELECT telling.statement, max(batch.as_of) AS as_of
    FROM statement_telling AS telling JOIN import_batch AS batch ON batch.id = telling.batch_id
    WHERE batch.status = 'committed'
    GROUP BY telling.statement
) AS told ON told.statement = said.id
WHERE NOT EXISTS (
    SELECT 1
    FROM statement_voiding AS voiding JOIN import_batch AS batch ON batch.id = voiding.batch_id
    WHERE voiding.statement_id = said.statement_id
      AND batch.prefecture = said.prefecture AND batch.status = 'committed'
)
"""

# Who completed before any other sign of them enrolled at a time that nobody knows.
STATEMENT_COURSE = """
CREATE VIEW statement_course AS
SELECT prefecture, learner_id, course_id, as_of,
       CASE WHEN begun_at > first_completed_at THEN NULL ELSE begun_at END AS enrolled_at,
       started_at, first_completed_at, completed_at, last_active_at, progress
FROM (
    SELECT prefecture, learner_id, course_id, max(as_of) AS as_of,
           coalesce(min(CASE WHEN verb = 'registered' THEN at END),
                    min(CASE WHEN NOT completes THEN at END)) AS begun_at,
           min(CASE WHEN verb = 'launched' THEN at END) AS started_at,
           min(CASE WHEN completes THEN at END) AS first_completed_at,
           max(CASE WHEN completes THEN at END) AS completed_at,
           max(CASE WHEN verb <> 'registered' THEN at END) AS last_active_at,
           max(progress) AS progress
    FROM statement_counted
    GROUP BY prefecture, learner_id, course_id
) AS summed
"""

# An export describes a learner's course as a whole; statements only add to it.
ENROLMENT = """
CREATE VIEW enrolment AS
SELECT seen.prefecture, seen.learner_id, seen.course_id, seen.as_of,
       coalesce(seen.enrolled_at, said.enrolled_at) AS enrolled_at,
       coalesce(seen.started_at, said.started_at) AS started_at,
       CASE WHEN said.first_completed_at < seen.first_completed_at THEN said.first_completed_at
            ELSE coalesce(seen.first_completed_at, said.first_completed_at)
       END AS first_completed_at,
       CASE WHEN said.completed_at > seen.completed_at THEN said.completed_at
            ELSE coalesce(seen.completed_at, said.completed_at)
       END AS completed_at,
       CASE WHEN said.last_active_at > seen.last_active_at THEN said.last_active_at
            ELSE coalesce(seen.last_active_at, said.last_active_at)
       END AS last_active_at,
       coalesce(seen.progress, said.progress) AS progress, seen.learning_seconds, seen.assigned
FROM history AS seen
LEFT JOIN statement_course AS said
    ON said.learner_id = seen.learner_id AND said.course_id = seen.course_id
WHERE seen.recency = 1
UNION ALL
SELECT said.prefecture, said.learner_id, said.course_id, said.as_of, said.enrolled_at,
       said.started_at, said.first_completed_at, said.completed_at, said.last_active_at,
       said.progress, NULL, (1 = 0)
FROM statement_course AS said
WHERE NOT EXISTS (
    SELECT 1 FROM observation AS seen JOIN import_batch AS batch ON batch.id = seen.batch_id
    WHERE seen.learner_id = said.learner_id AND seen.course_id = said.course_id
      AND batch.status = 'committed'
)
"""

# UNION (not ALL) says an action once, however many files and statements tell of it.
ACTIVITY = """
CREATE VIEW activity AS
SELECT prefecture, learner_id, course_id, enrolled_at AS at, 'enrolled' AS action,
       CAST(NULL AS INTEGER) AS learning_seconds
FROM history WHERE enrolled_at IS NOT NULL AND NOT assigned
UNION
SELECT prefecture, learner_id, course_id, started_at, 'started', NULL
FROM history WHERE started_at IS NOT NULL
UNION
SELECT prefecture, learner_id, course_id, first_completed_at, 'first_completed', NULL
FROM history WHERE first_completed_at IS NOT NULL
UNION
SELECT prefecture, learner_id, course_id, completed_at, 'completed', NULL
FROM history WHERE completed_at IS NOT NULL
UNION
SELECT prefecture, learner_id, course_id, last_active_at, 'active', NULL
FROM history WHERE last_active_at IS NOT NULL
UNION
SELECT prefecture, learner_id, course_id, at,
       CASE WHEN verb = 'registered' THEN 'enrolled' WHEN completes THEN 'completed'
            WHEN verb = 'launched' THEN 'started' ELSE 'active' END, NULL
FROM statement_counted
UNION ALL
SELECT prefecture, learner_id, course_id, at, 'watched', reached - before
FROM (
    SELECT prefecture, learner_id, course_id, coalesce(last_active_at, as_of) AS at,
           learning_seconds AS reached,
           coalesce(max(learning_seconds) OVER (
               PARTITION BY learner_id, course_id ORDER BY recency DESC
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
           ), 0) AS before
    FROM history
) AS watching
WHERE reached > before
"""

# What statements say of a course is a name at most; an export describes it whatever its age.
COURSE_CURRENT = """
CREATE VIEW course_current AS
SELECT course.prefecture, course.id AS course_id, course.platform, course.external_id,
       newest.title, newest.minutes, newest.category, newest.locale,
       course_skill.skill_scheme, course_skill.skill_code
FROM course
JOIN (
    SELECT told.*, row_number() OVER (
        PARTITION BY told.course_id
        ORDER BY CASE WHEN batch.kind = 'statements' THEN 1 ELSE 0 END,
                 batch.as_of DESC, batch.sha256 DESC
    ) AS recency
    FROM course_observation AS told JOIN import_batch AS batch ON batch.id = told.batch_id
    WHERE batch.status = 'committed'
) AS newest ON newest.course_id = course.id AND newest.recency = 1
LEFT JOIN course_skill
    ON course_skill.prefecture = course.prefecture
   AND course_skill.platform = course.platform
   AND course_skill.external_id = course.external_id
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":  # SQLite keeps no comments
        op.alter_column(
            "import_batch",
            "kind",
            existing_type=sa.String(length=32),
            existing_nullable=False,
            comment="course_activity, all_users, statements, contract, adoption",
        )
    with op.batch_alter_table("learner_key") as table:
        table.drop_constraint(op.f("ck_learner_key_kind"), type_="check")
        table.create_check_constraint(
            op.f("ck_learner_key_kind"),
            "kind IN ('external', 'account', 'email', 'sha1')",
        )
    op.create_table(
        "statement",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column(
            "statement_id", sa.String(length=36), nullable=False, comment="The UUID, lower case."
        ),
        sa.Column(
            "digest",
            sa.String(length=64),
            nullable=False,
            comment="HMAC-SHA-256 of its content, hexadecimal.",
        ),
        sa.Column("learner_id", IDENTITY, nullable=False),
        sa.Column("course_id", IDENTITY, nullable=False),
        sa.Column("verb", sa.String(length=10), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("completes", sa.Boolean(), nullable=False),
        sa.Column(
            "progress",
            sa.SmallInteger(),
            nullable=True,
            comment="Hundredths of a percent; NULL: not said.",
        ),
        sa.CheckConstraint(
            "verb IN ('registered', 'launched', 'progressed', 'completed', 'passed', 'failed')",
            name=op.f("ck_statement_verb"),
        ),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_statement_course_id")),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_statement_learner_id")
        ),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_statement_prefecture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint(
            "prefecture", "statement_id", "digest", name=op.f("uq_statement_prefecture")
        ),
        comment="One row a statement of a Learning Record Store about a learner's course.",
    )
    op.create_index("ix_statement_learner_id_course_id", "statement", ["learner_id", "course_id"])

    op.create_table(
        "statement_telling",
        sa.Column("batch_id", IDENTITY, autoincrement=False, nullable=False),
        sa.Column("statement", IDENTITY, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_statement_telling_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["statement"], ["statement.id"], name=op.f("fk_statement_telling_statement")
        ),
        sa.PrimaryKeyConstraint("batch_id", "statement", name=op.f("pk_statement_telling")),
        comment="One row a statement that a batch tells; a statement counts while one of them does.",
        sqlite_with_rowid=False,
    )
    op.create_index("ix_statement_telling_statement", "statement_telling", ["statement"])

    op.create_table(
        "statement_voiding",
        sa.Column("batch_id", IDENTITY, autoincrement=False, nullable=False),
        sa.Column(
            "statement_id",
            sa.String(length=36),
            nullable=False,
            comment="The UUID of the voided statement, which need not be known.",
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_statement_voiding_batch_id")
        ),
        sa.PrimaryKeyConstraint("batch_id", "statement_id", name=op.f("pk_statement_voiding")),
        comment="One row a statement that a batch says is void.",
        sqlite_with_rowid=False,
    )
    op.create_index("ix_statement_voiding_statement_id", "statement_voiding", ["statement_id"])

    op.create_table(
        "statement_stretch",
        sa.Column("batch_id", IDENTITY, autoincrement=False, nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column(
            "since",
            sa.Text(),
            nullable=True,
            comment="Stored after this moment, as the store writes it; NULL: from the beginning.",
        ),
        sa.Column(
            "until", sa.Text(), nullable=False, comment="Stored up to this moment, written alike."
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_statement_stretch_batch_id")
        ),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_statement_stretch")),
        comment="One row a batch of statements: which stretch of which store it holds.",
    )

    op.create_table(
        "adoption_observation",
        sa.Column("batch_id", IDENTITY, autoincrement=False, nullable=False),
        sa.Column("affiliation_id", IDENTITY, autoincrement=False, nullable=False),
        sa.Column("licences", sa.Integer(), nullable=True),
        sa.Column("invited", sa.Integer(), nullable=True),
        sa.Column("joined", sa.Integer(), nullable=True),
        sa.Column("enrolled", sa.Integer(), nullable=True),
        sa.Column("watched", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "licences >= 0 AND invited >= 0 AND joined >= 0 AND enrolled >= 0 AND watched >= 0",
            name=op.f("ck_adoption_observation_counts"),
        ),
        sa.ForeignKeyConstraint(
            ["affiliation_id"],
            ["affiliation.id"],
            name=op.f("fk_adoption_observation_affiliation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_adoption_observation_batch_id")
        ),
        sa.PrimaryKeyConstraint(
            "batch_id", "affiliation_id", name=op.f("pk_adoption_observation")
        ),
        comment="One row a group of an adoption report: the platform's own counts, for comparison only.",
        sqlite_with_rowid=False,
    )

    for name in ("course_current", "activity", "enrolment"):
        op.execute(f"DROP VIEW {name}")
    for view in (STATEMENT_COUNTED, STATEMENT_COURSE, ENROLMENT, ACTIVITY, COURSE_CURRENT):
        op.execute(view)
