"""Cold start: from the command to a server that is well, and to the first finished page."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.budgets import Figure
from benchmarks.server import serving
from benchmarks.viewer import Answer, viewer

PART = "Cold start"
EMPTY = Path(__file__).parent / "pages" / "empty.py"


class PageFailedError(RuntimeError):
    """A page answered with an error, so that its time means nothing."""


@dataclass(frozen=True, slots=True)
class Start:
    """One start of a server, seconds since its command."""

    health: float
    page: float
    megabytes: float


def figures(dashboard: Path, starts: int) -> list[Figure]:
    """The first start, which builds the sample's database, then later ones, and an empty page's."""
    first = start(dashboard, dashboard.parent)
    later = [start(dashboard, dashboard.parent) for _ in range(starts)]
    empty = [start(EMPTY, EMPTY.parent) for _ in range(starts)]
    return [
        Figure(PART, "first start, sample database built: first page", first.page, "s"),
        *_typical("dashboard", later),
        *_typical("empty page", empty),
    ]


def start(script: Path, folder: Path) -> Start:
    """Start a server once, ask for its first page, end it."""
    began = time.perf_counter()
    with serving(script, folder) as server:
        answer = asyncio.run(_first_page(server.url))
        finished = time.perf_counter() - began
        if answer.error:
            raise PageFailedError(answer.error)
        return Start(server.seconds_to_health, finished, server.megabytes)


async def _first_page(url: str) -> Answer:
    async with viewer(url) as reader:
        return await reader.open()


def _typical(name: str, starts: list[Start]) -> list[Figure]:
    return [
        Figure(PART, f"{name}: server is well", median(each.health for each in starts), "s"),
        Figure(PART, f"{name}: first page", median(each.page for each in starts), "s"),
        Figure(PART, f"{name}: memory then", median(each.megabytes for each in starts), "MiB"),
    ]
