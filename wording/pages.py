"""The sentences of the pages: titles made from the data, figure titles, empty states."""

from wording.text import Text

# 概況
TAKING_PART = Text(
    ja="{prefecture}　{all}団体中{taking_part}団体が参加　{as_of}時点",
    en="{prefecture}: {taking_part} of {all} municipalities take part. As of {as_of}",
)
WHERE_TO_LOOK = Text(ja="いま目を向けるところ", en="Where to look now")
LAST_YEAR = Text(ja="前年 {value}", en="Last year {value}")
LAST_YEAR_TO = Text(ja="前年{month}末 {value}", en="Last year to {month} {value}")
NO_LAST_YEAR = Text(ja="前年の値なし", en="No value last year")
SAME = Text(ja="差なし", en="no clear change")
SAME_PLACES = Text(ja="同じ団体では{moved}", en="same places {moved}")
LAST_YEAR_AND_SINCE = Text(ja="{last}　{moved}", en="{last}, {moved}")
OF = Text(ja="{whole} のうち {part}", en="{part} of {whole}")
OVER = Text(ja="{part} ÷ {whole}", en="{part} ÷ {whole}")
SPARK = Text(ja="{measure}の月ごとの動き", en="{measure}, month by month")

# 地図
MAP_TITLE = Text(
    ja="{measure}は{low}から{high}まで、最高は{top}",
    en="{measure}: {low} to {high}, highest in {top}",
)
MAP_TITLE_NO_TOP = Text(
    ja="{measure}は{low}から{high}までの開きがあります",
    en="{measure} runs from {low} to {high}",
)
MAP_TITLE_OWN = Text(
    ja="{place}の{measure}は{value}。地域全体は{region}",
    en="{measure}: {place} has {value}, the region as a whole {region}",
)
MAP_TITLE_OWN_WITHOUT = Text(
    ja="{place}の{measure}には、示せる値がありません（{state}）",
    en="{measure}: {place} has no value ({state})",
)
NOTHING_TO_COMPARE = Text(
    ja="{period}の{measure}を示せる団体がありません",
    en="{measure}: no municipality has a value to show for {period}",
)
WHY_NOTHING = Text(
    ja="参加団体がまだないか、人数が少なすぎるか、受講から90日がたっていません。"
    "期間か指標を変えてみてください。",
    en="Nobody takes part yet, there are too few people, or no enrolment is 90 days old. "
    "Try another period or measure.",
)
BELOW_MEASURE = Text(
    ja="{people}　{period}　{shown}団体",
    en="{people}. {period}. {shown} municipalities",
)
BELOW_COUNT = Text(
    ja="{measure}　{period}　{shown}団体",
    en="{measure}. {period}. {shown} municipalities",
)
ROUNDED = Text(
    ja="少人数の団体を守るため、地域全体は10単位に丸めた数から計算しています。",
    en="To protect small municipalities the region is computed from totals rounded to 10.",
)
NOTHING_BY_NAME = Text(
    ja="ほかの団体の値は公表されていないため、団体名を挙げるお知らせはありません。"
    "自団体の位置は、順位と自治体のページで見られます。",
    en="Other municipalities' figures are not published, so there is nothing to say by name. The "
    "ranking and your municipality's page show where you stand.",
)
SOMEBODY = Text(ja="ほかの団体", en="Another municipality")
REFUSED = Text(ja="{place}：{reason}", en="{place}: {reason}")
WITHOUT = Text(ja="（値なし：{states}）", en=" (no value: {states})")
STATE_COUNT = Text(ja="{state}{count}", en="{state} {count}")
MAP_HINT = Text(
    ja="地図の団体を選ぶと、その団体のページを開きます。",
    en="Choose a municipality on the map to open its page.",
)
MAP_ALT = Text(
    ja="{prefecture}の{measure}の地図。同じ内容を表で読めます。",
    en="Map of {measure} in {prefecture}. The table holds the same content.",
)
LIST_TITLE = Text(ja="団体の一覧", en="All municipalities")

