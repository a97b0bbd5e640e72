"""The tables and views of the shared learning records, the same on SQLite and PostgreSQL.

Observations are only ever added: each row says what one file (a batch) told, and nothing that a
file told is changed by a later one. Whatever is current is read from the newest as-of among the
committed batches, so the order of imports does not matter, and undoing a batch (its status
becomes `undone`) leaves what never importing it would have left. `docs/schema.md` explains each
table to the author of another system.

Units: a stamp is a whole number of seconds since 1970-01-01T00:00:00Z; a day is a DATE in Japan
time; money is whole yen; progress is in hundredths of a percent, 0 to 10,000. Stamps are integers
because they compare, subtract and load alike on both databases, and load fastest.
"""

from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    column,
    table,
    text,
)
from sqlalchemy.sql.expression import TableClause

REVISION: Final = "0008"
"""The migration that this program reads and writes; revisions are numbered so that they sort."""

CONTRACT: Final = "contract"
"""The kind of batch that tells of licences."""
ADOPTION: Final = "adoption"
"""The kind of batch that holds the platform's own counts by group."""
OF_NO_LEARNER: Final = (CONTRACT, ADOPTION)
"""Every other kind tells of learners."""
STATEMENTS: Final = "statements"
"""The kind of batch that tells of single events; an export describes a learner's course whole."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

Stamp = BigInteger
"""Seconds since 1970-01-01T00:00:00Z."""
Identity = BigInteger().with_variant(Integer, "sqlite")
"""A number that the database gives out; on SQLite only INTEGER is the row's own number."""


def _prefecture(**options: Any) -> Column[str]:
    return Column("prefecture", String(2), ForeignKey("prefecture.code"), **options)


def _municipality(name: str = "municipality_code", **options: Any) -> Column[str]:
    return Column(name, String(5), ForeignKey("municipality.code"), **options)


def _batch(**options: Any) -> Column[int]:
    return Column("batch_id", Identity, ForeignKey("import_batch.id"), **options)


# --- places -------------------------------------------------------------------------------------

