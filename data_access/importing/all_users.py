"""Udemy Business, "All users": one record a user, with the licence pool, which only this report
has, and the days on which they joined and left.
"""

from collections.abc import Sequence

import numpy as np

from data_access.importing.attempt import Attempt, people_of
from data_access.importing.cells import Memory, matched
from data_access.importing.columns import Columns, Verdicts, is_total
from data_access.importing.header import Field, Format
from data_access.importing.people import (
    ANONYMISED_NAME,
    Key,
    Person,
    account_by_lms_id,
    person,
)
from data_access.importing.places import Affiliation, Affiliations
from data_access.importing.reasons import (
    ANONYMISED,
    DUPLICATE_RECORD,
    FUTURE_STAMP,
    MISSING_PERSON,
    TOTAL_ROW,
    UNKNOWN_STATUS,
    Fault,
)
from data_access.importing.records import Records
from data_access.importing.stamps import MISSING, read_stamps
from data_access.schema import learner_observation
from data_access.writing import insert
from wording.text import Text

FORMAT = Format(
    kind="all_users",
    name=Text(
        ja="Udemy Business「All users」（利用者一覧）",
        en="the Udemy Business “All users” export",
    ),
    identifying=frozenset({"pool", "licence_type", "lms_id", "role", "status", "joined_at"}),
    fields=(
        Field(
            "email",
            ("Email", "User Email", "メールアドレス", "メール"),
            required=True,
            unless="external",
            personal=True,
        ),
        Field("external", ("External ID", "外部ID", "職員番号", "社員番号"), personal=True),
        Field("groups", ("Group", "Groups", "User Groups", "グループ", "ユーザーグループ")),
        Field("pool", ("License pool", "Licence pool", "ライセンスプール")),
        Field(
            "licence_type", ("License type", "Licence type", "ライセンスタイプ", "ライセンス種別")
        ),
        Field("lms_id", ("LMS User ID", "LMSユーザーID"), personal=True),
        Field("first_name", ("Name", "First Name", "名", "名前"), personal=True),
        Field("last_name", ("Surname", "Last Name", "姓"), personal=True),
        Field("role", ("Role", "役割", "ロール", "権限")),
        Field("status", ("Status", "ステータス", "状態"), required=True),
        Field(
            "joined_at",
            ("Joined date", "Date Joined", "参加日", "登録日", "利用開始日"),
            varied=True,
        ),
        Field(
            "deactivated_at",
            ("Deactivated date", "Date Deactivated", "無効化日", "利用停止日"),
            varied=True,
        ),
    ),
)

_STATUS = {
    **dict.fromkeys(("active", "有効", "アクティブ", "利用中"), "active"),
    **dict.fromkeys(("pending", "invited", "招待中", "招待済み", "保留中"), "invited"),
    **dict.fromkeys(("deactivated", "inactive", "無効", "無効化", "停止"), "deactivated"),
    "": None,
    "-": None,
}
_WRITTEN = (
    "batch_id",
    "learner_id",
    "affiliation_id",
    "joined_at",
    "deactivated_at",
    "status",
)


def _read_status(cell: str) -> str | None:
    text = matched(cell)
    if text not in _STATUS:
        raise Fault(UNKNOWN_STATUS)
    return _STATUS[text]


