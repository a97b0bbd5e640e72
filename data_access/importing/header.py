"""What kind of file it is, read off its header: the one row that names the columns.

Office files carry title rows above the header or spread it over two lines, the platform translates
it into the language of the administrator who exports, and Excel turns `No.` into `No#`. So the
header is looked for among the first lines, and each column is known by several names. Where that
is not enough a person explains the header once, and the explanation is kept (`headings.py`).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from data_access.importing.cells import matched
from data_access.importing.reasons import Refusal, filled
from wording.text import Text

HEADER_WITHIN = 20
"""Lines from the top of the file."""
TO_MEND = (
    Text(ja="行", en="line"),
    Text(ja="列", en="column"),
    Text(ja="書かれていた値", en="found"),
    Text(ja="取り込めない理由", en="reason"),
)
"""Headings of what stands before a refused record that was written out to be mended."""

_UNKNOWN_KIND = Text(
    ja="取り込める種類のファイルではありません。取り込めるのは{kinds}です。"
    "先頭の{lines}行に見出しとして知っている列がありませんでした。最初の行：{seen}",
    en="This is not a kind of file that can be imported; those are: {kinds}. None of the first "
    "{lines} lines is a header that is known. The first line is: {seen}",
)
_MISSING_COLUMN = Text(
    ja="{kind} に必要な列がありません：{missing}。{line}行目にあった列：{seen}。"
    "別の名前の列があれば、どの列かを一度登録すると取り込めます。",
    en="A column that {kind} needs is missing: {missing}. The columns on line {line} are: {seen}. "
    "If one of them is meant under another name, say once which: then it can be imported.",
)
_COLUMNS = Text(
    ja="　列の登録：python -m data_access columns ファイル名",
    en="To say what the columns are: python -m data_access columns FILE",
)
_TEMPLATE = Text(
    ja="　契約の様式の作成：python -m data_access template",
    en="For an empty contract form: python -m data_access template",
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

    @property
    def called(self) -> Text:
        """What a person knows it by: the first name in their language, and the source's own."""
        own = self.names[0]
        ja = next((name for name in self.names if not name.isascii()), own)
        en = next((name for name in self.names if name.isascii()), own)
        return Text(ja if ja == own else f"{ja}／{own}", en)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, known by its columns."""

    kind: str
    name: Text
    fields: tuple[Field, ...]
    identifying: frozenset[str]
    """Names of fields of which two mark a row as this format's header, complete or not."""
    may_say_nothing: bool = False
    """Whether a file may hold nothing that counts, as a stretch of a stream may."""

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
    titles: tuple[tuple[str, ...], ...] = ()
    """What stands above the header."""

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


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person has said about a header."""

    kind: str
    positions: Mapping[str, int]
    """Field name -> column, from 0."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be the header, or two that may be one together."""

    above: int
    """Records up to and including it."""
    line: int
    row: tuple[str, ...]
    upper: tuple[str, ...] = ()
    """The row above, where the two are taken together."""

    def read_as(self, format_: Format) -> tuple[str, ...]:
        """The headings; of two lines those of both that the format knows, or else the lower."""
        if not self.upper:
            return self.row
        names = {_heading(name) for field in format_.fields for name in field.names}
        both = zip_longest(self.upper, self.row, fillvalue="")
        return tuple(_of_two(upper, lower, names) for upper, lower in both)


def layout_of(
    first: Iterable[tuple[int, Sequence[str]]],
    formats: Sequence[Format],
    explained: Mapping[str, Explanation] | None = None,
) -> Layout:
    """The layout of a file whose first records, each with its line, are given.

    `explained` holds what persons have said, by the header's signature. Refuses: unknown kind, a
    missing column, two columns for one field.
    """
    rows = [(line, tuple(row)) for line, row in first if line <= HEADER_WITHIN]
    titles = tuple(row for _, row in rows)
    nearest: tuple[int, Format, Candidate] | None = None
    for candidate in candidates(rows):
        said = _said(candidate.row, explained or {})
        if said and not candidate.upper:
            return _explained(said, candidate, formats, titles)
        for format_ in formats:
            found = positions(candidate.read_as(format_), format_)
            if len(format_.identifying & found.keys()) < 2:
                continue
            if not missing(format_, found):
                return _checked(format_, candidate, found, titles)
            if nearest is None or len(found) > nearest[0]:
                nearest = (len(found), format_, candidate)
    if nearest:
        raise _incomplete(*nearest[1:])
    raise _unknown(rows, formats)


def _said(row: Sequence[str], explained: Mapping[str, Explanation]) -> Explanation | None:
    """What a person has said about these headings, also where records to be mended carry them."""
    said, before = explained.get(signature(row)), len(TO_MEND)
    if said is None and all(map(_is_called, row[:before], TO_MEND)):
        own = explained.get(signature(row[before:]))
        said = own and Explanation(
            own.kind, {name: at + before for name, at in own.positions.items()}
        )
    return said


