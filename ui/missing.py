"""Places that a figure cannot show, named by the reason."""

from collections.abc import Mapping, Sequence

from metrics import show
from metrics.calculate import State, Value
from ui import rows
from wording import compare as words
from wording.text import Language

NAMED = 12
"""The most names of one reason."""


def names_by_state(listed: Mapping[str, Value], names: Mapping[str, str], spoken: Language) -> str:
    """不参加9（三浦市、…）、データなし1（葉山町）; empty where every place has a value."""
    by_state: dict[State, list[str]] = {}
    for code, value in listed.items():
        if not value.known:
            by_state.setdefault(value.state, []).append(names[code])
    told = [_of(state, some, spoken) for state, some in by_state.items()]
    return rows.words_join(told, spoken)


def _of(state: State, names: Sequence[str], spoken: Language) -> str:
    return words.STATE_NAMES(
        spoken,
        state=show.STATES[state](spoken),
        count=len(names),
        names=some_names(names, spoken),
    )


def some_names(names: Sequence[str], spoken: Language) -> str:
    """All of a few names; of many the first, and how many there are besides."""
    shown = rows.words_join(names[:NAMED], spoken)
    if len(names) <= NAMED:
        return shown
    return words.MORE_NAMES(spoken, names=shown, more=len(names) - NAMED)
