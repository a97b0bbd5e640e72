"""What the commands say that look after the records."""

from wording.text import Text

BATCHES = Text(
    ja="取り込みの履歴を、新しいものから表示します。", en="Lists the imports, the latest first."
)
LIMIT = Text(ja="表示する件数。", en="How many to list.")
NONE = Text(ja="まだ取り込みがありません。", en="Nothing has been imported yet.")
BATCH = Text(
    ja="{number}　{status}　{at}　{who}　{kind}　{file}　"
    "取り込み {accepted}（新 {new}・変 {changed}・同 {unchanged}）/ 拒否 {rejected} / "
    "対象外 {skipped}",
    en="{number}  {status}  {at}  {who}  {kind}  {file}  accepted {accepted} ({new} new, {changed} "
    "changed, {unchanged} unchanged), rejected {rejected}, skipped {skipped}",
)
UNDO = Text(
    ja="取り込みを取り消します。記録は消えず、redo で元に戻せます。",
    en="Takes an import back. Nothing is deleted; redo brings it back.",
)
REDO = Text(ja="取り消した取り込みを元に戻します。", en="Brings an undone import back.")
NUMBER = Text(ja="取り込みの番号（batches で分かります）。", en="The import's number; see batches.")
TURN_DRY = Text(
    ja="何も変更せず、市区町村ごとの変化だけを表示します。",
    en="Changes nothing and only says what each municipality would gain or lose.",
)
UNDONE = Text(ja="番号 {number} を取り消しました。", en="Import {number} was undone.")
REDONE = Text(ja="番号 {number} を元に戻しました。", en="Import {number} counts again.")
WOULD = Text(
    ja="番号 {number}：変わる市区町村（試行のため、何も変更していません）",
    en="Import {number}: what would change (a dry run; nothing was changed)",
)
NO_PLACE = Text(ja="　変わる市区町村はありません。", en="  No municipality changes.")

REJECTED = Text(
    ja="拒否された行を、直して送り直せるCSVとして書き出します。",
    en="Writes the refused records as CSV, to be mended and sent again.",
)
ORIGINAL = Text(
    ja="取り込んだファイル。指定すると、個人を示す列も含めた行がそのまま入ります。"
    "指定がなければ、個人を示す列は空欄です（データベースに残していないため）。",
    en="The file that was imported: then the records are whole. Without it the columns that say "
    "who somebody is are left out, since they are not kept.",
)
OUTPUT = Text(
    ja="書き出すファイル。指定がなければ画面に表示します。",
    en="The file to write; else the screen.",
)
NO_REJECTED = Text(
    ja="番号 {number} に拒否された行はありません。", en="No record of import {number} was refused."
)
WRITTEN = Text(ja="{path} に{count}行を書き出しました。", en="{count} rows were written to {path}.")
EXISTS = Text(
    ja="{path} は既にあります。別の名前を指定してください。",
    en="{path} exists already; please give another name.",
)

COLUMNS = Text(
    ja="見出しの分からないファイルについて、どの列が何かを登録します。ファイルだけを指定すると、"
    "見出しと、分かった列を表示します。何も指定しなければ、登録の一覧を表示します。",
    en="Says which column of a file is what, where its header is not known. With a file alone it "
    "shows the header and what is understood of it; with nothing, what has been said so far.",
)
COLUMNS_FILE = Text(ja="見出しの分からないファイル。", en="A file whose header is not known.")
KIND = Text(ja="ファイルの種類：{kinds}", en="The kind of file: {kinds}")
COLUMN = Text(
    ja="項目=見出し（例：external=受講者番号）。見出しの代わりに #3 で3番目の列を指せます。",
    en="FIELD=HEADING, such as external=Staff; #3 in place of a heading is the third column.",
)
ON_LINE = Text(ja="見出しのある行。", en="The line of the header.")
FORGET = Text(
    ja="登録を取り消します（一覧の符号で指定）。", en="Takes back what was said (its mark)."
)
HEADER = Text(ja="{line}行目の見出し（種類：{kind}）", en="Header on line {line} (kind: {kind})")
KNOWN = Text(ja="　{heading} → {field}", en="  {heading} → {field}")
UNKNOWN = Text(ja="　{heading} → （読みません）", en="  {heading} → (not read)")
LACKING = Text(ja="　決まっていない必要な項目：{fields}", en="  still needed: {fields}")
UNSURE = Text(ja="不明", en="unknown")
EXPLAINED = Text(
    ja="登録しました。同じ見出しのファイルは、これから同じように読みます。",
    en="Kept. Files with the same header are now read like this.",
)
FORGOTTEN = Text(ja="取り消しました。", en="Taken back.")
NOT_KNOWN = Text(ja="その登録はありません。", en="There is nothing of that mark.")
NO_COLUMNS = Text(ja="登録はありません。", en="Nothing has been said.")
ENTRY = Text(
    ja="{mark}　{kind}　{at}　{who}　{columns}", en="{mark}  {kind}  {at}  {who}  {columns}"
)
BAD_COLUMN = Text(
    ja="「{given}」は 項目=見出し の形ではありません。", en="“{given}” is not FIELD=HEADING."
)
KIND_NEEDED = Text(ja="--kind も指定してください。", en="please give --kind as well.")

VERIFY = Text(
    ja="全ての集計を記録から計算し直し、保存されている値と比べます。何も変更しません。",
    en="Computes every fact again from the records and compares; changes nothing.",
)
VERIFIED = Text(
    ja="集計{facts}行と取り込み{batches}件を確認しました。違いはありません。",
    en="{facts} rows of facts and {batches} imports were checked; all is as it should be.",
)
WRONG = Text(
    ja="集計{facts}行と取り込み{batches}件を確認し、違いが{count}件ありました。"
    "python -m data_access rebuild で集計を作り直せます。",
    en="{facts} rows of facts and {batches} imports were checked; {count} differences. "
    "python -m data_access rebuild makes the facts anew.",
)
MORE = Text(ja="　ほか{count}件", en="  and {count} more")

DOCTOR = Text(
    ja="ディスク・ロック・途中で止まった取り込み・鍵・時計を点検します。",
    en="Looks at the disk, locks, imports that died, the key and the clock.",
)
SCHEMA_WELL = Text(
    ja="データベースに接続でき、構造はこのプログラムのものです",
    en="the database answers and is laid out for this program",
)
WELL = Text(ja="　良　{text}", en="  ok   {text}")
ILL = Text(ja="　要対応　{text}", en="  !!   {text}")
