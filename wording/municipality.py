"""The sentences of the municipality's page: what changed since last year, spend, and how fast."""

from wording.text import Text

# 前年の同じ時期との差
CHANGE_CLEAR = Text(
    ja="前年の同じ時期は{before}。{difference}の差は、偶然だけでは説明できません（95%区間 {low}〜{high}）。",
    en="{before} at this time last year. The difference of {difference} is more than chance "
    "(95% interval {low} to {high}).",
)
CHANGE_CHANCE = Text(
    ja="前年の同じ時期は{before}。{difference}の差は、偶然の範囲です（95%区間 {low}〜{high}）。",
    en="{before} at this time last year. The difference of {difference} may be chance "
    "(95% interval {low} to {high}).",
)
CHANGE_UNTESTED = Text(
    ja="前年の同じ時期は{before}（差 {difference}）。人数が少ないか、割合や一人当たりの値でないため、偶然かどうかは判定しません。",
    en="{before} at this time last year (difference {difference}). With few people, or for a plain "
    "count, no test of chance is made.",
)
CHANGE_UNKNOWN = Text(
    ja="前年の同じ時期の値がないため、比べられません。",
    en="There is no value at this time last year to compare with.",
)
CHANGE_UNFAIR = Text(
    ja="前年の受講には、その後に修了したものも含まれるため、前年とは比べません。",
    en="Last year's enrolments have had a year more to finish, so no comparison is drawn.",
)

# 修了の増減の内訳
MORE = Text(
    ja="修了は{now}件、前年の同じ時期より{count}件増",
    en="{now} completions, {count} more than a year before",
)
FEWER = Text(
    ja="修了は{now}件、前年の同じ時期より{count}件減",
    en="{now} completions, {count} fewer than a year before",
)
AS_MANY = Text(
    ja="修了は{now}件、前年の同じ時期と同数", en="{now} completions, as many as a year before"
)
MAINLY = {
    ("people", True): Text(ja="主に受講者が増えたため", en="mostly from more learners"),
    ("people", False): Text(ja="主に受講者が減ったため", en="mostly from fewer learners"),
    ("enrolments", True): Text(
        ja="主に一人当たりの受講が増えたため", en="mostly from more enrolments each"
    ),
    ("enrolments", False): Text(
        ja="主に一人当たりの受講が減ったため", en="mostly from fewer enrolments each"
    ),
    ("finished", True): Text(
        ja="主に最後まで進む受講が増えたため", en="mostly because more is finished"
    ),
    ("finished", False): Text(
        ja="主に最後まで進む受講が減ったため", en="mostly because less is finished"
    ),
}
ONLY_CHANCE = Text(ja="偶然の範囲です", en="which may be chance")
SHARES_TITLE = Text(ja="{what}。{why}", en="{what}, {why}")
SHARES_COLUMNS = (
    Text(ja="内訳", en="Made of"),
    Text(ja="前年", en="Last year"),
    Text(ja="今年", en="This year"),
    Text(ja="修了の増減", en="Completions"),
)
SHARES_ROWS = {
    "people": Text(ja="受講者", en="Enrolled learners"),
    "enrolments": Text(ja="一人当たりの受講", en="Enrolments each"),
    "finished": Text(ja="受講1件当たりの修了", en="Completions per enrolment"),
}
SHARES_SUM = Text(ja="修了", en="Completions")
SHARES_NOTE = Text(
    ja="増減を三つの要因に割り振ったもので（シャープレイ値）、足すと全体の増減になります。原因を示すものではありません。"
    "修了には、前年度に登録した受講の修了も含まれます。",
    en="The change is shared out among three factors (Shapley values) that add up to it; it proves "
    "no cause. Completions include those of enrolments made last year.",
)
NO_SHARES_TITLE = Text(ja="修了の増減", en="Change in completions")
NO_SHARES = Text(
    ja="前年の同じ時期の記録がないか、人数が少ないため、修了の増減を示しません。",
    en="There is no record at this time last year, or there are too few people, so no change in "
    "completions is shown.",
)