# 順位
PEERS_OF = Text(
    ja="{place}と、{group}（{count}団体）を比べています",
    en="{place} beside {count} peers ({group})",
)
CHOOSE_A_PLACE_FIRST = Text(
    ja="類似団体と比べるには、自団体を選んでください。",
    en="Choose your municipality to compare it with its peers.",
)

# 自治体
CHOOSE_PLACE_TITLE = Text(ja="どの団体について見ますか", en="Which municipality?")
CHOOSE_PLACE = Text(
    ja="上の「自団体」から選ぶか、地図や順位の団体を選んでください。リンクを保存すると、次から同じ画面が開きます。",
    en="Choose it under “Our municipality” above, or on the map. Keep the link, and the same view "
    "opens next time.",
)
PLACE_AWAY_TITLE = Text(
    ja="{place}は、{period}の共同調達に参加していません",
    en="{place} does not take part in the joint procurement in {period}",
)
PLACE_AWAY = Text(
    ja="参加すると、ライセンスの割り当てと受講の記録がここに表示されます。",
    en="Once it takes part, its licences and learning records appear here.",
)
PLACE_WITHHELD_TITLE = Text(
    ja="{place}の値は公表されていません", en="The figures of {place} are not published"
)
PLACE_WITHHELD = Text(
    ja="この年度は、ほかの団体の値を団体名とともに公表していません。順位と、団体名のない分布で比べられます。",
    en="Other municipalities' figures are not published by name for this fiscal year. Your rank and "
    "a distribution without names show where you stand.",
)
PLACE_NO_DATA_TITLE = Text(
    ja="{place}には、まだ学習の記録がありません",
    en="{place} has no learning records yet",
)
PLACE_NO_DATA = Text(
    ja="{licences}ライセンスが割り当てられています。最初の受講が取り込まれると、ここに表示されます。",
    en="{licences} licences are allotted. Its figures appear once the first enrolments are "
    "imported.",
)
PLACE_FEW_TITLE = Text(
    ja="{place}は人数が少ないため、率を表示しません",
    en="{place} has too few people to show rates",
)
PLACE_FEW = Text(
    ja="10人未満の数字は、個人が分かるおそれがあるため、どの画面・ファイルにも出しません。",
    en="Figures about fewer than 10 people could identify someone, so no page or file shows them.",
)
PLACE_BELOW = Text(
    ja="{prefecture}{place}　{period}　比べる相手：{group}（{count}団体）",
    en="{place}, {prefecture}. {period}. Peers: {group}, {count} municipalities",
)
NO_VERDICT = Text(
    ja="類似団体が4団体に満たないため、類似団体との優劣は示しません。",
    en="With fewer than four peers, no comparison with peers is drawn.",
)
STRIPS = Text(ja="いまの位置", en="Where we stand")
STRIPS_NOTE = Text(
    ja="青：{place}、線は95%区間　濃い灰色：類似団体　薄い灰色：ほかの参加団体　点線：中央値。"
    "右ほど値が大きく、順位は値の良い順です。かっこ内は順位の95%範囲。",
    en="Blue: {place}, with its 95% interval. Dark grey: peers. Pale grey: others taking part. "
    "Dotted: median. Values grow to the right; rank 1 is best. In brackets: the rank's 95% range.",
)
COLUMN_MEASURE = Text(ja="指標", en="Measure")
COLUMN_VALUE = Text(ja="値", en="Value")
COLUMN_RANK = Text(ja="順位（95%範囲）", en="Rank (95% range)")
COLUMN_RANK_OF_ALL = Text(ja="全体で（95%範囲）", en="Among all (95%)")
COLUMN_PEER_RANK = Text(ja="類似団体で（95%範囲）", en="Among peers (95%)")
COLUMN_STRIP = Text(ja="参加団体の分布", en="All taking part")
COLUMN_PLACE = Text(ja="団体", en="Municipality")
COLUMN_CODE = Text(ja="団体コード", en="Code")
COLUMN_INTERVAL = Text(ja="95%区間", en="95% interval")
COLUMN_PEOPLE = Text(ja="内訳", en="Made of")
NO_RANK = Text(ja="―", en="–")
MOVE_UP = Text(ja="何をすれば上がるか", en="What would move us up")
STEPS = Text(
    ja="{measure}：{unit}があと{steps}に届きます。",
    en="{measure}, in more {unit}: {steps}.",
)
STEP = Text(ja="{count}で{reaches}", en="{count} for {reaches}")
BETWEEN_STEPS = Text(ja="、", en=", ")
MORE_PEOPLE = Text(ja="{count}人", en="{count}")
MORE_CASES = Text(ja="{count}件", en="{count}")
THE_MEDIAN = Text(ja="中央値（{median}）", en="the median ({median})")
BEST_OF_RANGE = Text(ja="95%範囲の上の端の{rank}", en="{rank}, the best end of our range")
ABOVE_MEDIAN = Text(
    ja="{measure}は中央値（{median}）以上です。",
    en="{measure}: at or above the median ({median}).",
)
GAP_CAVEAT = Text(
    ja="いまの数字のまま、ほかの団体が動かないとした計算です。",
    en="From the raw numbers, with the other places standing still.",
)
IDLE = Text(
    ja="{licences}ライセンスのうち{idle}は、いま使っている人がいません（{yen}相当）。",
    en="{idle} of {licences} licences have nobody using them now (worth {yen}).",
)
NOT_IDLE = Text(
    ja="使われていないライセンスはありません。",
    en="No licence lies unused.",
)
TREND = Text(ja="{measure}の動き（年度の初めから各月まで）", en="{measure}, year to date")
TREND_ALT = Text(
    ja="{place}の{measure}の月ごとの線。前年度と地域全体を並べています。",
    en="{measure} in {place} month by month, beside last year and the region.",
)
COURSES_ELSEWHERE = Text(
    ja="類似団体が修了し、{place}ではまだの講座",
    en="Courses that peers finish and {place} does not yet",
)
COURSE = Text(ja="講座", en="Course")
COURSE_LENGTH = Text(ja="長さ", en="Length")
COURSE_PLACES = Text(ja="修了のある団体", en="Places with completions")
COURSE_COMPLETIONS = Text(ja="修了（およそ）", en="Completions (about)")
NO_COURSES = Text(
    ja="該当する講座はありません（修了者が10人未満の講座と、2人以下の団体は数えません）。",
    en="There is no such course (courses that fewer than 10 people finished, and places with one or "
    "two, are not counted).",
)

