"""推移: whether it is getting better."""

from wording.text import Text

UP_CLEAR = Text(
    ja="{who}の{measure}は{now}。{among}前年同期を{by}上回り、偶然では説明できません",
    en="{who}: {measure} is {now}, {by} above the same date last year{among} and beyond chance",
)
DOWN_CLEAR = Text(
    ja="{who}の{measure}は{now}。{among}前年同期を{by}下回り、偶然では説明できません",
    en="{who}: {measure} is {now}, {by} below the same date last year{among} and beyond chance",
)
NOT_CLEAR = Text(
    ja="{who}の{measure}は{now}。前年同期と差があるとはいえません",
    en="{who}: {measure} is {now}, not clearly different from last year",
)
UP = Text(
    ja="{who}の{measure}は{now}。{among}前年同期を{by}上回っています",
    en="{who}: {measure} is {now}, {by} above the same date last year{among}",
)
DOWN = Text(
    ja="{who}の{measure}は{now}。{among}前年同期を{by}下回っています",
    en="{who}: {measure} is {now}, {by} below the same date last year{among}",
)
SAME = Text(
    ja="{who}の{measure}は{now}。{among}前年同期と同じです",
    en="{who}: {measure} is {now}, the same as last year{among}",
)
AMONG = Text(ja="両年の{count}団体で", en=" in the {count} places of both years")
"""Of whom a change of the region tells, where places joined it or left."""
NO_LAST_YEAR = Text(
    ja="{who}の{measure}は{now}。前年同期の値がなく、比べられません",
    en="{who}: {measure} is {now}; last year has no value to compare with",
)
NOT_AS_THEN = Text(
    ja="{who}の{measure}は{now}。この指標は前年と比べられません",
    en="{who}: {measure} is {now}; it cannot be compared with last year",
)
WITHOUT = Text(ja="{who}の{measure}は「{state}」です", en="{who}: {measure} has no value ({state})")
BELOW = Text(
    ja="{people}　{day}までを、前年の同じ日までと比べています",
    en="{people}. To {day}, against the same date of last year",
)
BELOW_BY_MONTH = Text(
    ja="{people}　{month}を、前年の同じ月と比べています",
    en="{people}. {month}, against the same month of last year",
)
BELOW_ALONE = Text(ja="{people}　{day}まで", en="{people}. To {day}")
NOT_OVER = Text(
    ja="{month}は{day}までの記録なので、前の月の末日で比べています。",
    en="{month} has records to {day} alone, so the end of the month before is compared.",
)
FIRST_MONTH = Text(
    ja="{month}は{day}までの記録なので、まだ前年と比べられません。",
    en="{month} has records to {day} alone: too early to compare with last year.",
)
WHY_NOT_AS_THEN = Text(
    ja="前年の受講には、その後の修了も含まれるためです。前年との比較には「修了率（90日）」を使ってください。",
    en="Last year's enrolments have had a year more to be completed. To compare years, use the completion "
    "rate within 90 days.",
)

FIGURE = Text(
    ja="{who}：{measure}の動き（年度の初めから各月まで）", en="{who}: {measure}, year to date"
)
FIGURE_BY_MONTH = Text(ja="{who}：月ごとの{measure}", en="{who}: {measure} by month")
BOTH_YEARS = Text(ja="{among}{before}から{now}へ。", en="From {before} to {now}{among}.")
INTERVAL = Text(
    ja="差は{change}（95%区間 {low}〜{high}）。",
    en="Change {change} (95% interval {low} to {high}).",
)
NO_TEST = Text(
    ja="人数が足りないか、一人当たりの値でないため、差は検定していません。",
    en="Not tested: too few people, or no amount per person.",
)
YEARS = Text(ja="同じ時期の、年度ごとの値", en="The same date of each fiscal year")
COLUMN_YEAR = Text(ja="年度", en="Fiscal year")
COLUMN_CHANGE_BOTH = Text(ja="前年同期との差（両年の団体）", en="Change (places of both years)")
REGION_OF_BOTH = Text(ja="両年の{count}団体", en="{count} places of both years")
COLUMN_CHANGE = Text(ja="前年同期との差", en="Change from last year")
COLUMN_TESTED = Text(ja="判定", en="Test")
TESTED = {
    "up": Text(ja="上昇", en="rise"),
    "down": Text(ja="低下", en="fall"),
    "open": Text(ja="差なし", en="no clear change"),
    "untested": Text(ja="―", en="–"),
}
LINE_ALT = Text(
    ja="{who}の{measure}の月ごとの線。年度を重ねています。同じ数字を表で読めます。",
    en="{measure} in {who} month by month, the fiscal years laid over each other. The table holds the "
    "same numbers.",
)

PANELS = Text(ja="団体ごとの動き", en="Every municipality")
PANELS_NONE = Text(
    ja="前年同期との差が偶然では説明できない団体はありません（{count}団体をまとめて検定）",
    en="No municipality changed by more than chance ({count} tested together)",
)
PANELS_UP = Text(
    ja="前年同期より明らかに上がったのは{up}（{count}団体をまとめて検定）",
    en="Clearly up on last year: {up} ({count} tested together)",
)
PANELS_DOWN = Text(
    ja="前年同期より明らかに下がったのは{down}（{count}団体をまとめて検定）",
    en="Clearly down on last year: {down} ({count} tested together)",
)
PANELS_BOTH = Text(
    ja="前年同期より明らかに上がったのは{up}、下がったのは{down}（{count}団体をまとめて検定）",
    en="Clearly up on last year: {up}. Clearly down: {down} ({count} tested together)",
)
THIS_YEAR = Text(ja="太線は今年度", en="Bold: this fiscal year")
LAST_YEAR = Text(ja="灰色は前年度", en="grey: last year")
REGION = Text(ja="点線は地域全体", en="dotted: region")
PANELS_SCALE = Text(
    ja="{lines}。4月から3月まで、縦軸はどれも0〜{top}です。",
    en="{lines}. April to March; every scale runs from 0 to {top}.",
)
PANELS_TEST = Text(
    ja="多くの団体を一度に比べるため、誤って名を挙げる割合を5%に抑えています（一団体だけを見るときより厳しい判定です）。",
    en="With many compared at once, false claims are held at 5%: stricter than for one alone.",
)
PANELS_CUT = Text(
    ja="{all}団体のうち、この並び順で両端の{shown}団体を示しています。すべての団体はCSVにあります。",
    en="{shown} of {all} municipalities, from both ends of this order. The CSV file holds them all.",
)
CLEAR = {
    "up": Text(ja="明らかな上昇", en="clearly up"),
    "down": Text(ja="明らかな低下", en="clearly down"),
}
NOT_DRAWN = Text(ja="値のない団体：{states}", en="Without a value: {states}")
NO_BEFORE = Text(ja="前年なし", en="no last year")
BY_MONTH = Text(ja="月ごとの値を表で見る", en="Show the months as a table")
BY_PLACE = Text(ja="団体ごとの値を表で見る", en="Show the municipalities as a table")
DIFFERENCE = {
    "up": Text(ja="{by}増", en="{by} up"),
    "down": Text(ja="{by}減", en="{by} down"),
    "same": Text(ja="増減なし", en="no change"),
}
"""A difference without a sign, which a spreadsheet would take for a formula."""
COLUMN_MONTH = Text(ja="月", en="Month")
"""The head of the months' table; the other heads are a name and a fiscal year."""
COLUMN_OF = Text(ja="{who} {year}", en="{who} {year}")
