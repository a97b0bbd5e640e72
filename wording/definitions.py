"""What the definitions page says beside the catalogue."""

from wording.text import Text

TITLE = Text(
    ja="{count}の指標を、すべて次の定義で計算しています",
    en="All {count} measures are computed by these definitions",
)
BELOW = Text(
    ja="画面・表・ファイルの数字は同じ定義によります。足してから、最後に一度だけ割ります。",
    en="Pages, tables and files use the same ones: sum first, divide once.",
)
CHOSEN = Text(ja="いま選んでいる指標", en="The measure chosen now")
SMALLEST = Text(ja="{amount}（{denominator}）", en="{amount} ({denominator})")
READ = Text(ja="「{measure}」の定義を読む", en="Read the definition of “{measure}”")
VERSIONS = Text(ja="定義の変更", en="Changes of definitions")
COLUMN_VERSION = Text(ja="版", en="Version")
COLUMN_ADDED = Text(ja="加わった指標", en="Measures added")
COLUMN_CHANGED = Text(ja="変わったこと", en="What changed")
