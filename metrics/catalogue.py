"""The one list of metrics: what is divided by what, and how the result is read.

A further metric is a further entry; menus, tables, the definitions page and the tests follow.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from wording.text import Text

Direction = Literal["higher", "lower", "neither"]
Kind = Literal["proportion", "ratio", "count"]


class Unit(StrEnum):
    """What a value counts. A percentage is kept as a fraction and printed times a hundred."""

    PERCENT = "percent"
    PEOPLE = "people"
    COMPLETIONS = "completions"
    MINUTES = "minutes"
    YEN = "yen"


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure that a municipality, or the whole region, can have."""

    id: str
    name: Text
    short: Text
    unit: Unit
    numerator: str
    """An attribute of `Fact`."""
    denominator: str | None
    """An attribute of `Fact`; None for a count."""
    kind: Kind
    direction: Direction
    people: str | None
    """The attribute that counts the people whom the value tells about; None if it tells of none."""
    numerator_name: Text
    denominator_name: Text
    definition: Text
    note: Text
    scale: float = 1.0
    """What takes numerator / denominator to the unit."""
    decimals: int = 1
    smallest: int = 10
    """The smallest denominator over which the value is shown to everybody."""
    as_then: bool = True
    """Whether an earlier period's value is still what it was at the time."""
    may_exceed: bool = False
    """Whether a proportion's numerator is not strictly a part of its denominator."""
    since: str = "0.1.0"


@dataclass(frozen=True, slots=True)
class Family:
    """One measure with a choice of denominators; the first member is the usual one."""

    id: str
    name: Text
    members: tuple[str, ...]


_LICENCES = Text(ja="ライセンス", en="licences")
_JOINED = Text(ja="利用開始者", en="learners who have joined")
_STAFF = Text(ja="職員", en="staff")
_ENROLLED = Text(ja="受講者", en="enrolled learners")
_ACTIVE = Text(ja="学習者", en="active learners")
_COMPLETIONS = Text(ja="修了", en="completions")
_SPEND = Text(ja="費用", en="spend")
_NONE = Text(ja="", en="")

_HANDED_ON = Text(
    ja="年度内の異動や退職で減った人も分子に残るため、100%を超えることがあります。"
    "そのときは区間と順位の範囲を示しません。",
    en="People who left during the year stay in the numerator, so it can exceed 100%. "
    "It then has no interval and no rank range.",
)
_NO_VERDICT = Text(
    ja="費用には良し悪しの向きがありません。安いほど良いとは限らないため、評価の色は付けません。",
    en="Spend has no good direction: cheaper is not always better, so no colour judges it.",
)

