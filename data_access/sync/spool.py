"""Pages that were fetched, on disk until all of them are there, so that nothing is asked twice.

They hold what the platform sent, names and addresses too: the folder is its owner's alone, and is
emptied once its content is imported. A manifest, one line a page, says how far it came; an attempt
that died is taken up by the next one, unless the settings changed or it is too old for its pages to
fit those that follow.
"""

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from data_access.importing.reasons import Refusal, filled, why
from wording.text import Text

FRESH_SECONDS = 6 * 3_600
"""Pages of one answer lie closer together than this."""
_MANIFEST = "manifest.jsonl"
_LOCK = "lock"
_APPENDING = os.O_WRONLY | os.O_CREAT | os.O_APPEND

_IN_USE = Text(
    ja="同じ取得がすでに進行中です。終わってからもう一度実行してください。",
    en="The same source is being read already. Please run this again when that has ended.",
)
_NO_ROOM = Text(
    ja="取得したページを {folder} に書き込めません（{why}）。"
    "空き容量を確認するか、環境変数 LEARNING_SYNC_FOLDER で別の場所を指定してください。",
    en="What was fetched cannot be written to {folder} ({why}). Please make room, or name another "
    "place in the environment variable LEARNING_SYNC_FOLDER.",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A page on disk, as the manifest has it."""

    report: str
    """The answer that it is a page of."""
    file: str
    sha256: str
    rows: int
    count: int | None
    """Rows of the whole answer, as this page has it."""
    next: str | None
    """Where the next page is; None on the last one."""


class Spool:
    """The folder of one source. Use it inside `opened`."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        self.folder = folder
        self.settings = dict(settings)
        self.reports: dict[str, list[Kept]] = {}

    def report(self, name: str) -> list[Kept]:
        """The pages of one answer so far, in order."""
        return self.reports.setdefault(name, [])

    def add(
        self, name: str, body: bytes, *, rows: int, count: int | None, following: str | None
    ) -> None:
        """Keeps one more page; without a `following` one the answer is complete."""
        file = f"{name}-{len(self.report(name)) + 1:06}.json"
        page = Kept(name, file, hashlib.sha256(body).hexdigest(), rows, count, following)
        with writable(self.folder):
            _replace(self.folder / file, body)
            self._note(asdict(page))
        self.report(name).append(page)

    def pages(self, name: str) -> Iterator[Any]:
        """The content of each page, in order."""
        return map(self.content, self.report(name))

    def content(self, page: Kept) -> Any:
        """What is on one page."""
        return json.loads((self.folder / page.file).read_bytes())

    @contextmanager
    def file(self, name: str) -> Iterator[Path]:
        """A path in the folder, for a file that is made of the pages; gone again at the end."""
        path = self.folder / name
        try:
            with writable(self.folder):
                _replace(path, b"")
            yield path
        finally:
            path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Forgets every page."""
        for path in self.folder.iterdir():
            if path.name != _LOCK:
                path.unlink()
        self.reports = {}
        self._note({"settings": self.settings, "begun": int(time.time())})

    def restore(self) -> None:
        """Takes an earlier attempt up where it fits; else begins anew."""
        begun, pages = _manifest(self.folder / _MANIFEST)
        fits = begun.get("settings") == self.settings
        fits = fits and 0 <= time.time() - begun.get("begun", 0) < FRESH_SECONDS
        if not fits or not all(map(self._is_whole, pages)):
            self.clear()
            return
        lines = [json.dumps(each) + "\n" for each in (begun, *map(asdict, pages))]
        _replace(self.folder / _MANIFEST, "".join(lines).encode())
        for page in pages:
            self.report(page.report).append(page)

    def _is_whole(self, page: Kept) -> bool:
        path = self.folder / page.file
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == page.sha256

    def _note(self, line: Mapping[str, Any]) -> None:
        """Adds a line to the manifest, for good."""
        with os.fdopen(os.open(self.folder / _MANIFEST, _APPENDING, 0o600), "ab") as file:
            file.write(json.dumps(line).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())


def _manifest(path: Path) -> tuple[dict[str, Any], list[Kept]]:
    """What an attempt began with, and its pages; of a line that was cut off nothing is left."""
    try:
        begun, *pages = [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]
        return dict(begun), [Kept(**page) for page in pages]
    except (OSError, ValueError, TypeError):
        return {}, []


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Turns a failure to write into a sentence."""
    try:
        yield
    except OSError as error:
        raise Refusal("no_room", filled(_NO_ROOM, folder=folder, why=why(error))) from None


@contextmanager
def opened(folder: Path, settings: Mapping[str, Any], *, restart: bool = False) -> Iterator[Spool]:
    """The spool in a folder, with the pages of an earlier attempt of the same settings.

    Refuses while another process has it open.
    """
    with writable(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        lock = (folder / _LOCK).open("ab")
    with lock:
        if not _locked(lock.fileno()):
            raise Refusal("sync_running", _IN_USE)
        spool = Spool(folder, settings)
        with writable(folder):
            if restart:
                spool.clear()
            else:
                spool.restore()
        yield spool


def _locked(file: int) -> bool:
    """Whether this process alone has the file; the lock goes with the process, even if killed."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        with contextlib.suppress(OSError):
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            return True
        return False
    import fcntl  # noqa: PLC0415

    with contextlib.suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _replace(path: Path, content: bytes) -> None:
    """Writes a file so that it is there whole or not at all; for its owner alone."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