# 費用
SPEND_ABOVE = Text(
    ja="{measure}は{value}。比べる団体の中央値（{median}）をはっきり上回ります",
    en="{measure}: {value}, clearly above the peers' median ({median})",
)
SPEND_BELOW = Text(
    ja="{measure}は{value}。比べる団体の中央値（{median}）をはっきり下回ります",
    en="{measure}: {value}, clearly below the peers' median ({median})",
)
SPEND_ALIKE = Text(
    ja="{measure}は{value}。比べる団体の中央値（{median}）との差は偶然の範囲です",
    en="{measure}: {value}; the gap to the peers' median ({median}) may be chance",
)
SPEND_PLAIN = Text(
    ja="{measure}は{value}。比べる団体の中央値は{median}",
    en="{measure}: {value}; the peers' median is {median}",
)
SPEND_NOTE = Text(
    ja="点は値、線は95%区間、点線は中央値。費用に良し悪しの向きはありません。",
    en="Dots are values, lines 95% intervals, the dotted line is the median. Spend has no good "
    "direction.",
)
SPEND_NEAREST = Text(
    ja="比べる{count}団体のうち、値の近い{shown}団体を示しています。",
    en="The {shown} nearest of {count} peers are shown.",
)
NO_SPEND_TITLE = Text(ja="費用", en="Spend")
NO_SPEND = Text(
    ja="費用の値がないか、比べる団体がありません。",
    en="There is no spend to show, or there are no peers to set it beside.",
)

# 修了までの日数
SPEED_TITLE = Text(
    ja="{kind}は、登録から90日で{own}が修了（地域全体{region}）",
    en="{kind}: {own} finished within 90 days of enrolling (region {region})",
)
SPEED_PLAIN_TITLE = Text(ja="登録から何日で修了するか", en="How fast enrolments finish")
SPEED_NOTE = Text(
    ja="今年度に登録された受講のうち、登録からの日数までに修了した割合（青：{place}、帯は95%区間、点線：地域全体）。"
    "まだ開いている受講も、データの日付か利用終了の日までは数に入れています（カプラン・マイヤー法）。"
    "短い講座は{hours}時間まで。",
    en="Of this year's enrolments, the share finished by so many days after enrolling (blue: "
    "{place}, with its 95% band; dotted: the region). Enrolments still open count until the date of "
    "the data, or until the learner left (Kaplan-Meier). Short courses last up to {hours} hours.",
)
KINDS = {
    (False, "short"): Text(ja="自分で選んだ短い講座", en="Short courses, self-chosen"),
    (False, "long"): Text(ja="自分で選んだ長い講座", en="Long courses, self-chosen"),
    (True, "short"): Text(ja="指定された短い講座", en="Short courses, assigned"),
    (True, "long"): Text(ja="指定された長い講座", en="Long courses, assigned"),
}
"""By whether somebody else chose the course, and its length."""
SPEED_ALT = Text(
    ja="{kind}。登録から{day}日までに{place}は{own}、地域全体は{region}が修了。",
    en="{kind}. By day {day}, {own} finished in {place} and {region} in the region.",
)
SPEED_COLUMNS = (
    Text(ja="講座", en="Courses"),
    Text(ja="登録から", en="After"),
    Text(ja="95%区間", en="95% interval"),
    Text(ja="地域全体", en="Region"),
)
HALF = Text(ja="半数の修了までおよそ{days}日。", en="Half finish in about {days} days.")
SPEED_LAST = Text(
    ja="{day}日で{own}（95%区間 {low}〜{high}）、地域全体{region}",
    en="{own} by day {day} (95% interval {low} to {high}); region {region}",
)
NO_SPEED = Text(
    ja="今年度の受講がまだ少ないため、修了までの日数を示しません。",
    en="There are too few enrolments this year to show how fast they finish.",
)
DAYS = Text(ja="{day}日", en="day {day}")
