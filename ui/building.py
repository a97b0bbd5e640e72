"""Presentations put together: the list of them, and the scenes of one."""

import html
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial

import streamlit as st

from data_access.presentations import Entry, NotYours, Presentation, Scene, as_note, as_title
from data_access.problems import DatabaseProblem
from metrics import show as shown
from ui import (
    filters,
    frame,
    phrases,
    remembered,
    room,
    scenes,
    scripted,
    showing,
    slides,
    style,
    url,
)
from ui.choices import FIGURES, Choices
from ui.frame import Reader
from wording import presentation as words
from wording.text import Language, Text

_LIST = scripted.element("scenes", '<ol class="scenes"></ol>')
LIST = "scenes"
NEW, ADDED = "new-presentation", "new-scene"
"""The forms that are emptied once they were sent."""
KINDS_OF_NAMES = ("real", "renamed")
STARTS = {"usual": words.START_USUAL, "empty": words.START_EMPTY}


# The list of presentations -----------------------------------------------------------------------


def listed(reader: Reader) -> None:
    """Put the list on the page, and the form that begins a new one."""
    spoken = reader.language
    found = showing.shelf(reader).presentations()
    count = {0: words.TITLE_NONE, 1: words.TITLE_ONE}.get(len(found), words.TITLE_MANY)
    title = frame.heading(count(spoken, count=len(found)), words.BELOW(spoken))
    style.show(frame.notices(remembered.told()) + title)
    with st.container(key="presentations", gap=None):
        style.show(_kept(reader, found))
        _new(reader)


def _kept(reader: Reader, found: Sequence[Presentation]) -> str:
    spoken = reader.language
    items = "".join(
        f'<li><a href="{html.escape(showing.link(spoken, presentation=each.id))}" target="_self">'
        f"{html.escape(each.title)}</a><span>{html.escape(_described(each, spoken))}</span></li>"
        for each in found
    )
    note = words.IN_THE_SAMPLE(spoken) if reader.snapshot.scope.role == "open" else ""
    body = f'<ul class="presentations">{items}</ul>' if items else ""
    head = f'<h2 class="figure">{words.YOURS(spoken)}</h2>' if items else ""
    return f'<div>{head}{body}<p class="note">{html.escape(note)}</p></div>'


def _described(each: Presentation, spoken: Language) -> str:
    return words.LINE(spoken, scenes=each.scenes, names=_names(each)(spoken))


def _names(each: Presentation) -> Text:
    return words.NAMES_SHORT["renamed" if each.pseudonym_key else "real"]


def _new(reader: Reader) -> None:
    spoken, at = reader.language, f"{remembered.form_number(NEW)}.{reader.language}"
    with st.container(key="new-presentation", gap="small"):
        style.show(f'<h2 class="figure">{words.NEW(spoken)}</h2>')
        title = st.text_input(
            words.NAME(spoken), key=f"name-{at}", placeholder=words.NAME_EXAMPLE(spoken)
        )
        names = st.radio(
            words.NAMES(spoken),
            KINDS_OF_NAMES,
            format_func=lambda each: (words.RENAMED if each == "renamed" else words.REAL)(spoken),
            key=f"names-{at}",
            horizontal=True,
        )
        style.show(f'<p class="note">{html.escape(words.NAMES_NOTE[names](spoken))}</p>')
        start = st.radio(
            words.START(spoken),
            list(STARTS),
            format_func=lambda each: STARTS[each](spoken),
            key=f"start-{at}",
            horizontal=True,
        )
        if st.button(words.CREATE(spoken), key="create", type="primary"):
            with _in_sentences(spoken):
                number = begin(reader, title, pseudonyms=names == "renamed", usual=start == "usual")
                remembered.empty_form(NEW)
                _to(presentation=number, scene=None)


def begin(reader: Reader, title: str, *, pseudonyms: bool, usual: bool) -> str:
    """A new presentation, empty or with the usual scenes; gives its id."""
    shelf, spoken = showing.shelf(reader), reader.language
    number = shelf.begin(
        title.strip() or words.UNNAMED(spoken),
        pseudonyms=pseudonyms,
        kinds_told=scenes.kinds_may_be_told(reader),
    )
    found = shelf.presentation(number)
    if usual and found is not None:
        guest = scenes.for_room(reader, found)
        chosen = scenes.chosen_again(guest, {})
        for figure in room.USUAL:
            with suppress(room.NothingToShow):
                made = scenes.made(guest, figure, chosen)
                kept = scenes.kept_choices(guest.snapshot, figure, chosen)
                shelf.add(number, figure, kept, "", made)
    return number


# One presentation --------------------------------------------------------------------------------


