"""What stands around every page: the menu, the bands, the choices, the sources."""

from wording.text import Text

PRODUCT = Text(ja="地域の学びダッシュボード", en="Regional learning dashboard")
SAMPLE = Text(
    ja="サンプルデータ（架空）　{prefecture}の実在の団体名を使っていますが、学習記録と契約はすべて作りものです",
    en="Sample data (invented). The names are those of real municipalities of {prefecture}; "
    "every learning record and contract is made up.",
)
SAMPLE_SHORT = Text(ja="サンプルデータ（架空）", en="Sample data (invented)")
OTHER_LANGUAGE = Text(ja="English", en="日本語")
MENU = Text(ja="メニュー", en="Menu")
CHOICES = Text(ja="表示の条件", en="What is shown")

PAGE_NAMES = {
    "overview": Text(ja="概況", en="Overview"),
    "map": Text(ja="地図", en="Map"),
    "ranking": Text(ja="順位", en="Ranking"),
    "municipality": Text(ja="自治体", en="Municipality"),
    "compare": Text(ja="比較", en="Compare"),
    "trends": Text(ja="推移", en="Trends"),
    "courses": Text(ja="講座", en="Courses"),
    "presentation": Text(ja="発表", en="Presentation"),
    "data": Text(ja="データ", en="Data"),
    "roles": Text(ja="権限", en="Roles"),
    "definitions": Text(ja="定義", en="Definitions"),
    "methods": Text(ja="統計の方法", en="Methods"),
}

YEAR = Text(ja="年度", en="Fiscal year")
MONTH = Text(ja="期間", en="Period")
MONTH_OPTION = Text(ja="{month}月まで", en="to {month}")
MEASURE = Text(ja="指標", en="Measure")
DENOMINATOR = Text(ja="分母", en="Per")
SPEND_PER = Text(ja="費用（何当たり）", en="Spend per")
PLACE = Text(ja="自団体", en="Our municipality")
NO_PLACE = Text(ja="選ばない", en="None")
AMONG = Text(ja="比べる相手", en="Compared with")
ALL_PLACES = Text(ja="参加団体すべて", en="All taking part")
PEERS = Text(ja="類似団体（推計）", en="Peers (estimated)")
ORDER = Text(ja="並び順", en="Order")
BY_RANK = Text(ja="順位順", en="By rank")
BY_CHANGE = Text(ja="変化の大きい順", en="By change")
BY_CODE = Text(ja="団体コード順", en="By code")
HEADING = Text(ja="まとめ方", en="Listed by")
BY_COURSE = Text(ja="講座ごと", en="Course")
BY_CATEGORY = Text(ja="分野ごと", en="Category")
KIND = Text(ja="受講のきっかけ", en="Enrolments")
OF_ANY_KIND = Text(ja="すべて", en="All")
ASSIGNED = Text(ja="割り当て", en="Assigned")
CHOSEN = Text(ja="自分で選択", en="Self-chosen")
BY_ENROLMENTS = Text(ja="受講の多い順", en="Most enrolments")
BY_COMPLETION = Text(ja="修了率の高い順", en="Highest completion")
BY_LENGTH = Text(ja="短い順", en="Shortest first")
WIDE_LIMITS = Text(ja="もともとの差を含めた帯", en="Bands that allow for differences")
PLAIN_LIMITS = Text(ja="偶然だけの帯", en="Bands of chance alone")
SHAPE = Text(ja="表し方", en="Shown as")
AS_MAP = Text(ja="地図", en="Map")
AS_TILES = Text(ja="タイル（同じ大きさ）", en="Tiles of one size")

SOURCE = Text(
    ja="出典：学習プラットフォームの受講記録、契約台帳。{as_of}時点。",
    en="Source: the learning platform's course activity and the contract register, as of {as_of}.",
)
MAP_SOURCE = Text(
    ja="地図：気象庁ホームページの地域区分データを加工して作成。",
    en="Map: made from the area data on the Japan Meteorological Agency's website.",
)
CREDITS = Text(
    ja="出典：総務省「全国地方公共団体コード」；総務省統計局「令和2年国勢調査」；"
    "統計センター「SSDSE-A-2026」（職員数：総務省「地方公共団体定員管理調査」、一般行政部門、2024年）；"
    "気象庁ホームページの地域区分データを加工して作成",
    en="Sources: Ministry of Internal Affairs and Communications (MIC), codes of local governments; "
    "Statistics Bureau of Japan, 2020 Population Census; National Statistics Center, SSDSE-A-2026 "
    "(staff: MIC survey of local-government staff numbers, general administration, 2024); "
    "outlines made from the area data on the Japan Meteorological Agency's website",
)
AS_TABLE = Text(ja="表で見る", en="Show as a table")
TAKE_AWAY = Text(ja="CSVで保存", en="Save as CSV")
NO_FILE = Text(
    ja="ファイルを作れませんでした。ページを開き直して、もう一度保存してください。",
    en="The file could not be made. Open the page again, and save it once more.",
)