METRICS: tuple[Metric, ...] = (
    Metric(
        id="activation",
        name=Text(ja="利用開始率", en="Licence activation"),
        short=Text(ja="利用開始率", en="Activation"),
        unit=Unit.PERCENT,
        numerator="joined",
        denominator="licences",
        kind="proportion",
        direction="higher",
        people="licences",
        numerator_name=_JOINED,
        denominator_name=_LICENCES,
        definition=Text(
            ja="月末の時点で利用を開始している人数を、割り当てられたライセンス数で割った値です。",
            en="Learners who have joined by the end of the month, divided by licences allotted.",
        ),
        note=Text(
            ja="割り当てたばかりのライセンスは、まだ使われていなくて当然です。契約の開始月も見てください。",
            en="Licences allotted a moment ago are bound to be unused: look at the contract's "
            "start.",
        ),
    ),
    Metric(
        id="enrolment_by_licence",
        name=Text(ja="受講率（ライセンス当たり）", en="Enrolment rate (of licences)"),
        short=Text(ja="受講率", en="Enrolment rate"),
        unit=Unit.PERCENT,
        numerator="enrolled_learners_fy",
        denominator="licences",
        kind="proportion",
        direction="higher",
        people="licences",
        numerator_name=_ENROLLED,
        denominator_name=_LICENCES,
        definition=Text(
            ja="年度の初めから1講座以上に受講登録した人数を、月末のライセンス数で割った値です。",
            en="Learners with at least one enrolment since 1 April, divided by the licences "
            "allotted at the end of the month.",
        ),
        note=_HANDED_ON,
        may_exceed=True,
    ),
    Metric(
        id="enrolment_by_joined",
        name=Text(ja="受講率（利用開始者当たり）", en="Enrolment rate (of learners who joined)"),
        short=Text(ja="受講率", en="Enrolment rate"),
        unit=Unit.PERCENT,
        numerator="enrolled_learners_fy",
        denominator="joined",
        kind="proportion",
        direction="higher",
        people="joined",
        numerator_name=_ENROLLED,
        denominator_name=_JOINED,
        definition=Text(
            ja="年度の初めから1講座以上に受講登録した人数を、月末までに利用を開始した人数で割った値です。",
            en="Learners with at least one enrolment since 1 April, divided by the learners who "
            "have joined by the end of the month.",
        ),
        note=_HANDED_ON,
        may_exceed=True,
    ),
    Metric(
        id="enrolment_by_staff",
        name=Text(ja="職員カバー率", en="Reach (enrolment rate of staff)"),
        short=Text(ja="職員カバー率", en="Reach"),
        unit=Unit.PERCENT,
        numerator="enrolled_learners_fy",
        denominator="staff",
        kind="proportion",
        direction="higher",
        people="licences",
        numerator_name=_ENROLLED,
        denominator_name=_STAFF,
        definition=Text(
            ja="年度の初めから1講座以上に受講登録した人数を、一般行政部門の職員数で割った値です。",
            en="Learners with at least one enrolment since 1 April, divided by the officers of the "
            "general administration.",
        ),
        note=Text(
            ja="会計年度任用職員などは職員数に含まれないため、100%を超えることがあります。"
            "そのときは区間と順位の範囲を示しません。",
            en="Part-time officers hold licences but are not in the staff count, so it can exceed "
            "100%. It then has no interval and no rank range.",
        ),
        may_exceed=True,
    ),
    Metric(
        id="active_learners",
        name=Text(ja="月間学習者", en="Active learners in the month"),
        short=Text(ja="月間学習者", en="Active learners"),
        unit=Unit.PEOPLE,
        numerator="active_learners",
        denominator=None,
        kind="count",
        direction="higher",
        people="joined",
        numerator_name=_ACTIVE,
        denominator_name=_NONE,
        definition=Text(
            ja="その月に学習の記録がある人数です。",
            en="Learners with a counted action in the month.",
        ),
        note=Text(
            ja="同じ人が毎月学ぶため、月の人数を足しても年度の人数にはなりません。規模の大きい団体ほど"
            "多くなるので、比べるときは「月間学習率」を使ってください。",
            en="The same person learns in several months, so months do not add up to a year. Large "
            "places have more of them: compare the monthly active rate instead.",
        ),
        decimals=0,
    ),
    Metric(
        id="active_rate",
        name=Text(ja="月間学習率", en="Monthly active rate"),
        short=Text(ja="月間学習率", en="Active rate"),
        unit=Unit.PERCENT,
        numerator="active_learners",
        denominator="joined",
        kind="proportion",
        direction="higher",
        people="joined",
        numerator_name=_ACTIVE,
        denominator_name=_JOINED,
        definition=Text(
            ja="その月に学習の記録がある人数を、月末までに利用を開始した人数で割った値です。",
            en="Learners with a counted action in the month, divided by the learners who have "
            "joined by its end.",
        ),
        note=Text(
            ja="研修の時期（6月・11月など）に上がります。前の月とではなく、前年の同じ月と比べてください。"
            "月の途中で利用を終えた人が分子に残ると、100%を超えることがあります。",
            en="It rises in the training seasons: compare with the same month of last year. "
            "Learners who left during the month stay in the numerator, so it can exceed 100%.",
        ),
        may_exceed=True,
    ),
    Metric(
        id="completion_matured",
        name=Text(ja="修了率（90日）", en="Completion rate (90 days)"),
        short=Text(ja="修了率（90日）", en="Completion (90 days)"),
        unit=Unit.PERCENT,
        numerator="matured_completed",
        denominator="matured",
        kind="proportion",
        direction="higher",
        people="matured_learners_fy",
        numerator_name=Text(ja="90日以内に修了した受講", en="enrolments completed within 90 days"),
        denominator_name=Text(
            ja="90日を経過した受講", en="enrolments that are at least 90 days old"
        ),
        definition=Text(
            ja="年度内に登録から90日を迎えた受講のうち、90日以内に修了した割合です。",
            en="Of the enrolments that reached their 90th day in the fiscal year, the share that "
            "was completed within those 90 days.",
        ),
        note=Text(
            ja="登録から90日たたない受講は数えません。先月登録した人が多い団体を、不利に見せないためです。",
            en="Newer enrolments are not counted: they have had no time to finish, and counting "
            "them would punish whoever enrolled people last month.",
        ),
    ),
    Metric(
        id="completion_simple",
        name=Text(ja="修了率（単純）", en="Completion rate (simple)"),
        short=Text(ja="修了率（単純）", en="Completion (simple)"),
        unit=Unit.PERCENT,
        numerator="enrolments_completed",
        denominator="enrolments",
        kind="proportion",
        direction="higher",
        people="enrolled_learners_fy",
        numerator_name=Text(ja="修了した受講", en="completed enrolments"),
        denominator_name=Text(ja="受講", en="enrolments"),
        definition=Text(
            ja="年度内に登録された受講のうち、データの日付までに修了した割合です。",
            en="Of the enrolments made in the fiscal year, the share completed by the date of the "
            "data.",
        ),
        note=Text(
            ja="登録したばかりの受講も分母に入るため、最近受講が増えた団体ほど低く出ます。"
            "団体を比べるときは「修了率（90日）」を使ってください。",
            en="Enrolments made yesterday are in the denominator, so places that grew lately look "
            "worse. To compare places, use the completion rate within 90 days.",
        ),
        as_then=False,
    ),
    Metric(
        id="learning_time",
        name=Text(ja="学習時間（学習者一人・月当たり）", en="Learning time per active learner"),
        short=Text(ja="学習時間", en="Learning time"),
        unit=Unit.MINUTES,
        numerator="learning_seconds",
        denominator="active_learner_months",
        kind="ratio",
        direction="higher",
        people="active_learners_fy",
        numerator_name=Text(ja="視聴時間", en="video watched"),
        denominator_name=Text(ja="延べ月間学習者", en="active learner-months"),
        definition=Text(
            ja="年度の初めからの視聴時間（分）を、各月の学習者数の合計で割った値です。",
            en="Minutes of video watched since 1 April, divided by the sum of the months' active "
            "learners.",
        ),
        note=Text(
            ja="見直した時間も含みます。少数の熱心な学習者が全体を引き上げることがあります。",
            en="Re-watching counts, and a few keen learners can lift the figure.",
        ),
        scale=1 / 60,
        decimals=0,
    ),
    Metric(
        id="completions_per_learner",
        name=Text(ja="受講者一人当たり修了数", en="Completions per enrolled learner"),
        short=Text(ja="一人当たり修了数", en="Completions per learner"),
        unit=Unit.COMPLETIONS,
        numerator="completions",
        denominator="enrolled_learners_fy",
        kind="ratio",
        direction="higher",
        people="enrolled_learners_fy",
        numerator_name=_COMPLETIONS,
        denominator_name=_ENROLLED,
        definition=Text(
            ja="年度内の修了の件数を、年度内に受講登録した人数で割った値です。",
            en="Completions in the fiscal year, divided by the learners with at least one "
            "enrolment in it.",
        ),
        note=Text(
            ja="年度の初めは、前年度に登録した受講の修了が含まれるため高めに出ます。"
            "多くの講座を修了した少数の人が引き上げることもあります。",
            en="Early in the year it counts completions of last year's enrolments and runs high; a "
            "few learners with many courses can lift it.",
        ),
        decimals=2,
    ),
    Metric(
        id="learners_with_completion",
        name=Text(ja="修了者率", en="Learners with a completion"),
        short=Text(ja="修了者率", en="With a completion"),
        unit=Unit.PERCENT,
        numerator="completing_learners_fy",
        denominator="enrolled_learners_fy",
        kind="proportion",
        direction="higher",
        people="enrolled_learners_fy",
        numerator_name=Text(ja="1講座以上の修了者", en="learners with a completion"),
        denominator_name=_ENROLLED,
        definition=Text(
            ja="年度内に1講座以上を修了した人数を、年度内に受講登録した人数で割った値です。",
            en="Learners with at least one completion in the fiscal year, divided by the learners "
            "with at least one enrolment in it.",
        ),
        note=Text(
            ja="人を数えるため、多くの講座を修了した少数の人に左右されません。年度の初めは、前年度に"
            "登録した人の修了が含まれ、100%を超えることがあります。",
            en="It counts people, so heavy users cannot dominate it. Early in the year it includes "
            "people who enrolled last year, and can exceed 100%.",
        ),
        may_exceed=True,
    ),
    Metric(
        id="spend_per_active",
        name=Text(ja="学習者一人当たり費用", en="Spend per active learner"),
        short=Text(ja="一人当たり費用", en="Spend per learner"),
        unit=Unit.YEN,
        numerator="spend_yen",
        denominator="active_learners_fy",
        kind="ratio",
        direction="neither",
        people="active_learners_fy",
        numerator_name=_SPEND,
        denominator_name=_ACTIVE,
        definition=Text(
            ja="年度の初めからの費用を、年度内に一度でも学習した人数で割った値です。",
            en="Spend since 1 April, divided by the learners with a counted action in that time.",
        ),
        note=_NO_VERDICT,
        decimals=0,
    ),
    Metric(
        id="spend_per_licence",
        name=Text(ja="ライセンス当たり費用", en="Spend per licence"),
        short=Text(ja="ライセンス当たり費用", en="Spend per licence"),
        unit=Unit.YEN,
        numerator="spend_yen",
        denominator="licences",
        kind="ratio",
        direction="neither",
        people=None,
        numerator_name=_SPEND,
        denominator_name=_LICENCES,
        definition=Text(
            ja="年度の初めからの費用を、月末のライセンス数で割った値です。",
            en="Spend since 1 April, divided by the licences allotted at the end of the month.",
        ),
        note=Text(
            ja="年度の途中から参加した団体では、費用がまだ短い期間の分しかないため低く出ます。",
            en="For a place that joined during the year the spend covers fewer months, so it is "
            "low.",
        ),
        decimals=0,
        smallest=1,
    ),
    Metric(
        id="spend_per_enrolled",
        name=Text(ja="受講者一人当たり費用", en="Spend per enrolled learner"),
        short=Text(ja="受講者当たり費用", en="Spend per enrolled"),
        unit=Unit.YEN,
        numerator="spend_yen",
        denominator="enrolled_learners_fy",
        kind="ratio",
        direction="neither",
        people="enrolled_learners_fy",
        numerator_name=_SPEND,
        denominator_name=_ENROLLED,
        definition=Text(
            ja="年度の初めからの費用を、年度内に受講登録した人数で割った値です。",
            en="Spend since 1 April, divided by the learners with at least one enrolment in that "
            "time.",
        ),
        note=_NO_VERDICT,
        decimals=0,
    ),
    Metric(
        id="spend_per_completion",
        name=Text(ja="修了1件当たり費用", en="Spend per completion"),
        short=Text(ja="修了当たり費用", en="Spend per completion"),
        unit=Unit.YEN,
        numerator="spend_yen",
        denominator="completions",
        kind="ratio",
        direction="neither",
        people="completing_learners_fy",
        numerator_name=_SPEND,
        denominator_name=_COMPLETIONS,
        definition=Text(
            ja="年度の初めからの費用を、同じ期間の修了の件数で割った値です。",
            en="Spend since 1 April, divided by the completions in that time.",
        ),
        note=Text(
            ja="短い講座を多く修了すると低く出ます。費用には良し悪しの向きがありません。",
            en="Many short courses make it low. Spend has no good direction.",
        ),
        decimals=0,
    ),
    Metric(
        id="spend_per_hour",
        name=Text(ja="学習1時間当たり費用", en="Spend per learning hour"),
        short=Text(ja="1時間当たり費用", en="Spend per hour"),
        unit=Unit.YEN,
        numerator="spend_yen",
        denominator="learning_seconds",
        kind="ratio",
        direction="neither",
        people="active_learners_fy",
        numerator_name=_SPEND,
        denominator_name=Text(ja="学習時間", en="learning hours"),
        definition=Text(
            ja="年度の初めからの費用を、同じ期間の視聴時間（時間）で割った値です。",
            en="Spend since 1 April, divided by the hours of video watched in that time.",
        ),
        note=Text(
            ja="見直した時間も学習時間に含みます。費用には良し悪しの向きがありません。",
            en="Re-watching counts as learning. Spend has no good direction.",
        ),
        scale=3600.0,
        decimals=0,
        smallest=36_000,
    ),
)

FAMILIES: tuple[Family, ...] = (
    Family(
        id="enrolment",
        name=Text(ja="受講率", en="Enrolment rate"),
        members=("enrolment_by_licence", "enrolment_by_joined", "enrolment_by_staff"),
    ),
    Family(
        id="spend",
        name=Text(ja="費用", en="Spend"),
        members=(
            "spend_per_active",
            "spend_per_licence",
            "spend_per_enrolled",
            "spend_per_completion",
            "spend_per_hour",
        ),
    ),
)

_BY_ID = {each.id: each for each in METRICS}
_FAMILY_OF = {member: each for each in FAMILIES for member in each.members}


def metric(metric_id: str) -> Metric:
    """The metric of that id. Raises KeyError for an unknown one."""
    return _BY_ID[metric_id]


def family(metric_id: str) -> Family | None:
    """The family in which the metric is one of several denominators, if it has one."""
    return _FAMILY_OF.get(metric_id)


def measures() -> tuple[Metric, ...]:
    """The metrics a menu offers when denominators are chosen apart: one of each family."""
    return tuple(
        each for each in METRICS if not (home := family(each.id)) or home.members[0] == each.id
    )
