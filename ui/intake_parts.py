"""The parts of the data page, by what the address calls them."""

from collections.abc import Callable, Mapping

from ui import arrivals, belonging, history, holdings, uploads
from ui.frame import Reader

PARTS: Mapping[str, Callable[[Reader], None]] = {
    "arrivals": arrivals.part,
    "upload": uploads.part,
    "history": history.part,
    "belonging": belonging.part,
    "licences": holdings.part,
}
