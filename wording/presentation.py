"""発表: scenes put together, and shown to a room."""

from wording.text import Text

# 仮名
PSEUDONYMS = {
    "city": Text(ja="{letter}\u2060市", en="City\u00a0{letter}"),
    "town": Text(ja="{letter}\u2060町", en="Town\u00a0{letter}"),
    "village": Text(ja="{letter}\u2060村", en="Village\u00a0{letter}"),
    "ward": Text(ja="{letter}\u2060区", en="Ward\u00a0{letter}"),
    "any": Text(ja="団体\u2060{letter}", en="Place\u00a0{letter}"),
}
"""What a municipality is called in place of its name; where kinds are few, all alike. The joiner
keeps a line from ending within a name."""

# 図
FIGURE = Text(ja="図", en="Figure")
FIGURES = {
    "headlines": Text(ja="概況：4つの数字", en="Overview: four figures"),
    "sentences": Text(ja="概況：データから言えること", en="Overview: what the data say"),
    "map": Text(ja="地図", en="Map"),
    "tiles": Text(ja="タイル（同じ大きさ）", en="Tiles of one size"),
    "ranking": Text(ja="順位", en="Ranking"),
    "funnel": Text(ja="人数と率（ファンネル）", en="Size and rate (funnel)"),
    "strips": Text(ja="指標ごとの分布", en="All measures as strips"),
    "spending": Text(ja="費用と成果", en="Spend and outcome"),
    "years": Text(ja="推移", en="Trend"),
    "courses": Text(ja="講座", en="Courses"),
    "words": Text(ja="見出しだけ", en="A heading alone"),
}
SAID_TITLE = Text(
    ja="{prefecture}：データからはっきり言えること",
    en="{prefecture}: what the data clearly say",
)
STRIPS_TITLE = Text(
    ja="{count}の指標での{place}の位置",
    en="Where {place} stands in {count} measures",
)
STRIPS_TITLE_ALL = Text(
    ja="{count}の指標で見た{places}団体の広がり",
    en="How {places} municipalities spread over {count} measures",
)
STRIPS_LEGEND = Text(
    ja="一つの点が一つの団体　点線：中央値　左端が最小、右端が最大",
    en="One dot a municipality. Dotted: median. Lowest at the left, highest at the right",
)
STRIPS_LEGEND_OWN = Text(
    ja="一つの点が一つの団体　青：{place}　点線：中央値",
    en="One dot a municipality. Blue: {place}. Dotted: median",
)
DOTS_LEGEND = Text(ja="点：値", en="Dot: value")
LINES_LEGEND = Text(ja="線：95%区間", en="line: 95% interval")
REGION_LEGEND = Text(ja="点線：地域全体 {region}", en="dotted: region {region}")
BOTH_ENDS = Text(
    ja="{count}団体のうち両端の{shown}団体",
    en="both ends, {shown} of {count} municipalities",
)
HIGHEST = Text(ja="高い団体", en="Highest")
LOWEST = Text(ja="低い団体", en="Lowest")
RATE_UP = Text(ja="{measure}（%）", en="{measure} (%)")
SIZE_ACROSS = Text(ja="{denominator}（人・件、対数目盛り）", en="{denominator} (logarithmic)")
TOO_MANY = Text(
    ja="{count}団体は、1枚のタイルでは後ろの席から読めません。地図か順位を選んでください。",
    en="{count} tiles could not be read from the back of a room. Please choose the map or the "
    "ranking.",
)
NO_TILES = Text(ja="タイルにできません", en="No tiles can be shown")
NO_FUNNEL_TITLE = Text(ja="人数と率の図にできません", en="No funnel can be shown")
NO_FUNNEL = Text(
    ja="この指標は全体の一部の割合ではないか、団体が3つに満たないため、図にできません。"
    "指標を変えてみてください。",
    en="This measure is no part of a whole, or fewer than three places have it. Try another one.",
)

# 一覧
TITLE_NONE = Text(
    ja="会場に見せる場面を、順に並べて保存できます",
    en="Put scenes in order, keep them, and show them to a room",
)
TITLE_ONE = Text(ja="保存した発表が1本あります", en="One presentation is kept here")
TITLE_MANY = Text(ja="保存した発表が{count}本あります", en="{count} presentations are kept here")
BELOW = Text(
    ja="数字は加えたときのまま止まります。練習のあとにデータが更新されても、会場で変わることはありません。",
    en="Figures stay as they were when they were added: an import after the rehearsal changes nothing "
    "in the room.",
)
YOURS = Text(ja="保存した発表", en="Your presentations")
IN_THE_SAMPLE = Text(
    ja="サンプルでは、だれがつくった発表もここに並び、だれでも変えられます。",
    en="With the sample data everybody's presentations stand here, and everybody may change them.",
)
LINE = Text(ja="{scenes}場面・{names}", en="{scenes} scenes, {names}")
NEW = Text(ja="新しい発表", en="A new presentation")
NAME = Text(ja="発表の名前", en="Its name")
NAME_EXAMPLE = Text(ja="例：11月の研修担当者会議", en="e.g. Training officers, November")
UNNAMED = Text(ja="名前のない発表", en="Untitled presentation")
NAMES = Text(ja="団体の名前", en="Names of municipalities")
REAL = Text(ja="実名", en="Real names")
RENAMED = Text(ja="仮名（A市、B町 など）", en="Pseudonyms (City A, Town B)")
NAMES_SHORT = {
    "real": Text(ja="実名", en="real names"),
    "renamed": Text(ja="仮名", en="pseudonyms"),
}
NAMES_NOTE = {
    "real": Text(
        ja="自団体に印を付けられます。名前の出し方は、あとから変えられません。",
        en="Your own municipality can be marked. The kind of names cannot be changed later.",
    ),
    "renamed": Text(
        ja="仮名は発表ごとに引き直し、発表の中では変わりません。大きさや場所が分かる図"
        "（地図・ファンネル）と95%区間は使えません。",
        en="Drawn anew for each presentation and the same within it. Figures that give away size or "
        "place (map, funnel) and intervals are left out.",
    ),
}
START = Text(ja="はじめの場面", en="Begin with")
START_USUAL = Text(ja="おすすめの5場面", en="Five usual scenes")
START_EMPTY = Text(ja="空から", en="No scenes")
CREATE = Text(ja="つくる", en="Create")