def _is_called(heading: str, name: Text) -> bool:
    return heading.strip() in (name.ja, name.en)


def candidates(rows: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[Candidate]:
    """What may be the header: each row by itself, then each two that follow one another."""
    for above, (line, row) in enumerate(rows, start=1):
        yield Candidate(above, line, row)
    for above, ((_, upper), (line, row)) in enumerate(pairwise(rows), start=2):
        yield Candidate(above, line, row, upper)


def signature(row: Sequence[str]) -> str:
    """The same for two headers that mean the same: it leaves out case, width and spaces."""
    headings = "\n".join(_heading(cell) for cell in row).rstrip("\n")
    return hashlib.sha256(headings.encode()).hexdigest()


def shown(row: Sequence[str]) -> tuple[str, ...]:
    """Headings as a person reads them."""
    return tuple(" ".join(cell.lstrip("\ufeff").split()) for cell in row)


def _heading(cell: str) -> str:
    """A heading as it is compared: `Course No#`, `course no.` and `Ｃｏｕｒｓｅ　Ｎｏ` are one."""
    text = matched(cell.lstrip("\ufeff"))
    return re.sub(r"[\s_\"'・:]+|[.#]$", "", text.rstrip("*＊"))


def _of_two(upper: str, lower: str, names: set[str]) -> str:
    for text in (upper + lower, lower, upper):
        if _heading(text) in names:
            return text
    return lower or upper


def positions(row: Sequence[str], format_: Format) -> dict[str, list[int]]:
    """Field name -> the columns that carry one of its names."""
    headings = [_heading(cell) for cell in row]
    found: dict[str, list[int]] = {}
    for field in format_.fields:
        names = {_heading(name) for name in field.names}
        columns = [at for at, heading in enumerate(headings) if heading in names]
        if columns:
            found[field.name] = columns
    return found


def missing(format_: Format, found: Mapping[str, object]) -> list[Field]:
    """The fields that the format needs and that are not there."""
    return [
        each
        for each in format_.fields
        if each.required and each.name not in found and each.unless not in found
    ]


def listing(fields: Iterable[Field]) -> Text:
    """What the fields are called, one after the other."""
    called = [each.called for each in fields]
    return Text(ja="、".join(each.ja for each in called), en=", ".join(each.en for each in called))


def _explained(
    said: Explanation,
    candidate: Candidate,
    formats: Sequence[Format],
    titles: tuple[tuple[str, ...], ...],
) -> Layout:
    format_ = next(each for each in formats if each.kind == said.kind)
    titles = titles[: candidate.above - 1]
    return Layout(format_, candidate.above, shown(candidate.row), dict(said.positions), titles)


def _checked(
    format_: Format,
    candidate: Candidate,
    found: dict[str, list[int]],
    titles: tuple[tuple[str, ...], ...],
) -> Layout:
    headings = shown(candidate.read_as(format_))
    twice = [
        "、".join(f"「{headings[at]}」" for at in columns)
        for columns in found.values()
        if len(columns) > 1
    ]
    if twice:
        raise Refusal(
            "duplicate_column",
            filled(_DUPLICATE_COLUMN, twice=" / ".join(twice), line=candidate.line),
        )
    where = {name: at[0] for name, at in found.items()}
    above = candidate.above - 1 - bool(candidate.upper)
    return Layout(format_, candidate.above, headings, where, titles[:above])


def _incomplete(format_: Format, candidate: Candidate) -> Refusal:
    row = candidate.read_as(format_)
    lacking = listing(missing(format_, positions(row, format_)))
    text = filled(
        _MISSING_COLUMN,
        kind=format_.name,
        missing=lacking,
        line=candidate.line,
        seen=_listed(row),
    )
    return Refusal("missing_column", text, command=_COLUMNS)


def _unknown(rows: Sequence[tuple[int, Sequence[str]]], formats: Sequence[Format]) -> Refusal:
    seen = _listed(rows[0][1]) if rows else "—"
    names = [format_.name for format_ in formats]
    kinds = Text(ja="、".join(n.ja for n in names), en="; ".join(n.en for n in names))
    text = filled(_UNKNOWN_KIND, kinds=kinds, lines=HEADER_WITHIN, seen=seen)
    command = Text(_COLUMNS.ja + _TEMPLATE.ja, f"{_COLUMNS.en}. {_TEMPLATE.en}")
    return Refusal("unknown_kind", text, command=command)


def _listed(row: Sequence[str]) -> str:
    """The cells of a row in one line, cut where they would fill a screen."""
    text = ", ".join(cell.strip() for cell in row if cell.strip())
    return text if len(text) <= 600 else text[:600] + " …"
