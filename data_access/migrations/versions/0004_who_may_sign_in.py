"""Who may sign in; and on PostgreSQL, row-level security behind the Python code.

Row-level security is forced, so it holds for the tables' owner too: a later migration that
changes rows of a protected table first says NO FORCE ROW LEVEL SECURITY, and FORCE at its end. One
that makes a table of records, or makes one anew, gives it its policies.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# What a transaction says of itself. Each stands in a subquery, so that it is looked up once a
# statement and not once a row, and a comparison stands in it whole: of a truth value the planner
# supposes that it holds half the time, of an equality with something unknown that it hardly ever
# does, and then walks through tables row by row. Nothing set: no row fulfils a condition.
SETTING = "current_setting('learning.{}', true)"
PREFECTURE = f"(SELECT {SETTING.format('prefecture')})"
CODES = f"(SELECT unnest(string_to_array({SETTING.format('municipalities')}, ',')))"


def _is(*roles: str) -> str:
    listed = ", ".join(f"'{role}'" for role in roles)
    return f"(SELECT coalesce({SETTING.format('role')} IN ({listed}), false))"


IN_PREFECTURE = f"prefecture = {PREFECTURE}"
ALL = _is("prefecture", "open")
SUMS = _is("prefecture", "open", "sums")
SOME = _is("municipality", "presenter")
READER = _is("prefecture", "open", "sums", "municipality", "presenter")
OWN = _is("municipality")
DOOR = _is("door")
MANAGER = _is("prefecture")
OF_BATCH = "batch_id IN (SELECT id FROM import_batch)"
OF_CONTRACT = "procurement_id IN (SELECT id FROM procurement)"

# Table -> the rows that may be read, and those that may be written. A subquery sees what the
# reader may see of the other table, so a condition is said once.
RULES = {
    "month_fact": (f"{IN_PREFECTURE} AND {READER}", f"{IN_PREFECTURE} AND {ALL}"),
    "dataset_version": (f"{IN_PREFECTURE} AND {READER}", f"{IN_PREFECTURE} AND {ALL}"),
    "import_batch": (
        f"{IN_PREFECTURE} AND ({SUMS} OR ({SOME} AND status = 'committed'))",
        f"{IN_PREFECTURE} AND {ALL}",
    ),
    "rejected_row": (f"{OF_BATCH} AND {ALL}", f"{OF_BATCH} AND {ALL}"),
    "procurement": (f"{IN_PREFECTURE} AND {READER}", f"{IN_PREFECTURE} AND {ALL}"),
    "price_tier": (f"{OF_CONTRACT} AND {READER}", f"{OF_CONTRACT} AND {ALL}"),
    "allocation": (
        f"{OF_CONTRACT} AND ({SUMS} OR ({OWN} AND municipality_code IN {CODES}))",
        f"{OF_CONTRACT} AND {ALL}",
    ),
    "course": (f"{IN_PREFECTURE} AND {READER}", f"{IN_PREFECTURE} AND {ALL}"),
    "course_observation": (f"{OF_BATCH} AND {READER}", f"{OF_BATCH} AND {ALL}"),
    "course_skill": (f"{IN_PREFECTURE} AND {READER}", f"{IN_PREFECTURE} AND {ALL}"),
    "municipality_mapping": (f"{IN_PREFECTURE} AND {ALL}", f"{IN_PREFECTURE} AND {ALL}"),
    "affiliation": (
        f"{IN_PREFECTURE} AND ({SUMS} OR ({OWN} AND municipality_code IN {CODES}))",
        f"{IN_PREFECTURE} AND {ALL}",
    ),
    "learner_override": (
        f"left(municipality_code, 2) = {PREFECTURE}"
        f" AND ({SUMS} OR ({OWN} AND municipality_code IN {CODES}))",
        f"left(municipality_code, 2) = {PREFECTURE} AND {ALL}",
    ),
    "learner_observation": (
        f"{OF_BATCH} AND ({SUMS} OR ({OWN} AND (affiliation_id IN (SELECT id FROM affiliation)"
        " OR learner_id IN (SELECT learner_id FROM learner_override))))",
        f"{OF_BATCH} AND {ALL}",
    ),
    "learner": (
        f"{IN_PREFECTURE} AND ({SUMS} OR ({OWN} AND (id IN (SELECT learner_id FROM"
        " learner_observation) OR id IN (SELECT learner_id FROM learner_override))))",
        f"{IN_PREFECTURE} AND {ALL}",
    ),
    "learner_key": (f"{IN_PREFECTURE} AND {ALL}", f"{IN_PREFECTURE} AND {ALL}"),
    "observation": (
        f"{OF_BATCH} AND ({SUMS} OR ({OWN} AND learner_id IN (SELECT id FROM learner)))",
        f"{OF_BATCH} AND {ALL}",
    ),
    "statement": (
        f"{IN_PREFECTURE} AND ({SUMS} OR ({OWN} AND learner_id IN (SELECT id FROM learner)))",
        f"{IN_PREFECTURE} AND {ALL}",
    ),
    "statement_telling": (
        f"{OF_BATCH} AND ({SUMS} OR ({OWN} AND statement IN (SELECT id FROM statement)))",
        f"{OF_BATCH} AND {ALL}",
    ),
    "statement_voiding": (f"{OF_BATCH} AND ({SUMS} OR {OWN})", f"{OF_BATCH} AND {ALL}"),
    "statement_stretch": (f"{OF_BATCH} AND {ALL}", f"{OF_BATCH} AND {ALL}"),
    "adoption_observation": (
        f"{OF_BATCH} AND ({SUMS} OR ({OWN} AND affiliation_id IN (SELECT id FROM affiliation)))",
        f"{OF_BATCH} AND {ALL}",
    ),
}

# The door looks up who comes, and binds an invitation; only administrators change roles.
AT_THE_DOOR = _is("door", "prefecture")
OF_ACCOUNT = "account_id IN (SELECT id FROM account)"
POLICIES = (
    f"CREATE POLICY seen ON account FOR SELECT USING ({IN_PREFECTURE} AND {AT_THE_DOOR})",
    f"CREATE POLICY managed ON account USING ({IN_PREFECTURE} AND {MANAGER})",
    "CREATE POLICY bound ON account FOR UPDATE"
    f" USING ({IN_PREFECTURE} AND {DOOR} AND invited IS NOT NULL AND issuer IS NULL)"
    f" WITH CHECK ({IN_PREFECTURE} AND invited IS NULL AND issuer IS NOT NULL)",
    f"CREATE POLICY seen ON account_municipality FOR SELECT USING ({OF_ACCOUNT})",
    f"CREATE POLICY managed ON account_municipality USING ({OF_ACCOUNT} AND {MANAGER})",
    f"CREATE POLICY kept ON sign_in USING ({OF_ACCOUNT})",
    # A line may be added by everybody, and read by administrators; none is ever changed.
    f"CREATE POLICY noted ON audit FOR INSERT WITH CHECK ({IN_PREFECTURE})",
    f"CREATE POLICY seen ON audit FOR SELECT USING ({IN_PREFECTURE} AND {ALL})",
)
PROTECTED = (*RULES, "account", "account_municipality", "sign_in", "audit")
VIEWS = (
    "history",
    "statement_counted",
    "statement_course",
    "enrolment",
    "activity",
    "membership",
    "course_current",
)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", IDENTITY, nullable=False),
        sa.Column("prefecture", sa.String(length=2), nullable=False),
        sa.Column(
            "name",
            sa.Text(),
            nullable=False,
            comment="By which administrators know whom they manage.",
        ),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column(
            "issuer", sa.Text(), comment="The identity provider; NULL: has not signed in yet."
        ),
        sa.Column("subject", sa.Text(), comment="The provider's own number of the person."),
        sa.Column(
            "invited",
            sa.Text(),
            comment="E-mail address, kept until the first sign-in and no longer.",
        ),
        sa.Column("invited_until", sa.BigInteger(), comment="After it the invitation is void."),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), comment="NULL: the role holds."),
        sa.CheckConstraint(
            "role IN ('prefecture', 'municipality', 'presenter')", name=op.f("ck_account_role")
        ),
        sa.CheckConstraint("(issuer IS NULL) = (subject IS NULL)", name=op.f("ck_account_identity")),
        sa.CheckConstraint(
            "(invited IS NULL) = (invited_until IS NULL)", name=op.f("ck_account_invitation")
        ),
        sa.ForeignKeyConstraint(
            ["prefecture"], ["prefecture.code"], name=op.f("fk_account_prefecture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("prefecture", "issuer", "subject", name=op.f("uq_account_prefecture")),
        sa.UniqueConstraint("prefecture", "invited", name=op.f("uq_account_invited")),
        comment="One row a person whom an administrator gave a role in a prefecture's dashboard.",
    )
    op.create_table(
        "account_municipality",
        sa.Column("account_id", IDENTITY, nullable=False),
        sa.Column("municipality_code", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_municipality_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_account_municipality_municipality_code"),
        ),
        sa.PrimaryKeyConstraint(
            "account_id", "municipality_code", name=op.f("pk_account_municipality")
        ),
        comment="One row a municipality whose own figures a person with that role sees exactly.",
    )
    op.create_table(
        "sign_in",
        sa.Column(
            "id",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of what makes it unique.",
        ),
        sa.Column("account_id", IDENTITY, nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column(
            "seen_at", sa.BigInteger(), nullable=False, comment="The person's last act, about."
        ),
        sa.Column("ended_at", sa.BigInteger(), comment="NULL: not ended yet."),
        sa.Column("ended_by", sa.String(length=10)),
        sa.CheckConstraint(
            "ended_by IN ('signed_out', 'idle', 'longest', 'revoked')",
            name=op.f("ck_sign_in_ended_by"),
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_sign_in_ended")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        comment="One row a sign-in at the identity provider that led here.",
    )
    op.create_index("ix_sign_in_account_id", "sign_in", ["account_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        _protect()


def _protect() -> None:
    op.create_table_comment(
        "audit",
        "One row an act that changed records or roles, took figures out, or was refused.",
    )
    for table in PROTECTED:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for table, (read, written) in RULES.items():  # reading goes by one policy alone
        op.execute(f"CREATE POLICY seen ON {table} FOR SELECT USING ({read})")
        op.execute(f"CREATE POLICY added ON {table} FOR INSERT WITH CHECK ({written})")
        op.execute(f"CREATE POLICY changed ON {table} FOR UPDATE USING ({written})")
        op.execute(f"CREATE POLICY deleted ON {table} FOR DELETE USING ({written})")
    for policy in POLICIES:
        op.execute(policy)
    for view in VIEWS:  # else a view reads with its owner's rights, past every policy
        op.execute(f"ALTER VIEW {view} SET (security_invoker = true)")
