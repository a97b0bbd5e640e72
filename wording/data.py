"""The data page: what came in, how it is brought in and taken back, and who belongs where."""

from wording.text import Text

SECTIONS = {
    "arrivals": Text(ja="届いた記録", en="What came in"),
    "upload": Text(ja="ファイルを取り込む", en="Import files"),
    "history": Text(ja="履歴と取り消し", en="History and undo"),
    "belonging": Text(ja="所属の対応", en="Who belongs where"),
    "licences": Text(ja="ライセンスと単価", en="Licences and prices"),
}
"""The parts of the page, by what the address calls them."""
PARTS = Text(ja="データのページの内容", en="Parts of the data page")

WORKING = Text(ja="計算しています", en="Working it out")

# --- what came in ---------------------------------------------------------------------------------

ARRIVALS_TITLE = Text(
    ja="記録は{as_of}まで。参加{taking}団体のうち{fresh}団体に、この月の学習があります",
    en="Records run to {as_of}; {fresh} of {taking} municipalities have learning in that month",
)
ARRIVALS_NONE = Text(
    ja="まだ記録がありません。「ファイルを取り込む」から始めてください",
    en="There are no records yet: begin under “Import files”",
)
ARRIVALS_BELOW = Text(
    ja="所属が分からない受講者 {unassigned}　データの版 {version}",
    en="Learners of no known municipality: {unassigned}. Version {version} of the data.",
)
NOBODY = Text(ja="なし", en="none")
COVERAGE = Text(ja="団体ごとの記録", en="Records by municipality")
COVERAGE_NOTE = Text(
    ja="「最後の学習」は、いま所属している受講者の、いちばん新しい学習の月です。",
    en="“Last learning” is the newest month in which anybody who belongs there now learnt.",
)
LICENCES = Text(ja="ライセンス", en="Licences")
LEARNERS = Text(ja="受講者", en="Learners")
LAST_LEARNING = Text(ja="最後の学習", en="Last learning")
LAST_FILE = Text(ja="最後のファイルの時点", en="Newest file as of")
STATE = Text(ja="状態", en="State")
ARRIVED = Text(ja="届いている", en="up to date")
SILENT = Text(ja="{months}か月 学習なし", en="no learning for {months} months")
SILENT_ONE = Text(ja="1か月 学習なし", en="no learning for a month")
NO_RECORDS = Text(ja="記録なし", en="no records")
NEVER = Text(ja="学習の記録なし", en="nobody has learnt yet")
AWAY = Text(ja="不参加", en="not taking part")
FEW = Text(ja="非表示（少人数）", en="hidden (few people)")
NEWEST_FILES = Text(ja="最後に取り込んだファイル", en="The newest files")
KIND = Text(ja="種類", en="Kind")
FILE = Text(ja="ファイル", en="File")
AS_OF = Text(ja="記録の時点", en="As of")
IMPORTED_ON = Text(ja="取り込んだ日時", en="Imported")
BY_WHOM = Text(ja="担当", en="By")
WHOEVER = Text(ja="サインインなし", en="without sign-in")
NO_MOMENT = Text(ja="—", en="—")

# --- kinds of file --------------------------------------------------------------------------------

KINDS = {
    "course_activity": Text(ja="受講状況", en="Course activity"),
    "all_users": Text(ja="利用者一覧", en="All users"),
    "contract": Text(ja="契約", en="Contract"),
    "adoption": Text(ja="利用開始の状況", en="User adoption funnel"),
    "statements": Text(ja="学習記録ストア（xAPI）", en="Learning record store (xAPI)"),
}
UNKNOWN_KIND = Text(ja="不明な種類", en="Unknown kind")

# --- importing ------------------------------------------------------------------------------------

