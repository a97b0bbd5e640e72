"""Many readers at once on one server: how soon they are answered, and whether all are.

Each reader opens a page and then changes something every few seconds. The readers take a small
number of ways, as a room full of people looks at much the same views, and every way is gone
once before: what is measured is the serving of finished views, not their first drawing.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import psutil

from benchmarks.budgets import ANSWER, ERRORS, Figure
from benchmarks.server import Server, serving
from benchmarks.viewer import Answer, Viewer
from benchmarks.visits import Visit, visiting, visits

PART = "Load: one server process"
THINK = 3.0
"""Seconds between a reader's changes, half as many up to half as many again."""
WAYS = 4
"""Different ways through each page."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many readers, and for how long: all have come after `ramp` seconds."""

    readers: int
    ramp: float
    seconds: float

    @property
    def steps(self) -> int:
        """Changes that a reader will hardly exceed."""
        return round((self.ramp + self.seconds) / THINK * 1.2)


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer, and when it was complete on this process's clock."""

    at: float
    answer: Answer


def figures(dashboard: Path, crowd: Crowd) -> list[Figure]:
    """Answer times and errors, and what the server and the readers themselves used."""
    with serving(dashboard, dashboard.parent) as server:
        return asyncio.run(_measured(server, crowd))


async def _measured(server: Server, crowd: Crowd) -> list[Figure]:
    ways = visits(WAYS)
    for way in ways:
        await _try_out(server.url, way, crowd.steps)
    ours, before = psutil.Process(), server.megabytes
    began = time.perf_counter()
    heard: list[Heard] = []
    readers = [
        asyncio.create_task(_reader(server.url, ways[i % len(ways)], i, crowd, began, heard))
        for i in range(crowd.readers)
    ]
    await asyncio.sleep(crowd.ramp)
    at_start = server.cpu_seconds, sum(ours.cpu_times()[:2])
    await asyncio.sleep(crowd.seconds)
    used = server.cpu_seconds - at_start[0], sum(ours.cpu_times()[:2]) - at_start[1]
    grown = server.megabytes
    lost = [each for each in await asyncio.gather(*readers, return_exceptions=True) if each]
    end = began + crowd.ramp + crowd.seconds
    counted = [each.answer for each in heard if began + crowd.ramp < each.at <= end]
    errors = len(lost) + sum(bool(each.answer.error) for each in heard)
    return [*_answers(crowd, counted, errors), *_costs(crowd, counted, used, (before, grown))]


async def _try_out(url: str, way: Visit, steps: int) -> None:
    async with visiting(url, way) as reader:
        await reader.open()
        for _ in range(steps):
            await reader.change()


async def _reader(
    url: str, way: Visit, number: int, crowd: Crowd, began: float, heard: list[Heard]
) -> None:
    """One reader, who comes during the ramp and stays to the end."""
    await asyncio.sleep(crowd.ramp * number / crowd.readers)
    async with visiting(url, way) as reader:
        heard.append(Heard(0, await reader.open()))
        pace = random.Random(number)
        while time.perf_counter() < began + crowd.ramp + crowd.seconds:
            await asyncio.sleep(THINK * pace.uniform(0.5, 1.5))
            heard.append(await _heard(reader))


async def _heard(reader: Viewer) -> Heard:
    answer = await reader.change()
    return Heard(time.perf_counter(), answer)


def _answers(crowd: Crowd, answers: Sequence[Answer], errors: int) -> list[Figure]:
    spent = quantiles((1000 * answer.seconds for answer in answers), n=100)
    return [
        Figure(PART, "readers, each with a change every 3 s", crowd.readers, ""),
        Figure(PART, "answered within, half of the changes", spent[49], "ms"),
        Figure(PART, "answered within, 95 % of the changes", spent[94], "ms", ANSWER),
        Figure(PART, "answered within, 99 % of the changes", spent[98], "ms"),
        Figure(PART, "errors", errors, "", ERRORS),
    ]


def _costs(
    crowd: Crowd,
    answers: Sequence[Answer],
    used: tuple[float, float],
    memory: tuple[float, float],
) -> list[Figure]:
    server, ours = used
    return [
        Figure(PART, "changes answered", len(answers) / crowd.seconds, "per s"),
        Figure(PART, "server's processor time a change", 1000 * server / len(answers), "ms"),
        Figure(PART, "cores used by the server", server / crowd.seconds, ""),
        Figure(PART, "cores used by the readers", ours / crowd.seconds, ""),
        Figure(PART, "server's memory before the readers came", memory[0], "MiB"),
        Figure(PART, "server's memory with all of them", memory[1], "MiB"),
    ]
