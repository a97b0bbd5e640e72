"""The titles of figures."""

import html

from metrics import catalogue
from ui.choices import Choices
from wording.text import Text


def heading(sentence: str) -> str:
    """A figure's title, as HTML."""
    return f'<h2 class="figure">{html.escape(sentence)}</h2>'


def title(sentence: Text, choices: Choices) -> str:
    """A figure's title that names the measure, as HTML."""
    measure = catalogue.metric(choices.metric).name(choices.language)
    return heading(sentence(choices.language, measure=measure))


def note(sentence: str) -> str:
    """A sentence in small type that tells how to read a figure, as HTML."""
    return f'<p class="note">{html.escape(sentence)}</p>'