class AllUsers:
    """Reads the records of one file into observations of learners."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.people = people_of(attempt)
        self.affiliations = Affiliations(attempt.connection, attempt.prefecture)
        self.statuses = Memory(_read_status, otherwise=None)
        self.listed: set[Key] = set()
        self.aliases: set[Key] = set()
        """The strongest keys of those listed so far, and the weaker ones that they have besides."""
        self.told: dict[int, Affiliation] = {}
        """What the file says about each learner's place."""

    def take(self, records: Records) -> None:
        """Reads some records, and writes those that can be accepted."""
        attempt, verdicts = self.attempt, Verdicts(records)
        cells = Columns(attempt.tally.layout, records)
        persons = self._persons(cells, verdicts)
        self._pass_over_totals(cells["status"], persons, verdicts)
        joined = verdicts.read("joined_at", read_stamps(cells.array("joined_at")))
        left = verdicts.read("deactivated_at", read_stamps(cells.array("deactivated_at")))
        statuses = verdicts.read("status", self.statuses.column(cells["status"]))
        verdicts.where("joined_at", joined > attempt.latest, FUTURE_STAMP)
        verdicts.where("deactivated_at", left > attempt.latest, FUTURE_STAMP)
        learners = self._learners(persons, verdicts)
        pools, groups, told = cells["pool"], cells["groups"], []
        if attempt.reach:
            for at, learner in learners.items():
                said = Affiliation(pools[at], groups[at], persons[at].domain)
                place = attempt.reach.place_outside(learner, said, self.affiliations.directory)
                if place:
                    raise attempt.reach.refusal(records.line(at), place)
        for at in verdicts.settle(attempt.tally).tolist():
            said = Affiliation(pools[at], groups[at], persons[at].domain)
            self.told[learners[at]] = said
            told.append((learners[at], said, _stamp(joined[at]), _stamp(left[at]), statuses[at]))
            attempt.saw(max(int(joined[at]), int(left[at])))
        attempt.tally.accepted += len(told)
        where = self.affiliations.rows(said for _, said, *_ in told)
        insert(
            attempt.connection,
            learner_observation,
            _WRITTEN,
            [(attempt.batch, who, where[said], *rest) for who, said, *rest in told],
        )

    def finish(self) -> None:
        """Writes the new learners' keys; tells whom nothing assigns to a municipality."""
        self.people.write()
        self.attempt.unassigned = self.affiliations.unassigned(self.told.values())
        self.attempt.learners = len(self.told)

    def _persons(self, cells: Columns, verdicts: Verdicts) -> list[Person]:
        persons = list(map(person, cells["external"], cells["email"]))
        for at, number in enumerate(cells["lms_id"]):
            if number:
                persons[at] = persons[at]._replace(account=account_by_lms_id(number))
        for at in cells.holding("first_name", ANONYMISED_NAME):
            persons[at] = Person(persons[at].external, "", anonymised=True)
        for at, whom in enumerate(persons):
            if whom.anonymised and not whom.external:
                verdicts.pass_over(at, None, ANONYMISED)
            elif not whom.external and not whom.email:
                verdicts.pass_over(at, None, MISSING_PERSON)
        return persons

    def _pass_over_totals(
        self, statuses: Sequence[str], persons: Sequence[Person], verdicts: Verdicts
    ) -> None:
        """A sum may stand where an External ID does; but it has no status and no address."""
        for at, (status, whom) in enumerate(zip(statuses, persons, strict=True)):
            looks_like_one = not status.strip() and not whom.email and verdicts.stands(at)
            if looks_like_one and is_total(verdicts.records.row(at)):
                verdicts.skipped[at] = TOTAL_ROW

    def _learners(self, persons: Sequence[Person], verdicts: Verdicts) -> dict[int, int]:
        """Position -> learner, of the records that stand; a second record of one is rejected."""
        first: dict[int, Person] = {}
        for at in range(len(persons)):
            if not verdicts.stands(at):
                continue
            if self._is_listed(persons[at]):
                verdicts.reject(at, None, DUPLICATE_RECORD)
            else:
                first[at] = persons[at]
        found = self.people.learners(first.values())
        return {at: found[whom] for at, whom in first.items()}

    def _is_listed(self, whom: Person) -> bool:
        """Whether the file has told of the person already; from now on it has."""
        strongest, *others = self.people.keys(whom)
        known = strongest in self.listed or strongest in self.aliases
        known = known or not self.listed.isdisjoint(others)
        self.listed.add(strongest)
        self.aliases.update(others)
        return known


def _stamp(stamp: np.int64) -> int | None:
    return None if stamp == MISSING else int(stamp)
