"""What kind of file it is, read off its header: the one row that names the columns.

Office files carry title rows above the header, the platform translates it into the language of
the administrator who exports, and Excel turns `No.` into `No#`. So the header is looked for among
the first lines, and each column is known by several names.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data_access.importing.cells import matched
from data_access.importing.reasons import Refusal, filled
from wording.text import Text

HEADER_WITHIN = 20
"""Lines from the top of the file."""

_UNKNOWN_KIND = Text(
    ja="取り込める種類のファイルではありません。取り込めるのは {kinds} です。"
    "先頭の{lines}行に見出しとして知っている列がありませんでした。最初の行：{seen}",
    en="This is not a kind of file that can be imported; those are: {kinds}. None of the first "
    "{lines} lines is a header that is known. The first line is: {seen}",
)
_MISSING_COLUMN = Text(
    ja="{kind} に必要な列がありません：{missing}。{line}行目にあった列：{seen}",
    en="A column that {kind} needs is missing: {missing}. The columns on line {line} are: {seen}",
)
_DUPLICATE_COLUMN = Text(
    ja="同じ内容の列が二つあります：{twice}。どちらか一つを残してください（{line}行目）。",
    en="Two columns mean the same: {twice}. Please keep one of them (line {line}).",
)


@dataclass(frozen=True, slots=True)
class Field:
    """A column that a format knows. `names[0]` is the source's own wording."""

    name: str
    names: tuple[str, ...]
    required: bool = False
    unless: str = ""
    """The name of a field that serves as well: one of the two is enough."""
    personal: bool = False
    """Says who somebody is; never kept, not even with a rejected record."""
    varied: bool = False
    """Nearly every record has another value, as with times; most other cells repeat."""
    used: bool = True
    """Whether anything is read from it; if not, it only helps to tell what kind of file it is."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, known by its columns."""

    kind: str
    name: Text
    fields: tuple[Field, ...]
    identifying: frozenset[str]
    """Names of fields of which two mark a row as this format's header, complete or not."""

    def field(self, name: str) -> Field:
        """The field of that name."""
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a file has the columns of its format."""

    format: Format
    records_above: int
    """Records up to and including the header."""
    headings: tuple[str, ...]
    positions: dict[str, int]
    """Field name -> column, from 0; fields that the file does not have are absent."""

    def heading(self, name: str) -> str:
        """The file's own heading of a field, or the source's wording where it has none."""
        if name in self.positions:
            return self.headings[self.positions[name]]
        return self.format.field(name).names[0]

    def kept(self, row: Sequence[str]) -> dict[str, str]:
        """A record as it may be kept: the cells of fields known not to tell who somebody is."""
        impersonal = {
            self.positions[field.name]: self.headings[self.positions[field.name]]
            for field in self.format.fields
            if field.name in self.positions and not field.personal
        }
        return {
            heading: row[position]
            for position, heading in sorted(impersonal.items())
            if position < len(row)
        }


def layout_of(first: Iterable[tuple[int, Sequence[str]]], formats: Sequence[Format]) -> Layout:
    """The layout of a file whose first records, each with its line, are given.

    Refuses: unknown kind, a missing column, two columns for one field.
    """
    candidates = [(line, row) for line, row in first if line <= HEADER_WITHIN]
    nearest: tuple[int, Format, int, Sequence[str]] | None = None
    for above, (line, row) in enumerate(candidates, start=1):
        for format_ in formats:
            found = _positions(row, format_)
            if len(format_.identifying & found.keys()) < 2:
                continue
            if not _missing(format_, found):
                return _checked(format_, above, row, found, line)
            if nearest is None or len(found) > nearest[0]:
                nearest = (len(found), format_, line, row)
    if nearest:
        raise _incomplete(*nearest[1:])
    raise _unknown(candidates, formats)


def _heading(cell: str) -> str:
    """A heading as it is compared: `Course No#`, `course no.` and `Ｃｏｕｒｓｅ　Ｎｏ` are one."""
    text = matched(cell.lstrip("\ufeff"))
    return re.sub(r"[\s_\"'・:]+|[.#]$", "", text.rstrip("*＊"))


def _positions(row: Sequence[str], format_: Format) -> dict[str, list[int]]:
    """Field name -> the columns that carry one of its names."""
    headings = [_heading(cell) for cell in row]
    found: dict[str, list[int]] = {}
    for field in format_.fields:
        names = {_heading(name) for name in field.names}
        columns = [at for at, heading in enumerate(headings) if heading in names]
        if columns:
            found[field.name] = columns
    return found


def _missing(format_: Format, found: Mapping[str, object]) -> list[str]:
    return [
        field.names[0]
        for field in format_.fields
        if field.required and field.name not in found and field.unless not in found
    ]


def _checked(
    format_: Format, above: int, row: Sequence[str], found: dict[str, list[int]], line: int
) -> Layout:
    headings = tuple(cell.lstrip("\ufeff").strip() for cell in row)
    twice = [
        "、".join(f"「{headings[at]}」" for at in columns)
        for columns in found.values()
        if len(columns) > 1
    ]
    if twice:
        raise Refusal(
            "duplicate_column", filled(_DUPLICATE_COLUMN, twice=" / ".join(twice), line=line)
        )
    return Layout(format_, above, headings, {name: at[0] for name, at in found.items()})


def _incomplete(format_: Format, line: int, row: Sequence[str]) -> Refusal:
    missing = ", ".join(_missing(format_, _positions(row, format_)))
    text = filled(_MISSING_COLUMN, kind=format_.name, missing=missing, line=line, seen=_listed(row))
    return Refusal("missing_column", text)


def _unknown(candidates: Sequence[tuple[int, Sequence[str]]], formats: Sequence[Format]) -> Refusal:
    seen = _listed(candidates[0][1]) if candidates else "—"
    names = [format_.name for format_ in formats]
    kinds = Text(ja="、".join(n.ja for n in names), en="; ".join(n.en for n in names))
    return Refusal(
        "unknown_kind", filled(_UNKNOWN_KIND, kinds=kinds, lines=HEADER_WITHIN, seen=seen)
    )


def _listed(row: Sequence[str]) -> str:
    """The cells of a row in one line, cut where they would fill a screen."""
    text = ", ".join(cell.strip() for cell in row if cell.strip())
    return text if len(text) <= 600 else text[:600] + " …"
