"""The reader's language: an id in the address, Japanese where none is named."""

from ui import choices, url
from wording.text import Language


def spoken() -> Language:
    """The language of this view."""
    return choices.language(url.parameters())
