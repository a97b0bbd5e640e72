"""A file as bytes: what it is by its content, its fingerprint, and its encoding.

Nothing is parsed before the whole file is known to decode. Decoding is strict: a character that
cannot be read refuses the file and is never replaced by another. Only at the very end, where a
download broke off, is there a choice: the lines before are whole.
"""

import codecs
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import cast

import numpy as np
import pyarrow as pa

from data_access.importing.reasons import Refusal, filled, why
from wording.text import Text

SIZE_LIMIT = 4 * 1024**3
"""Bytes; ten million records of the platform's widest export stay below it."""
_CHUNK = 1 << 20
_WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DELIMITER_WITHIN = 20
"""Lines from the top of the file."""

_UNDECODABLE = Text(
    ja="文字コードが UTF-8 でも CP932（Windowsの日本語）でもありません。"
    "{line}行目（{offset}バイト目）から読めません。UTF-8 の CSV で保存し直してください。",
    en="The file is neither UTF-8 nor CP932 (Japanese Windows): line {line} cannot be read, from "
    "byte {offset} on. Please save it again as CSV in UTF-8.",
)
_GARBLED = Text(
    ja="文字化けしています。一部が壊れた UTF-8 か、別の文字コードのファイルです。"
    "UTF-8 の CSV で保存し直してください。",
    en="The text is garbled: a damaged UTF-8 file, or one in another encoding. "
    "Please save it again as CSV in UTF-8.",
)
_BINARY = Text(
    ja="テキストでも .xlsx のブックでもありません（バイナリのデータが含まれています）。",
    en="The file is neither text nor an .xlsx workbook; it holds binary data.",
)
_OLD = Text(
    ja="古い形式の Excel ブック（.xls）またはパスワード付きのブックです。"
    "パスワードを外し、.xlsx か CSV で保存し直してください。",
    en="This is an old Excel workbook (.xls) or one with a password. "
    "Please save it without a password as .xlsx or CSV.",
)
_TOO_LARGE = Text(
    ja="ファイルが大きすぎます（{size}バイト、上限は{limit}バイト）。",
    en="The file is too large ({size} bytes; the limit is {limit}).",
)
_EMPTY = Text(ja="ファイルが空です。", en="The file is empty.")
_UNREADABLE = Text(ja="ファイルを開けません（{why}）。", en="The file cannot be opened ({why}).")


@dataclass(frozen=True, slots=True)
class Source:
    """One file. `encoding` is None for a workbook."""

    path: Path
    size: int
    sha256: str
    encoding: str | None
    """Of the bytes that `opened` gives."""
    ends_a_line: bool
    """The last byte ends a line, so the last record is known to be whole."""
    delimiter: str = ","
    cut_inside: bool = False
    """The file ends in the middle of a character; `opened` leaves its last line out."""
    recoded: bool = False
    """The file is in UTF-16, and `opened` gives its text in UTF-8."""
    sheet: str | None = None
    """Of a workbook; None: the first one."""

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return self.path.name

    def opened(self) -> io.BufferedReader:
        """The text's bytes from the beginning."""
        if self.recoded:
            return _in_utf8(self.path)
        if self.cut_inside:
            return io.BufferedReader(_Upto(self.path, _last_line_end(self.path)))
        return self.path.open("rb")


def examined(path: Path) -> Source:
    """What the file is, read once from end to end.

    Refuses what cannot be opened, is empty, too large, binary or in an unknown encoding.
    """
    try:
        size = path.stat().st_size
        _check_size(size)
        return _found(path, size)
    except OSError as error:
        raise Refusal("unreadable", filled(_UNREADABLE, why=why(error))) from None


def _found(path: Path, size: int) -> Source:
    digest, text = _fingerprint(path)
    if text is None:
        return Source(path, size, digest, None, ends_a_line=True)
    ends_a_line = text.cut_inside or _ends_a_line(path, text.recoded)
    source = Source(
        path, size, digest, text.encoding, ends_a_line, ",", text.cut_inside, text.recoded
    )
    return replace(source, delimiter=_delimiter(source))