prefecture = Table(
    "prefecture",
    metadata,
    Column("code", String(2), primary_key=True),
    Column("name_ja", Text, nullable=False),
    Column("kana", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    comment="One row a prefecture.",
)

municipality = Table(
    "municipality",
    metadata,
    Column("code", String(5), primary_key=True),
    _prefecture(nullable=False, index=True),
    Column("name_ja", Text, nullable=False),
    Column("kana", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("valid_from", Date, comment="First day of the code; NULL: before our records."),
    Column("valid_to", Date, comment="First day on which the code no longer holds; NULL: holds."),
    Column("successor_code", String(5), comment="After a merger, the code that it became part of."),
    comment="One row a municipality code ever used; codes are never given out twice.",
)

municipality_former_name = Table(
    "municipality_former_name",
    metadata,
    _municipality("code", primary_key=True),
    Column("valid_to", Date, primary_key=True, comment="First day of the next name."),
    Column("name_ja", Text, nullable=False),
    comment="One row a name that a municipality had before under the same code.",
)

# --- batches ------------------------------------------------------------------------------------

import_batch = Table(
    "import_batch",
    metadata,
    Column("id", Identity, primary_key=True),
    _prefecture(nullable=False),
    Column(
        "kind",
        String(32),
        nullable=False,
        comment="course_activity, all_users, statements, contract, adoption",
    ),
    Column("platform", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False, comment="Of the file's bytes, hexadecimal."),
    Column("size", BigInteger, nullable=False, comment="Bytes."),
    Column("as_of", Stamp, comment="The moment that the file describes; set when committed."),
    Column("status", String(9), nullable=False),
    Column("records", Integer, nullable=False, server_default="0"),
    Column("accepted", Integer, nullable=False, server_default="0"),
    Column("rejected", Integer, nullable=False, server_default="0"),
    Column("skipped", Integer, nullable=False, server_default="0"),
    Column("reasons", JSON, nullable=False, server_default="{}", comment="Reason code -> records."),
    Column(
        "changes",
        JSON,
        nullable=False,
        server_default="{}",
        comment="new, changed, unchanged -> accepted records, as found when committed.",
    ),
    Column("who", Text, nullable=False),
    Column("started_at", Stamp, nullable=False),
    Column("finished_at", Stamp),
    CheckConstraint("status IN ('staged', 'committed', 'held', 'undone', 'failed')", name="status"),
    comment="One row an attempt to import one file.",
)
Index(
    "uq_import_batch_committed",
    import_batch.c.prefecture,
    import_batch.c.kind,
    import_batch.c.sha256,
    unique=True,
    sqlite_where=text("status = 'committed'"),
    postgresql_where=text("status = 'committed'"),
)

rejected_row = Table(
    "rejected_row",
    metadata,
    Column("id", Identity, primary_key=True),
    _batch(nullable=False, index=True),
    Column("line", Integer, nullable=False, comment="Physical line in the file, from 1."),
    Column("column_name", Text, comment="NULL: the record as a whole."),
    Column("reason", String(64), nullable=False),
    Column("content", Text, nullable=False),
    comment="One row a refused record.",
)

column_mapping = Table(
    "column_mapping",
    metadata,
    _prefecture(primary_key=True),
    Column("signature", String(64), primary_key=True, comment="SHA-256 of the headings."),
    Column("kind", String(32), nullable=False, comment="Of import_batch."),
    Column("columns", JSON, nullable=False, comment="Field of the kind -> column, from 0."),
    Column("headings", JSON, nullable=False, comment="All of the file's headings, in order."),
    Column("who", Text, nullable=False),
    Column("at", Stamp, nullable=False),
    comment="One row a header that the program does not know and a person has explained.",
)

hash_key = Table(
    "hash_key",
    metadata,
    _prefecture(primary_key=True),
    Column("digest", String(64), nullable=False, comment="HMAC-SHA-256 of a fixed text."),
    comment="One row a prefecture: by which an import notices that it was given another key.",
)

audit = Table(
    "audit",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("at", Stamp, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(64), nullable=False),
    Column("detail", JSON, nullable=False),
    _prefecture(),
    _batch(),
    comment="One row an act that changed records or roles, took figures out, or was refused.",
)

dataset_version = Table(
    "dataset_version",
    metadata,
    _prefecture(primary_key=True),
    Column("version", Integer, primary_key=True, comment="1, 2, 3 … within the prefecture."),
    Column("dataset_id", String(32), nullable=False, comment="Random; never the same twice."),
    Column("as_of", Stamp, comment="Newest as-of among the committed learner records."),
    _batch(),
    Column("created_at", Stamp, nullable=False),
    comment="One row a state of a prefecture's records; caches are keyed on its number and id.",
)

# --- people who may sign in -----------------------------------------------------------------------

account = Table(
    "account",
    metadata,
    Column("id", Identity, primary_key=True),
    _prefecture(nullable=False),
    Column("name", Text, nullable=False, comment="By which administrators know whom they manage."),
    Column("role", String(12), nullable=False),
    Column("issuer", Text, comment="The identity provider; NULL: has not signed in yet."),
    Column("subject", Text, comment="The provider's own number of the person."),
    Column("invited", Text, comment="E-mail address, kept until the first sign-in and no longer."),
    Column("invited_until", Stamp, comment="After it the invitation is void."),
    Column("created_at", Stamp, nullable=False),
    Column("revoked_at", Stamp, comment="NULL: the role holds."),
    CheckConstraint("role IN ('prefecture', 'municipality', 'presenter')", name="role"),
    CheckConstraint("(issuer IS NULL) = (subject IS NULL)", name="identity"),
    CheckConstraint("(invited IS NULL) = (invited_until IS NULL)", name="invitation"),
    UniqueConstraint("prefecture", "issuer", "subject"),
    UniqueConstraint("prefecture", "invited", name="uq_account_invited"),
    comment="One row a person whom an administrator gave a role in a prefecture's dashboard.",
)

account_municipality = Table(
    "account_municipality",
    metadata,
    Column("account_id", Identity, ForeignKey("account.id"), primary_key=True),
    _municipality(primary_key=True),
    comment="One row a municipality whose own figures a person with that role sees exactly.",
)

sign_in = Table(
    "sign_in",
    metadata,
    Column("id", String(64), primary_key=True, comment="SHA-256 of what makes it unique."),
    Column("account_id", Identity, ForeignKey("account.id"), nullable=False, index=True),
    Column("began_at", Stamp, nullable=False),
    Column("seen_at", Stamp, nullable=False, comment="The person's last act, about."),
    Column("ended_at", Stamp, comment="NULL: not ended yet."),
    Column("ended_by", String(10)),
    CheckConstraint(
        "ended_by IN ('signed_out', 'idle', 'longest', 'revoked')",
        name="ended_by",
    ),
    CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
    comment="One row a sign-in at the identity provider that led here.",
)

publication = Table(
    "publication",
    metadata,
    _prefecture(primary_key=True),
    Column("fiscal_year", SmallInteger, primary_key=True, autoincrement=False),
    Column("who", Text, nullable=False, comment="As audit.who."),
    Column("at", Stamp, nullable=False),
    comment="One row a fiscal year in which municipalities see each other by name.",
)

# --- presentations ------------------------------------------------------------------------------

presentation = Table(
    "presentation",
    metadata,
    Column("id", String(16), primary_key=True, comment="Drawn at random: it stands in links."),
    _prefecture(nullable=False, index=True),
    Column("owner", Text, nullable=False, comment="As audit.who: the one who may change it."),
    Column("title", Text, nullable=False),
    Column(
        "pseudonym_key",
        String(32),
        comment="By which municipalities were renamed, drawn at random; NULL: real names.",
    ),
    Column(
        "kinds_told",
        Boolean,
        nullable=False,
        comment="Whether the pseudonyms tell cities from towns and villages.",
    ),
    Column("created_at", Stamp, nullable=False),
    comment="One row a sequence of scenes that somebody shows to a room.",
)

scene = Table(
    "scene",
    metadata,
    Column("id", String(16), primary_key=True),
    Column(
        "presentation_id", String(16), ForeignKey("presentation.id"), nullable=False, index=True
    ),
    Column("position", Integer, nullable=False),
    Column("figure", String(12), nullable=False, comment="Which picture, as an id."),
    Column("choices", JSON, nullable=False, comment="Year, month, measure and so on, as ids."),
    Column("title", Text, nullable=False, comment="Empty: the sentence that the data wrote."),
    Column("note", Text, nullable=False, comment="For the presenter alone."),
    Column(
        "slides",
        JSON,
        nullable=False,
        comment="What the room sees, finished, by language; made by the presenter's rules.",
    ),
    Column("dataset_id", String(32), nullable=False, comment="Of which records it was made."),
    Column("version", Integer, nullable=False),
    Column("as_of", Date, nullable=False),
    comment="One row a scene of a presentation, as it was when it was frozen.",
)

# --- contracts ----------------------------------------------------------------------------------

procurement = Table(
    "procurement",
    metadata,
    Column("id", Identity, primary_key=True),
    _batch(nullable=False, index=True),
    _prefecture(nullable=False, index=True),
    Column("fiscal_year", SmallInteger, nullable=False),
    Column("platform", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False, comment="Last day, included."),
    comment="One row a joint procurement, as one contract file states it.",
)

price_tier = Table(
    "price_tier",
    metadata,
    Column("procurement_id", Identity, ForeignKey("procurement.id"), primary_key=True),
    Column("minimum_licences", Integer, primary_key=True),
    Column("unit_price_yen", Integer, nullable=False),
    comment="One row a price per licence that holds from a number of licences on.",
)

allocation = Table(
    "allocation",
    metadata,
    Column("id", Identity, primary_key=True),
    Column("procurement_id", Identity, ForeignKey("procurement.id"), nullable=False, index=True),
    _municipality(nullable=False),
    Column("licences", Integer, nullable=False),
    Column("unit_price_yen", Integer, nullable=False),
    Column("yen", BigInteger, nullable=False, comment="For the whole period."),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False, comment="Last day, included."),
    CheckConstraint("licences >= 0 AND unit_price_yen >= 0 AND yen >= 0", name="amounts"),
    CheckConstraint("ends_on >= starts_on", name="period"),
    comment="One row a number of licences allotted to one municipality for one period.",
)

# --- learners -----------------------------------------------------------------------------------

learner = Table(
    "learner",
    metadata,
    Column("id", Identity, primary_key=True),
    _prefecture(nullable=False, index=True),
    _batch(nullable=False),
    comment="One row a person as records name them, who has no name here; the batch is the first"
    " that told of them.",
)

learner_key = Table(
    "learner_key",
    metadata,
    _prefecture(primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("digest", String(64), primary_key=True, comment="HMAC-SHA-256, hexadecimal."),
    Column(
        "learner_id",
        Identity,
        nullable=False,
        comment="Of the learner whom records name by no stronger key; there need be none yet.",
    ),
    _batch(nullable=False),
    CheckConstraint("kind IN ('external', 'account', 'email', 'sha1')", name="kind"),
    comment="One row a keyed hash by which files name a person.",
)

learner_alias = Table(
    "learner_alias",
    metadata,
    Column(
        "alias_id",
        Identity,
        primary_key=True,
        autoincrement=False,
        comment="As learner_key.learner_id; there need be no such learner.",
    ),
    _batch(primary_key=True, autoincrement=False),
    Column("learner_id", Identity, ForeignKey("learner.id"), primary_key=True, autoincrement=False),
    comment="One row a weaker key by which a batch names a learner: both are one person.",
    sqlite_with_rowid=False,
)

learner_person = Table(
    "learner_person",
    metadata,
    _prefecture(nullable=False),
    Column("learner_id", Identity, ForeignKey("learner.id"), primary_key=True, autoincrement=False),
    Column("person_id", Identity, ForeignKey("learner.id"), nullable=False, index=True),
    comment="One row a learner who is the same person as another, as all committed batches say"
    " together: kept by persons.py.",
)

learner_override = Table(
    "learner_override",
    metadata,
    Column("learner_id", Identity, ForeignKey("learner.id"), primary_key=True),
    _municipality(nullable=False),
    comment="One row a person whose municipality somebody decided, whatever the files say.",
)

municipality_mapping = Table(
    "municipality_mapping",
    metadata,
    _prefecture(primary_key=True),
    Column("kind", String(6), primary_key=True),
    Column("value", Text, primary_key=True, comment="Normalised: NFKC, lower case, trimmed."),
    _municipality(nullable=False),
    CheckConstraint("kind IN ('pool', 'group', 'domain')", name="kind"),
    comment="One row a licence pool, user group or e-mail domain that stands for a municipality.",
)

affiliation = Table(
    "affiliation",
    metadata,
    Column("id", Identity, primary_key=True),
    _prefecture(nullable=False, index=True),
    Column("pool", Text, nullable=False, comment="As the file has it; '' where it says nothing."),
    Column("groups", Text, nullable=False, comment="As the file has it; '' where it says nothing."),
    Column("domain", Text, nullable=False, comment="Of the e-mail address, lower case; or ''."),
    _municipality(comment="What the mappings make of the three; NULL: unassigned."),
    Column("resolved_by", String(6), comment="pool, group or domain; NULL: unassigned."),
    CheckConstraint("resolved_by IN ('pool', 'group', 'domain')", name="resolved_by"),
    CheckConstraint(
        "(municipality_code IS NULL) = (resolved_by IS NULL)", name="resolved_together"
    ),
    comment="One row a combination of pool, groups and domain that files give to people; it is"
    " resolved again when a mapping changes, and the facts are then rebuilt.",
)

learner_observation = Table(
    "learner_observation",
    metadata,
    _batch(primary_key=True, autoincrement=False),
    Column("learner_id", Identity, ForeignKey("learner.id"), primary_key=True, autoincrement=False),
    Column("affiliation_id", Identity, ForeignKey("affiliation.id"), nullable=False),
    Column("joined_at", Stamp, comment="NULL: the file does not say."),
    Column("deactivated_at", Stamp, comment="NULL: the file does not say."),
    Column("status", String(11), comment="NULL: the file does not say."),
    CheckConstraint("status IN ('active', 'invited', 'deactivated')", name="status"),
    Index("ix_learner_observation_learner_id", "learner_id"),
    comment="One row a learner whom a batch mentions, in whatever kind of file; so these rows also"
    " say which learners a batch touched.",
    sqlite_with_rowid=False,
)

# --- learning -----------------------------------------------------------------------------------

course = Table(
    "course",
    metadata,
    Column("id", Identity, primary_key=True),
    _prefecture(nullable=False),
    Column("platform", Text, nullable=False),
    Column("external_id", Text, nullable=False, comment="The platform's own number."),
    UniqueConstraint("prefecture", "platform", "external_id"),
    comment="One row a course of a platform, for each prefecture whose learners took it.",
)

course_observation = Table(
    "course_observation",
    metadata,
    _batch(primary_key=True, autoincrement=False),
    Column("course_id", Identity, ForeignKey("course.id"), primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("minutes", Integer, comment="NULL: the file does not say."),
    Column("category", Text, nullable=False, comment="'' where the file says nothing."),
    Column("locale", Text, nullable=False, comment="'' where the file says nothing."),
    Index("ix_course_observation_course_id", "course_id"),
    comment="One row a course that a batch mentions, as that batch describes it.",
    sqlite_with_rowid=False,
)

course_skill = Table(
    "course_skill",
    metadata,
    _prefecture(primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("external_id", Text, primary_key=True, comment="As in course; it need not exist yet."),
    Column("skill_scheme", Text, nullable=False),
    Column("skill_code", Text, nullable=False),
    comment="One row a course that teaches a skill of a public skill standard.",
)

observation = Table(
    "observation",
    metadata,
    Column("id", Identity, primary_key=True),
    # no foreign keys: an import would spend a fifth of its inserting on rows that it has just made
    Column("batch_id", Identity, nullable=False),
    Column("learner_id", Identity, nullable=False),
    Column("course_id", Identity, nullable=False),
    Column("enrolled_at", Stamp),
    Column("started_at", Stamp),
    Column("first_completed_at", Stamp),
    Column("completed_at", Stamp),
    Column("last_active_at", Stamp),
    Column("progress", SmallInteger, comment="Hundredths of a percent, 0 to 10,000."),
    Column("learning_seconds", Integer, comment="Watched since enrolment; NULL: not said."),
    Column("assigned", Boolean, nullable=False),
    Index("ix_observation_learner_id_course_id", "learner_id", "course_id"),
    comment="One row an accepted record of a course-activity file: a learner's course, cumulative"
    " as of the batch.",
)

statement = Table(
    "statement",
    metadata,
    Column("id", Identity, primary_key=True),
    _prefecture(nullable=False),
    Column("statement_id", String(36), nullable=False, comment="The UUID, lower case."),
    Column(
        "digest", String(64), nullable=False, comment="HMAC-SHA-256 of its content, hexadecimal."
    ),
    Column("learner_id", Identity, ForeignKey("learner.id"), nullable=False),
    Column("course_id", Identity, ForeignKey("course.id"), nullable=False),
    Column("verb", String(10), nullable=False),
    Column("at", Stamp, nullable=False),
    Column("completes", Boolean, nullable=False),
    Column("progress", SmallInteger, comment="Hundredths of a percent; NULL: not said."),
    UniqueConstraint("prefecture", "statement_id", "digest"),
    CheckConstraint(
        "verb IN ('registered', 'launched', 'progressed', 'completed', 'passed', 'failed')",
        name="verb",
    ),
    Index("ix_statement_learner_id_course_id", "learner_id", "course_id"),
    comment="One row a statement of a Learning Record Store about a learner's course.",
)

statement_telling = Table(
    "statement_telling",
    metadata,
    _batch(primary_key=True, autoincrement=False),
    Column(
        "statement", Identity, ForeignKey("statement.id"), primary_key=True, autoincrement=False
    ),
    Index("ix_statement_telling_statement", "statement"),
    comment="One row a statement that a batch tells; a statement counts while one of them does.",
    sqlite_with_rowid=False,
)

statement_voiding = Table(
    "statement_voiding",
    metadata,
    _batch(primary_key=True, autoincrement=False),
    Column(
        "statement_id",
        String(36),
        primary_key=True,
        comment="The UUID of the voided statement, which need not be known.",
    ),
    Index("ix_statement_voiding_statement_id", "statement_id"),
    comment="One row a statement that a batch says is void.",
    sqlite_with_rowid=False,
)

statement_stretch = Table(
    "statement_stretch",
    metadata,
    _batch(primary_key=True, autoincrement=False),
    Column("endpoint", Text, nullable=False),
    Column(
        "since",
        Text,
        comment="Stored after this moment, as the store writes it; NULL: from the beginning.",
    ),
    Column("until", Text, nullable=False, comment="Stored up to this moment, written alike."),
    comment="One row a batch of statements: which stretch of which store it holds.",
)

# --- the platform's own counts --------------------------------------------------------------------

adoption_observation = Table(
    "adoption_observation",
    metadata,
    _batch(primary_key=True, autoincrement=False),
    Column(
        "affiliation_id",
        Identity,
        ForeignKey("affiliation.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("licences", Integer),
    Column("invited", Integer),
    Column("joined", Integer),
    Column("enrolled", Integer),
    Column("watched", Integer),
    CheckConstraint(
        "licences >= 0 AND invited >= 0 AND joined >= 0 AND enrolled >= 0 AND watched >= 0",
        name="counts",
    ),
    comment="One row a group of an adoption report: the platform's own counts, for comparison"
    " only.",
    sqlite_with_rowid=False,
)

# --- facts --------------------------------------------------------------------------------------

month_fact = Table(
    "month_fact",
    metadata,
    _prefecture(primary_key=True),
    _municipality("code", primary_key=True),
    Column("month", Integer, primary_key=True, comment="yyyymm in Japan time."),
    Column("licences", Integer, nullable=False),
    Column("joined", Integer, nullable=False),
    Column("spend_yen", BigInteger, nullable=False),
    Column("enrolments", Integer, nullable=False),
    Column("assigned_enrolments", Integer, nullable=False),
    Column("enrolments_completed", Integer, nullable=False),
    Column("completions", Integer, nullable=False),
    Column("matured", Integer, nullable=False),
    Column("matured_completed", Integer, nullable=False),
    Column("learning_seconds", BigInteger, nullable=False),
    Column("active_learners", Integer, nullable=False),
    Column("active_learners_fy", Integer, nullable=False),
    Column("enrolled_learners_fy", Integer, nullable=False),
    Column("completing_learners_fy", Integer, nullable=False),
    Column("matured_learners_fy", Integer, nullable=False),
    comment="One row a municipality and month: metrics.facts.MonthFact, kept by rollup.py.",
    sqlite_with_rowid=False,
)


# --- views: what the committed observations say, taken together -----------------------------------


def _view(name: str, *columns: str) -> TableClause:
    return table(name, *(column(each) for each in columns))


history = _view(
    "history",
    "prefecture",
    "learner_id",
    "course_id",
    "as_of",
    "enrolled_at",
    "started_at",
    "first_completed_at",
    "completed_at",
    "last_active_at",
    "progress",
    "learning_seconds",
    "assigned",
    "recency",
)
"""One row a committed observation; `recency` 1 is the newest of its learner and course."""

enrolment = _view(
    "enrolment",
    "prefecture",
    "learner_id",
    "course_id",
    "as_of",
    "enrolled_at",
    "started_at",
    "first_completed_at",
    "completed_at",
    "last_active_at",
    "progress",
    "learning_seconds",
    "assigned",
)
"""The current state of a learner's course: one row a learner and course."""

activity = _view(
    "activity",
    "prefecture",
    "learner_id",
    "course_id",
    "at",
    "action",
    "learning_seconds",
)
"""One row a dated action (`enrolled`, `started`, `first_completed`, `completed`, `active`), or an
increase of the seconds watched (`watched`, the only action with seconds)."""

statement_counted = _view(
    "statement_counted",
    "prefecture",
    "learner_id",
    "course_id",
    "verb",
    "at",
    "completes",
    "progress",
    "as_of",
)
"""One row a statement that a committed batch tells and none voids."""

statement_course = _view(
    "statement_course",
    "prefecture",
    "learner_id",
    "course_id",
    "as_of",
    "enrolled_at",
    "started_at",
    "first_completed_at",
    "completed_at",
    "last_active_at",
    "progress",
)
"""One row a learner and course of which statements tell: what they say taken together."""

membership = _view("membership", "prefecture", "learner_id", "code", "valid_from", "valid_to")
"""One row a stretch of time that a learner belonged to a municipality: from the stamp `valid_from`
(NULL: always) until before `valid_to` (NULL: still)."""

course_current = _view(
    "course_current",
    "prefecture",
    "course_id",
    "platform",
    "external_id",
    "title",
    "minutes",
    "category",
    "locale",
    "skill_scheme",
    "skill_code",
)
"""One row a course, as the newest committed batch that mentions it describes it."""
