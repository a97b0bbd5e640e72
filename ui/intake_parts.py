"""The parts of the data page, by what the address calls them."""

from collections.abc import Callable, Mapping

from ui import arrivals, belonging, frame, history, holdings, intake, style, uploads
from ui.frame import Reader
from wording import data as words

Part = Callable[[Reader], None]


def _for_writers(part: Part) -> Part:
    """The part for those who may bring records in; a sentence for everybody else."""

    def shown(reader: Reader) -> None:
        if intake.may_write(reader):
            part(reader)
            return
        title, advice = words.NOT_YOURS_TITLE(reader.language), words.NOT_YOURS(reader.language)
        style.show(intake.links(reader) + frame.nothing(title, advice))

    return shown


PARTS: Mapping[str, Part] = {
    "arrivals": arrivals.part,
    "upload": _for_writers(uploads.part),
    "history": _for_writers(history.part),
    "belonging": _for_writers(belonging.part),
    "licences": _for_writers(holdings.part),
}
