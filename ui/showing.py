"""The show: all slides of a presentation, handed to the browser at once."""

import html

from data_access.presentations import Presentation, Scene, Shelf
from ui import cached, frame, scripted, slides, style, url
from ui.frame import Reader
from wording import frame as frame_words
from wording import presentation as words
from wording.text import Language

_STAGE = scripted.element("stage", '<div class="stage-slot"></div>')
STAGE = "stage"


def shelf(reader: Reader) -> Shelf:
    """The presentations in the reader's hands. Raises NotYours."""
    return Shelf(cached.connected(), reader.snapshot.scope, reader.visit.who)


def show(reader: Reader, number: str) -> None:
    """Put the show on the page: everything the room will see, in the reader's language."""
    found = shelf(reader).presentation(number)
    listed = shelf(reader).scenes(number) if found else ()
    if found is None or not listed:
        title = words.EMPTY_SHOW if found else words.NOT_THERE
        away = words.NOT_YOURS(reader.language) if found is None else ""
        style.show(frame.nothing(title(reader.language), away) + back(reader.language))
        return
    _STAGE(
        key=STAGE,
        data=_content(reader, found, listed),
        on_chosen_change=lambda: None,  # a sign of life: the run that follows keeps the sign-in
    )


def _content(reader: Reader, found: Presentation, listed: tuple[Scene, ...]) -> bytes:
    spoken = reader.language
    said = {
        "stage": words.STAGE,
        "keys": words.KEYS,
        "clock": words.CLOCK,
        "elapsed": words.ELAPSED,
        "note": words.MY_NOTE,
        "none": words.NO_NOTE,
        "next": words.NEXT,
        "last": words.LAST,
        "blanked": words.BLANKED,
        "window": words.WINDOW,
        "refused": words.NO_WINDOW,
    }
    band = band_of(reader, found)
    mine = found.owner == reader.visit.who
    return scripted.content(
        {
            "language": spoken,
            "words": {name: each(spoken) for name, each in said.items()},
            "slides": [
                slides.markup(
                    each.made.slides[spoken],
                    each.title,
                    band,
                    words.POSITION(spoken, at=at, of=len(listed)),
                )
                for at, each in enumerate(listed, start=1)
            ],
            "notes": [each.note if mine else "" for each in listed],
            "leave": link(spoken, presentation=found.id) if mine else link(spoken),
        }
    )


def band_of(reader: Reader, found: Presentation) -> str:
    """That the data are invented; under pseudonyms without a word about real names."""
    if not reader.snapshot.sample:
        return ""
    if found.pseudonym_key:
        return frame_words.SAMPLE_SHORT(reader.language)
    return words.SAMPLE_REAL(reader.language)


def link(spoken: Language, **parameters: str) -> str:
    """An address of this page that says nothing else: no place that was chosen elsewhere."""
    return url.link({"lang": spoken, **parameters}, "presentation")


def to_all(spoken: Language) -> str:
    """A link to the list of presentations, as HTML."""
    return f'<a href="{html.escape(link(spoken))}" target="_self">{words.ALL(spoken)}</a>'


def back(spoken: Language) -> str:
    """The same as a line by itself."""
    return f'<p class="onward">{to_all(spoken)}</p>'
