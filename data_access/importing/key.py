"""The key by which learners are matched, and whether it is the database's.

With another key every learner would be new, and every figure doubled. So the first import leaves a
hash of a fixed text, by which later ones notice that they were given another key.
"""

import hmac
import os
from typing import Final

from sqlalchemy import Connection, insert, select

from data_access.importing.people import KEY_VARIABLE, SAMPLE_KEY, hash_key
from data_access.importing.reasons import Refusal
from data_access.queries import SAMPLE
from data_access.schema import hash_key as kept_key
from data_access.schema import import_batch
from wording.text import Text

_TEXT: Final = b"the key of this database"
_ANOTHER_KEY = Text(
    ja="LEARNING_HASH_KEY が、このデータベースを作成したときの鍵と違います。違う鍵で取り込むと、"
    "同じ人が別の人として数えられます。システムの管理者が元の鍵を設定すると取り込めます。",
    en="LEARNING_HASH_KEY is not the key with which this database was made. With another key every "
    "learner would be counted twice. An administrator of the system has to set the right one.",
)

_EXAMPLE_KEY = Text(
    ja="LEARNING_HASH_KEY がサンプルデータの鍵です。誰でも知ることができる鍵なので、"
    "自分たちの記録には使えません。ほかに使っていない、無作為な文字列を設定してください。",
    en="LEARNING_HASH_KEY is the key of the sample data. Everybody may know it, so it cannot serve "
    "your own records. Please set random characters that are used nowhere else.",
)


def checked_key(connection: Connection, prefecture: str) -> bytes:
    """The key, after making sure that it is the one of the prefecture's records.

    Where none is set, the sample's own records are matched with the sample's key. Refuses where
    none is set for others, another one than before, or the sample's for other records.
    """
    kept = kept_digest(connection, prefecture)
    key = SAMPLE_KEY.encode() if _may_go_without(kept) else hash_key()
    if kept is None:
        if hmac.compare_digest(key, SAMPLE_KEY.encode()) and not _is_sample(connection, prefecture):
            raise Refusal("example_hash_key", _EXAMPLE_KEY)
        row = {"prefecture": prefecture, "digest": digest(key)}
        connection.execute(insert(kept_key).values(row))
    elif not hmac.compare_digest(kept, digest(key)):
        raise Refusal("another_hash_key", _ANOTHER_KEY)
    return key


def _may_go_without(kept: str | None) -> bool:
    """Whether no key is set and none is needed: only the sample ever came in with the sample's."""
    return not os.environ.get(KEY_VARIABLE) and kept == digest(SAMPLE_KEY.encode())


def _is_sample(connection: Connection, prefecture: str) -> bool:
    """Whether the invented sample is, or is being, imported there."""
    batch = import_batch.c
    found = select(batch.id).where(batch.prefecture == prefecture, batch.who == SAMPLE).limit(1)
    return connection.scalar(found) is not None


def kept_digest(connection: Connection, prefecture: str) -> str | None:
    """What the first import has left; None before it."""
    found = select(kept_key.c.digest).where(kept_key.c.prefecture == prefecture)
    digest_: str | None = connection.scalar(found)
    return digest_


def digest(key: bytes) -> str:
    """What tells a key from another without telling the key."""
    return hmac.new(key, _TEXT, "sha256").hexdigest()
