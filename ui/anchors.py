"""Lists of what stands on a page, each a link to its place."""

import html
from collections.abc import Iterable

TOP = "list"
"""The anchor of the list itself."""


def listed(items: Iterable[tuple[str, str, str]]) -> str:
    """Links with a few words beside each, as HTML: address, name, words."""
    lines = "".join(
        f'<li><a href="{html.escape(link)}" target="_self">{html.escape(name)}</a>'
        f"<span>{html.escape(words)}</span></li>"
        for link, name, words in items
    )
    return f'<ul class="contents" id="{TOP}">{lines}</ul>'
