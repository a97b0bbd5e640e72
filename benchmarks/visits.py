"""Where a reader goes: a page, in a language, from a link that names a municipality."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.viewer import Viewer, viewer
from ui.frame import PAGES
from wording.text import LANGUAGES

PLACE = "14205"
"""藤沢市, a municipality that takes part in every year of the sample."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One way through a page; the seed decides what is changed on it."""

    page: str
    language: str
    seed: int

    @property
    def name(self) -> str:
        """The page's name in the address bar; the first page has none."""
        file = Path(PAGES[self.page])
        return "" if file.parent == Path() else file.stem

    @property
    def query(self) -> str:
        """What stands behind the question mark."""
        return urlencode({"lang": self.language, "place": PLACE})


def visits(count: int) -> list[Visit]:
    """So many ways through each page, the pages and the languages in turn."""
    return [
        Visit(page, LANGUAGES[seed % len(LANGUAGES)], seed)
        for seed in range(count)
        for page in PAGES
    ]


@asynccontextmanager
async def visiting(url: str, visit: Visit) -> AsyncIterator[Viewer]:
    """A new reader at the start of the way."""
    async with viewer(url, visit.name, visit.query, visit.seed) as reader:
        yield reader