# 定義
FORMULA = Text(ja="計算", en="Formula")
UNIT = Text(ja="単位", en="Unit")
DIRECTION = Text(ja="向き", en="Direction")
SMALLEST = Text(ja="最小の分母", en="Smallest denominator")
TRAP = Text(ja="注意", en="Take care")
SINCE = Text(ja="追加された版", en="Since")
CODE_NAME = Text(ja="識別子", en="Identifier")
DIRECTIONS = {
    "higher": Text(ja="高いほどよい", en="Higher is better"),
    "lower": Text(ja="低いほどよい", en="Lower is better"),
    "neither": Text(ja="良し悪しの向きなし", en="Neither"),
}
LOWEST_CLASS = Text(ja="{limit}未満", en="under {limit}")
HIGHEST_CLASS = Text(ja="{limit}以上", en="{limit} or more")
ALL_EQUAL = Text(ja="すべて同じ値", en="all equal")

# 概況の題：受講と修了の向き、手を打つところの数
MOVES = {
    ("enrolment", "up"): Text(ja="受講は広がり", en="Enrolment is growing"),
    ("enrolment", "same"): Text(ja="受講は横ばい", en="Enrolment is steady"),
    ("enrolment", "down"): Text(ja="受講は減り", en="Enrolment is falling"),
    ("enrolment", "none"): Text(ja="受講はまだなく", en="Nobody is enrolled yet"),
    ("enrolment", "unknown"): Text(
        ja="受講はまだ前年と比べられず", en="Enrolment has no last year"
    ),
    ("completion", "up"): Text(ja="修了は上がっています", en="completion is rising"),
    ("completion", "same"): Text(ja="修了は横ばいです", en="completion is steady"),
    ("completion", "down"): Text(ja="修了は下がっています", en="completion is falling"),
    ("completion", "none"): Text(ja="修了はまだありません", en="nothing is completed yet"),
    ("completion", "unknown"): Text(
        ja="修了率はまだ比べられません", en="completion cannot be compared yet"
    ),
}
MOVES_ALIKE = {
    "up": Text(ja="受講も修了も伸びています", en="Enrolment and completion are both rising"),
    "same": Text(ja="受講も修了も横ばいです", en="Enrolment and completion are both steady"),
    "down": Text(ja="受講も修了も下がっています", en="Enrolment and completion are both falling"),
    "none": Text(
        ja="受講も修了もまだありません", en="Nobody is enrolled and nothing completed yet"
    ),
    "unknown": Text(
        ja="前年と比べられるデータがまだありません", en="There is no last year to compare with yet"
    ),
}
MOVED_APART = Text(ja="{enrolment}、{completion}", en="{enrolment}; {completion}")
OVERVIEW_TITLE = Text(ja="{moves}", en="{moves}")
OVERVIEW_TITLE_ACT = Text(
    ja="{moves}。{count}団体に手を打つ余地があります",
    en="{moves}. {count} municipalities have room to act",
)
OVERVIEW_TITLE_ACT_ONE = Text(
    ja="{moves}。1団体に手を打つ余地があります",
    en="{moves}. One municipality has room to act",
)
NOT_MUCH_TO_SAY = Text(
    ja="比べられる団体がまだありません。",
    en="There are no municipalities to compare yet.",
)
INTERVAL_BESIDE = Text(ja="95%区間 {interval}", en="95%: {interval}")
REGION_BESIDE = Text(ja="地域全体 {value}", en="region {value}")
NO_WAY_UP = Text(
    ja="{measure}には良し悪しの向きがないか、まだ値がないため、上げ方を示しません。",
    en="{measure} has no good direction, or no value yet, so there is no way up to show.",
)
MINUTES = Text(ja="{amount}分", en="{amount} minutes")

