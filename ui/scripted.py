"""Elements whose script is ours: the menu and the row of choices.

Each is one element of Streamlit's, whatever it holds, and sends what a reader did as one event. A
select box of Streamlit's own would cost the server a third of a millisecond in every change, and a
link in its container nearly as much.
"""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

HERE = Path(__file__).parent


def element(name: str, markup: str) -> "ComponentRenderer":
    """An element that starts as `markup` and is brought to life by the script of its name."""
    return st.components.v2.component(
        f"dashboard.{name}", html=markup, js=script(name), isolate_styles=False
    )


def script(name: str) -> str:
    """The script as it is sent: without remarks and indentation."""
    written = (HERE / f"{name}.js").read_text(encoding="utf-8")
    return re.sub(r"^\s*(//.*)?\n?", "", written, flags=re.MULTILINE)


def content(described: object) -> bytes:
    """What a script reads: JSON as bytes, which Streamlit passes on without looking into it."""
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()
