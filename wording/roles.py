"""権限 Roles: who may sign in, and in which role."""

from wording.text import Text

TITLE = Text(ja="{active}人に権限があります", en="People with a role: {active}")
TITLE_WAITING = Text(
    ja="{active}人に権限があり、{waiting}人を招待しています",
    en="People with a role: {active}; invited: {waiting}",
)
BELOW = Text(
    ja="権限の変更と取り消しは、開いている画面でも1分以内に効きます。変更はすべて記録に残ります。",
    en="A change takes effect within a minute, in open pages too. Every change is recorded.",
)

COLUMN_NAME = Text(ja="名前", en="Name")
COLUMN_ROLE = Text(ja="権限", en="Role")
COLUMN_PLACES = Text(ja="団体", en="Municipalities")
COLUMN_STATE = Text(ja="状態", en="State")
COLUMN_KNOWN_BY = Text(ja="照会番号・招待先", en="Reference, or address invited")
COLUMN_REFERENCE = Text(ja="照会番号", en="Reference")
COLUMN_AT = Text(ja="日時", en="Time")
STATES = {
    "active": Text(ja="有効", en="Active"),
    "invited": Text(ja="招待中", en="Invited"),
    "expired": Text(ja="招待の期限切れ", en="Invitation expired"),
    "revoked": Text(ja="取り消し", en="Revoked"),
}

STRANGERS = Text(ja="サインインを断られた人", en="People who were turned away")
STRANGERS_NOTE = Text(
    ja="本人に照会番号を確かめてから、下の「権限を付ける」に入力してください。30日たつと一覧から消えます。",
    en="Have the person tell you the reference, then enter it below. "
    "After 30 days they leave this list.",
)

GIVE = Text(ja="権限を付ける", en="Give a role")
NAME = Text(ja="名前（管理者が見分けるためのもの）", en="Name, for administrators to know them by")
NAME_EXAMPLE = Text(ja="小田原市 研修担当", en="Odawara, training officer")
WHOM = Text(ja="メールアドレス、または照会番号", en="E-mail address, or reference")
WHOM_EXAMPLE = Text(
    ja="yamada@city.odawara.example または 3f2a-9c41-b07d",
    en="yamada@city.odawara.example or 3f2a-9c41-b07d",
)
ROLE = Text(ja="権限", en="Role")
ROLES_EXPLAINED = {
    "prefecture": Text(
        ja="すべての団体を見て、取り込みと権限の管理をします。",
        en="Sees every municipality, imports, and manages roles.",
    ),
    "municipality": Text(
        ja="選んだ団体の数字を正確に見ます。ほかの団体は丸めた値です。",
        en="Sees the chosen municipalities' figures exactly, and the others' rounded.",
    ),
    "presenter": Text(
        ja="丸めた値だけを見て、発表します。ファイルは保存できません。",
        en="Sees rounded figures alone, presents them, and takes no file away.",
    ),
}
PLACES = Text(ja="団体（一つ以上）", en="Municipalities (one or more)")
GIVE_IT = Text(ja="登録する", en="Enter")

CHANGE = Text(ja="変更する・取り消す", en="Change or revoke")
DESCRIBED = Text(ja="{name}　{role}・{state}", en="{name}: {role}, {state}")
PERSON = Text(ja="利用者", en="Person")
CHANGE_IT = Text(ja="変更する", en="Change")
REVOKE_IT = Text(ja="権限を取り消す", en="Revoke the role")
WITHDRAW_IT = Text(ja="招待を取り消す", en="Withdraw the invitation")
GIVE_AGAIN = Text(ja="もう一度権限を付ける", en="Give the role again")

PUBLISH = Text(ja="市区町村どうしの公表", en="What municipalities see of each other")
PUBLISHES = Text(
    ja="公表した年度は、市区町村の利用者にも、ほかの団体の値が団体名とともに見えます（人数は10人、率は1%または5%、"
    "費用は100円の単位に丸め、10人未満は示しません）。公表しない年度は、自団体の値と順位、団体名のない分布だけです。",
    en="In a published fiscal year people of municipalities see the others' figures by name: people "
    "rounded to 10, rates to 1% or 5%, spend to ¥100, and nothing of fewer than ten people. "
    "Otherwise they see their own figures, their rank, and a distribution without names.",
)
PUBLISHED_YEARS = Text(ja="公表する年度", en="Published fiscal years")
PUBLISH_IT = Text(ja="この年度だけを公表する", en="Publish just these")
PUBLISHED = Text(
    ja="市区町村に公表しました：{years}。開いている画面にも、すぐに反映されます。",
    en="Published to the municipalities: {years}. Open pages follow at once.",
)
NOTHING_PUBLISHED = Text(
    ja="どの年度も公表していません。開いている画面にも、すぐに反映されます。",
    en="No fiscal year is published. Open pages follow at once.",
)
BETWEEN_YEARS = Text(ja="、", en=", ")

INVITED = Text(
    ja="{name}さんを招待しました。30日以内に{email}でサインインすると有効になります。"
    "招待は自動では送られないので、このダッシュボードのアドレスを知らせてください。",
    en="{name} is invited. The role takes effect when they sign in as {email} within 30 days. "
    "Nothing is sent by itself: tell them this dashboard's address.",
)
ENTERED = Text(ja="{name}さんに権限を付けました。", en="{name} has a role now.")
CHANGED = Text(ja="{name}さんの権限を変更しました。", en="The role of {name} was changed.")
REVOKED = Text(ja="{name}さんの権限を取り消しました。", en="The role of {name} was revoked.")
NOT_YOURSELF = Text(
    ja="自分の権限は変更できません。ほかの管理者に頼んでください。",
    en="You cannot change your own role. Ask another administrator.",
)
