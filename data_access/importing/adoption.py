"""Udemy Business, "User adoption funnel": one record a group, with the platform's own counts.

No fact is made of them. The counts have no period, a person may be in several groups, and licences
are what contracts say. They are kept to be shown beside ours, and tell how many licences a group
has where no contract does.
"""

from data_access.importing.attempt import Attempt
from data_access.importing.cells import matched, read_whole
from data_access.importing.columns import Columns, Verdicts, is_blank, is_total
from data_access.importing.header import Field, Format
from data_access.importing.places import MAP, Affiliation, Affiliations
from data_access.importing.reasons import (
    BLANK_ROW,
    DUPLICATE_RECORD,
    MISSING_VALUE,
    TOTAL_ROW,
    Fault,
    filled,
)
from data_access.importing.records import Records
from data_access.schema import ADOPTION, adoption_observation
from data_access.writing import insert
from wording.text import Text

COUNTS = ("licences", "invited", "joined", "enrolled", "watched")
FORMAT = Format(
    kind=ADOPTION,
    name=Text(
        ja="Udemy Business「User adoption funnel」（利用開始の状況）",
        en="the Udemy Business “User adoption funnel” report",
    ),
    identifying=frozenset(COUNTS),
    fields=(
        Field("group", ("Group", "User Group", "グループ", "ユーザーグループ"), required=True),
        Field(
            "licences",
            (
                "Number of licenses available",
                "Number of licences available",
                "Licenses available",
                "Licenses",
                "利用可能なライセンス数",
                "ライセンス数",
            ),
        ),
        Field(
            "invited",
            ("Number of invitations sent", "Invitations sent", "送信した招待の数", "招待数"),
        ),
        Field(
            "joined",
            ("Number of users joined", "Users joined", "Joined", "参加したユーザー数", "参加者数"),
        ),
        Field(
            "enrolled",
            (
                "Number of users enrolled in a course",
                "Users enrolled in a course",
                "Users enrolled",
                "コースに登録したユーザー数",
                "受講登録者数",
            ),
        ),
        Field(
            "watched",
            (
                "Number of users that watched their first lecture",
                "Users that watched their first lecture",
                "Watched first lecture",
                "最初のレクチャーを視聴したユーザー数",
                "視聴開始者数",
            ),
        ),
    ),
)

_NOWHERE = Text(
    ja="市区町村が決まらないグループ：{groups}",
    en="Groups of no known municipality: {groups}",
)
_SHOWN = 10


class AdoptionFunnel:
    """Reads the records of one report into observations of groups."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.affiliations = Affiliations(attempt.connection, attempt.prefecture)
        self.counts: dict[Affiliation, list[int | None]] = {}
        self.seen: set[str] = set()

    def take(self, records: Records) -> None:
        """Reads some records."""
        verdicts, cells = Verdicts(records), Columns(self.attempt.tally.layout, records)
        groups = cells["group"]
        columns = {name: cells[name] for name in COUNTS}
        read = {
            at: self._counts({name: column[at] for name, column in columns.items()}, at, verdicts)
            for at, group in enumerate(groups)
            if self._stands(group, at, verdicts)
        }
        for at in verdicts.settle(self.attempt.tally).tolist():
            self.counts[Affiliation("", groups[at], "")] = read[at]
            self.attempt.tally.accepted += 1

    def finish(self) -> None:
        """Writes the groups; tells which of them nothing assigns to a municipality."""
        rows = self.affiliations.rows(self.counts)
        insert(
            self.attempt.connection,
            adoption_observation,
            ("batch_id", "affiliation_id", *COUNTS),
            [(self.attempt.batch, rows[said], *counts) for said, counts in self.counts.items()],
        )
        nowhere = sorted(self.affiliations.unassigned(iter(self.counts)))
        if nowhere:
            listed = ", ".join(nowhere[:_SHOWN]) + (" …" if len(nowhere) > _SHOWN else "")
            self.attempt.notes.append(filled(_NOWHERE, groups=listed))
            self.attempt.commands.append(MAP)

    def _stands(self, group: str, at: int, verdicts: Verdicts) -> bool:
        """Whether the record is about a group, and the first one about it."""
        row = verdicts.records.row(at)
        if is_blank(row):
            verdicts.skipped[at] = BLANK_ROW
        elif is_total(row):
            verdicts.skipped[at] = TOTAL_ROW
        elif not matched(group):
            verdicts.reject(at, "group", MISSING_VALUE)
        elif matched(group) in self.seen:
            verdicts.reject(at, None, DUPLICATE_RECORD)
        else:
            self._stay_within_reach(group, verdicts.records.line(at))
            self.seen.add(matched(group))
            return True
        return False

    def _stay_within_reach(self, group: str, line: int) -> None:
        """Refuses the file where a group is not one that the uploader may write about."""
        reach = self.attempt.reach
        if reach:
            said = Affiliation("", group, "")
            place = reach.place_outside(None, said, self.affiliations.directory)
            if place:
                raise reach.refusal(line, place)

    def _counts(self, cells: dict[str, str], at: int, verdicts: Verdicts) -> list[int | None]:
        counts: list[int | None] = []
        for name, cell in cells.items():
            try:
                counts.append(read_whole(cell))
            except Fault as fault:
                verdicts.reject(at, name, fault.reason)
        return counts
