"""A sentence in every language of the interface."""

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence; a further language is a further field, and mypy lists what is missing.

    A sentence may hold `{name}` places, which `format` fills.
    """

    ja: str
    en: str

    def __call__(self, language: Language, **values: object) -> str:
        """The sentence in `language`, its places filled from `values`."""
        sentence: str = getattr(self, language)
        return sentence.format(**values) if values else sentence

    def filled(self, **values: object) -> "Text":
        """The sentence with its places filled, still in every language."""
        return Text(self.ja.format(**values), self.en.format(**values))


def inside(name: str) -> str:
    """A measure's name as it stands inside a sentence: an English one begins small there."""
    return name[:1].lower() + name[1:]
