"""Which learners are one person: derived from what each batch says, so that order cannot matter.

The keys of older databases keep leading where they led.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Equal as-ofs are told apart by content, never by the order of imports.
HISTORY = """
VIEW history AS
SELECT batch.prefecture, coalesce(same.person_id, seen.learner_id) AS learner_id, seen.course_id,
       batch.as_of, seen.enrolled_at, seen.started_at, seen.first_completed_at, seen.completed_at,
       seen.last_active_at, seen.progress, seen.learning_seconds, seen.assigned,
       row_number() OVER (
           PARTITION BY coalesce(same.person_id, seen.learner_id), seen.course_id
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
LEFT JOIN learner_person AS same ON same.learner_id = seen.learner_id
WHERE batch.status = 'committed'
"""

# A statement counts while a committed batch tells it and no committed batch voids it.
STATEMENT_COUNTED = """
VIEW statement_counted AS
SELECT said.prefecture, coalesce(same.person_id, said.learner_id) AS learner_id, said.course_id,
       said.verb, said.at, said.completes, said.progress, told.as_of
FROM statement AS said
JOIN (
    SELECT telling.statement, max(batch.as_of) AS as_of
    FROM statement_telling AS telling JOIN import_batch AS batch ON batch.id = telling.batch_id
    WHERE batch.status = 'committed'
    GROUP BY telling.statement
) AS told ON told.statement = said.id
LEFT JOIN learner_person AS same ON same.learner_id = said.learner_id
WHERE NOT EXISTS (
    SELECT 1
    FROM statement_voiding AS voiding JOIN import_batch AS batch ON batch.id = voiding.batch_id
    WHERE voiding.statement_id = said.statement_id
      AND batch.prefecture = said.prefecture AND batch.status = 'committed'
)
"""

# An export describes a learner's course as a whole; statements only add to it. Whether there is an
# export is asked for the person and for whoever is the same person, so that an index answers.
ENROLMENT = """
VIEW enrolment AS
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
) AND NOT EXISTS (
    SELECT 1 FROM learner_person AS same
    JOIN observation AS seen ON seen.learner_id = same.learner_id
    JOIN import_batch AS batch ON batch.id = seen.batch_id
    WHERE same.person_id = said.learner_id AND seen.course_id = said.course_id
      AND batch.status = 'committed'
)
"""

# What is said by a weaker kind of label counts only until a stronger kind says anything.
MEMBERSHIP = """
VIEW membership AS
WITH overridden AS (
    SELECT learner.prefecture, coalesce(same.person_id, learner.id) AS learner_id,
           CAST(min(decided.municipality_code) AS VARCHAR(5)) AS code
    FROM learner_override AS decided JOIN learner ON learner.id = decided.learner_id
    LEFT JOIN learner_person AS same ON same.learner_id = learner.id
    GROUP BY learner.prefecture, coalesce(same.person_id, learner.id)
), said AS (
    SELECT batch.prefecture, coalesce(same.person_id, told.learner_id) AS learner_id,
           label.municipality_code AS code, batch.as_of, batch.sha256,
           CASE label.resolved_by WHEN 'pool' THEN 1 WHEN 'group' THEN 2 ELSE 3 END AS strength
    FROM learner_observation AS told
    JOIN import_batch AS batch ON batch.id = told.batch_id
    JOIN affiliation AS label ON label.id = told.affiliation_id
    LEFT JOIN learner_person AS same ON same.learner_id = told.learner_id
    WHERE batch.status = 'committed' AND label.municipality_code IS NOT NULL
), weighed AS (
    SELECT said.*,
           min(strength) OVER (PARTITION BY learner_id ORDER BY as_of) AS strongest,
           row_number() OVER (
               PARTITION BY learner_id, as_of ORDER BY strength, sha256 DESC, code
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
  AND NOT EXISTS (SELECT 1 FROM overridden WHERE overridden.learner_id = changes.learner_id)
UNION ALL
SELECT prefecture, learner_id, code, NULL, NULL FROM overridden
"""



def _is(*roles: str) -> str:
    listed = ", ".join(f"'{role}'" for role in roles)
    return f"(SELECT coalesce(current_setting('learning.role', true) IN ({listed}), false))"


# As in 0004.
IN_PREFECTURE = "prefecture = (SELECT current_setting('learning.prefecture', true))"
ALL = _is("prefecture", "open")
SUMS = _is("prefecture", "open", "sums")
OWN = _is("municipality")
OF_BATCH = "batch_id IN (SELECT id FROM import_batch)"
# A municipality sees a learner whom files or a person assign to it, and whoever is the same person.
ASSIGNED = (
    "(SELECT learner_id FROM learner_observation UNION ALL SELECT learner_id FROM learner_override)"
)
SAME = f"learner_id IN {ASSIGNED} OR person_id IN {ASSIGNED}"
HERE = (
    f"id IN {ASSIGNED} OR id IN (SELECT learner_id FROM learner_person)"
    " OR id IN (SELECT person_id FROM learner_person)"
)
POLICIES = (
    "CREATE POLICY seen ON learner_person FOR SELECT USING"
    f" ({IN_PREFECTURE} AND ({SUMS} OR ({OWN} AND ({SAME}))))",
    f"CREATE POLICY added ON learner_person FOR INSERT WITH CHECK ({IN_PREFECTURE} AND {ALL})",
    f"CREATE POLICY changed ON learner_person FOR UPDATE USING ({IN_PREFECTURE} AND {ALL})",
    f"CREATE POLICY deleted ON learner_person FOR DELETE USING ({IN_PREFECTURE} AND {ALL})",
    f"CREATE POLICY kept ON learner_alias USING ({OF_BATCH} AND {ALL})",
    "ALTER POLICY seen ON learner USING"
    f" ({IN_PREFECTURE} AND ({SUMS} OR ({OWN} AND ({HERE}))))",
)


def upgrade() -> None:
    _drop_reference()
    op.create_table(
        "learner_alias",
        sa.Column(
            "alias_id",
            IDENTITY,
            autoincrement=False,
            nullable=False,
            comment="As learner_key.learner_id; there need be no such learner.",
        ),
        sa.Column("batch_id", IDENTITY, autoincrement=False, nullable=False),
        sa.Column("learner_id", IDENTITY, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_learner_alias_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_learner_alias_learner_id")
        ),
        sa.PrimaryKeyConstraint(
            "alias_id", "batch_id", "learner_id", name=op.f("pk_learner_alias")
        ),
        comment="One row a weaker key by which a batch names a learner: both are one person.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "learner_person",
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column("learner_id", IDENTITY, autoincrement=False, nullable=False),
        sa.Column("person_id", IDENTITY, nullable=False),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_learner_person_prefecture")
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_learner_person_learner_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["learner.id"], name=op.f("fk_learner_person_person_id")
        ),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_learner_person")),
        comment="One row a learner who is the same person as another, as all committed batches say"
        " together: kept by persons.py.",
    )
    op.create_index("ix_learner_person_person_id", "learner_person", ["person_id"])
    postgres = op.get_bind().dialect.name == "postgresql"
    for view in (HISTORY, STATEMENT_COUNTED, ENROLMENT, MEMBERSHIP):
        name = view.split()[1]
        if postgres:  # other views rest on it
            op.execute(f"CREATE OR REPLACE {view}")
            op.execute(f"ALTER VIEW {name} SET (security_invoker = true)")
        else:
            op.execute(f"DROP VIEW {name}")
            op.execute(f"CREATE {view}")
    if postgres:
        for table in ("learner_alias", "learner_person"):
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        for policy in POLICIES:
            op.execute(policy)


def _drop_reference() -> None:
    """A key's number need be no learner's any more."""
    with op.batch_alter_table("learner_key") as table:
        table.drop_constraint(op.f("fk_learner_key_learner_id"), type_="foreignkey")
        table.drop_index("ix_learner_key_learner_id")
    if op.get_bind().dialect.name == "postgresql":
        op.create_table_comment(
            "learner_key", "One row a keyed hash by which files name a person."
        )
        op.create_table_comment(
            "learner",
            "One row a person as records name them, who has no name here; the batch is the first"
            " that told of them.",
        )
        op.alter_column(
            "learner_key",
            "learner_id",
            existing_type=IDENTITY,
            existing_nullable=False,
            comment="Of the learner whom records name by no stronger key; there need be none yet.",
        )
