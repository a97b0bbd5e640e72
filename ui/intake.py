"""What the data page's parts share: the line of links, errors in sentences, and a fresh start."""

import html
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn

import streamlit as st

from data_access.importing.reasons import Refusal
from data_access.problems import DatabaseProblem
from metrics import show as shown
from ui import frame, opening, remembered, style, url
from ui.frame import Reader
from wording import data as words
from wording.text import Language

PAGE = "data"
_CURRENT = ' aria-current="page"'


def chosen() -> str:
    """The part that the address asks for; the first one where it asks for none that there is."""
    asked = url.parameters().get("section", "")
    return asked if asked in words.SECTIONS else next(iter(words.SECTIONS))


def exact(reader: Reader) -> bool:
    """Whether the reader may see how few people there are."""
    return reader.snapshot.scope.role == "prefecture"


def links(reader: Reader) -> str:
    """The line of links to the parts, as HTML."""
    current, spoken, known = chosen(), reader.language, url.parameters()
    items = "".join(
        f'<a href="{html.escape(_address(known, section))}" target="_self"'
        f"{_CURRENT if section == current else ''}>{html.escape(name(spoken))}</a>"
        for section, name in words.SECTIONS.items()
    )
    return f'<nav class="parts" aria-label="{html.escape(words.PARTS(spoken))}">{items}</nav>'


def part_address(section: str, **more: str) -> str:
    """The relative address of a part, with the reader's other choices."""
    return _address(url.parameters(), section, **more)


def _address(known: Mapping[str, str], section: str, **more: str) -> str:
    return url.link(known, PAGE, **{"batch": None, "step": None, "section": section, **more})


def heading(reader: Reader, answer: str, below: str) -> str:
    """The links, what has just been done, and the part's title, as HTML."""
    return links(reader) + frame.notices(remembered.told()) + frame.heading(answer, below)


def people(count: int, reader: Reader) -> str:
    """A count of people as the reader may see it."""
    return shown.people(count, reader.language, exact=exact(reader))


@contextmanager
def in_sentences(spoken: Language) -> Iterator[None]:
    """What goes wrong inside is said in a sentence, and the page goes no further."""
    try:
        yield
    except DatabaseProblem as problem:
        _stop(problem.sentence(spoken))
    except Refusal as refusal:
        _stop(refusal.text(spoken))


def show_changed(*sentences: str) -> NoReturn:
    """Show the records as they are after a change, with sentences that say what was done."""
    opening.forget()
    remembered.tell(*sentences)
    st.rerun()


def _stop(sentence: str) -> NoReturn:
    style.show(frame.notices([sentence]))
    st.stop()