TIME_AND_STATES = Text(ja="期間と状態", en="Time and states")
TIME_TEXT = Text(
    ja="日付と年度は日本時間です。年度は4月1日から翌年3月31日まで。画面の数字は、選んだ年度の4月1日から"
    "選んだ月の末日（最新の月ではデータの日付）までを数えます。前年と比べるときは、前年度の同じ月までを数えます。",
    en="Days and fiscal years are in Japan time; a fiscal year runs from 1 April to 31 March. Figures "
    "count from 1 April of the chosen year to the end of the chosen month (in the newest month, to the "
    "date of the data). Comparisons with last year count to the same month of the last fiscal year.",
)
STATES_TEXT = Text(
    ja="値のない団体は、理由ごとに分けて示します。0（該当なし）は数えた結果の0です。データなしは、分母がまだ0のとき。"
    "不参加は、その期間のライセンスがないとき。非表示（少人数）は、10人未満の人のことが分かってしまうとき。"
    "非公表は、値はあっても、あなたの権限では団体名とともに示せないときです。",
    en="Places without a value are told apart by the reason. Zero is counted and found to be none. No "
    "data yet: the denominator is still zero. Not taking part: no licences in the period. Hidden: the "
    "figure would tell about fewer than ten people. Not published: there is a figure, which your role may "
    "not see by name.",
)
SOURCES = Text(ja="出典", en="Sources")
UNITS = {
    "percent": Text(ja="%", en="%"),
    "people": Text(ja="人", en="people"),
    "completions": Text(ja="件", en="completions"),
    "minutes": Text(ja="分", en="minutes"),
    "yen": Text(ja="円", en="yen"),
}
COLUMN_DEFINITION = Text(ja="定義", en="Definition")
