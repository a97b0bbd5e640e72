"""The learning records: the tables, and the views of what they say taken together."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Equal as-ofs are told apart by content, never by the order of imports.
HISTORY = """
CREATE VIEW history AS
SELECT batch.prefecture, seen.learner_id, seen.course_id, batch.as_of,
       seen.enrolled_at, seen.started_at, seen.first_completed_at, seen.completed_at,
       seen.last_active_at, seen.progress, seen.learning_seconds, seen.assigned,
       row_number() OVER (
           PARTITION BY seen.learner_id, seen.course_id
           ORDER BY batch.as_of DESC,
                    coalesce(seen.last_active_at, -1) DESC,
                    coalesce(seen.learning_seconds, -1) DESC,
                    coalesce(seen.progress, -1) DESC,
                    batch.sha256 DESC,
                    coalesce(seen.completed_at, -1) DESC,
                    coalesce(seen.first_completed_at, -1) DESC,
                    coalesce(seen.started_at, -1) DESC,
                    coalesce(seen.enrolled_at, -1) DESC,
                    seen.assigned DESC
       ) AS recency
FROM observation AS seen JOIN import_batch AS batch ON batch.id = seen.batch_id
WHERE batch.status = 'committed'
"""

ENROLMENT = """
CREATE VIEW enrolment AS
SELECT prefecture, learner_id, course_id, as_of, enrolled_at, started_at, first_completed_at,
       completed_at, last_active_at, progress, learning_seconds, assigned
FROM history
WHERE recency = 1
"""

# UNION (not ALL) says an action once, however many files tell of it.
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

# What is said by a weaker kind of label counts only until a stronger kind says anything.
MEMBERSHIP = """
CREATE VIEW membership AS
WITH said AS (
    SELECT batch.prefecture, told.learner_id, label.municipality_code AS code, batch.as_of,
           batch.sha256,
           CASE label.resolved_by WHEN 'pool' THEN 1 WHEN 'group' THEN 2 ELSE 3 END AS strength
    FROM learner_observation AS told
    JOIN import_batch AS batch ON batch.id = told.batch_id
    JOIN affiliation AS label ON label.id = told.affiliation_id
    WHERE batch.status = 'committed' AND label.municipality_code IS NOT NULL
), weighed AS (
    SELECT said.*,
           min(strength) OVER (PARTITION BY learner_id ORDER BY as_of) AS strongest,
           row_number() OVER (
               PARTITION BY learner_id, as_of ORDER BY strength, sha256 DESC
           ) AS place
    FROM said
), changes AS (
    SELECT prefecture, learner_id, code, as_of,
           lag(code) OVER (PARTITION BY learner_id ORDER BY as_of) AS code_before
    FROM weighed
    WHERE strength = strongest AND place = 1
)
SELECT changes.prefecture, changes.learner_id, changes.code,
       CASE WHEN code_before IS NULL THEN NULL ELSE as_of END AS valid_from,
       lead(as_of) OVER (PARTITION BY changes.learner_id ORDER BY as_of) AS valid_to
FROM changes
WHERE coalesce(code_before, '') <> code
  AND NOT EXISTS (
      SELECT 1 FROM learner_override WHERE learner_override.learner_id = changes.learner_id
  )
UNION ALL
SELECT learner.prefecture, learner.id, learner_override.municipality_code, NULL, NULL
FROM learner_override JOIN learner ON learner.id = learner_override.learner_id
"""

COURSE_CURRENT = """
CREATE VIEW course_current AS
SELECT course.prefecture, course.id AS course_id, course.platform, course.external_id,
       newest.title, newest.minutes, newest.category, newest.locale,
       course_skill.skill_scheme, course_skill.skill_code
