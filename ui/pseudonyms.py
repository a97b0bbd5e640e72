"""Municipalities under other names: A市, B町 …, drawn anew for each presentation from its key.

Figures ask `cached.places` what a municipality is called, and know it by a code. Both are replaced
before anything is computed, with all else that tells one from another, so a figure that is drawn
under pseudonyms has nothing to leak.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from string import ascii_uppercase

from data_access.reference import Municipality
from wording import presentation as words
from wording.text import Text

FEWEST = 5
"""Municipalities of a kind below which the kind would narrow down who is meant."""
KINDS = {"特別区": "ward", "町": "town", "村": "village"}
"""All other kinds are cities, whatever their rights."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """What municipalities are renamed by; the same always gives the same names."""

    key: str
    kinds_told: bool
    """Whether cities, towns and villages are told apart."""


def kinds_may_be_told(places: Collection[Municipality]) -> bool:
    """Whether each kind among the places has enough members."""
    return all(count >= FEWEST for count in Counter(map(_kind, places)).values())


def renamed(places: Iterable[Municipality], by: Pseudonyms) -> dict[str, Municipality]:
    """The municipalities by their real code, renamed, in the order of their pseudonyms.

    The new codes count from 1 and lie in no prefecture. Of the reference facts only the number of
    staff stays, without which a measure cannot be computed; nothing shows it.
    """
    ordered = sorted(places, key=lambda place: _drawn(by.key, place.code))
    return {
        place.code: replace(
            place,
            code=f"{at:05d}",
            code6=f"{at:06d}",
            name=_name(letters(at), _kind(place) if by.kinds_told else "any"),
            kana="",
            kind=Text(ja="", en=""),
            population=0,
            workers_primary=0,
            workers_secondary=0,
            workers_tertiary=0,
            class_estimate=None,
            lon=0.0,
            lat=0.0,
            tile_column=0,
            tile_row=0,
        )
        for at, place in enumerate(ordered, start=1)
    }


def letters(number: int) -> str:
    """A for 1, Z for 26, AA for 27."""
    said = ""
    while number:
        number, rest = divmod(number - 1, len(ascii_uppercase))
        said = ascii_uppercase[rest] + said
    return said


def _drawn(key: str, code: str) -> bytes:
    """A place in an order that nobody can tell without the key."""
    return hmac.digest(key.encode(), code.encode(), hashlib.sha256)


def _kind(place: Municipality) -> str:
    return KINDS.get(place.kind.ja, "city")


def _name(letter: str, kind: str) -> Text:
    named = words.PSEUDONYMS[kind]
    return Text(ja=named("ja", letter=letter), en=named("en", letter=letter))
