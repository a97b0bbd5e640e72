"""The key by which learners are matched, and whether it is the database's.

With another key every learner would be new, and every figure doubled. So the first import leaves a
hash of a fixed text, by which later ones notice that they were given another key.
"""

import hmac
from typing import Final

from sqlalchemy import Connection, insert, select

from data_access.importing.people import hash_key
from data_access.importing.reasons import Refusal
from data_access.schema import hash_key as kept_key
from wording.text import Text

_TEXT: Final = b"the key of this database"
_ANOTHER_KEY = Text(
    ja="LEARNING_HASH_KEY が、このデータベースを作成したときの鍵と違います。違う鍵で取り込むと、"
    "同じ人が別の人として数えられます。元の鍵を設定してください。",
    en="LEARNING_HASH_KEY is not the key with which this database was made. With another key every "
    "learner would be counted twice. Please set the right one.",
)


def checked_key(connection: Connection, prefecture: str) -> bytes:
    """The key, after making sure that it is the one of the prefecture's records.

    Refuses where none is set, or another one than before.
    """
    key = hash_key()
    kept = kept_digest(connection, prefecture)
    if kept is None:
        row = {"prefecture": prefecture, "digest": digest(key)}
        connection.execute(insert(kept_key).values(row))
    elif not hmac.compare_digest(kept, digest(key)):
        raise Refusal("another_hash_key", _ANOTHER_KEY)
    return key


def kept_digest(connection: Connection, prefecture: str) -> str | None:
    """What the first import has left; None before it."""
    found = select(kept_key.c.digest).where(kept_key.c.prefecture == prefecture)
    digest_: str | None = connection.scalar(found)
    return digest_


def digest(key: bytes) -> str:
    """What tells a key from another without telling the key."""
    return hmac.new(key, _TEXT, "sha256").hexdigest()
