"""What somebody reads who is not let in, or not yet; who is signed in; and what stops the start."""

from wording.text import Text

WELCOME = Text(ja="サインインしてください", en="Please sign in")
WHAT_THIS_IS = Text(
    ja="{prefecture}と市区町村が共同で利用するオンライン学習の、進み具合を見るためのダッシュボードです。"
    "職場で使っているアカウントでサインインすると、割り当てられた権限の範囲で表示します。",
    en="This dashboard shows how the online learning goes that {prefecture} and its municipalities "
    "use together. Sign in with your account at work, and you see what your role covers.",
)
SIGN_IN = Text(ja="サインイン", en="Sign in")
SIGN_IN_WITH = Text(ja="{provider} でサインイン", en="Sign in with {provider}")
SIGN_IN_AGAIN = Text(ja="もう一度サインイン", en="Sign in again")
SIGN_OUT = Text(ja="サインアウト", en="Sign out")
ANOTHER_ACCOUNT = Text(ja="別のアカウントでサインイン", en="Use another account")
ASK = Text(
    ja="利用の申し込み・問い合わせ先：{contact}",
    en="To get access or help, ask {contact}.",
)
ASK_SOMEBODY = Text(
    ja="利用の申し込みや問い合わせは、都道府県の担当者にお願いします。",
    en="To get access or help, ask the officer in charge at the prefecture.",
)

UNKNOWN = Text(
    ja="このアカウントには、まだ権限がありません",
    en="This account has no role here yet",
)
UNKNOWN_NEXT = Text(
    ja="サインインはできましたが、このダッシュボードの利用者として登録されていません。"
    "担当者に次の照会番号を伝えると、権限を付けてもらえます。",
    en="You have signed in, but nobody has entered you as a user of this dashboard. "
    "Tell the officer in charge this reference, and they can give you a role.",
)
REFERENCE = Text(ja="照会番号：{reference}", en="Reference: {reference}")
REVOKED = Text(ja="権限が取り消されています", en="Your role was revoked")
REVOKED_NEXT = Text(
    ja="このアカウントの権限は取り消されました。心当たりがない場合は、担当者に照会番号を伝えてください。",
    en="The role of this account was revoked. If you did not expect that, tell the officer in "
    "charge the reference.",
)
NO_ROLE = {"unknown": (UNKNOWN, UNKNOWN_NEXT), "revoked": (REVOKED, REVOKED_NEXT)}
"""Title and advice for those who have no role, by why they have none."""
ENDED = Text(ja="サインインの有効期限が切れました", en="Your session has ended")
ENDED_NEXT = {
    "idle": Text(
        ja="しばらく操作がなかったため、表示を終了しました。もう一度サインインすると続けられます。",
        en="Nothing was done for a while, so nothing is shown any more. Sign in again to go on.",
    ),
    "longest": Text(
        ja="サインインしてから長い時間がたったため、表示を終了しました。"
        "もう一度サインインすると続けられます。",
        en="You signed in a long time ago, so nothing is shown any more. Sign in again to go on.",
    ),
    "signed_out": Text(
        ja="サインアウトしました。続けるには、もう一度サインインしてください。",
        en="You have signed out. Sign in again to go on.",
    ),
}
FORBIDDEN = Text(
    ja="このページは、あなたの権限では表示できません", en="This page is not for your role"
)
FORBIDDEN_NEXT = Text(
    ja="リンクをもらった場合は、送った人と権限が違うのかもしれません。"
    "上のメニューにあるページはすべて表示できます。",
    en="If somebody sent you the link, their role may differ from yours. "
    "Every page in the menu above is open to you.",
)

ROLES = {
    "prefecture": Text(ja="都道府県", en="Prefecture"),
    "municipality": Text(ja="市区町村", en="Municipality"),
    "presenter": Text(ja="発表者", en="Presenter"),
}
"""The names of the roles that people are given."""

CANNOT_START = Text(ja="設定を確認してください", en="Check the settings")
NOT_READABLE = Text(
    ja=".streamlit/secrets.toml を読み取れません。書式を確認してください。",
    en=".streamlit/secrets.toml cannot be read. Check its form.",
)
MISSING = Text(
    ja=".streamlit/secrets.toml の [auth] に {name} がありません（docs/sign-in.md）。",
    en="In .streamlit/secrets.toml, [auth] lacks {name} (docs/sign-in.md).",
)
EXAMPLE = Text(
    ja=".streamlit/secrets.toml の {name} が見本のままです。本物の値に置き換えてください。",
    en="In .streamlit/secrets.toml, {name} is still an example. Put the real value there.",
)
TOO_WEAK = Text(
    ja=".streamlit/secrets.toml の {name} が短すぎるか、単純すぎます。"
    "{least}文字以上の無作為な文字列にしてください。",
    en="In .streamlit/secrets.toml, {name} is too short or too simple. "
    "Make it {least} random characters or more.",
)
ALIKE = Text(
    ja=".streamlit/secrets.toml の cookie_secret と client_secret が同じです。別の値にしてください。",
    en="In .streamlit/secrets.toml, cookie_secret and client_secret are the same. "
    "Make them different.",
)
NOT_ENCRYPTED = Text(
    ja=".streamlit/secrets.toml の {name} は https:// で始まるアドレスにしてください。",
    en="In .streamlit/secrets.toml, {name} must be an address that begins with https://.",
)
WRONG_RETURN = Text(
    ja=".streamlit/secrets.toml の redirect_uri は /oauth2callback で終わるアドレスにしてください。",
    en="In .streamlit/secrets.toml, redirect_uri must end with /oauth2callback.",
)
TRUSTED_HEADERS = Text(
    ja="server.trustedUserHeaders は使えません。ヘッダーは利用者の身元の証明になりません。"
    "設定から取り除いてください。",
    en="server.trustedUserHeaders cannot be used here: a header proves nobody's identity. "
    "Take it out of the configuration.",
)
NO_NUMBER = Text(
    ja="環境変数 {name} は {least} から {most} までの数にしてください。",
    en="The environment variable {name} must be a number from {least} to {most}.",
)
NO_WALL = Text(
    ja="データベースへの接続に、強すぎるロールを使っています。行単位の保護（row-level security）が"
    "働かないため、開始しません。docs/sign-in.md のとおり、"
    "何も所有しないロールで接続してください。",
    en="The database is reached with a role that row-level security does not hold for, so nothing "
    "starts. Connect with a role that owns nothing, as docs/sign-in.md says.",
)
