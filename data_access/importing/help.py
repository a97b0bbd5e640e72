"""What the command line says about itself."""

from wording.text import Text

PROGRAM = Text(
    ja="学習プラットフォームのファイルと契約を取り込み、学習記録データベースを管理します。",
    en="Imports a learning platform's files and contracts, and looks after the records.",
)
EPILOGUE = Text(
    ja="データベースは環境変数 LEARNING_DATABASE_URL で指定します（指定がなければサンプル）。"
    "受講者を照合する鍵は LEARNING_HASH_KEY で、都道府県は LEARNING_PREFECTURE でも指定できます。",
    en="The environment variable LEARNING_DATABASE_URL says which database (the sample's if it is "
    "not set), LEARNING_HASH_KEY holds the key by which learners are matched, and "
    "LEARNING_PREFECTURE may name the prefecture.",
)
USAGE = Text(ja="使い方：", en="Usage: ")
COMMANDS = Text(ja="コマンド", en="Commands")
ARGUMENTS = Text(ja="引数", en="Arguments")
OPTIONS = Text(ja="オプション", en="Options")
HELP = Text(ja="この説明を表示します。", en="Shows this help.")
LANGUAGE = Text(ja="表示する言語（ja または en）。", en="The language of messages, ja or en.")
PREFECTURE = Text(
    ja="都道府県コード（2桁）。指定がなければ {default} です。",
    en="The prefecture's two-digit code; {default} if not given.",
)
GIVE = Text(ja="{names} を指定してください。", en="please give {names}.")
NO_CHOICE = Text(
    ja="{name} に「{value}」は指定できません。次のどれかです：{choices}",
    en="{name} cannot be “{value}”; it is one of {choices}.",
)
NO_DAY = Text(
    ja="{name} の「{value}」は日付として読めません。2026-04-01 のように指定してください。",
    en="{name}: “{value}” is not a day; write it like 2026-04-01.",
)
NO_COUNT = Text(
    ja="{name} の「{value}」は、1以上の整数ではありません。",
    en="{name}: “{value}” is not a whole number from 1 on.",
)
NO_VALUE = Text(ja="{name} の後に値が必要です。", en="{name} needs a value.")
UNKNOWN_NAMES = Text(ja="知らない指定があります：{names}", en="not known here: {names}")
INTERRUPTED = Text(
    ja="中断しました。途中の取り込みは、何も残していません。",
    en="Interrupted. An import that was under way has left nothing.",
)
WRONG = Text(ja="指定が正しくありません：{message}", en="This cannot be done: {message}")

IMPORT = Text(
    ja="ファイルを取り込みます。種類は内容から判別します。",
    en="Imports files; what kind each one is, its content tells.",
)
FILES = Text(
    ja="Udemy Business の「User course activity」「All users」「User adoption funnel」、"
    "または契約の様式（CSV・xlsx）。",
    en="The Udemy Business reports “User course activity”, “All users” and “User adoption "
    "funnel”, or our contract form (CSV or xlsx).",
)
AS_OF = Text(
    ja="ファイルがいつの時点のものか（例：2025-07-31）。"
    "指定がなければ、ファイルの中で最も新しい活動の日時です。",
    en="The day that the files describe, such as 2025-07-31; if not given, the newest activity in "
    "the file.",
)
DRY_RUN = Text(
    ja="何も変更せず、結果だけを表示します。", en="Changes nothing and only says what would be."
)
JSON = Text(
    ja="ファイルごとに1行のJSONを出力します。", en="Prints one JSON object a file, each on a line."
)
CONFIRM = Text(
    ja="保留の理由（拒否が多い、ファイルが途中で終わっている、数が大きく減る）を確認したうえで、"
    "取り込みます。承認したことは記録に残ります。",
    en="Imports in spite of what would hold the file (many rejected, cut off, a large fall): you "
    "have looked at it. That you confirmed is recorded.",
)
LOG = Text(
    ja="取り込みの始まりと終わりを、番号と一緒にこのファイルに追記します。",
    en="Adds a line to this file when a batch begins and when it ends, with its number.",
)
IMPORT_EPILOGUE = Text(
    ja="終了コード：0 取り込んだ・変更なし、2 指定の誤り、3 保留、4 取り込めない、"
    "5 データベースの問題"
    "（複数のファイルでは最も大きいもの）。",
    en="Exit status: 0 imported or nothing new, 2 wrong usage, 3 held, 4 refused, 5 database; of "
    "several files the largest.",
)

TEMPLATE = Text(
    ja="契約の空の様式を、記入のしかたと一緒に書き出します。",
    en="Writes the empty contract form, with explanations.",
)
TEMPLATE_FILE = Text(
    ja="書き出すファイル。指定がなければ contract.xlsx（または .csv）です。",
    en="The file to write; contract.xlsx (or .csv) if not given.",
)
FORMAT = Text(
    ja="xlsx または csv。指定がなければファイル名から決めます。",
    en="xlsx or csv; if not given, the file's name decides.",
)
WRITTEN = Text(
    ja="{path} を書き出しました。記入したら python -m data_access import {path} で取り込めます。",
    en="{path} was written. Fill it in, and import it with python -m data_access import {path}.",
)
EXISTS = Text(
    ja="{path} は既にあります。上書きしないよう、別の名前を指定してください。",
    en="{path} exists already; please give another name, so that nothing is overwritten.",
)
NOT_WRITTEN = Text(ja="{path} に書き出せません（{why}）。", en="{path} cannot be written ({why}).")

