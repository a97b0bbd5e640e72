"""The sentences of the ranking page: its answers, its two figures, and what would move a place."""

from wording.text import Text

# the answers
OWN = Text(
    ja="{place}の{measure}は{rank}。本当の順位は{range}のどこか",
    en="{measure}: {place} is {rank}, its true rank within {range}",
)
OWN_PLAIN = Text(
    ja="{place}の{measure}は{value}。{rank}です",
    en="{measure}: {place} has {value}, {rank}",
)
OWN_NEITHER = Text(
    ja="{place}の{measure}は{value}。{of}団体のうち{rank}",
    en="{measure}: {place} has {value}, {rank} of {of}",
)
OWN_SURE = Text(
    ja="{place}の{measure}は{rank}。この順位はほぼ確実です",
    en="{measure}: {place} is {rank}, almost certainly",
)
ALONE = Text(
    ja="{place}の{measure}は{value}。比べられる団体がほかにありません",
    en="{measure}: {place} has {value}, and there is no other municipality to compare",
)
ALL_THE_SAME = Text(
    ja="{measure}は、値のある{count}団体すべてで{value}です",
    en="{measure} is {value} in each of the {count} municipalities that have a value",
)
NAMED = Text(
    ja="{measure}がはっきり違うのは{names}。ほかはふつうのばらつきの範囲です",
    en="{measure}: clearly different are {names}; the rest is ordinary variation",
)
NAMED_ONE = Text(
    ja="{measure}がはっきり違うのは{names}だけ。ほかはふつうのばらつきの範囲です",
    en="{measure}: only {names} clearly differs; the rest is ordinary variation",
)
COUNTED = Text(
    ja="{measure}がはっきり違うのは{count}団体。ほかはふつうのばらつきの範囲です",
    en="{measure}: {count} municipalities clearly differ; the rest is ordinary variation",
)
NOBODY_DIFFERS = Text(
    ja="{measure}がはっきり違う団体はありません。順位の差はふつうのばらつきの範囲です",
    en="{measure}: no municipality clearly differs; the ranks are ordinary variation",
)
MOST_NAMED = 2
"""The most municipalities that the answer names."""

# the ranking
FIGURE = Text(
    ja="順位と95%範囲。範囲が重なる団体の差は、偶然かもしれません",
    en="Rank and 95% range. Where ranges overlap, it may be chance",
)
FIGURE_BY_CODE = Text(
    ja="団体コード順（右は順位、かっこ内は95%範囲）",
    en="By code (at the right the rank, its 95% range in brackets)",
)
FIGURE_PLAIN = Text(ja="団体ごとの{measure}", en="{measure} by municipality")
PLACE = Text(ja="団体", en="Municipality")
AXIS = Text(ja="値と95%区間の目盛り", en="Scale of the values and 95% intervals")
VALUE = Text(ja="値", en="Value")
RANK = Text(ja="順位（95%範囲）", en="Rank (95% range)")
RANK_ALONE = Text(ja="順位", en="Rank")
HIGHEST = Text(ja="高い順（95%範囲）", en="From the top (95% range)")
HIGHEST_ALONE = Text(ja="高い順", en="From the top")
A_VALUE = Text(ja="値", en="value")
AN_INTERVAL = Text(ja="95%区間", en="95% interval")
AN_ESTIMATE = Text(ja="人数を考慮した推定値", en="allowing for size")
A_TIE = Text(ja="同順位とみてよい", en="practically tied")
THE_REGION = Text(ja="地域全体 {region}", en="region {region}")
ESTIMATE = Text(ja="推定値（人数を考慮）", en="Estimate (allowing for size)")
ESTIMATED = Text(ja="推定値 {value}（人数を考慮）", en="estimate {value} (allowing for size)")
NO_RANGES = Text(
    ja="100%を超える団体があるため、順位の範囲は示していません。",
    en="There is no range of the ranks, because a municipality exceeds 100%.",
)
NUMBERS_ALONE = Text(
    ja="人数そのものには区間も順位の範囲もありません。規模の大きい団体ほど多くなります。",
    en="A number of people has no interval and no range of its rank. Large places have more.",
)