def build(reader: Reader, number: str, one: str) -> None:
    """Put the scenes of a presentation on the page, and what makes or changes one."""
    shelf, spoken = showing.shelf(reader), reader.language
    found = shelf.presentation(number)
    if found is None or found.owner != reader.visit.who:
        nothing = frame.nothing(words.NOT_THERE(spoken), words.NOT_YOURS(spoken))
        style.show(nothing + showing.back(spoken))
        return
    kept = shelf.entries(number, spoken)
    guest = scenes.for_room(reader, found)
    looked_at = shelf.scene(number, one) if one else None
    chosen, mended = (None, "") if looked_at else _choose(reader, guest)
    told = mended + frame.notices(remembered.told())
    with st.container(key="desk", gap=None):
        with st.container(key="desk-list", gap=None):
            style.show(told + _heading(reader, found, kept))
            _tools(reader, guest, found, kept)
            _show_list(reader, found, kept, one if looked_at else "")
            _name(reader, found)
        with st.container(key="desk-scene", gap="small"):
            if looked_at:
                _change(reader, found, looked_at, kept)
            elif chosen:
                _add(reader, guest, found, chosen)


def _choose(reader: Reader, guest: Reader) -> tuple[Choices, str]:
    """The choices of the figure that may be added next."""
    asked = url.parameters().get("figure", FIGURES[0])
    offered = room.offered(guest.snapshot)
    figure = asked if asked in offered else offered[0]
    names = room.asked(figure, guest.snapshot)
    chosen, mended = filters.choose(reader, "figure", *names, figures=offered)
    return replace(chosen, figure=figure), mended


def _heading(reader: Reader, found: Presentation, kept: Sequence[Entry]) -> str:
    """How many scenes there are, and of which data they were made."""
    spoken = reader.language
    title = {0: words.MADE_TITLE_EMPTY, 1: words.MADE_TITLE_ONE}.get(len(kept), words.MADE_TITLE)
    said = title(spoken, title=found.title, count=len(kept))
    names = _names(found)(spoken)
    if not kept:
        return frame.heading(said, words.EMPTY_BELOW(spoken, names=names))
    days = sorted({each.as_of for each in kept})
    first, last = (shown.day(day, spoken) for day in (days[0], days[-1]))
    frozen = words.FROZEN if len(days) == 1 else words.FROZEN_APART
    below = [frozen(spoken, as_of=last, first=first, last=last, names=names)]
    if is_behind(reader, kept):
        below.append(words.NEWER(spoken, as_of=reader.as_of))
    return frame.heading(said, phrases.sentences(below, spoken))


def is_behind(reader: Reader, kept: Sequence[Entry]) -> bool:
    """Whether the records have changed since a scene was made."""
    now = reader.snapshot.dataset, reader.snapshot.version
    return any((each.dataset, each.version) != now for each in kept)


def _tools(reader: Reader, guest: Reader, found: Presentation, kept: Sequence[Entry]) -> None:
    spoken = reader.language
    with st.container(key="tools", horizontal=True):
        start = ""
        if kept:
            href = html.escape(showing.link(spoken, show=found.id))
            start = f'<a class="start" href="{href}" target="_self">{words.SHOW(spoken)}</a>'
        style.show(f'<p class="tools">{start}{showing.to_all(spoken)}</p>')
        if kept and is_behind(reader, kept):
            _button(words.REFRESH, "refresh", spoken, lambda: refresh(guest, reader, found))
        _discarding(reader, found)


def _discarding(reader: Reader, found: Presentation) -> None:
    """Deleting takes two presses."""
    spoken, sure = reader.language, ("discard", found.id)
    if remembered.is_asked_again(sure):
        _button(words.DISCARD_SURE, "discard-sure", spoken, partial(_discard, reader, found))
    else:
        _button(words.DISCARD, "discard", spoken, lambda: remembered.ask_again(sure))


def _discard(reader: Reader, found: Presentation) -> None:
    showing.shelf(reader).discard(found.id)
    remembered.tell(words.DISCARDED(reader.language, title=found.title))
    _to(presentation=None, scene=None)


def refresh(guest: Reader, reader: Reader, found: Presentation) -> None:
    """Make every scene anew; one that would be empty now stays as it was, and that is said."""
    shelf, spoken, left = showing.shelf(reader), reader.language, []
    kept = shelf.scenes(found.id)
    for at, each in enumerate(kept, start=1):
        try:
            again = scenes.chosen_again(guest, each.choices)
            shelf.freeze(found.id, each.id, scenes.made(guest, each.figure, again))
        except room.NothingToShow:
            left.append(str(at))
    told = [words.REFRESHED(spoken, count=len(kept) - len(left), as_of=reader.as_of)]
    if left:
        told.append(words.NOT_REFRESHED(spoken, scenes=", ".join(left)))
    remembered.tell(phrases.sentences(told, spoken))