UPLOAD_TITLE = Text(
    ja="ファイルを置くと、取り込む前に何が変わるかを確かめられます",
    en="Drop a file to see what it would change, before anything is changed",
)
UPLOAD_BELOW = Text(
    ja="確認してから取り込みます。取り込んだあとでも、履歴からいつでも取り消せます。",
    en="Nothing is imported until you confirm, and every import can be undone in the history.",
)
DROP = Text(
    ja="取り込むファイル（CSV・XLSX、いくつでも）",
    en="Files to import (CSV or XLSX, any number)",
)
CHOOSE_FILES = Text(ja="ファイルを選ぶ", en="Choose files")
OR_DROP = Text(
    ja="またはここへ置いてください（1ファイル200MBまで）",
    en="or drop them here (up to 200 MB each)",
)
ADD_FILES = Text(ja="ファイルを加える", en="Add files")
ANOTHER_FILE = Text(ja="別のファイルに替える", en="Give another file")
ACCEPTED = Text(ja="取り込めるファイル", en="What can be imported")
ACCEPTED_KINDS = (
    Text(
        ja="Udemy Businessの「User course activity」：だれがどの講座をどこまで進めたか",
        en="Udemy Business “User course activity”: who got how far in which course",
    ),
    Text(
        ja="Udemy Businessの「All users」：だれがどの団体に属し、利用を始めたか",
        en="Udemy Business “All users”: who belongs to which municipality, and has joined",
    ),
    Text(
        ja="Udemy Businessの「User adoption funnel」：グループごとの利用開始の状況（照合用）",
        en="Udemy Business “User adoption funnel”: adoption by group, to compare with ours",
    ),
    Text(
        ja="契約ファイル：団体ごとのライセンス数と単価（下のひな型に記入）",
        en="The contract file: licences and prices by municipality (fill in the form below)",
    ),
)
ACCEPTED_NOTE = Text(
    ja="文字コードやBOMの有無、和暦、全角数字、表の上の題名や下の合計行は、そのままで読み取れます。"
    "氏名とメールアドレスは保存しません。",
    en="Encodings, era dates, full-width digits, titles above and totals below the table are read "
    "as they are. Names and e-mail addresses are not kept.",
)
TEMPLATE = Text(ja="契約ファイルのひな型（XLSX）", en="Contract form (XLSX)")
LOOKING = Text(ja="確かめています：{file}", en="Looking into {file}")
IMPORTING = Text(ja="取り込んでいます：{file}", en="Importing {file}")
WOULD = Text(ja="取り込めます", en="can be imported")
DONE = Text(ja="取り込みました", en="imported")
SAME = Text(ja="取り込み済みです（変更なし）", en="imported before; nothing changes")
HELD = Text(ja="保留：確認が必要です", en="held: please look")
REFUSED = Text(ja="取り込めません", en="cannot be imported")
RECORDS = Text(
    ja="{records}件：新しい {new}、変わった {changed}、変わらない {unchanged}、"
    "拒否 {rejected}、対象外 {skipped}",
    en="Records: {records} ({new} new, {changed} changed, {unchanged} unchanged, "
    "{rejected} refused, {skipped} passed over)",
)
RECORDS_READ = Text(
    ja="{records}件：読み取れた {accepted}、拒否 {rejected}、対象外 {skipped}",
    en="Records: {records} ({accepted} readable, {rejected} refused, {skipped} passed over)",
)
BEFORE_AFTER = Text(ja="団体ごとの前と後", en="Each municipality before and after")
NOTHING_MOVES = Text(
    ja="団体ごとの人数・件数は変わりません。",
    en="No municipality's numbers change.",
)
ENROLMENTS = Text(ja="受講", en="Enrolments")
COMPLETIONS = Text(ja="修了", en="Completions")
MOVES = Text(ja="{before} → {after}", en="{before} → {after}")
CONFIRM_HELD = Text(
    ja="保留の理由を確かめました。それでも取り込みます",
    en="I have looked at why it was held, and want it imported all the same",
)
IMPORT_ONE = Text(ja="このファイルを取り込む", en="Import this file")
IMPORT_SEVERAL = Text(ja="{count}件のファイルを取り込む", en="Import {count} files")
START_OVER = Text(ja="別のファイルを取り込む", en="Import other files")
IMPORTED_TITLE = Text(
    ja="{count}件のファイルを取り込みました。",
    en="{count} files were imported.",
)
IMPORTED_TITLE_ONE = Text(ja="ファイルを取り込みました。", en="The file was imported.")
IMPORTED_REJECTED = Text(
    ja="拒否された{count}件は、「履歴と取り消し」で番号を選ぶと、直すためのファイルとして保存できます。",
    en="Records refused: {count}. Choose the import's number under “History and undo” to save them "
    "as a file to be mended.",
)
IMPORTED_UNASSIGNED = Text(
    ja="所属の分からない受講者がいます。「所属の対応」で団体に対応させてください。",
    en="Some learners belong to no known municipality: please say where under “Who belongs where”.",
)