def _check_size(size: int) -> None:
    if size == 0:
        raise Refusal("empty_file", _EMPTY)
    if size > SIZE_LIMIT:
        raise Refusal("too_large", filled(_TOO_LARGE, size=size, limit=SIZE_LIMIT))


@dataclass(frozen=True, slots=True)
class _Text:
    """How a text is to be read."""

    encoding: str
    cut_inside: bool
    recoded: bool = False


def _fingerprint(path: Path) -> tuple[str, _Text | None]:
    """The sha-256 in hexadecimal, and how a text is to be read."""
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(_OLD_WORKBOOK):
        raise Refusal("old_workbook", _OLD)
    digest = hashlib.sha256()
    if start.startswith(_WORKBOOK):
        for chunk in _chunks(path):
            digest.update(chunk)
        return digest.hexdigest(), None
    if start.startswith(_UTF16):
        for chunk in _chunks(path):
            digest.update(chunk)
        return digest.hexdigest(), _Text("utf-8", _check_utf16(path), recoded=True)
    utf8: _Utf8 | None = _Utf8()
    for chunk in _chunks(path):
        digest.update(chunk)
        if b"\0" in chunk:
            raise Refusal("binary", _BINARY)
        if utf8 and not utf8.goes_on(chunk):
            utf8 = None
    if utf8:
        return digest.hexdigest(), _Text("utf-8-sig", utf8.is_inside)
    return digest.hexdigest(), _Text("cp932", _check_cp932(path))


class _Utf8:
    """Tells whether chunks are UTF-8: as strictly as a decoder, but without making a text."""

    def __init__(self) -> None:
        self.rest = b""
        """The beginning of a character whose end is in the next chunk."""

    def goes_on(self, chunk: bytes) -> bool:
        text = self.rest + chunk
        end = _end_of_characters(text)
        self.rest = text[end:]
        try:
            _as_one_text(text, end).validate(full=True)
            codecs.utf_8_decode(self.rest)
        except (pa.ArrowInvalid, UnicodeDecodeError):
            return False
        return True

    @property
    def is_inside(self) -> bool:
        """Whether the text ends in the middle of a character."""
        return bool(self.rest)


def _as_one_text(text: bytes, end: int) -> pa.StringArray:
    """An array of a single text: the bytes up to `end`, as they are."""
    offsets = np.array([0, end], np.int32)
    return pa.StringArray.from_buffers(1, pa.py_buffer(offsets), pa.py_buffer(text))


def _end_of_characters(text: bytes) -> int:
    """Where a UTF-8 character begins that is cut off at the end of the text, or else the end."""
    for length, least in ((1, 0xC0), (2, 0xE0), (3, 0xF0)):
        if text[-length:][:1] >= bytes([least]):
            return len(text) - length
    return len(text)


class _Decoding:
    """A strict decoder fed with chunks."""

    def __init__(self, encoding: str) -> None:
        self.decoder = codecs.getincrementaldecoder(encoding)("strict")
        self.text = ""

    def goes_on(self, chunk: bytes) -> bool:
        try:
            self.text = self.decoder.decode(chunk)
        except UnicodeDecodeError:
            return False
        return True

    @property
    def is_inside(self) -> bool:
        """Whether the text ends in the middle of a character."""
        try:
            self.decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return True
        return False


def _check_utf16(path: Path) -> bool:
    """Refuses what is not UTF-16 in spite of its mark; tells whether it ends inside a character."""
    decoding = _Decoding("utf-16")
    for chunk in _chunks(path):
        if not decoding.goes_on(chunk) or "\0" in decoding.text:
            raise Refusal("binary", _BINARY)
    return decoding.is_inside


