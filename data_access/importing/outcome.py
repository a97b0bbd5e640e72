"""What became of a file: for programs as JSON, for people as sentences."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from data_access.importing.attempt import Attempt
from data_access.importing.effect import NO_CHANGES, Changes, Fall, Place, Standing
from data_access.importing.places import MAP
from data_access.importing.reasons import REASONS, Refusal, filled
from data_access.importing.tally import Rejection, Tally
from wording.text import Text

Status = Literal["committed", "noop", "held", "refused"]

COMMITTED = 0
HELD = 3
REFUSED = 4
DATABASE = 5
_EXIT: dict[Status, int] = {"committed": 0, "noop": 0, "held": HELD, "refused": REFUSED}
_LINES_SHOWN = 5
_LONGEST_FOUND = 40
_UNASSIGNED_SHOWN = 10

_COMMITTED = Text(
    ja="{file}（{kind}）：{records}件のうち{accepted}件を取り込みました。",
    en="{file} ({kind}): {accepted} of {records} records were imported.",
)
_TRIED = Text(
    ja="{file}（{kind}）：{records}件のうち{accepted}件を取り込めます（試行のため、何も変更していません）。",
    en="{file} ({kind}): {accepted} of {records} records can be imported "
    "(a dry run; nothing was changed).",
)
_NOOP = Text(
    ja="{file}（{kind}）：同じ内容のファイルを取り込み済みのため、何も変更していません。",
    en="{file} ({kind}): the same file has been imported before; nothing was changed.",
)
_HELD = Text(
    ja="{file}：保留しました。{why} 何も取り込んでいません。ファイルを確認してください。"
    "このまま取り込んでよければ、承認（--confirm）してください。",
    en="{file}: held for a second look. {why} Nothing was imported; please check the file. "
    "If it is right as it is, confirm it (--confirm).",
)
_REFUSED = Text(
    ja="{file}：取り込めません。{why}",
    en="{file}: refused. {why}",
)
_REJECTED = Text(
    ja="　拒否 {count}件（{lines}）：{why}",
    en="  {count} rejected ({lines}): {why}",
)
_SKIPPED = Text(ja="　対象外 {count}件：{why}", en="  {count} skipped: {why}")
_LINE = Text(ja="{line}行目「{column}」", en="line {line} “{column}”")
_LINE_FOUND = Text(
    ja="{line}行目「{column}」の「{found}」",
    en="line {line} “{column}”: “{found}”",
)
_LINE_ALONE = Text(ja="{line}行目", en="line {line}")
_MORE = Text(ja="{listed} ほか", en="{listed} and others")
_UNASSIGNED = Text(
    ja="　所属が分からない受講者 {count}人：{labels}。",
    en="  Learners of no known municipality: {count} ({labels}).",
)
_UNLABELLED = Text(ja="（手がかりなし）", en="(nothing to go by)")
_LABEL = Text(ja="{label} {count}人", en="{label}: {count}")
_NOTE = Text(ja="　{note}", en="  {note}")
_CHANGES = Text(
    ja="　新しい記録 {new}件、内容の変わった記録 {changed}件、変わらない記録 {unchanged}件",
    en="  {new} new, {changed} changed and {unchanged} unchanged records",
)
_PLACE = Text(ja="　{name}：{quantities}", en="  {name}: {quantities}")
_QUANTITY = Text(ja="{quantity} {before}→{after}", en="{quantity} {before} → {after}")
_QUANTITIES = {
    "licences": Text(ja="ライセンス", en="licences"),
    "learners": Text(ja="受講者", en="learners"),
    "enrolments": Text(ja="受講登録", en="enrolments"),
    "completions": Text(ja="修了", en="completions"),
}
_FELL = Text(
    ja="{places}。3割を超えて減っています。",
    en="More than 30 % would be lost: {places}.",
)
_OVERRULED = Text(
    ja="　確認して承認された、保留の理由：{why}",
    en="  It would have been held, and a person has confirmed it: {why}",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. accepted + rejected + skipped = records."""

    file: str
    kind: str | None
    """None where the file is of no known kind."""
    status: Status
    records: int = 0
    accepted: int = 0
    rejected: int = 0
    skipped: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    """Reason code -> records; for a file refused as a whole, its one code -> 1."""
    batch: int | None = None
    changes: Changes = NO_CHANGES
    """What the records knew before; known once the file has been taken in, or tried."""
    places: tuple[Place, ...] = ()
    """Each municipality before and after; of files imported together, after all of them."""
    details: tuple[Text, ...] = field(default=(), compare=False)
    """What was found, a sentence each: why the file was turned away, reasons, and notes."""
    summary: Text = field(default=Text("", ""), compare=False)
    """The whole for a person at the command line."""
    unassigned: int = field(default=0, compare=False)
    """Learners whose municipality nothing tells."""

    @property
    def exit_status(self) -> int:
        """0 committed or no change, 3 held, 4 refused."""
        return _EXIT[self.status]

    def as_json(self) -> str:
        """One object on one line."""
        shown: dict[str, Any] = asdict(self)
        del shown["summary"], shown["details"], shown["unassigned"]
        return json.dumps(shown, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a file changed."""

    changes: Changes = NO_CHANGES
    places: tuple[Place, ...] = ()


def committed(attempt: Attempt, effect: Effect, *, dry_run: bool) -> Outcome:
    """The outcome of a file that was taken in, or would be."""
    tally = attempt.tally
    first = filled(
        _TRIED if dry_run else _COMMITTED,
        file=attempt.source.name,
        kind=tally.layout.format.name,
        records=tally.records,
        accepted=tally.accepted,
    )
    told = [filled(_OVERRULED, why=reason.text) for reason in attempt.overruled]
    told += [*_details(tally), *_unassigned(attempt.unassigned)]
    told += [filled(_NOTE, note=note) for note in attempt.notes]
    lines = [first, _changes(effect.changes), *told]
    lines += attempt.commands or ([MAP] if attempt.unassigned else [])
    lines += place_lines(effect.places) if dry_run else []
    batch = None if dry_run else attempt.batch
    counted = _counted(tally, attempt, "committed", batch, told)
    return replace(
        counted, changes=effect.changes, places=effect.places, summary=_joined(lines, "\n")
    )


def fell(fallen: list[Fall]) -> Refusal:
    """What holds a file by which municipalities would lose too much."""
    listed = _joined([_fall(each) for each in fallen[:_LINES_SHOWN]], "、", ", ")
    if len(fallen) > _LINES_SHOWN:
        listed = filled(_MORE, listed=listed)
    return Refusal("fell", filled(_FELL, places=listed), held=True)


def held(attempt: Attempt, reason: Refusal, effect: Effect, *, dry_run: bool) -> Outcome:
    """The outcome of a file that was taken in before it was known what should hold it."""
    found = turned_away(attempt, reason, None if dry_run else attempt.batch)
    return replace(found, changes=effect.changes, places=effect.places)


def turned_away(attempt: Attempt, refusal: Refusal, batch: int | None) -> Outcome:
    """The outcome of a file that was read, and then held or refused."""
    status: Status = "held" if refusal.held else "refused"
    why = refusal.at_command_line
    first = filled(_HELD if refusal.held else _REFUSED, file=attempt.source.name, why=why)
    found = list(_details(attempt.tally))
    outcome = _counted(attempt.tally, attempt, status, batch, [refusal.text, *found])
    outcome.reasons.setdefault(refusal.code, 1)
    return replace(outcome, summary=_joined([first, *found], "\n"))


def not_read(file: str, kind: str | None, refusal: Refusal) -> Outcome:
    """The outcome of a file that is not even read as records."""
    why = refusal.at_command_line
    text = filled(_HELD if refusal.held else _REFUSED, file=file, why=why)
    status: Status = "held" if refusal.held else "refused"
    details = (refusal.text,)
    return Outcome(file, kind, status, reasons={refusal.code: 1}, details=details, summary=text)


def unchanged(file: str, kind: str, name: Text, batch: int | None) -> Outcome:
    """The outcome of a file that was imported before, as the given batch if it was one."""
    return Outcome(file, kind, "noop", batch=batch, summary=filled(_NOOP, file=file, kind=name))


def _counted(
    tally: Tally, attempt: Attempt, status: Status, batch: int | None, details: list[Text]
) -> Outcome:
    return Outcome(
        file=attempt.source.name,
        kind=tally.layout.format.kind,
        status=status,
        records=tally.records,
        accepted=tally.accepted,
        rejected=tally.rejected.total(),
        skipped=tally.skipped.total(),
        reasons=tally.reasons(),
        batch=batch,
        details=tuple(details),
        unassigned=attempt.unassigned.total(),
    )


def _changes(changes: Changes) -> Text:
    return filled(_CHANGES, **asdict(changes))


def place_lines(places: Iterable[Place]) -> Iterable[Text]:
    """A line for each municipality that changes, with what does."""
    for place in places:
        if place.before != place.after:
            yield filled(_PLACE, name=place.name, quantities=_quantities(place))


def _quantities(place: Place) -> Text:
    moved = [
        filled(_QUANTITY, quantity=_QUANTITIES[name], before=before, after=after)
        for name, before, after in _both(place.before, place.after)
        if before != after
    ]
    return _joined(moved, "、", ", ")


def _both(before: Standing, after: Standing) -> Iterable[tuple[str, int, int]]:
    then, now = asdict(before), asdict(after)
    return ((name, then[name], now[name]) for name in _QUANTITIES)


def _fall(fall: Fall) -> Text:
    quantity = filled(
        _QUANTITY, quantity=_QUANTITIES[fall.quantity], before=fall.before, after=fall.after
    )
    return filled(
        Text(ja="{name}の{quantity}", en="{name}: {quantity}"), name=fall.name, quantity=quantity
    )


def _details(tally: Tally) -> Iterable[Text]:
    for code, count in tally.rejected.most_common():
        lines = _lines([each for each in tally.first if each.reason.code == code], count)
        yield filled(_REJECTED, count=count, lines=lines, why=REASONS[code].text)
    for code, count in tally.skipped.most_common():
        yield filled(_SKIPPED, count=count, why=REASONS[code].text)


def _lines(rejections: list[Rejection], count: int) -> Text:
    """The first few places, each with its line and column."""
    places = [_line(each) for each in rejections[:_LINES_SHOWN]]
    listed = _joined(places, "、", ", ")
    return filled(_MORE, listed=listed) if count > len(places) else listed


def _line(rejection: Rejection) -> Text:
    """Where it was, and what was found there."""
    found = " ".join((rejection.found or "").split())
    text = _LINE_FOUND if found else _LINE if rejection.column else _LINE_ALONE
    found = found if len(found) <= _LONGEST_FOUND else found[:_LONGEST_FOUND] + "…"
    return filled(text, line=rejection.line, column=rejection.column, found=found)


def _unassigned(unassigned: Counter[str]) -> Iterable[Text]:
    if unassigned:
        labels = [
            filled(_LABEL, label=label or _UNLABELLED, count=count)
            for label, count in unassigned.most_common(_UNASSIGNED_SHOWN)
        ]
        listed = _joined(labels, "、", ", ")
        if len(unassigned) > len(labels):
            listed = filled(_MORE, listed=listed)
        yield filled(_UNASSIGNED, count=unassigned.total(), labels=listed)


def _joined(texts: list[Text], between: str, between_en: str | None = None) -> Text:
    return Text(
        ja=between.join(text.ja for text in texts),
        en=(between_en or between).join(text.en for text in texts),
    )
