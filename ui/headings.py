"""The titles of figures."""

import html

from metrics import catalogue
from ui import style
from ui.choices import Choices
from ui.frame import Reader
from wording.text import Text


def heading(sentence: str) -> str:
    """A figure's title, as HTML."""
    return f'<h2 class="figure">{html.escape(sentence)}</h2>'


def title(sentence: Text, reader: Reader, choices: Choices) -> None:
    """Put a figure's title, which names the measure, on the page."""
    measure = catalogue.metric(choices.metric).name(reader.language)
    style.show(heading(sentence(reader.language, measure=measure)))
