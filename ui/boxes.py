"""The choices as select boxes in a row, each bound to a parameter of the address."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from ui import scripted, url
from wording.frame import CHOICES
from wording.text import Language

KEY = "choices"
_ROW = scripted.element("boxes", '<div class="choices" role="group"></div>')


@dataclass(frozen=True, slots=True)
class Box:
    """A choice as it is shown; what is chosen goes into the address, and the page reads that."""

    parameter: str
    name: str
    """Tells two boxes of one parameter apart."""
    label: str
    options: tuple[tuple[str, str], ...]
    """Ids with their words."""
    shown: str
    keeping: tuple[tuple[str, str], ...] = ()
    """Other parameters that a choice writes as well."""


def box(
    parameter: str,
    label: str,
    options: Sequence[str],
    shown: str,
    *,
    words: Callable[[str], str],
    keeping: Sequence[tuple[str, str]] = (),
    name: str = "",
) -> Box:
    """A choice of one of `options`, ids whose `words` a reader sees."""
    worded = tuple((option, words(option)) for option in options)
    return Box(parameter, name or parameter, label, worded, shown, tuple(keeping))


def content(boxes: Sequence[Box], spoken: Language) -> bytes:
    """The boxes as their script reads them."""
    described = [{**asdict(each), "keeping": dict(each.keeping)} for each in boxes]
    return scripted.content({"label": CHOICES(spoken), "language": spoken, "boxes": described})


def show(described: bytes) -> None:
    """Put the row on the page."""
    _ROW(key=KEY, data=described, on_chosen_change=_write)


def _write() -> None:
    """Put what was chosen into the address before the page runs; an empty id takes it out."""
    url.write({name: option or None for name, option in url.sent(KEY).items()})
