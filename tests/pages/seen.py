"""What a reader sees of a page that Streamlit has run without a browser."""

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from ui.frame import PAGES

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds, for a machine that does other things besides."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page after its run."""

    app: AppTest

    @property
    def markup(self) -> str:
        """All the HTML of ours, without the stylesheet."""
        bodies = "\n".join(element.proto.body for element in self.app.get("html"))
        return re.sub(r"<style.*?</style>", "", bodies, flags=re.DOTALL)

    @property
    def text(self) -> str:
        """The words of the HTML and of the choices' labels, one piece a line."""
        words = html.unescape(re.sub(r"<[^>]+>", "\n", self.markup))
        boxes = [
            text for box in self.boxes for text in (box["label"], *dict(box["options"]).values())
        ]
        buttons = [button.label for button in self.app.button]
        return "\n".join([words, *boxes, *buttons])

    @property
    def menu(self) -> list[str]:
        """The labels of the links."""
        return [link["words"] for link in self._scripted("menu").get("links", [])]

    @property
    def boxes(self) -> list[dict[str, Any]]:
        """The choices, as their script reads them."""
        boxes: list[dict[str, Any]] = self._scripted("boxes").get("boxes", [])
        return boxes

    @property
    def title(self) -> str:
        """The page's answer; empty where it has none."""
        return "".join(self._marked("h1", "answer"))

    @property
    def notices(self) -> list[str]:
        """What the page says before it answers."""
        return self._marked("p", "notice")

    def chosen(self, parameter: str, language: str) -> str:
        """The id that a select box holds."""
        assert self._scripted("boxes")["language"] == language
        [box] = [box for box in self.boxes if box["name"] == parameter]
        assert box["shown"] in dict(box["options"])
        shown: str = box["shown"]
        return shown

    def _scripted(self, name: str) -> dict[str, Any]:
        """What the script of an element reads; nothing where the page does not have it."""
        for element in self.app.get("bidi_component"):
            if element.proto.component_name == f"dashboard.{name}":
                described: dict[str, Any] = json.loads(element.proto.bytes)
                return described
        return {}

    def _marked(self, tag: str, name: str) -> list[str]:
        pattern = rf'<{tag} class="(?:[^"]* )?{name}(?: [^"]*)?"[^>]*>(.*?)</{tag}>'
        return [html.unescape(each) for each in re.findall(pattern, self.markup, re.DOTALL)]


def seen(name: str, **choices: str) -> Seen:
    """The page at the address that carries the choices. Fails where the page does."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE)
    app.query_params.update(choices)
    if PAGES[name] != "dashboard.py":
        app.switch_page(PAGES[name])
    app.run()
    assert not app.exception, app.exception[0].message
    return Seen(app)
