"""Municipalities under other names: stable within a key, new with each key, and telling nothing."""

import pytest

from data_access import reference
from ui import pseudonyms
from ui.pseudonyms import Pseudonyms
from wording.text import LANGUAGES

KANAGAWA = reference.municipalities("14")
KINDS = Pseudonyms("a" * 32, kinds_told=True)
ALIKE = Pseudonyms("a" * 32, kinds_told=False)


def test_letters_count_on_after_z() -> None:
    counted = {1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA"}
    assert {number: pseudonyms.letters(number) for number in counted} == counted


@pytest.mark.parametrize("by", [KINDS, ALIKE])
def test_the_same_key_gives_the_same_names_one_to_one(by: Pseudonyms) -> None:
    once = pseudonyms.renamed(KANAGAWA, by)
    again = pseudonyms.renamed(reversed(KANAGAWA), by)
    assert once == again
    assert set(once) == {place.code for place in KANAGAWA}
    for language in LANGUAGES:
        assert len({place.name(language) for place in once.values()}) == len(KANAGAWA)
    assert len({place.code for place in once.values()}) == len(KANAGAWA)


def test_another_key_gives_other_names() -> None:
    first, second = (
        pseudonyms.renamed(KANAGAWA, Pseudonyms(key * 32, kinds_told=False)) for key in "ab"
    )
    moved = sum(first[code].name.ja != second[code].name.ja for code in first)
    assert moved > len(KANAGAWA) / 2


def test_the_order_is_not_that_of_the_codes() -> None:
    renamed = pseudonyms.renamed(KANAGAWA, ALIKE)
    codes = [place.code for place in renamed.values()]
    assert codes == sorted(codes)
    assert list(renamed) != sorted(renamed)


def test_nothing_but_the_staff_stays_of_a_place() -> None:
    for real in KANAGAWA:
        said = repr(pseudonyms.renamed(KANAGAWA, ALIKE)[real.code])
        tells = (real.code, real.name.ja, real.name.en, real.kana, real.kind.ja, real.kind.en)
        assert not [
            each for each in (*tells, f"={real.population},", f"{real.lon}") if each in said
        ]


def test_kinds_are_told_while_each_has_members_enough() -> None:
    by_kind = {kind: [p for p in KANAGAWA if p.kind.ja == kind] for kind in ("市", "町", "村")}
    assert not pseudonyms.kinds_may_be_told(KANAGAWA)  # one village
    assert pseudonyms.kinds_may_be_told([*by_kind["市"], *by_kind["町"]])
    assert not pseudonyms.kinds_may_be_told([*by_kind["市"], *by_kind["町"][:4]])
    renamed = pseudonyms.renamed(KANAGAWA, KINDS)
    for place in by_kind["町"]:
        assert renamed[place.code].name.ja.endswith("町")
        assert renamed[place.code].name.en.startswith("Town")
    assert {p.name.en.split("\u00a0")[0] for p in pseudonyms.renamed(KANAGAWA, ALIKE).values()} == {
        "Place"
    }