UNKNOWN_PLACE = Text(
    ja="リンクにある団体「{asked}」は{prefecture}にありません。団体を選ばずに表示しています。",
    en="The link asks for municipality “{asked}”, which {prefecture} does not have. "
    "No municipality is chosen.",
)
UNKNOWN_MEASURE = Text(
    ja="リンクにある指標「{asked}」はありません。「{shown}」を表示しています。",
    en="The link asks for the measure “{asked}”, which does not exist. Showing “{shown}”.",
)
NO_SUCH_PERIOD = Text(
    ja="期間「{asked}」のデータはありません。いちばん近い{shown}を表示しています。",
    en="There is no data for the period “{asked}”. Showing the nearest, {shown}.",
)
UNKNOWN_CHOICE = Text(
    ja="リンクにある「{asked}」は選べません。「{shown}」を表示しています。",
    en="The link asks for “{asked}”, which cannot be chosen. Showing “{shown}”.",
)

BUILDING = Text(
    ja="はじめての起動です。サンプルの学習記録を取り込んでいます。",
    en="First start: importing the sample learning records.",
)
NOTHING_YET = Text(
    ja="まだ学習記録がありません",
    en="There are no learning records yet",
)
HOW_TO_IMPORT = Text(
    ja="「データ」のページに、学習プラットフォームから出力した「User course activity」「All users」と、"
    "契約ファイルを置いてください。契約ファイルのひな型も、そのページで保存できます。",
    en="Drop the platform's “User course activity” and “All users” exports and the contract file on "
    "the data page. An empty contract form can be saved there too.",
)
TO_IMPORT = Text(ja="ファイルを取り込む", en="Import files")
NOT_YET_IMPORTED = Text(
    ja="都道府県の担当者が記録を取り込むと、ここに表示されます。",
    en="They will stand here once somebody of the prefecture has imported them.",
)
NO_PREFECTURE = Text(ja="都道府県の設定を確認してください", en="Check which prefecture is set")
NO_DATABASE = Text(
    ja="学習記録データベースに接続できません",
    en="The learning-records database cannot be reached",
)
TRY_AGAIN = Text(ja="もう一度試す", en="Try again")
PREFECTURE_WIDE = Text(ja="地域全体", en="Region")
"""The region as one; see `metrics.together`."""

HOW_EXACT = {
    "prefecture": Text(
        ja="※は少人数（取扱注意）：10人未満の人のことが分かる値です。",
        en="※ few people (handle with care): the value tells about fewer than ten.",
    ),
    "municipality": Text(
        ja="自団体は実際の値です（※は少人数・取扱注意）。地域全体とほかの団体は、人数を10人、率を1%"
        "（50人未満では5%）、費用を100円の単位に丸めた値で、10人未満の人のことは示しません。",
        en="Your own municipality's figures are exact (※ few people: handle with care). The region's "
        "and the others' are rounded: people to 10, rates to 1% (below 50 people to 5%), spend to "
        "¥100. Nothing tells about fewer than ten people.",
    ),
    "presenter": Text(
        ja="人数は10人、率は1%（50人未満では5%）、費用は100円の単位に丸めた値です。10人未満の人のことは示しません。",
        en="Figures are rounded: people to 10, rates to 1% (below 50 people to 5%), spend to ¥100. "
        "Nothing tells about fewer than ten people.",
    ),
}
"""How exact the figures are that a role sees; the open sample's pages say it measure by measure."""
NOT_FOR_ROLE = Text(
    ja="この団体の講座別の値は、あなたの役割では表示しません。",
    en="This municipality's courses are not shown to your role.",
)
NOT_OF_ROUNDED = Text(
    ja="丸めた値なので、区間を示しません。",
    en="The value is rounded, so it has no interval.",
)
NOT_READ = Text(
    ja="学習者の記録を読み取れなかったため、区間を示していません。",
    en="The learners' records could not be read, so there is no interval.",
)