UPGRADE = Text(
    ja="データベースを最新の構造にします。なければ作成します。",
    en="Brings the database up to date, and creates it if there is none.",
)
APP_ROLE = Text(
    ja="PostgreSQL で、ダッシュボードが接続に使うロール。必要な権限を付与します。",
    en="On PostgreSQL, the role as which the dashboard connects; it gets the rights that it needs.",
)
UPGRADED = Text(ja="データベースは最新です。", en="The database is up to date.")

REBUILD = Text(
    ja="月次の集計を、取り込んだ記録から全て作り直します。",
    en="Makes the monthly facts anew from all records.",
)
REBUILT = Text(
    ja="集計を作り直しました（変わった行：{rows}）。",
    en="The facts were made anew; {rows} changed.",
)

MAP = Text(
    ja="プール・グループ・ドメイン・個人がどの市区町村かを登録します。"
    "引数がなければ一覧を表示します。",
    en="Says which municipality a pool, group, domain or person belongs to; lists what is "
    "entered if nothing is given.",
)
KIND = Text(
    ja="pool（ライセンスプール）、group（グループ）、domain（メールのドメイン）、"
    "override（個人。外部IDかメールアドレスで指定）。",
    en="pool, group, domain (of e-mail addresses), or override (one person, by External ID or "
    "e-mail address).",
)
VALUE = Text(ja="プールやグループの名称など。", en="The pool, the group, and so on.")
CODE = Text(ja="市区町村コード（5桁または6桁）。", en="The municipality's code, 5 or 6 digits.")
MAP_WHOLE = Text(
    ja="種類・値・市区町村コードの三つを指定してください。",
    en="please give all three: kind, value and municipality code.",
)
MAPPED = Text(
    ja="登録しました（変わった集計の行：{rows}）。", en="Entered; {rows} rows of facts changed."
)
NO_MAPPING = Text(ja="登録はありません。", en="Nothing is entered.")

SKILLS = Text(
    ja="どの講座がスキル標準のどのスキルを教えるかを登録します。前に登録したものと入れ替わります。",
    en="Says which skill of the skill standard each course teaches, in place of what was entered "
    "before.",
)
SKILLS_FILE = Text(
    ja="CSVファイル。列は course_id、skill_scheme、skill_code です。",
    en="A CSV file with the columns course_id, skill_scheme and skill_code.",
)
SKILLS_PLATFORM = Text(
    ja="講座のプラットフォーム。指定がなければ {default} です。",
    en="The courses' platform; {default} if not given.",
)
SKILLS_ENTERED = Text(
    ja="{courses}講座のスキルを登録しました。", en="The skills of {courses} courses were entered."
)

STATUS = Text(
    ja="データベースの状態と、最近の取り込みを表示します。",
    en="Shows the state of the database and the latest imports.",
)
STATE = Text(
    ja="都道府県 {prefecture}：版 {version}、データの時点 {as_of}、"
    "受講者 {learners}人、記録 {records}件",
    en="Prefecture {prefecture}: version {version}, as of {as_of}, {learners} learners, "
    "{records} records",
)
NO_STATE = Text(
    ja="都道府県 {prefecture}：まだ取り込みがありません。",
    en="Prefecture {prefecture}: nothing has been imported yet.",
)
BATCH = Text(
    ja="{batch}　{status}　{kind}　{file}　"
    "取り込み {accepted} / 拒否 {rejected} / 対象外 {skipped}",
    en="{batch}  {status}  {kind}  {file}  accepted {accepted}, rejected {rejected}, "
    "skipped {skipped}",
)
PLACES = Text(
    ja="団体ごとの受講者・データの時点・最後の活動と、所属の分からない受講者も表示します。",
    en="Also shows each municipality's learners, date of the data and last activity, and who "
    "belongs nowhere.",
)
PLACE = Text(
    ja="　{code} {name}　受講者 {learners}人　時点 {as_of}　最後の活動 {last_activity}",
    en="  {code} {name}  {learners} learners, as of {as_of}, last active {last_activity}",
)
NOWHERE = Text(
    ja="　所属不明 {learners}人　プール「{pool}」グループ「{groups}」ドメイン「{domain}」：{why}",
    en="  nowhere: {learners}, pool “{pool}”, groups “{groups}”, domain “{domain}”: {why}",
)
WHY = {
    "nothing_said": Text(ja="手がかりがありません", en="nothing to go by"),
    "unknown": Text(ja="登録がありません（map）", en="nothing is mapped (map)"),
    "ambiguous": Text(ja="二つ以上の団体を指しています", en="it names more than one place"),
}
STAGED = Text(
    ja="状態が staged のまま残っている取り込みは、進行中か、途中で止まったものです。"
    "止まったものは、同じファイルをもう一度取り込めば完了します。",
    en="An import that stays staged is running, or died. Importing the same file again "
    "completes it.",
)
