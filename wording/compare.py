"""比較: whether the money is well spent."""

from wording.text import Text

TITLE = Text(
    ja="{of}団体のうち{count}団体は、{spend}が中央値以下、{measure}が中央値以上です",
    en="{spend} is low and {measure} high in {count} of {of} municipalities",
)
TITLE_EQUAL = Text(ja="{spend}は、どの団体も{value}で同じです", en="{spend} is {value} everywhere")
TITLE_ALONE = Text(
    ja="{place}のほかに、{spend}と{measure}を比べられる団体がありません",
    en="{spend} and {measure}: only {place} has both to show",
)
TITLE_OWN = Text(ja="{place}は、{across}、{up}", en="{place}: {across}, {up}")
ACROSS = {
    "above": Text(ja="{measure}が中央値を{by}上回り", en="{measure} {by} above the median"),
    "below": Text(ja="{measure}が中央値を{by}下回り", en="{measure} {by} below the median"),
    "same": Text(ja="{measure}が中央値と同じで", en="{measure} at the median"),
}
UP = {
    "above": Text(ja="{measure}は{by}上回ります", en="{measure} {by} above"),
    "below": Text(ja="{measure}は{by}下回ります", en="{measure} {by} below"),
    "same": Text(ja="{measure}は中央値と同じです", en="{measure} at it"),
}
BY_CHANCE = Text(
    ja="{place}の{measure}と中央値との差は、偶然で説明できる範囲です（95%区間 {interval}）。",
    en="{place}: its distance from the median {measure} is within chance (95% interval {interval}).",
)
BEYOND_CHANCE = Text(
    ja="{place}の{measure}と中央値との差は、偶然では説明できません（95%区間 {interval}）。",
    en="{place}: its distance from the median {measure} is more than chance (95% interval "
    "{interval}).",
)
BELOW = Text(ja="{spend}　{people}　{period}", en="{spend}. {people}. {period}")

MORE_WITH_MORE = Text(
    ja="{spend}が多い団体ほど、{measure}が高い傾向があります",
    en="{spend} tends to be higher where {measure} is higher",
)
LESS_WITH_MORE = Text(
    ja="{spend}が多い団体ほど、{measure}が低い傾向があります",
    en="{spend} tends to be higher where {measure} is lower",
)
NO_ASSOCIATION = Text(
    ja="{spend}の多い少ないと{measure}に、はっきりした関係はありません",
    en="{spend} and {measure} are not clearly related",
)
SHARED_NUMBER = Text(
    ja="{spend}と{measure}は同じ数から計算するため、関係を読み取れません",
    en="{spend} and {measure} share a number: read no relation into them",
)
EQUAL_SPEND = Text(
    ja="{spend}がどの団体も同じなので、{measure}との関係は読み取れません",
    en="{spend} is the same everywhere: read no relation to {measure} into it",
)
BOTH = Text(ja="{spend}と{measure}", en="{spend} and {measure}")
CORRELATION = Text(
    ja="順位相関 {coefficient}（95%区間 {low}〜{high}）。",
    en="Rank correlation {coefficient} (95% interval {low} to {high}).",
)
NO_CAUSE = Text(ja="原因とは限りません。", en="Not necessarily a cause.")
HOW_TO_READ = Text(ja="点線は中央値。", en="Dotted: medians.")
HOW_TO_READ_OWN = Text(
    ja="ひし形は類似団体、点線は中央値。", en="Diamonds: peers. Dotted: medians."
)
HOW_TO_READ_INTERVAL = Text(
    ja="線は95%区間、ひし形は類似団体、点線は中央値。",
    en="Lines: 95% interval. Diamonds: peers. Dotted: medians.",
)
ALT = Text(
    ja="{spend}を横、{measure}を縦にとった{count}団体の散布図。同じ数字を下の表で読めます。",
    en="Scatter plot of {spend} (across) and {measure} (up) in {count} municipalities. The table "
    "below holds the same numbers.",
)
MEDIAN = Text(ja="中央値 {value}", en="median {value}")

CORNERS_TITLE = Text(ja="中央値で分けると", en="Either side of the medians")
CORNERS = {
    (False, True): Text(
        ja="費用は中央値以下、{measure}は中央値以上",
        en="Spend at or below, {measure} at or above",
    ),
    (True, True): Text(
        ja="費用は中央値より多く、{measure}は中央値以上",
        en="Spend above, {measure} at or above",
    ),
    (False, False): Text(
        ja="費用は中央値以下、{measure}は中央値より低い",
        en="Spend at or below, {measure} below",
    ),
    (True, False): Text(
        ja="費用は中央値より多く、{measure}は中央値より低い",
        en="Spend above, {measure} below",
    ),
}
COUNT = Text(ja="{count}団体", en="{count}")
NOBODY = Text(ja="なし", en="none")
MORE_NAMES = Text(ja="{names}、ほか{more}団体", en="{names} and {more} more")
APART = Text(ja="＊", en="*")
"""Marks a value that differs by more than chance."""
APART_FROM_MEDIAN = Text(
    ja="{mark} {measure}と中央値との差が、偶然では説明しにくい団体（まとめて検定し、誤りを5%に抑えています）",
    en="{mark} its {measure} differs from the median by more than chance (all tested together, "
    "false claims held at 5%)",
)
NO_VERDICT = Text(
    ja="費用には良し悪しの向きがないため、色で評価しません。",
    en="Spend has no good direction, so no colour judges it.",
)
NOT_SHOWN = Text(ja="図にない団体：{states}", en="Not in the figure: {states}")
SHORT_STATES = {
    "hidden": Text(ja="非表示", en="hidden"),
    "no_data": Text(ja="データなし", en="no data"),
    "withheld": Text(ja="非公表", en="not published"),
}
STATE_NAMES = Text(ja="{state}{count}（{names}）", en="{state} {count} ({names})")

TABLE_TITLE = Text(ja="すべての指標で比べる", en="All measures side by side")
SORT = Text(ja="並べ替え（もう一度押すと逆順）", en="Sorted (press again to turn it round)")
TABLE_NOTE = Text(
    ja="濃い青ほど上位（列ごとに、およそ同じ数の団体ずつ5段階）。費用には良し悪しの向きがないため塗りません。"
    "{mark} は地域全体との差が偶然では説明しにくい値（すべてまとめて検定し、誤りを5%に抑えています）。非表示は少人数のため。",
    en="The darker the blue, the higher the place in its column (five steps of about as many "
    "municipalities). Spend has no good direction and is not shaded. {mark} differs from the region by "
    "more than chance (all tested together, false claims held at 5%).",
)
SORTED_DOWN = Text(ja="大きい順", en="highest first")
SORTED_UP = Text(ja="小さい順", en="lowest first")
SORTED_BY = Text(ja="{measure}の{way}", en="{measure}, {way}")
SORTED_BY_CODE = Text(ja="団体コード順", en="by code")
TABLE_CUT = Text(
    ja="{all}団体のうち、この並び順で初めの{shown}団体を示しています。すべての団体はCSVにあります。",
    en="The first {shown} of {all} municipalities in this order. The CSV file holds them all.",
)
TABLE_ALT = Text(ja="指標と団体の表", en="Measures by municipality")
