"""Looks at all that one person is sent, and writes down what they may not have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.harness import canaries, unfolding
from tests.harness.canaries import Canary, Numbers, Role


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """A canary that reached somebody who may not see it."""

    role: str
    page: str
    choice: str
    place: str
    what: str
    text: str
    way: str
    """In which kind of answer it came."""


@dataclass
class Watch:
    """Of one person in one role."""

    name: str
    role: Role
    numbers: Numbers
    secrets: tuple[str, ...] = ()
    """What the operator's settings hold."""
    leaks: list[Leak] = field(default_factory=list)
    seen: set[Canary] = field(default_factory=set)
    """Canaries that came and may."""
    complaints: list[str] = field(default_factory=list)
    """Pages that did not answer as they should."""
    answers: int = 0
    known: set[bytes] = field(default_factory=set)
    """Messages that were looked at before, and in which there was nothing to complain of."""

    def messages(self, payloads: Iterable[bytes], page: str, choice: str) -> None:
        """Look at messages of the websocket."""
        self.answers += 1
        for payload in payloads:
            if payload not in self.known:
                clean = self._look(unfolding.of_message(payload), page, choice, "message")
                if clean:
                    self.known.add(payload)

    def file(self, name: str, body: bytes, page: str, choice: str, way: str = "file") -> None:
        """Look at a file, or at what an address gave."""
        self._look([name, *unfolding.of_bytes(body)], page, choice, way)

    def text(self, text: str, page: str, choice: str, way: str) -> None:
        """Look at a text that a browser shows."""
        self._look([text], page, choice, way)

    def _look(self, texts: Iterable[str], page: str, choice: str, way: str) -> bool:
        before = len(self.leaks)
        for canary in set(self._canaries(texts)):
            if self.role.may_see(canary):
                self.seen.add(canary)
            else:
                told = canary.place, canary.what, canary.text
                self.leaks.append(Leak(self.name, page, choice, *told, way))
        return len(self.leaks) == before

    def _canaries(self, texts: Iterable[str]) -> Iterator[Canary]:
        for text in texts:
            yield from canaries.words(text)
            yield from canaries.among(self.numbers, text)
            for secret in self.secrets:
                if secret in text:
                    yield Canary("secret", "", "a setting of the operator's")
