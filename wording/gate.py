"""What somebody reads who asks the server for a file, in or out, and may not."""

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