# the funnel plot
FUNNEL = Text(
    ja="帯の外に出た団体に名前を付けました（太字は、はっきり違う団体）",
    en="Named: outside the bands (bold: clearly different)",
)
OUTSIDE = Text(
    ja="帯より上：{above}。帯より下：{below}。",
    en="Above the bands: {above}. Below: {below}.",
)
NOBODY = Text(ja="なし", en="none")
BANDS = Text(
    ja="横軸は{denominator}の数。濃い帯は95%、薄い帯は99.8%。",
    en="Across: number of {denominator}. Dark band 95%, pale band 99.8%.",
)
BY_CHANCE = Text(
    ja="差がなくても、{count}団体のうち約{chance}団体は95%の帯の外に出ます。"
    "太字は、それを見込んでもはっきり違う団体です。",
    en="Without any difference about {chance} of {count} would lie outside the 95% band. Bold: "
    "clearly different even so.",
)
SPREAD_WITHIN = Text(
    ja="帯の幅には、団体どうしのもともとの差（過分散。標準偏差で{points}と推定）を含めています。",
    en="The bands allow for how much places differ anyway (over-dispersion: a standard deviation "
    "of {points}, estimated).",
)
SPREAD_LEFT_OUT = Text(
    ja="帯は偶然だけの幅です。団体どうしのもともとの差（過分散。標準偏差で{points}と推定）は含めていません。",
    en="The bands are those of chance alone. How much places differ anyway (over-dispersion: a "
    "standard deviation of {points}, estimated) is left out.",
)
NO_SPREAD = Text(
    ja="団体どうしのもともとの差（過分散）は0と推定されたため、帯は偶然だけの幅です。",
    en="How much places differ anyway (over-dispersion) is estimated at zero, so the bands are "
    "those of chance alone.",
)
LEAVE_OUT = Text(ja="偶然だけの帯にする", en="Show the bands of chance alone")
TAKE_IN = Text(ja="もともとの差を含めた帯にする", en="Allow for how much places differ anyway")
PEERS_TOGETHER = Text(ja="比べる団体の全体", en="All compared")
FUNNEL_ALT = Text(
    ja="{measure}と{denominator}の数の散布図。帯の外の団体：{names}",
    en="{measure} against the number of {denominator}. Outside the bands: {names}",
)
NO_FUNNEL = Text(
    ja="人数に応じた幅の図（漏斗図）は、割合の指標だけに描けます。",
    en="Only a proportion has a plot that allows for small numbers (a funnel plot).",
)
TOO_FEW_FOR_A_FUNNEL = Text(
    ja="比べる団体が{fewest}団体に満たないため、人数に応じた幅の図（漏斗図）は描けません。",
    en="With fewer than {fewest} municipalities to compare there is no funnel plot.",
)

# what would change the rank
CHANGES = Text(ja="何があれば{place}の順位が変わるか", en="What would change the rank of {place}")
UP = Text(
    ja="{what}があと{count}増えれば、{rank}に並びます。",
    en="{count} more {what} would draw level with {rank} place.",
)
TO_THE_EDGE = Text(
    ja="95%範囲の上の端（{rank}）に並ぶには、あと{count}です。",
    en="{count} more would reach the upper end of its range ({rank}).",
)
DOWN = Text(ja="{count}減れば、{rank}に下がります。", en="{count} fewer would mean {rank} place.")
AT_THE_TOP = Text(ja="いま最も高い値です。", en="It has the highest value now.")
AT_THE_BOTTOM = Text(ja="これより低い団体はありません。", en="No place is below it.")
FROM_RAW_NUMBERS = Text(
    ja="ほかの団体は動かないとした、生の数での計算です。",
    en="Computed from the raw numbers, with the others standing still.",
)
WITHIN_THE_RANGE = Text(
    ja="{range}の中の上下は、偶然だけでも起こります。",
    en="Moves within {range} can come from chance alone.",
)
NO_WAY_UP = Text(
    ja="{measure}には良し悪しの向きがないため、順位の上げ方は示しません。",
    en="{measure} has no good direction, so no way up is shown.",
)
CHOOSE_A_PLACE = Text(
    ja="自団体を選ぶと、順位が変わるのに必要な数を示します。",
    en="Choose your municipality to see what would change its rank.",
)
PEOPLE = Text(ja="{count}人", en="{count}")
THINGS = Text(ja="{count}件", en="{count}")
MINUTES = Text(ja="{count}分", en="{count} minutes of")
COUNTERS = {
    "matured_completed": THINGS,
    "enrolments_completed": THINGS,
    "completions": THINGS,
    "learning_seconds": MINUTES,
}
"""How a numerator's amount is said; people where it is not named."""

NO_FUNNEL_WITHOUT_NAMES = Text(
    ja="団体の規模から名前が分かってしまうため、人数に応じた幅の図（漏斗図）は描きません。",
    en="There is no funnel plot: a municipality's size would tell its name.",
)
NO_RANGES_OF_ROUNDED = Text(
    ja="丸めた値なので、順位の範囲は示していません。",
    en="The values are rounded, so ranks have no ranges.",
)
FROM_ROUNDED_NUMBERS = Text(
    ja="ほかの団体は動かないとし、その丸めた値から計算しています。",
    en="Counted from the others' rounded values, which are taken to stay as they are.",
)