FROM course
JOIN (
    SELECT told.*, row_number() OVER (
        PARTITION BY told.course_id ORDER BY batch.as_of DESC, batch.sha256 DESC
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
    op.create_table(
        "prefecture",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("kana", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_prefecture")),
        comment="One row a prefecture.",
    )
    op.create_table(
        "course",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False, comment="The platform's own number."),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_course_prefecture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sa.UniqueConstraint(
            "prefecture", "platform", "external_id", name=op.f("uq_course_prefecture")
        ),
        comment="One row a course of a platform, for each prefecture whose learners took it.",
    )
    op.create_table(
        "course_skill",
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column(
            "external_id", sa.Text(), nullable=False, comment="As in course; it need not exist yet."
        ),
        sa.Column("skill_scheme", sa.Text(), nullable=False),
        sa.Column("skill_code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_course_skill_prefecture")
        ),
        sa.PrimaryKeyConstraint(
            "prefecture", "platform", "external_id", name=op.f("pk_course_skill")
        ),
        comment="One row a course that teaches a skill of a public skill standard.",
    )
    op.create_table(
        "import_batch",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column(
            "kind",
            sa.String(length=32),
            nullable=False,
            comment="course_activity, all_users, contract",
        ),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column(
            "sha256",
            sa.String(length=64),
            nullable=False,
            comment="Of the file's bytes, hexadecimal.",
        ),
        sa.Column("size", sa.BigInteger(), nullable=False, comment="Bytes."),
        sa.Column(
            "as_of",
            sa.BigInteger(),
            nullable=True,
            comment="The moment that the file describes; set when committed.",
        ),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("records", sa.Integer(), server_default="0", nullable=False),
        sa.Column("accepted", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rejected", sa.Integer(), server_default="0", nullable=False),
        sa.Column("skipped", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "reasons",
            sa.JSON(),
            server_default="{}",
            nullable=False,
            comment="Reason code -> records.",
        ),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "status IN ('staged', 'committed', 'held', 'undone', 'failed')",
            name=op.f("ck_import_batch_status"),
        ),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_import_batch_prefecture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        comment="One row an attempt to import one file.",
    )
    op.create_index(
        "uq_import_batch_committed",
        "import_batch",
        ["prefecture", "kind", "sha256"],
        unique=True,
        sqlite_where=sa.text("status = 'committed'"),
        postgresql_where=sa.text("status = 'committed'"),
    )

    op.create_table(
        "municipality",
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.Column("kana", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "valid_from",
            sa.Date(),
            nullable=True,
            comment="First day of the code; NULL: before our records.",
        ),
        sa.Column(
            "valid_to",
            sa.Date(),
            nullable=True,
            comment="First day on which the code no longer holds; NULL: holds.",
        ),
        sa.Column(
            "successor_code",
            sa.String(length=5),
            nullable=True,
            comment="After a merger, the code that it became part of.",
        ),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_municipality_prefecture")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipality")),
        comment="One row a municipality code ever used; codes are never given out twice.",
    )
    op.create_index("ix_municipality_prefecture", "municipality", ["prefecture"], unique=False)

    op.create_table(
        "affiliation",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column(
            "pool",
            sa.Text(),
            nullable=False,
            comment="As the file has it; '' where it says nothing.",
        ),
        sa.Column(
            "groups",
            sa.Text(),
            nullable=False,
            comment="As the file has it; '' where it says nothing.",
        ),
        sa.Column(
            "domain", sa.Text(), nullable=False, comment="Of the e-mail address, lower case; or ''."
        ),
        sa.Column(
            "municipality_code",
            sa.String(length=5),
            nullable=True,
            comment="What the mappings make of the three; NULL: unassigned.",
        ),
        sa.Column(
            "resolved_by",
            sa.String(length=6),
            nullable=True,
            comment="pool, group or domain; NULL: unassigned.",
        ),
        sa.CheckConstraint(
            "resolved_by IN ('pool', 'group', 'domain')", name=op.f("ck_affiliation_resolved_by")
        ),
        sa.CheckConstraint(
            "(municipality_code IS NULL) = (resolved_by IS NULL)",
            name=op.f("ck_affiliation_resolved_together"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_affiliation_municipality_code"),
        ),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_affiliation_prefecture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliation")),
        comment="One row a combination of pool, groups and domain that files give to people; it is resolved again when a mapping changes, and the facts are then rebuilt.",
    )
    op.create_index("ix_affiliation_prefecture", "affiliation", ["prefecture"], unique=False)

    op.create_table(
        "audit",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("prefecture", sa.String(length=2), nullable=True),
        sa.Column("batch_id", IDENTITY, nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name=op.f("fk_audit_batch_id")),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_audit_prefecture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        comment="One row an act that changed the records, or took figures out of them.",
    )
    op.create_table(
        "course_observation",
        sa.Column("batch_id", IDENTITY, autoincrement=False, nullable=False),
        sa.Column("course_id", IDENTITY, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True, comment="NULL: the file does not say."),
        sa.Column("category", sa.Text(), nullable=False, comment="'' where the file says nothing."),
        sa.Column("locale", sa.Text(), nullable=False, comment="'' where the file says nothing."),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_course_observation_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_observation_course_id")
        ),
        sa.PrimaryKeyConstraint("batch_id", "course_id", name=op.f("pk_course_observation")),
        comment="One row a course that a batch mentions, as that batch describes it.",
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_course_observation_course_id", "course_observation", ["course_id"], unique=False
    )

    op.create_table(
        "dataset_version",
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="1, 2, 3 … within the prefecture."
        ),
        sa.Column(
            "dataset_id",
            sa.String(length=32),
            nullable=False,
            comment="Random; never the same twice.",
        ),
        sa.Column(
            "as_of",
            sa.BigInteger(),
            nullable=True,
            comment="Newest as-of among the committed learner records.",
        ),
        sa.Column("batch_id", IDENTITY, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_dataset_version_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_dataset_version_prefecture")
        ),
        sa.PrimaryKeyConstraint("prefecture", "version", name=op.f("pk_dataset_version")),
        comment="One row a state of a prefecture's records; caches are keyed on its number and id.",
    )
    op.create_table(
        "learner",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("batch_id", IDENTITY, nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_learner_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_learner_prefecture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learner")),
        comment="One row a person, who has no name here; the batch is the first that told of them.",
    )
    op.create_index("ix_learner_prefecture", "learner", ["prefecture"], unique=False)

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
        sa.ForeignKeyConstraint(["code"], ["municipality.code"], name=op.f("fk_month_fact_code")),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_month_fact_prefecture")
        ),
        sa.PrimaryKeyConstraint("prefecture", "code", "month", name=op.f("pk_month_fact")),
        comment="One row a municipality and month: metrics.facts.MonthFact, kept by rollup.py.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "municipality_former_name",
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False, comment="First day of the next name."),
        sa.Column("name_ja", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code"], ["municipality.code"], name=op.f("fk_municipality_former_name_code")
        ),
        sa.PrimaryKeyConstraint("code", "valid_to", name=op.f("pk_municipality_former_name")),
        comment="One row a name that a municipality had before under the same code.",
    )
    op.create_table(
        "municipality_mapping",
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("kind", sa.String(length=6), nullable=False),
        sa.Column(
            "value", sa.Text(), nullable=False, comment="Normalised: NFKC, lower case, trimmed."
        ),
        sa.Column("municipality_code", sa.String(length=5), nullable=False),
        sa.CheckConstraint(
            "kind IN ('pool', 'group', 'domain')", name=op.f("ck_municipality_mapping_kind")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_municipality_mapping_municipality_code"),
        ),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_municipality_mapping_prefecture")
        ),
        sa.PrimaryKeyConstraint(
            "prefecture", "kind", "value", name=op.f("pk_municipality_mapping")
        ),
        comment="One row a licence pool, user group or e-mail domain that stands for a municipality.",
    )
    op.create_table(
        "procurement",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("batch_id", IDENTITY, nullable=False),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("fiscal_year", sa.SmallInteger(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False, comment="Last day, included."),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_procurement_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_procurement_prefecture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procurement")),
        comment="One row a joint procurement, as one contract file states it.",
    )
    op.create_index("ix_procurement_batch_id", "procurement", ["batch_id"], unique=False)
    op.create_index("ix_procurement_prefecture", "procurement", ["prefecture"], unique=False)

    op.create_table(
        "rejected_row",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("batch_id", IDENTITY, nullable=False),
        sa.Column(
            "line", sa.Integer(), nullable=False, comment="Physical line in the file, from 1."
        ),
        sa.Column("column_name", sa.Text(), nullable=True, comment="NULL: the record as a whole."),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_rejected_row_batch_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejected_row")),
        comment="One row a refused record.",
    )
    op.create_index("ix_rejected_row_batch_id", "rejected_row", ["batch_id"], unique=False)

    op.create_table(
        "allocation",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("procurement_id", IDENTITY, nullable=False),
        sa.Column("municipality_code", sa.String(length=5), nullable=False),
        sa.Column("licences", sa.Integer(), nullable=False),
        sa.Column("unit_price_yen", sa.Integer(), nullable=False),
        sa.Column("yen", sa.BigInteger(), nullable=False, comment="For the whole period."),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False, comment="Last day, included."),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_allocation_period")),
        sa.CheckConstraint(
            "licences >= 0 AND unit_price_yen >= 0 AND yen >= 0", name=op.f("ck_allocation_amounts")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_allocation_municipality_code"),
        ),
        sa.ForeignKeyConstraint(
            ["procurement_id"], ["procurement.id"], name=op.f("fk_allocation_procurement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
        comment="One row a number of licences allotted to one municipality for one period.",
    )
    op.create_index("ix_allocation_procurement_id", "allocation", ["procurement_id"], unique=False)

    op.create_table(
        "learner_key",
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="HMAC-SHA-256, hexadecimal."
        ),
        sa.Column("learner_id", IDENTITY, nullable=False),
        sa.Column("batch_id", IDENTITY, nullable=False),
        sa.CheckConstraint("kind IN ('external', 'email')", name=op.f("ck_learner_key_kind")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_learner_key_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_learner_key_learner_id")
        ),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_learner_key_prefecture")
        ),
        sa.PrimaryKeyConstraint("prefecture", "kind", "digest", name=op.f("pk_learner_key")),
        comment="One row a keyed hash by which files name a person; several may lead to one learner.",
    )
    op.create_index("ix_learner_key_learner_id", "learner_key", ["learner_id"], unique=False)

    op.create_table(
        "learner_observation",
        sa.Column("batch_id", IDENTITY, autoincrement=False, nullable=False),
        sa.Column("learner_id", IDENTITY, autoincrement=False, nullable=False),
        sa.Column("affiliation_id", IDENTITY, nullable=False),
        sa.Column(
            "joined_at", sa.BigInteger(), nullable=True, comment="NULL: the file does not say."
        ),
        sa.Column(
            "deactivated_at", sa.BigInteger(), nullable=True, comment="NULL: the file does not say."
        ),
        sa.Column(
            "status", sa.String(length=11), nullable=True, comment="NULL: the file does not say."
        ),
        sa.CheckConstraint(
            "status IN ('active', 'invited', 'deactivated')",
            name=op.f("ck_learner_observation_status"),
        ),
        sa.ForeignKeyConstraint(
            ["affiliation_id"],
            ["affiliation.id"],
            name=op.f("fk_learner_observation_affiliation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_learner_observation_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_learner_observation_learner_id")
        ),
        sa.PrimaryKeyConstraint("batch_id", "learner_id", name=op.f("pk_learner_observation")),
        comment="One row a learner whom a batch mentions, in whatever kind of file; so these rows also say which learners a batch touched.",
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_learner_observation_learner_id", "learner_observation", ["learner_id"], unique=False
    )

    op.create_table(
        "learner_override",
        sa.Column("learner_id", IDENTITY, nullable=False),
        sa.Column("municipality_code", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_learner_override_learner_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_learner_override_municipality_code"),
        ),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_learner_override")),
        comment="One row a person whose municipality somebody decided, whatever the files say.",
    )
    op.create_table(
        "observation",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("batch_id", IDENTITY, nullable=False),
        sa.Column("learner_id", IDENTITY, nullable=False),
        sa.Column("course_id", IDENTITY, nullable=False),
        sa.Column("enrolled_at", sa.BigInteger(), nullable=True),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("first_completed_at", sa.BigInteger(), nullable=True),
        sa.Column("completed_at", sa.BigInteger(), nullable=True),
        sa.Column("last_active_at", sa.BigInteger(), nullable=True),
        sa.Column(
            "progress",
            sa.SmallInteger(),
            nullable=True,
            comment="Hundredths of a percent, 0 to 10,000.",
        ),
        sa.Column(
            "learning_seconds",
            sa.Integer(),
            nullable=True,
            comment="Watched since enrolment; NULL: not said.",
        ),
        sa.Column("assigned", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_observation")),
        comment="One row an accepted record of a course-activity file: a learner's course, cumulative as of the batch.",
    )
    op.create_index(
        "ix_observation_learner_id_course_id",
        "observation",
        ["learner_id", "course_id"],
        unique=False,
    )

    op.create_table(
        "price_tier",
        sa.Column("procurement_id", IDENTITY, nullable=False),
        sa.Column("minimum_licences", sa.Integer(), nullable=False),
        sa.Column("unit_price_yen", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["procurement_id"], ["procurement.id"], name=op.f("fk_price_tier_procurement_id")
        ),
        sa.PrimaryKeyConstraint("procurement_id", "minimum_licences", name=op.f("pk_price_tier")),
        comment="One row a price per licence that holds from a number of licences on.",
    )
    for view in (HISTORY, ENROLMENT, ACTIVITY, MEMBERSHIP, COURSE_CURRENT):
        op.execute(view)