COLUMNS_TITLE = Text(
    ja="「{file}」の列を教えてください",
    en="Please say what the columns of “{file}” are",
)
COLUMNS_NOTE = Text(
    ja="項目ごとに、このファイルのどの列かを選びます。＊の項目は必ず要ります。"
    "一度決めると、同じ見出しのファイルは次からそのまま読み取れます。",
    en="Choose for each item which column of this file it is; those with ＊ are needed. "
    "Say it once: files with the same headings will then be read.",
)
KIND_OF_FILE = Text(ja="ファイルの種類", en="Kind of file")
NO_COLUMN = Text(ja="（この列はない）", en="(no such column)")
KEEP_COLUMNS = Text(ja="この対応を覚える", en="Keep this")

# --- history --------------------------------------------------------------------------------------

HISTORY_TITLE = Text(
    ja="{count}回の取り込みがあり、{counting}件のファイルが集計に入っています",
    en="{count} imports so far; {counting} files count in the figures",
)
HISTORY_TITLE_EMPTY = Text(ja="まだ取り込みがありません", en="Nothing has been imported yet")
HISTORY_BELOW = Text(
    ja="番号を選ぶと、内容を確かめ、取り消せます。取り消しても記録は消えず、元に戻せます。",
    en="Choose a number to look into an import and to undo it. Nothing is deleted: an undo can be "
    "taken back.",
)
NUMBER = Text(ja="番号", en="No.")
STATUS = Text(ja="状態", en="Status")
NEW = Text(ja="新しい", en="New")
CHANGED = Text(ja="変わった", en="Changed")
REJECTED = Text(ja="拒否", en="Refused")
LATEST_SHOWN = Text(
    ja="新しい順に{count}件を表示しています。",
    en="The latest {count} are shown.",
)
BATCH_TITLE = Text(ja="{number}番：{file}（{status}）", en="No. {number}: {file} ({status})")
BATCH_BELOW = Text(
    ja="{kind}　{when}　{who}　{as_of}時点",
    en="{kind}. Imported {when} ({who}), as of {as_of}.",
)
REJECTED_TITLE = Text(ja="取り込めなかった行", en="Records that could not be taken in")
REJECTED_NOTE = Text(
    ja="氏名などの列は保存していません。取り込んだファイルを下の枠に置くと、拒否された行だけを元のまま"
    "集めたファイルになり、直してそのまま取り込めます。",
    en="Columns that say who somebody is are not kept. Give the file that was imported once more: "
    "then you get the refused records alone and whole, to be mended and imported as they are.",
)
ORIGINAL = Text(ja="取り込んだファイル", en="The file that was imported")
WHOLE_READY = Text(
    ja="{count}行を元のまま集めました。保存して直し、「ファイルを取り込む」に置いてください。"
    "先頭の四つの列（行・列・値・理由）は、そのままで構いません。",
    en="Records collected whole: {count}. Save them, mend them, and drop that file under “Import "
    "files”. The first four columns (line, column, value, reason) may stay as they are.",
)
LINE = Text(ja="行", en="Line")
COLUMN = Text(ja="列", en="Column")
FOUND = Text(ja="書かれていた値", en="Found")
REASON = Text(ja="理由", en="Reason")
WHOLE_RECORD = Text(ja="（行全体）", en="(whole record)")
UNDO = Text(ja="この取り込みを取り消す…", en="Undo this import …")
REDO = Text(ja="取り消しを元に戻す…", en="Take the undo back …")
UNDO_EFFECT = Text(
    ja="取り消すと、このファイルが伝えたことがすべての数字から除かれ、取り込まなかったときと同じに"
    "なります。",
    en="What this file told will leave all figures, as if it had never been imported.",
)
REDO_EFFECT = Text(
    ja="元に戻すと、このファイルが伝えたことがまた数字に入ります。",
    en="What this file told will count in the figures again.",
)
REALLY_UNDO = Text(ja="取り消す", en="Undo")
REALLY_REDO = Text(ja="元に戻す", en="Take back")
LEAVE_IT = Text(ja="やめる", en="Leave it")
UNDONE = Text(ja="取り消しました。", en="It is undone.")
REDONE = Text(ja="元に戻しました。", en="It counts again.")

# --- who belongs where ----------------------------------------------------------------------------

