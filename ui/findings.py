"""The overview's sentences, each with a link to the view that proves it."""

import html

from metrics import sentences
from metrics.disclosure import Sight
from ui import cached, headings, url
from ui.cached import Snapshot
from ui.choices import Choices
from ui.frame import Reader
from wording import findings as words
from wording import pages
from wording.text import Language


def fragment(reader: Reader, choices: Choices) -> str:
    """The sentences as HTML, each a link to its evidence.

    Plain links: six elements of Streamlit's would cost the server as much as the rest of the page.
    """
    here = tuple(url.parameters().items())
    return _fragment(reader.snapshot, choices.month, reader.language, here)


@cached.kept
def _fragment(
    snapshot: Snapshot, month: int, spoken: Language, here: tuple[tuple[str, str], ...]
) -> str:
    found, known = cached.findings_of(snapshot, month), dict(here)
    coarse = cached.sight_of_region(snapshot) is Sight.COARSE
    names = {code: place.name(spoken) for code, place in cached.places(snapshot).items()}
    said = [sentences.sentence(each, names, spoken, coarse=coarse) for each in found]
    items = "".join(
        f'<li><a href="{html.escape(url.link(known, finding.page, **finding.query))}" '
        f'target="_self"><b>{html.escape(sentence)}</b> '
        f"<span>{words.EVIDENCE[finding.page](spoken)}</span></a></li>"
        for finding, sentence in zip(found, said, strict=True)
    )
    title = headings.heading(pages.WHERE_TO_LOOK(spoken))
    if not found:
        withheld = cached.has_withheld(snapshot, month)
        nothing = pages.NOTHING_BY_NAME if withheld else pages.NOT_MUCH_TO_SAY
        return title + headings.note(nothing(spoken))
    return f'{title}<ul class="findings">{items}</ul>'
