"""What lies folded inside what the server sends, as text: for whoever would look for it there."""

import base64
import binascii
import io
import json
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

import numpy as np
from google.protobuf.message import Message
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PACKED = re.compile(rb"[A-Za-z0-9+/]{24,}={0,2}")
ARRAY = re.compile(r'"dtype":\s*"([a-z]\d)",\s*"bdata":\s*"([^"]+)"')
"""How Plotly sends numbers."""
ZIPPED = b"PK\x03\x04"


def of_message(payload: bytes) -> Iterator[str]:
    """The texts and numbers of one message of the websocket's."""
    yield from of_bytes(payload)
    yield " ".join(map(repr, _numbers(ForwardMsg.FromString(payload))))


def of_bytes(body: bytes) -> Iterator[str]:
    """The texts and numbers of a file or an answer; the parts of a workbook one by one."""
    if body.startswith(ZIPPED):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            for part in parts.infolist():
                yield part.filename + part.comment.decode(errors="replace")
                yield from of_bytes(parts.read(part))
        return
    text = body.decode(errors="replace")
    yield text
    if "%" in text:
        yield unquote(text)
    if "\\u" in text:
        yield re.sub(r"\\u([0-9a-f]{4})", lambda each: chr(int(each[1], 16)), text)
    yield from map(_array, *zip(*ARRAY.findall(text), strict=True)) if "bdata" in text else ()
    yield from filter(None, map(_unpacked, PACKED.findall(body)))


def _array(kind: str, packed: str) -> str:
    """The numbers of an array that was sent as its bytes."""
    raw = base64.b64decode(json.loads(f'"{packed}"'))
    return " ".join(map(repr, np.frombuffer(raw, np.dtype(f"<{kind}")).tolist()))


def _unpacked(packed: bytes) -> str:
    """What base64 stands for, where it is text."""
    try:
        return base64.b64decode(packed + b"=" * (-len(packed) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _numbers(message: Message) -> Iterator[float]:
    """The numbers of a message that are fields of their own."""
    for kind, held in message.ListFields():
        for each in held if kind.is_repeated else [held]:
            if isinstance(each, Message):
                yield from _numbers(each)
            elif isinstance(each, int | float) and not isinstance(each, bool):
                yield each
