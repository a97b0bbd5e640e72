"""Workbooks (.xlsx), opened only after every part of them has been looked at.

A workbook is an archive of XML files. Its parts are inflated once while their bytes are counted
and their XML is checked for a document type, which no office program writes and which is how XML
is made to read other files or to grow without end.
"""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.parsers import expat

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from data_access.importing.reasons import Refusal, filled
from wording.text import Text

INFLATED_LIMIT = 200 * 1024**2
"""Bytes of all parts together."""
RATIO_LIMIT = 100
"""Inflated over compressed bytes, of a part that inflates to more than a mebibyte."""
PARTS_LIMIT = 200
"""Parts. The ten entries that are enough for an archive of exports are too few here: an empty
workbook has nine parts, and each sheet, drawing, comment and printer setting adds some."""

_CHUNK = 1 << 16
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    expat.ExpatError,
    SyntaxError,  # of XML, as the standard library calls it
    struct.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What damaged workbooks make the libraries that read them raise."""
_DAMAGED = Text(
    ja="Excel ブックとして読めません（壊れているか、別の種類のファイルです）。",
    en="The file cannot be read as an Excel workbook; it is damaged or of another kind.",
)
_ARCHIVE = Text(
    ja="ZIPのアーカイブです。中のファイルを取り出して、一つずつ取り込んでください。",
    en="This is a ZIP archive. Please take the files out of it and import them one by one.",
)
_UNSAFE = Text(
    ja="この Excel ブックは安全に開けません：{why}。Excel で開いて保存し直してください。",
    en="This workbook cannot be opened safely: {why}. Please open it in Excel and save it again.",
)
_WHY_PARTS = Text(ja="部品が{limit}個を超えています", en="it has more than {limit} parts")
_WHY_PATH = Text(ja="外のフォルダーを指す部品があります", en="a part points outside its folder")
_WHY_SIZE = Text(
    ja="展開すると{limit}バイトを超えます", en="it inflates to more than {limit} bytes"
)
_WHY_RATIO = Text(
    ja="部品の圧縮率が{limit}倍を超えています", en="a part is compressed more than {limit} times"
)
_WHY_DTD = Text(ja="XMLに文書型宣言（DTD）があります", en="its XML declares a document type (DTD)")


def sheet_rows(path: Path, sheet: str | None = None) -> Iterator[list[str]]:
    """The cells of a sheet as text, row after row; the first sheet unless one is named.

    Each row is at least as wide as those above it. Nothing is yielded when the workbook has no
    sheet of that name. Refuses damaged and unsafe workbooks.
    """
    with _opened(path) as workbook:
        if sheet is None:
            sheet = workbook.sheetnames[0]
        if sheet in workbook.sheetnames:
            width = 0
            for row in workbook[sheet].iter_rows():
                width = max(width, len(row))
                yield [_text(cell) for cell in row] + [""] * (width - len(row))


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    check_archive(path)
    with warnings.catch_warnings():
        # openpyxl warns of ornaments that it does not keep; the cells are not affected
        warnings.simplefilter("ignore", UserWarning)
        with path.open("rb") as file:  # by its content: of a path openpyxl looks at the name
            try:
                workbook = load_workbook(file, read_only=True, data_only=True)
                try:
                    yield workbook
                finally:
                    workbook.close()
            except _UNREADABLE:
                raise Refusal("damaged_workbook", _DAMAGED) from None


def sheet_names(path: Path) -> list[str]:
    """The sheets that are shown, in order. Refuses damaged and unsafe workbooks."""
    with _opened(path) as workbook:
        shown = [each.title for each in workbook.worksheets if each.sheet_state == "visible"]
        return shown or list(workbook.sheetnames)


def check_archive(path: Path) -> None:
    """Refuses an archive that is damaged, or that could do harm when it is opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_parts(archive)
    except _UNREADABLE:
        raise Refusal("damaged_workbook", _DAMAGED) from None


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > PARTS_LIMIT:
        raise _unsafe(_WHY_PARTS, limit=PARTS_LIMIT)
    if any(_leaves_folder(part.filename) for part in parts):
        raise _unsafe(_WHY_PATH)
    if "[Content_Types].xml" not in archive.namelist():
        raise Refusal("archive", _ARCHIVE)
    total = 0
    for part in parts:
        total += _check_part(archive, part, INFLATED_LIMIT - total)


def _leaves_folder(name: str) -> bool:
    return name.startswith(("/", "\\")) or bool(re.search(r"(^|[/\\])\.\.([/\\]|$)|^\w:", name))


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, allowance: int) -> int:
    """The bytes that the part inflates to, counted as they come and not as its entry claims."""
    is_xml = part.filename.endswith((".xml", ".rels", ".vml"))
    parser = _strict_parser() if is_xml else None
    inflated = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            inflated += len(chunk)
            if inflated > allowance:
                raise _unsafe(_WHY_SIZE, limit=INFLATED_LIMIT)
            if inflated > 1 << 20 and inflated > RATIO_LIMIT * max(part.compress_size, 1):
                raise _unsafe(_WHY_RATIO, limit=RATIO_LIMIT)
            if parser:
                _feed(parser, chunk)
    return inflated


def _strict_parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def refuse(*_declaration: object) -> None:
        raise _unsafe(_WHY_DTD)

    parser.StartDoctypeDeclHandler = refuse
    return parser


def _feed(parser: expat.XMLParserType, chunk: bytes) -> None:
    try:
        parser.Parse(chunk, False)
    except expat.ExpatError:
        raise Refusal("damaged_workbook", _DAMAGED) from None


def _unsafe(why: Text, **values: object) -> Refusal:
    return Refusal("unsafe_workbook", filled(_UNSAFE, why=filled(why, **values)))


def _text(cell: Any) -> str:
    """A cell as it would stand in a CSV file.

    A workbook keeps no days, but moments: what is shown without a time was meant as a day.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        is_day = value.time() == time.min and "h" not in cell.number_format.lower()
        return value.date().isoformat() if is_day else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
