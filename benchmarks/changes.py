"""A reader changes a choice: the server's time beside an empty page's, and the bytes sent.

The empty page is changed right before each change of ours, so that a busy moment of the machine
strikes both. A walk of changes is made twice or more from the same start: its first visits draw
each view, the later ones find it finished, and only those have a budget.
"""

import asyncio
import http.client
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from benchmarks.budgets import CHANGE, CHANGE_SIZE, ERRORS, FIRST_LOAD, Figure
from benchmarks.server import Server, serving
from benchmarks.viewer import Answer, Viewer, viewer
from benchmarks.visits import Visit, visiting, visits
from ui.frame import PAGES
from wording.text import LANGUAGES

SCRIPTS = Path(__file__).parent / "pages"
SHIPPED, FROZEN, NAIVE, OURS = "empty", "frozen", "naive", "dashboard"
TITLES = {
    SHIPPED: "empty page as Streamlit ships it",
    FROZEN: "empty page, start-up objects frozen",
    NAIVE: "naive page",
}
PAUSE = 0.05
"""Seconds between two changes, so that one server's clearing up does not fall into the next."""
NAIVE_EVERY = 3
"""The naive page is slow, and plain enough at a third of the others' changes."""
AGAIN = "again"
STATIC = ("outlines", "hatching")


@dataclass(frozen=True, slots=True)
class Sample:
    """One answer, and which page gave it in which situation."""

    page: str
    kind: str
    """`load`, `cold` (a view's first visit), `warm`, or `again`: a page without choices anew."""
    answer: Answer


@dataclass(frozen=True, slots=True)
class Walks:
    """How much is measured: changes a walk, and how often each is walked warm."""

    steps: int
    warm: int


def figures(dashboard: Path, walks: Walks) -> list[Figure]:
    """The time and size of every page's loads and changes, in all languages."""
    with ExitStack() as stack, TemporaryDirectory() as elsewhere:
        scripts = {name: SCRIPTS / f"{name}.py" for name in (SHIPPED, FROZEN, NAIVE)}
        servers = {
            name: stack.enter_context(serving(script, Path(elsewhere)))
            for name, script in scripts.items()
        }
        servers[OURS] = stack.enter_context(serving(dashboard, dashboard.parent))
        samples = asyncio.run(_samples(servers, walks))
        outlines = _static_size(servers[OURS].url)
    return [*_times(samples), *_sizes(samples, outlines)]


async def _samples(servers: Mapping[str, Server], walks: Walks) -> list[Sample]:
    samples: list[Sample] = []
    async with viewer(servers[OURS].url) as first:
        await (
            first.open()
        )  # builds the sample's database where there is none, and says how far it is
    async with AsyncExitStack() as stack:
        beside = {}
        for name in TITLES:
            beside[name] = await stack.enter_async_context(viewer(servers[name].url))
            samples.append(Sample(name, "load", await beside[name].open()))
        for visit in visits(len(LANGUAGES)):
            for kind in ("cold", *["warm"] * walks.warm):
                samples += await _walk(servers[OURS].url, visit, kind, walks.steps, beside)
    return samples


async def _walk(
    url: str, visit: Visit, kind: str, steps: int, beside: Mapping[str, Viewer]
) -> list[Sample]:
    """A new reader's visit to a page, with the other pages' changes between its own."""
    async with visiting(url, visit) as reader:
        samples = [Sample(visit.page, "load", await reader.open())]
        for step in range(steps):
            for name, other in beside.items():
                if name != NAIVE or step % NAIVE_EVERY == 0:
                    samples.append(Sample(name, "warm", await _change(other)))
            found = kind if reader.can_change else AGAIN
            samples.append(Sample(visit.page, found, await _change(reader)))
    return samples


async def _change(reader: Viewer) -> Answer:
    await asyncio.sleep(PAUSE)
    return await reader.change()


def _times(samples: Sequence[Sample]) -> Iterator[Figure]:
    part = "A change: server time"
    shipped, frozen = (_milliseconds(samples, name) for name in (SHIPPED, FROZEN))
    for name, title in TITLES.items():
        spent = _milliseconds(samples, name)
        yield Figure(part, title, spent, "ms")
        yield Figure(part, f"{title} / frozen empty page", spent / frozen, "x")
    changing = {sample.page for sample in samples if sample.kind == "warm"}
    for page in (page for page in PAGES if page not in changing):
        yield Figure(
            part, f"{page}, without choices: anew", _milliseconds(samples, page, AGAIN), "ms"
        )
    for page in (page for page in PAGES if page in changing):
        spent = _milliseconds(samples, page)
        yield Figure(part, f"{page}: warm", spent, "ms")
        yield Figure(part, f"{page} / frozen empty page", spent / frozen, "x", CHANGE)
        yield Figure(part, f"{page} / empty page as shipped", spent / shipped, "x", CHANGE)
        yield Figure(part, f"{page}: first visit", _milliseconds(samples, page, "cold"), "ms")
    failed = sum(bool(sample.answer.error) for sample in samples)
    yield Figure(part, "errors", failed, "", ERRORS)


def _milliseconds(samples: Sequence[Sample], page: str, kind: str = "warm") -> float:
    return 1000 * median(
        sample.answer.seconds for sample in samples if (sample.page, sample.kind) == (page, kind)
    )


def _sizes(samples: Sequence[Sample], outlines: float) -> Iterator[Figure]:
    part = "Sent over the websocket, at most"
    yield Figure(part, "naive page: first load", _kilobytes(samples, NAIVE, "load"), "kB")
    yield Figure(part, "naive page: a change", _kilobytes(samples, NAIVE, "warm"), "kB")
    for page in PAGES:
        load = _kilobytes(samples, page, "load")
        yield Figure(part, f"{page}: first load", load, "kB", FIRST_LOAD)
        change = max(_kilobytes(samples, page, kind) for kind in ("cold", "warm", AGAIN))
        yield Figure(part, f"{page}: a change", change, "kB", CHANGE_SIZE)
    yield Figure(part, "beside it, once a browser: outlines and hatching", outlines, "kB")


def _kilobytes(samples: Sequence[Sample], page: str, kind: str) -> float:
    found = [each.answer.size for each in samples if (each.page, each.kind) == (page, kind)]
    return max(found, default=0) / 1000


def _static_size(url: str) -> float:
    """Kilobytes of the map's static files, compressed as a browser gets them."""
    asked = http.client.HTTPConnection(urlsplit(url).netloc)
    total = 0
    for kind in STATIC:
        asked.request("GET", f"/app/static/{kind}/14.geojson", headers={"Accept-Encoding": "gzip"})
        answer = asked.getresponse()
        if answer.status != http.client.OK:
            raise FileNotFoundError(f"{kind} of the map: {answer.status}")
        total += len(answer.read())
    asked.close()
    return total / 1000
