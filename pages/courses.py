"""講座 Courses: what is learnt, and finished?"""

import streamlit as st

from ui import (
    away,
    contents,
    course_answer,
    course_list,
    courses,
    filters,
    frame,
    learning,
    skills,
    style,
)
from wording import courses as words

MEASURE = "completion_matured"

frame.begin("courses")


@st.fragment
def changing() -> None:
    """What a choice changes."""
    reader = frame.reader()
    asked = ("year", "month", "place", "by", "kind", "sort")
    choices, mended = filters.choose(reader, *asked)
    problem = learning.problem(reader.snapshot, choices.month)
    sources = frame.sources(reader)
    if problem:
        unread = frame.nothing(words.NOT_READ(reader.language), problem(reader.language))
        style.show(mended + unread + sources)
        return
    answer = course_answer.answer(reader, choices)
    if not course_list.listing(reader.snapshot, choices).entries:
        style.show(mended + frame.nothing(*answer) + sources)
        return

    table = course_list.table(reader.snapshot, choices)
    figure = course_list.figure(reader.snapshot, choices)
    style.show(mended + frame.heading(*answer) + figure + contents.folded(table, reader.language))
    elsewhere = courses.elsewhere_in_region(reader.snapshot, choices)
    defined = frame.definition(MEASURE, reader.language)
    style.show(elsewhere + skills.fragment(reader.snapshot, choices) + sources + defined)
    away.take_away(lambda: table, "courses", reader, answer[1])


changing()
