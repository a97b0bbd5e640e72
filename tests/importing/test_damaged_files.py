"""Whatever is done to a file has an outcome in sentences that accounts for every record."""

import random

import pytest
from exported_files import A_CONTRACT, A_USER, CONTRACT, OLDER, USERS, Desk, record, text
from test_office_forms import around, tabbed, workbook

SEED = 4711
TRIES = 40
ROWS = [record(Course_ID=str(number), Course_Title='題"名",\n改行') for number in range(4)]
FILES = {
    "activity": text(OLDER, *ROWS, record(percent="101")).encode(),
    "office": around(text(OLDER, *ROWS)).encode("cp932"),
    "unicode text": tabbed(text(OLDER, *ROWS)).encode("utf-16"),
    "users": text(USERS, A_USER, A_USER | {"External ID": "K2", "Email": "x@y.jp"}).encode(),
    "contract": text(CONTRACT, A_CONTRACT, A_CONTRACT | {"開始日": "2025-10-01"}).encode(),
    "workbook": workbook(text(OLDER, *ROWS)),
}
PIECES = [b'"', b'""', b",", b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"\x81", b"\t", b"=1+1", b"-"]
PIECES += [
    "９".encode(),
    "令和".encode(),
    "é".encode("latin-1"),
    "\ufeff".encode(),
    b"1e999",
    b"nan",
]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The file after one to four accidents."""
    found = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(found) + 1)
        to = min(at + chance.choice((1, 3, 20, 200)), len(found))
        accident = chance.randrange(5)
        if accident == 0:
            found[at:at] = chance.choice(PIECES)
        elif accident == 1:
            del found[at:to]
        elif accident == 2:
            found[at:at] = found[at:to]
        elif accident == 3 and at < len(found):
            found[at] = chance.randrange(256)
        else:
            del found[chance.randrange(len(found) // 2, len(found) + 1) :]
    return bytes(found)


@pytest.mark.parametrize("kind", FILES)
def test_no_damage_leads_to_anything_but_an_outcome(sqlite_desk: Desk, kind):
    desk, chance = sqlite_desk, random.Random(SEED)
    before = desk.counts()
    for _ in range(TRIES):
        content = damaged(FILES[kind], chance)
        outcome = desk.imported(content, dry_run=True, confirmed=chance.random() < 0.5)
        assert outcome.accepted + outcome.rejected + outcome.skipped == outcome.records
        assert outcome.summary.ja
        assert outcome.summary.en
        assert "Traceback" not in outcome.summary.en
    assert desk.counts() == before
