"""What the command line says about fetching."""

from wording.text import Text

SYNC = Text(
    ja="学習プラットフォームや学習記録ストアから、ネットワーク経由で取り込みます。",
    en="Imports from a learning platform or a Learning Record Store over the network.",
)
SOURCE = Text(
    ja="udemy（Udemy Business の Reporting API）または xapi（学習記録ストア）。",
    en="udemy (the Reporting API of Udemy Business) or xapi (a Learning Record Store).",
)
RESTART = Text(
    ja="前回の途中までのページを使わず、最初から取得し直します。",
    en="Fetches everything anew, without the pages that an earlier run left.",
)
CONFIRM = Text(
    ja="保留になる理由（拒否の多さ、数値の大きな減少など）を確かめたうえで、取り込みます。",
    en="Imports what would be held, such as for many rejected records or a large fall, once you "
    "have looked at why.",
)
FROM_BEGINNING = Text(
    ja="xapi：前回の続きからではなく、全てのステートメントを取得します。",
    en="xapi: fetches all statements, and not only those since the last run.",
)
EPILOGUE = Text(
    ja="アドレスと認証情報は環境変数（LEARNING_UDEMY_…、LEARNING_XAPI_…）か、本人だけが読めるファイルから読みます。"
    "docs/importing.md に一覧があります。終了コードは import と同じです。",
    en="Addresses and credentials come from environment variables (LEARNING_UDEMY_…, "
    "LEARNING_XAPI_…) or a file that only you can read; docs/importing.md lists them. The exit "
    "status is as with import.",
)
WAITING = Text(
    ja="{source}：サーバーの応答を待って、{seconds}秒後にもう一度試みます。",
    en="{source}: trying again in {seconds} seconds, when the server may be ready.",
)
LEAVES_OUT = Text(
    ja="このストアは since を、保存された日時（stored）ではなく、起きた日時（timestamp）と"
    "比べているようです。遅れて届くステートメントを逃さないよう、LEARNING_XAPI_OVERLAP を"
    "10080（1週間）以上にしてください。",
    en="This store seems to compare since with when things happened (timestamp), not with stored. "
    "So that no statement that arrives late is missed, set LEARNING_XAPI_OVERLAP to 10080 (a week) "
    "or more.",
)
KEPT = Text(
    ja="{why} 取得済みのページは残してあり、6時間以内にもう一度実行すると続きから始めます。",
    en="{why} The pages fetched so far are kept: run this again within six hours to go on from "
    "there.",
)
