"""The legend of the map and the tiles: what has no value looks like nothing else."""

import re

from charts.palette import palette
from charts.rows import Row
from metrics.calculate import State, Value
from ui import legend


def row(state: State) -> Row:
    value = Value(state, 0.0 if state is State.ZERO else None)
    return Row(state, state, value, state, "", "", None, "")


def test_every_state_without_a_value_has_a_look_and_a_name_of_its_own() -> None:
    states = [state for state in State if state is not State.VALUE]
    for theme in ("light", "dark"):
        shown = legend.fragment([], [row(state) for state in states], palette(theme), "ja")
        looks = re.findall(r'<i class="(.*?)" style="(.*?)"></i>(.*?)</li>', shown)
        assert len({(marks, style) for marks, style, _ in looks}) == len(states)
        assert len({name for *_, name in looks}) == len(states)