def _button(label: Text, key: str, spoken: Language, act: Callable[[], None]) -> None:
    if st.button(label(spoken), key=key, type="tertiary"):
        with _in_sentences(spoken):
            act()
            st.rerun()


# Its scenes --------------------------------------------------------------------------------------


def _show_list(reader: Reader, found: Presentation, kept: Sequence[Entry], one: str) -> None:
    spoken = reader.language
    described = {
        "label": words.SCENES(spoken),
        "language": spoken,
        "words": {
            "up": words.UP(spoken),
            "down": words.DOWN(spoken),
            "drop": words.DROP(spoken),
            "fresh": words.NEW_SCENE(spoken),
        },
        "scenes": [
            {
                "id": each.id,
                "title": each.title,
                "below": words.FIGURES[each.figure](spoken),
            }
            for each in kept
        ],
        "chosen": one,
    }
    _LIST(
        key=LIST,
        data=scripted.content(described),
        on_chosen_change=partial(_follow, reader, found.id),
    )


def _name(reader: Reader, found: Presentation) -> None:
    """The presentation's name, to be corrected."""
    spoken = reader.language
    name = st.text_input(words.NAME(spoken), value=found.title, key=f"name-{found.id}.{spoken}")
    if as_title(name) not in {"", found.title}:
        with _in_sentences(spoken):
            showing.shelf(reader).rename(found.id, name)
            st.rerun()


def _follow(reader: Reader, number: str) -> None:
    """Do what the list's script has sent."""
    sent, shelf = url.sent(LIST), showing.shelf(reader)
    try:
        if "scene" in sent:
            url.write({"scene": sent["scene"] or None})
        elif "move" in sent:
            shelf.move(number, sent["move"], -1 if sent.get("by") == "-1" else 1)
        elif "drop" in sent:
            shelf.drop(number, sent["drop"])
            url.write({"scene": None})
    except NotYours:
        remembered.tell(words.NOT_YOURS(reader.language))
    except DatabaseProblem as problem:
        remembered.tell(problem.sentence(reader.language))


def _add(reader: Reader, guest: Reader, found: Presentation, chosen: Choices) -> None:
    """The preview of the chosen figure, and the button that adds it."""
    spoken = reader.language
    try:
        slide = scenes.slide(guest, chosen.figure, chosen)
    except room.NothingToShow as nothing:
        said = words.NOTHING(spoken, title=nothing.title)
        style.show(frame.notices([said, nothing.advice]))
        return
    band = showing.band_of(reader, found)
    slides.preview(slides.markup(slide, "", band), key="preview")
    title = st.text_input(
        words.SCENE_TITLE(spoken),
        key=f"title-new-{remembered.form_number(ADDED)}.{spoken}",
        placeholder=slide.title,
    )
    if st.button(words.ADD(spoken), key="add", type="primary"):
        with _in_sentences(spoken):
            _added(reader, guest, found, chosen, title)


def _added(reader: Reader, guest: Reader, found: Presentation, chosen: Choices, title: str) -> None:
    made = scenes.made(guest, chosen.figure, chosen)
    kept = scenes.kept_choices(guest.snapshot, chosen.figure, chosen)
    one = showing.shelf(reader).add(found.id, chosen.figure, kept, title, made)
    told = words.TOO_MANY_SCENES if one is None else words.ADDED
    remembered.empty_form(ADDED)
    remembered.tell(told(reader.language, position=found.scenes + 1))
    st.rerun()


def _change(reader: Reader, found: Presentation, one: Scene, kept: Sequence[Entry]) -> None:
    """A scene as it is kept, with its title and the presenter's note."""
    spoken = reader.language
    slide = one.made.slides[spoken]
    place = words.POSITION(spoken, at=[each.id for each in kept].index(one.id) + 1, of=len(kept))
    band = showing.band_of(reader, found)
    slides.preview(slides.markup(slide, one.title, band, place), key="preview")
    title = st.text_input(
        words.SCENE_TITLE(spoken),
        value=one.title,
        key=f"title-{one.id}.{spoken}",
        placeholder=slide.title,
    )
    note = st.text_area(
        words.NOTE(spoken), value=one.note, key=f"note-{one.id}.{spoken}", height=80
    )
    if (as_title(title), as_note(note)) != (one.title, one.note):
        with _in_sentences(spoken):
            showing.shelf(reader).word(found.id, one.id, title, note)
            st.rerun()


# Ways --------------------------------------------------------------------------------------------


def _to(**changes: str | None) -> None:
    url.write(changes)
    st.rerun()


@contextmanager
def _in_sentences(spoken: Language) -> Iterator[None]:
    """What was not done is said why, beside the button."""
    try:
        yield
    except NotYours:
        style.show(frame.notices([words.NOT_YOURS(spoken)]))
    except DatabaseProblem as problem:
        style.show(frame.notices([problem.sentence(spoken)]))
