"""What `python -m data_access roles` says."""

from wording.text import Text

ROLES = Text(
    ja="ダッシュボードにサインインできる人と権限を管理します。最初の管理者もここで登録します。",
    en="Says who may sign in to the dashboard, and in which role; the first administrator too.",
)
EPILOGUE = Text(
    ja="権限：prefecture（都道府県。すべてを見て、取り込みと権限の管理ができる）、"
    "municipality（市区町村。自団体を正確に見る）、presenter（発表者。丸めた集計を見る）。",
    en="Roles: prefecture sees everything, imports, and manages roles; municipality sees its own "
    "figures exactly; presenter sees rounded sums.",
)
ACTIONS = Text(ja="操作", en="Actions")
LIST = Text(ja="登録されている人を一覧にします。", en="Lists everybody who is entered.")
INVITE = Text(
    ja="メールアドレスで招待します。最初のサインインでその人に結び付き、アドレスは消えます。",
    en="Invites an e-mail address. The first sign-in binds it to the person, and deletes it.",
)
ADMIT = Text(
    ja="サインインを断られた人を、画面に出た照会番号で登録します。",
    en="Enters somebody who was turned away, by the reference that they were shown.",
)
ENTER = Text(
    ja="発行者（iss）と利用者番号（sub）が分かっている人を登録します。",
    en="Enters somebody whose issuer (iss) and subject (sub) are known.",
)
CHANGE = Text(
    ja="権限を変更します。取り消した人にもう一度付けるときも使います。",
    en="Changes a role; also gives one again after it was revoked.",
)
REVOKE = Text(
    ja="権限を取り消します。開いている画面も1分以内に終わります。",
    en="Revokes a role. Open pages end within a minute.",
)
NAME = Text(ja="管理者が見分けるための名前。", en="The name by which administrators know them.")
EMAIL = Text(ja="招待するメールアドレス。", en="The e-mail address to invite.")
ROLE = Text(ja="権限。", en="The role.")
MUNICIPALITY = Text(
    ja="市区町村コード（5桁）。何度でも指定できます。",
    en="A municipality's five-digit code; may be given several times.",
)
REFERENCE = Text(ja="照会番号（例：3f2a-9c41-b07d）。", en="The reference, as 3f2a-9c41-b07d.")
ISSUER = Text(ja="発行者のアドレス（iss）。", en="The issuer (iss).")
SUBJECT = Text(ja="発行者が付けた利用者番号（sub）。", en="The subject (sub).")
NUMBER = Text(ja="list で表示される番号。", en="The number that list shows.")

ENTERED = Text(ja="登録しました（番号 {number}）。", en="Entered, with number {number}.")
INVITED = Text(
    ja="招待しました（番号 {number}）。30日以内のサインインで有効になります。",
    en="Invited, with number {number}. It takes effect when they sign in within 30 days.",
)
CHANGED = Text(ja="変更しました。", en="Changed.")
REVOKED = Text(ja="取り消しました。", en="Revoked.")
NOBODY = Text(ja="まだ誰も登録されていません。", en="Nobody is entered yet.")
STRANGERS = Text(
    ja="サインインを断られた人（照会番号と日時）：",
    en="People who were turned away (reference and time):",
)
STATES = {
    "active": Text(ja="有効", en="active"),
    "invited": Text(ja="招待中", en="invited"),
    "expired": Text(ja="招待の期限切れ", en="invitation expired"),
    "revoked": Text(ja="取り消し", en="revoked"),
}
