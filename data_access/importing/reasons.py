"""Why a cell, a record or a whole file is not taken in: one code and one sentence each."""

import errno
from dataclasses import dataclass

from wording.text import Text


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` is for programs and never changes; `text` says what would have been right."""

    code: str
    text: Text


class Fault(Exception):  # noqa: N818 - a fault of the file, no error of ours
    """A cell that cannot be read; the record is rejected and the rest of the file goes on."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


NO_COMMAND = Text("", "")


class Refusal(Exception):  # noqa: N818 - as above
    """A whole file that cannot be taken in. `held` asks for a second look instead.

    `command` says what to type; only the command line tells it, since a page has its own ways.
    """

    def __init__(
        self, code: str, text: Text, *, held: bool = False, command: Text = NO_COMMAND
    ) -> None:
        super().__init__(text.en)
        self.code = code
        self.text = text
        self.held = held
        self.command = command

    @property
    def at_command_line(self) -> Text:
        """The sentence, and what to type."""
        between = " " if self.command.en else ""
        return Text(ja=self.text.ja + self.command.ja, en=self.text.en + between + self.command.en)


class NothingNew(Exception):  # noqa: N818 - as above
    """A file of which everything is known; it leaves nothing behind."""


def filled(text: Text, **values: object) -> Text:
    """The sentence with its places filled in both languages.

    A value that is itself a `Text` is put in in the matching language.
    """

    def inside(language: str) -> dict[str, object]:
        return {
            name: getattr(value, language) if isinstance(value, Text) else value
            for name, value in values.items()
        }

    return Text(ja=text.ja.format(**inside("ja")), en=text.en.format(**inside("en")))


def why(error: OSError) -> Text:
    """Why a file cannot be opened or written, without its path."""
    own = error.strerror or type(error).__name__
    return _WHY.get(error.errno or 0, Text(ja=own, en=own))


_NOTHING_THERE = Text(
    ja="その名前のファイルやフォルダーがありません", en="there is no such file or folder"
)
_NO_PERMISSION = Text(ja="権限がありません", en="there is no permission")
_WHY = {
    errno.ENOENT: _NOTHING_THERE,
    errno.ENOTDIR: _NOTHING_THERE,
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: _NO_PERMISSION,
    errno.EISDIR: Text(ja="ファイルではなくフォルダーです", en="it is a folder and not a file"),
    errno.ENOSPC: Text(ja="ディスクに空きがありません", en="the disk is full"),
}


# Rejected records ------------------------------------------------------------------------------

MISSING_PERSON = Reason(
    "missing_person",
    Text(
        ja="外部IDもメールアドレスもありません。どちらかが必要です。",
        en="There is neither an External ID nor an e-mail address; one of them is needed.",
    ),
)
MISSING_COURSE = Reason(
    "missing_course",
    Text(ja="コースIDがありません。", en="The course ID is missing."),
)
MISSING_VALUE = Reason(
    "missing_value",
    Text(ja="値がありません。この列は必須です。", en="The value is missing; it is required here."),
)
IMPOSSIBLE_DATE = Reason(
    "impossible_date",
    Text(
        ja="日付として読めません。2024-04-01、2024/4/1、令和6年4月1日、R6.4.1 などの、"
        "暦にある日付が必要です。",
        en="This is not a date. A day of the calendar is needed, written like 2024-04-01, "
        "2024/4/1, 令和6年4月1日 or R6.4.1.",
    ),
)
FUTURE_STAMP = Reason(
    "future_stamp",
    Text(
        ja="取り込む時点より後の日時です。",
        en="This lies after the date that the file is taken to describe.",
    ),
)
COMPLETION_BEFORE_ENROLMENT = Reason(
    "completion_before_enrolment",
    Text(
        ja="修了日が受講登録日より前です。",
        en="The completion comes before the enrolment.",
    ),
)
NOT_A_NUMBER = Reason(
    "not_a_number",
    Text(ja="数として読めません。", en="This is not a number."),
)
NOT_WHOLE = Reason(
    "not_whole",
    Text(ja="整数である必要があります。", en="A whole number is needed."),
)
PERCENT_RANGE = Reason(
    "percent_range",
    Text(ja="0から100までの割合である必要があります。", en="A percentage from 0 to 100 is needed."),
)
NEGATIVE = Reason(
    "negative",
    Text(ja="負の数は受け付けません。", en="A negative amount is not accepted."),
)
NOT_TRUE_OR_FALSE = Reason(
    "not_true_or_false",
    Text(
        ja="true か false（または はい・いいえ）である必要があります。",
        en="true or false (or yes or no) is needed.",
    ),
)
COLUMN_COUNT = Reason(
    "column_count",
    Text(
        ja="列の数が見出しの行と違います。",
        en="The record has not as many columns as the header.",
    ),
)
MALFORMED = Reason(
    "malformed",
    Text(
        ja="CSVとして読めません（引用符の後に余分な文字があるか、セルが長すぎます）。",
        en="This is not valid CSV (text follows a closing quote, or a cell is too long).",
    ),
)
UNKNOWN_MUNICIPALITY = Reason(
    "unknown_municipality",
    Text(
        ja="この都道府県の市区町村のコードではありません（5桁、または検査数字を含む6桁）。",
        en="No municipality of this prefecture has this code (five digits, or six with the "
        "check digit).",
    ),
)
MUNICIPALITY_MISMATCH = Reason(
    "municipality_mismatch",
    Text(
        ja="市区町村コードと市区町村名が一致しません。",
        en="The municipality's code and name do not belong together.",
    ),
)
PERIOD_BACKWARDS = Reason(
    "period_backwards",
    Text(ja="終了日が開始日より前です。", en="The end comes before the start."),
)
MONEY_UNIT = Reason(
    "money_unit",
    Text(
        ja="金額の単位が分かりません。見出しを「単価（円）」か「単価（千円）」にするか、"
        "25,000円、25千円 のように書いてください。",
        en="It is not said whether this is in yen or in thousands. Head the column 単価（円） or "
        "単価（千円）, or write 25,000円 or 25千円.",
    ),
)
TWO_PRICES = Reason(
    "two_prices",
    Text(
        ja="円の単価と千円の単価の両方があります。どちらか一つを記入してください。",
        en="There is a price in yen and one in thousands; please keep one of them.",
    ),
)
NO_PRICE = Reason(
    "no_price",
    Text(
        ja="単価がありません。単価か、当てはまる価格段階が必要です。",
        en="There is no price: either a unit price or a price tier that applies is needed.",
    ),
)
UNKNOWN_PRORATION = Reason(
    "unknown_proration",
    Text(
        ja="按分として読めません。月割、日割、または空欄（期間全体の単価）が必要です。",
        en="Write 月割 (monthly) or 日割 (daily), or leave it blank where the price is for the "
        "period.",
    ),
)
IMPOSSIBLE_YEAR = Reason(
    "impossible_year",
    Text(
        ja="年度として読めません。2025、令和7年度 などが必要です。",
        en="This is not a fiscal year; write 2025 or 令和7年度.",
    ),
)
YEAR_OUTSIDE_PERIOD = Reason(
    "year_outside_period",
    Text(
        ja="年度が開始日から終了日までの期間にかかっていません。",
        en="The fiscal year does not overlap the time from start to end.",
    ),
)
UNKNOWN_STATUS = Reason(
    "unknown_status",
    Text(
        ja="利用者の状態として読めません。Active、Pending、Deactivated のいずれかが必要です。",
        en="This is not a state of a user; Active, Pending or Deactivated is needed.",
    ),
)
DUPLICATE_RECORD = Reason(
    "duplicate_record",
    Text(
        ja="同じ内容を指す行がこのファイルの前の方にあります。",
        en="An earlier record of this file is about the same thing.",
    ),
)

# Rejected statements ---------------------------------------------------------------------------

NO_STATEMENT = Reason(
    "no_statement",
    Text(
        ja="xAPI のステートメントではありません（actor・verb・object が必要です）。",
        en="This is no xAPI statement, which is a JSON object with an actor, a verb and an object.",
    ),
)
STATEMENT_ID = Reason(
    "statement_id",
    Text(ja="ステートメントのIDがUUIDではありません。", en="The statement's id is no UUID."),
)
STATEMENT_NULL = Reason(
    "statement_null",
    Text(
        ja="extensions の外に null があります。値がない項目は書かないでください。",
        en="There is a null outside extensions; what has no value is to be left out.",
    ),
)
STATEMENT_KEY = Reason(
    "statement_key",
    Text(
        ja="項目名の大文字と小文字が違います（例：Actor ではなく actor）。",
        en="The name of a property is written in the wrong case, such as Actor for actor.",
    ),
)
STATEMENT_ACTOR = Reason(
    "statement_actor",
    Text(
        ja="actor を示すものは、mbox・mbox_sha1sum・openid・account のちょうど一つが必要です"
        "（mbox は mailto: で始まるアドレス、account は homePage と name）。",
        en="The actor needs exactly one of mbox (an address after mailto:), mbox_sha1sum, openid "
        "and account (a homePage and a name).",
    ),
)
STATEMENT_OBJECT = Reason(
    "statement_object",
    Text(
        ja="object の id が、https:// などで始まる識別子（IRI）ではありません。",
        en="The object's id is no identifier with a scheme, such as https:// (an IRI).",
    ),
)
STATEMENT_TIME = Reason(
    "statement_time",
    Text(
        ja="timestamp が、時差の分かる ISO 8601 の日時ではありません（-00:00 は認められません）。",
        en="The timestamp is no moment after ISO 8601 with a known time zone (-00:00 is none).",
    ),
)
STATEMENT_SCORE = Reason(
    "statement_score",
    Text(
        ja="score.scaled が -1 から 1 までの数ではありません。",
        en="The score.scaled is no number from -1 to 1.",
    ),
)
STATEMENT_BOOLEAN = Reason(
    "statement_boolean",
    Text(
        ja='completion か success が、true か false ではありません（文字列の "true" は不可）。',
        en='The completion or success is neither true nor false (the text "true" is not).',
    ),
)
STATEMENT_CONFLICT = Reason(
    "statement_conflict",
    Text(
        ja="同じIDのステートメントを、別の内容で取り込み済みです。先に取り込んだ方が有効です。",
        en="A statement with the same id and another content was imported before, and holds.",
    ),
)

# Skipped records -------------------------------------------------------------------------------

TOTAL_ROW = Reason(
    "total_row",
    Text(ja="合計・小計の行です。", en="This is a row of totals."),
)
BLANK_ROW = Reason("blank_row", Text(ja="空の行です。", en="The row is empty."))
CUT_OFF = Reason(
    "cut_off",
    Text(
        ja="ファイルがこの行の途中で終わっています。",
        en="The file ends in the middle of this record.",
    ),
)
ANONYMISED = Reason(
    "anonymised",
    Text(
        ja="削除依頼により匿名化された利用者で、外部IDがありません。",
        en="The person was anonymised on request and has no External ID.",
    ),
)
GUIDANCE_ROW = Reason(
    "guidance_row",
    Text(
        ja="様式の行ですが、ライセンス数などが空欄です（不参加）。",
        en="The form names this municipality, but the rest is blank: it takes no part.",
    ),
)

OTHER_VERB = Reason(
    "other_verb",
    Text(
        ja="学習の進み具合を表す動詞ではありません。",
        en="The verb says nothing of how far somebody has come.",
    ),
)
NOT_A_COURSE = Reason(
    "not_a_course",
    Text(
        ja="講座についてではありません（講座の一部、ラーニングパスなど）。",
        en="This is not about a course, but about a part of one, a learning path or the like.",
    ),
)
NOT_A_PERSON = Reason(
    "not_a_person",
    Text(ja="個人ではなくグループについてです。", en="This is about a group, not a person."),
)
KNOWN_STATEMENT = Reason(
    "known_statement",
    Text(ja="取り込み済みのステートメントです。", en="The statement has been imported before."),
)

REASONS: dict[str, Reason] = {
    reason.code: reason for reason in list(globals().values()) if isinstance(reason, Reason)
}