def _check_cp932(path: Path) -> bool:
    """Refuses what is not CP932, or decodes as CP932 only by chance; tells whether it ends inside
    a character.
    """
    decoding = _Decoding("cp932")
    offset = marks = foreign = 0
    for chunk in _chunks(path):
        if not decoding.goes_on(chunk) or any(sign in decoding.text for sign in _NEVER_WRITTEN):
            bad = _first_bad(path, offset)
            where = {"offset": bad, "line": _line_of(path, bad)}
            raise Refusal("undecodable", filled(_UNDECODABLE, **where))
        offset += len(chunk)
        marks += sum(map(decoding.text.count, _MOJIBAKE))
        foreign += sum(not character.isascii() for character in decoding.text)
    if marks * 5 > foreign:
        raise Refusal("undecodable", _GARBLED)
    return decoding.is_inside


_NEVER_WRITTEN = [chr(code) for code in (*range(9), 11, 12, *range(14, 32), 0x7F, 0x80, 0xA0)] + [
    "\uf8f0",
    "\uf8f1",
    "\uf8f2",
    "\uf8f3",
]
"""Control characters, and what the codec makes of the bytes that CP932 leaves unused."""

_MOJIBAKE = "縺繧繝郢､･"
"""What the lead bytes of kana become when UTF-8 (the kanji) or EUC-JP (the half-width marks) is
read as CP932. More than a fifth of a text's Japanese in them is not Japanese."""


def _first_bad(path: Path, offset: int) -> int:
    """The position of the first byte, at or after `offset`, that neither encoding can read."""
    with path.open("rb") as file:
        file.seek(offset)
        chunk = file.read(_CHUNK)
    for encoding in ("utf-8", "cp932"):
        try:
            chunk.decode(encoding)
        except UnicodeDecodeError as error:
            bad = offset + error.start + 1
    return bad


def _line_of(path: Path, offset: int) -> int:
    """The physical line on which the byte stands; both count from 1."""
    line, left = 1, offset - 1
    for chunk in _chunks(path):
        line += chunk[:left].count(b"\n")
        left -= len(chunk)
        if left <= 0:
            break
    return line


def _delimiter(source: Source) -> str:
    """A tab where the first lines have more of them than commas, as in Excel's “Unicode text”."""
    encoding = source.encoding or ""
    with source.opened() as raw:
        first = [raw.readline(_CHUNK) for _ in range(_DELIMITER_WITHIN)]
    lines = [line.decode(encoding, "ignore") for line in first]
    tabs, commas = (max(line.count(sign) for line in lines) for sign in "\t,")
    return "\t" if tabs > commas else ","


class _Upto(io.RawIOBase):
    """A file that ends earlier than it does."""

    def __init__(self, path: Path, size: int) -> None:
        self.file = path.open("rb", buffering=0)
        self.size = size

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Within the part that is read; the end is never asked for."""
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        """The place in the file."""
        return self.file.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """As much as fits and is left."""
        left = max(self.size - self.file.tell(), 0)
        return self.file.readinto(memoryview(buffer)[:left])

    def close(self) -> None:
        """Closes the file too."""
        self.file.close()
        super().close()


def _in_utf8(path: Path) -> io.BufferedReader:
    """A nameless copy in UTF-8; without the last line where that ends inside a character."""
    copy = TemporaryFile("w+b")  # noqa: SIM115 - whoever reads it closes it
    decoding = _Decoding("utf-16")
    for chunk in _chunks(path):
        decoding.goes_on(chunk)
        copy.write(decoding.text.encode())
    if decoding.is_inside:
        copy.truncate(_end_of_last_line(copy))
    copy.seek(0)
    return cast(io.BufferedReader, copy)  # it reads, seeks and peeks alike


def _last_line_end(path: Path) -> int:
    with path.open("rb") as file:
        return _end_of_last_line(file)


def _end_of_last_line(file: io.BufferedIOBase) -> int:
    """The position behind the last line feed; 0 where there is none."""
    end = file.seek(0, io.SEEK_END)
    while end > 0:
        start = max(end - _CHUNK, 0)
        file.seek(start)
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _ends_a_line(path: Path, recoded: bool) -> bool:
    """Whether the last character does; in UTF-16 it has two bytes, in either order."""
    with path.open("rb") as file:
        file.seek(-2 if recoded else -1, io.SEEK_END)
        return file.read().strip(b"\0") in (b"\r", b"\n")


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
