"""What somebody reads who asks for what they may not have, or what could not be made."""

from wording.text import Text

REFUSED = {
    "upload": Text(
        ja="ファイルは受け取れません。取り込みの権限がある人がサインインし、「データ」のページから行ってください。",
        en="The file was not taken. Somebody who may import signs in and uses the page “Data”.",
    ),
    "file": Text(
        ja="ファイルは渡せません。サインインし直して、ページからもう一度保存してください。",
        en="The file was not given out. Sign in again, and take it away from its page.",
    ),
}
"""By what was asked for."""

FAILED = Text(
    ja="ここの内容を表示できませんでした。ページを開き直しても同じときは、この時刻を添えて管理者に"
    "お知らせください：{at}（日本時間）",
    en="What belongs here could not be shown. If opening the page again does not help, tell your "
    "administrator, with this time: {at} (Japan).",
)
