"""Names lie on no other name and on no dot, however wide the window is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from charts.labels import SIDES, Box, Dot, name_box, sides

NARROW, HEIGHT = 280, 320
places = st.tuples(st.integers(0, NARROW), st.integers(0, HEIGHT))
dots = st.lists(
    st.builds(lambda place, name: Dot(*place, name), places, st.sampled_from([0, 45, 90])),
    min_size=1,
    max_size=30,
    unique_by=lambda dot: (dot.x, dot.y),
)


def widened(dot: Dot, times: float) -> Dot:
    return Dot(dot.x * times, dot.y, dot.name)


@settings(deadline=None)
@given(dots, st.floats(1, 5))
def test_names_meet_nothing_in_a_window_of_any_width(listed: list[Dot], times: float) -> None:
    found = sides(listed, [], NARROW, HEIGHT)
    wide = [widened(dot, times) for dot in listed]
    named = [(dot, side) for dot, side in zip(wide, found, strict=True) if side]
    boxes = [name_box(dot, side) for dot, side in named]
    for (dot, _), box in zip(named, boxes, strict=True):
        assert box.left >= 0
        assert box.right <= NARROW * times
        assert not any(box.meets(other) for other in boxes if other is not box)
        middles = (Box(other.x, other.y, other.x, other.y) for other in wide if other is not dot)
        assert not any(box.meets(middle) for middle in middles)


def test_the_right_is_tried_first_and_a_dot_in_the_way_moves_the_name() -> None:
    alone, crowded = Dot(50, 100, 60), Dot(90, 100)
    assert sides([alone], [], NARROW, HEIGHT) == [SIDES[0]]
    assert sides([alone, crowded], [], NARROW, HEIGHT)[0] not in {None, "right"}


def test_a_name_without_room_is_left_out_and_a_dot_without_a_name_has_none() -> None:
    everywhere = Box(0, 0, NARROW, HEIGHT)
    assert sides([Dot(100, 100, 60)], [everywhere], NARROW, HEIGHT) == [None]
    assert sides([Dot(100, 100)], [], NARROW, HEIGHT) == [None]
    assert sides([Dot(20, 100, 300)], [], NARROW, HEIGHT) == [None]


def test_what_is_avoided_is_crossed_only_where_there_is_no_other_room() -> None:
    line = Box(80, 0, 82, HEIGHT)
    assert sides([Dot(70, 100, 60)], [], NARROW, HEIGHT, [line]) == ["left"]
    wall = Box(0, 0, 69, HEIGHT)
    assert sides([Dot(70, 100, 60)], [wall], NARROW, HEIGHT, [line]) == ["right"]
