"""What becomes of a file, as a reader of the data page sees it."""

import html
from collections.abc import Sequence

from data_access.importing.effect import NO_CHANGES
from data_access.importing.outcome import Outcome
from ui import arrivals, standings
from ui.frame import Reader
from wording import data as words
from wording.text import Text

_WOULD: dict[str, Text] = {
    "committed": words.WOULD,
    "noop": words.SAME,
    "held": words.HELD,
    "refused": words.REFUSED,
}
_DID = {**_WOULD, "committed": words.DONE}


def fragment(outcomes: Sequence[Outcome], reader: Reader, *, dry_run: bool) -> str:
    """Each file with what was found in it, then the municipalities before and after, as HTML."""
    cards = "".join(_card(each, reader, dry_run=dry_run) for each in outcomes)
    moved = next((each.places for each in reversed(outcomes) if each.places), None)
    effect = "" if moved is None else standings.fragment(moved, reader)
    return f'<div class="outcomes">{cards}</div>{effect}'


def _card(outcome: Outcome, reader: Reader, *, dry_run: bool) -> str:
    spoken = reader.language
    state = (_WOULD if dry_run else _DID)[outcome.status](spoken)
    kind = arrivals.kind_name(outcome.kind, reader) if outcome.kind else words.UNKNOWN_KIND(spoken)
    lines = [_records(outcome, reader)] if outcome.records else []
    lines += [line(spoken).strip() for line in outcome.details]
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return (
        f'<section class="outcome {outcome.status}">'
        f"<h3>{html.escape(outcome.file)}</h3>"
        f'<p class="state">{html.escape(state)}<span>{html.escape(kind)}</span></p>'
        f"<ul>{items}</ul></section>"
    )


def _records(outcome: Outcome, reader: Reader) -> str:
    """The records by what becomes of them; what is new among them is known of a file taken in."""
    changes = outcome.changes
    if outcome.accepted and changes == NO_CHANGES:
        return words.RECORDS_READ(
            reader.language,
            records=f"{outcome.records:,}",
            accepted=f"{outcome.accepted:,}",
            rejected=f"{outcome.rejected:,}",
            skipped=f"{outcome.skipped:,}",
        )
    return words.RECORDS(
        reader.language,
        records=f"{outcome.records:,}",
        new=f"{changes.new:,}",
        changed=f"{changes.changed:,}",
        unchanged=f"{changes.unchanged:,}",
        rejected=f"{outcome.rejected:,}",
        skipped=f"{outcome.skipped:,}",
    )