# つくる
MADE_TITLE = Text(ja="「{title}」は{count}場面です", en="“{title}” has {count} scenes")
MADE_TITLE_ONE = Text(ja="「{title}」は1場面です", en="“{title}” has one scene")
MADE_TITLE_EMPTY = Text(
    ja="「{title}」にはまだ場面がありません",
    en="“{title}” has no scenes yet",
)
FROZEN = Text(
    ja="{as_of}時点のデータで止めてあります。{names}。",
    en="Frozen with the data of {as_of}; {names}.",
)
FROZEN_APART = Text(
    ja="場面により{first}時点と{last}時点のデータで止めてあります。{names}。",
    en="Frozen with the data of {first} in some scenes and of {last} in others; {names}.",
)
NEWER = Text(
    ja="そのあとデータが更新されています（いまは{as_of}時点）。",
    en="The data have been updated since (now as of {as_of}).",
)
EMPTY_BELOW = Text(
    ja="上で図を選び、「この場面を加える」を押してください。{names}。",
    en="Choose a figure above and press “Add this scene”; {names}.",
)
SHOW = Text(ja="発表をはじめる", en="Start the show")
ALL = Text(ja="発表の一覧", en="All presentations")
REFRESH = Text(ja="最新のデータに作り直す", en="Make anew with the newest data")
REFRESHED = Text(
    ja="{count}場面を{as_of}時点のデータで作り直しました。",
    en="{count} scenes were made anew with the data of {as_of}.",
)
NOT_REFRESHED = Text(
    ja="新しいデータでは示すものがないため、前のまま残しました：{scenes}。",
    en="Left as they were, because the new data have nothing to show for them: {scenes}.",
)
DISCARD = Text(ja="発表を削除", en="Delete the presentation")
DISCARD_SURE = Text(ja="本当に削除する", en="Really delete it")
DISCARDED = Text(ja="「{title}」を削除しました。", en="“{title}” was deleted.")
SCENES = Text(ja="場面", en="Scenes")
NEW_SCENE = Text(ja="新しい場面", en="New scene")
UP = Text(ja="上へ", en="Up")
DOWN = Text(ja="下へ", en="Down")
DROP = Text(ja="場面を削除", en="Delete scene")
PREVIEW = Text(
    ja="会場ではこう見えます",
    en="As the room will see it",
)
SCENE_TITLE = Text(
    ja="題（空のままなら、データから書いた題）",
    en="Title (left empty: the sentence that the data wrote)",
)
NOTE = Text(ja="手元のメモ（会場には出ません）", en="Your note (never shown to the room)")
ADD = Text(ja="この場面を加える", en="Add this scene")
ADDED = Text(ja="{position}番目に加えました。", en="Added as scene {position}.")
TOO_MANY_SCENES = Text(
    ja="場面は60までです。",
    en="A presentation holds 60 scenes at most.",
)
NOTHING = Text(
    ja="このままでは空の場面になります：{title}",
    en="This scene would be empty: {title}",
)
NOT_YOURS = Text(
    ja="この発表は、削除されたか、ほかの人のものです。",
    en="This presentation was deleted, or is somebody else's.",
)
NOT_THERE = Text(ja="その発表はありません", en="There is no such presentation")

# 見せる
SAMPLE_REAL = Text(
    ja="サンプルデータ（架空）　団体名は実在のもの、数字はすべて作りものです",
    en="Sample data (invented): the names are real, every figure is made up",
)
STAGE = Text(ja="発表", en="Slides")
KEYS = Text(
    ja="→ 次　← 前　B 暗くする　F 全画面　P 手元の画面　Esc 終わる",
    en="→ next   ← back   B blank   F full screen   P your own window   Esc leave",
)
EMPTY_SHOW = Text(
    ja="この発表には場面がありません",
    en="This presentation has no scenes",
)
CLOCK = Text(ja="時刻", en="Time")
ELAPSED = Text(ja="経過", en="Elapsed")
NEXT = Text(ja="次の場面", en="Next scene")
LAST = Text(ja="これで最後です", en="This is the last scene")
MY_NOTE = Text(ja="メモ", en="Note")
NO_NOTE = Text(ja="（メモはありません）", en="(no note)")
POSITION = Text(ja="{at} / {of}", en="{at} / {of}")
BLANKED = Text(ja="会場の画面は暗くしてあります", en="The room's screen is blank")
WINDOW = Text(ja="手元の画面", en="Presenter's window")
NO_WINDOW = Text(
    ja="ブラウザーが手元の画面を止めました。ポップアップを許可してください。",
    en="The browser kept your own window from opening. Please allow pop-ups.",
)