BELONGING_TITLE = Text(
    ja="所属が分からない受講者が{people}います",
    en="Learners of no known municipality: {people}",
)
BELONGING_TITLE_NONE = Text(
    ja="すべての受講者の所属が分かっています",
    en="It is known of every learner where they belong",
)
BELONGING_BELOW = Text(
    ja="ライセンスプール、グループ、メールのドメインの順に、どの団体かを判断します。"
    "決まらないものは推測せず、ここに並べます。",
    en="A learner belongs where the licence pool, the group or the e-mail domain says, in this "
    "order. What they leave open is listed here, and nothing is guessed.",
)
UNASSIGNED = Text(ja="所属が分からない受講者", en="Learners of no known municipality")
POOL = Text(ja="ライセンスプール", en="Licence pool")
GROUP = Text(ja="グループ", en="Group")
DOMAIN = Text(ja="メールのドメイン", en="E-mail domain")
WHY = Text(ja="理由", en="Why")
WHYS = {
    "nothing_said": Text(ja="手がかりがない", en="nothing to go by"),
    "unknown": Text(ja="対応が登録されていない", en="nobody has said what it stands for"),
    "ambiguous": Text(ja="{places}のどれか決まらない", en="it may be {places}"),
}
ASSIGN = Text(ja="対応を登録する", en="Say what stands for which municipality")
LABEL = Text(ja="プール・グループ・ドメイン", en="Pool, group or domain")
LABELLED = Text(ja="{kind}：{value}", en="{kind}: {value}")
STANDS_FOR = Text(ja="対応する団体", en="Stands for")
REGISTER = Text(ja="登録する", en="Register")
MAPPINGS = Text(ja="登録されている対応", en="What is registered")
NO_MAPPINGS = Text(
    ja="登録はありません。団体名と同じ名前のプールやグループは、登録しなくても対応します。",
    en="Nothing is registered. A pool or group with exactly a municipality's name needs no entry.",
)
MAPPING_TO_REMOVE = Text(ja="取り除く対応", en="Entry to remove")
REMOVE = Text(ja="取り除く", en="Remove")
REGISTERED = Text(ja="登録しました。", en="Registered.")
REMOVED = Text(ja="取り除きました。", en="Removed.")
FIGURES_MOVED = Text(
    ja="過去の記録にもさかのぼって、すべての画面の数値に反映しました。",
    en="All figures follow it now, past ones too.",
)
FIGURES_STAY = Text(ja="変わった数値はありません。", en="No figure changed.")

# --- licences and prices --------------------------------------------------------------------------

LICENCES_TITLE = Text(
    ja="{year}は{places}団体が{licences}ライセンスを契約しています",
    en="{year}: {places} municipalities hold {licences} licences",
)
LICENCES_TITLE_NONE = Text(
    ja="{year}の契約は、まだ取り込まれていません",
    en="No contract for {year} has been imported yet",
)
LICENCES_BELOW = Text(
    ja="契約ファイルを取り込むほか、ここで1団体ずつ入力できます。入力も履歴に残り、取り消せます。",
    en="Import a contract file, or type in one municipality at a time. What is typed is an import "
    "too, and can be undone.",
)
HOLDINGS = Text(ja="いまの契約", en="What holds now")
YEAR = Text(ja="年度", en="Fiscal year")
YEN = Text(ja="{amount}円", en="¥{amount}")
UNIT_PRICE = Text(ja="単価", en="Unit price")
AMOUNT = Text(ja="金額", en="Amount")
PERIOD = Text(ja="期間", en="Period")
FROM_TO = Text(ja="{first}〜{last}", en="{first} to {last}")
TYPE_IN = Text(ja="ライセンス数と単価を入力する", en="Type in licences and a price")
STARTS = Text(ja="開始日", en="First day")
DAY_LIKE = Text(ja="令和8年4月1日 でも可", en="as 2026-04-01")
ENDS = Text(ja="終了日", en="Last day")
PRICE = Text(ja="単価（円）", en="Unit price (yen)")
HOW_MANY = Text(ja="ライセンス数", en="Licences")
TRY = Text(ja="何が変わるかを確かめる", en="See what would change")
ENTER = Text(ja="この内容を取り込む", en="Import this")
TYPED = Text(ja="入力した内容", en="What you typed")
ENTERED = Text(ja="入力を取り込みました。", en="What you typed was imported.")
