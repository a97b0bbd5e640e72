"""The method page: each method in plain words, generated from the methods' own settings."""

import html
from collections.abc import Iterable, Sequence
from functools import cache

from metrics import courses, disclosure, peers, show
from metrics.peers import Table as Thresholds
from ui import anchors, examples, tables
from ui.tables import Table
from wording import frame, pages
from wording import methods as words
from wording.methods import METHODS, Method
from wording.text import Language, Text


@cache
def everything(spoken: Language) -> str:
    """The list of methods, every method, peers and small numbers, as HTML."""
    methods = "".join(_section(key, method, spoken) for key, method in METHODS.items())
    return (
        f'{_list(spoken)}<div class="prose methods">{methods}'
        f"{_peers(spoken)}{_small_numbers(spoken)}{_sources(spoken)}</div>"
    )


def title(spoken: Language) -> tuple[str, str]:
    """How many methods there are, and what they are for."""
    return words.TITLE(spoken, count=len(_items(spoken))), words.BELOW(spoken)


def _list(spoken: Language) -> str:
    """Every method with what it is used for, each a link to its section."""
    return anchors.listed(_items(spoken))


def _items(spoken: Language) -> list[tuple[str, str, str]]:
    """Where each method is told of, its name, and what it is used for."""
    items = [
        (f"#{key}", method.name(spoken), method.use(spoken)) for key, method in METHODS.items()
    ]
    items += [
        ("#peers", words.PEERS(spoken), words.PEERS_USE(spoken)),
        ("#small-numbers", words.SMALL(spoken), words.SMALL_USE(spoken)),
    ]
    return items


def _section(key: str, method: Method, spoken: Language) -> str:
    numbers = examples.numbers(key)
    lines = (
        (words.IDEA, method.idea),
        (words.EXAMPLE, method.example),
        (words.ASSUMES, method.assumes),
        (words.REFUSES, method.refuses),
    )
    told = "".join(_line(term, text(spoken, **numbers), spoken) for term, text in lines)
    return (
        f'<section id="{key}">{_heading(method.name, spoken)}<dl>{told}'
        f"{_references(method.references, spoken)}</dl></section>"
    )


def _heading(name: Text, spoken: Language) -> str:
    back = f'<a href="#{anchors.TOP}" target="_self">{words.TO_TOP(spoken)}</a>'
    return f"<h2>{html.escape(name(spoken))} {back}</h2>"


def _line(term: Text, sentence: str, spoken: Language) -> str:
    return f"<dt>{term(spoken)}</dt><dd>{html.escape(sentence)}</dd>"


def _references(references: Iterable[str], spoken: Language) -> str:
    items = "".join(f"<li>{html.escape(each)}</li>" for each in references)
    if not items:
        return ""
    return f'<dt>{words.REFERENCES(spoken)}</dt><dd><ul class="references">{items}</ul></dd>'


def _peers(spoken: Language) -> str:
    numbers = dict(examples.peer_example())
    numbers["label"] = _class_name(numbers["label"], spoken)
    told = _line(words.IDEA, words.PEERS_IDEA(spoken, minimum=peers.MINIMUM), spoken)
    told += _line(words.EXAMPLE, words.PEERS_EXAMPLE(spoken, **numbers), spoken)
    dated = "".join(_thresholds(each, spoken) for each in reversed(peers.THRESHOLDS))
    return (
        f'<section class="whole" id="peers">{_heading(words.PEERS, spoken)}<dl>{told}</dl>'
        f"{dated}</section>"
    )


def _thresholds(each: peers.Thresholds, spoken: Language) -> str:
    """One dated table, with the kinds that are a class of their own."""
    heads = (
        words.COLUMN_SORT,
        words.COLUMN_POPULATIONS,
        words.COLUMN_INDUSTRY,
        words.COLUMN_ABOVE,
        words.COLUMN_BELOW,
    )
    rows = [_threshold_row(table, spoken) for table in (each.cities, each.towns)]
    table = tables.fragment(Table([head(spoken) for head in heads], rows))
    kinds = words.BETWEEN(spoken).join(words.KINDS[kind](spoken) for kind in each.own_classes)
    return (
        f"<h3>{html.escape(words.THRESHOLDS(spoken, year=each.since))}</h3>{table}"
        f"<p>{html.escape(words.OWN_CLASSES(spoken, kinds=kinds))}</p>"
    )


def _threshold_row(table: Thresholds, spoken: Language) -> Sequence[str]:
    people = [words.PEOPLE(spoken, count=f"{limit:,}") for limit in table.populations]
    below = table.tertiary_below
    return (
        words.SORTS[table.name](spoken),
        words.BETWEEN(spoken).join(people),
        f"{table.industry}%",
        f"{table.tertiary_above}%",
        words.NOT_DIVIDED(spoken) if below is None else f"{below}%",
    )


def _class_name(label: str, spoken: Language) -> str:
    """都市Ⅲ-3, cities Ⅲ-3."""
    if spoken == "ja":
        return label
    for name, text in words.SORTS.items():
        label = label.replace(name, f"{text(spoken)} ")
    return label


def _small_numbers(spoken: Language) -> str:
    """The rules, with the limits in force."""
    limits = disclosure.STANDARD
    numbers = {
        "people": limits.people,
        "part": limits.part,
        "whole": limits.whole,
        "step": disclosure.ROUNDED,
        "few": show.fewer(spoken),
        "fine": courses.FINE,
        "coarse": courses.COARSE,
        "fine_from": courses.FINE_FROM,
    }
    rules = "".join(
        f"<li>{html.escape(rule(spoken, **numbers))}</li>" for rule in words.SMALL_RULES
    )
    heading = _heading(words.SMALL, spoken)
    return f'<section class="whole" id="small-numbers">{heading}<ul>{rules}</ul></section>'


def _sources(spoken: Language) -> str:
    return (
        f'<section class="whole"><h2>{html.escape(pages.SOURCES(spoken))}</h2>'
        f"<p>{html.escape(frame.CREDITS(spoken))}</p></section>"
    )
