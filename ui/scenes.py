"""From a choice of figure to a scene as it is kept: drawn once, in both languages, and frozen.

A scene is always made with a presenter's rights, whoever makes it, and under the presentation's
names. What a room sees later is what was made here, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import replace

from data_access import identity
from data_access.presentations import Made, Presentation, Slide
from metrics import show
from ui import cached, choices, filters, phrases, pseudonyms, room
from ui.cached import Snapshot
from ui.choices import Choices
from ui.frame import Reader
from ui.pseudonyms import Pseudonyms
from wording import frame as words
from wording.text import LANGUAGES, Language


def for_room(reader: Reader, presentation: Presentation) -> Reader:
    """The reader as the room: a presenter's rights, and the presentation's names."""
    snapshot = replace(
        reader.snapshot,
        scope=identity.presenting(reader.snapshot.scope),
        pseudonyms=_pseudonyms(presentation),
    )
    return replace(reader, theme=room.THEME, snapshot=snapshot)


def _pseudonyms(presentation: Presentation) -> Pseudonyms | None:
    if presentation.pseudonym_key is None:
        return None
    return Pseudonyms(presentation.pseudonym_key, presentation.kinds_told)


def kinds_may_be_told(reader: Reader) -> bool:
    """Whether pseudonyms may tell cities from towns, by who ever took part."""
    places = cached.places(reader.snapshot)
    known: set[str] = set()
    for month in cached.months_with_data(reader.snapshot):
        known |= cached.taking_part(reader.snapshot, month)
    return pseudonyms.kinds_may_be_told([places[code] for code in known])


def made(reader: Reader, figure: str, chosen: Choices) -> Made:
    """The scene in both languages, for a reader who is the room. Raises NothingToShow."""
    snapshot = reader.snapshot
    slides: dict[str, Slide] = {
        spoken: slide(_speaking(reader, spoken), figure, chosen) for spoken in LANGUAGES
    }
    return Made(slides, snapshot.dataset, snapshot.version, snapshot.as_of)


@cached.kept
def slide(reader: Reader, figure: str, chosen: Choices) -> Slide:
    """The scene in the reader's language. Raises NothingToShow."""
    if figure not in room.offered(reader.snapshot):
        figure = room.offered(reader.snapshot)[0]
    usual = choices.without_unasked(chosen, room.asked(figure, reader.snapshot))
    if "place" not in room.asked(figure, reader.snapshot):
        usual = replace(usual, place=None)
    drawn = room.FIGURES[figure].draw(reader, replace(usual, language=reader.language))
    said = [words.SOURCE(reader.language, as_of=reader.as_of)]
    said += [each(reader.language) for each in drawn.sources]
    source = phrases.SPACE[reader.language].join(said)
    return Slide(drawn.title, drawn.below, drawn.picture, source)


def _speaking(reader: Reader, spoken: Language) -> Reader:
    return replace(reader, language=spoken)


def kept_choices(snapshot: Snapshot, figure: str, chosen: Choices) -> dict[str, str]:
    """The choices as a scene keeps them: ids, and the newest month as no month at all.

    So a scene of the newest month follows the data when it is made anew.
    """
    names = room.asked(figure, snapshot)
    kept = {name: str(getattr(chosen, name)) for name in names if name in choices.CHOSEN_APART}
    if "measure" in names or "outcome" in names:
        kept["metric"] = chosen.metric
    if "place" in names and chosen.place:
        kept["place"] = chosen.place
    if chosen.month != cached.months_with_data(snapshot)[-1]:
        kept |= {"year": str(chosen.fiscal_year), "month": str(chosen.month % 100)}
    return kept


def chosen_again(reader: Reader, kept: Mapping[str, str]) -> Choices:
    """The view that a scene's choices ask for now."""
    return choices.resolve({**kept, "lang": reader.language}, filters.offering(reader.snapshot))[0]


def day(made_of: Made, spoken: Language) -> str:
    """The date of the data that a scene was made of."""
    return show.day(made_of.as_of, spoken)
