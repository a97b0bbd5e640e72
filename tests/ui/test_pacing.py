"""The process's pace is set through names of Python and of Streamlit that must be there."""

import gc
import inspect
import sys

import pytest
from streamlit.runtime import runtime, runtime_util

from ui import pacing


@pytest.fixture
def untouched():
    """The process as it was, after the test."""
    threshold, interval = gc.get_threshold(), sys.getswitchinterval()
    waits = runtime.MESSAGE_FLUSH_INTERVAL_SECS
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)
    sys.setswitchinterval(interval)
    vars(runtime)["MESSAGE_FLUSH_INTERVAL_SECS"] = waits


def test_streamlit_waits_as_long_as_we_say(untouched):
    """Its loop reads the very name that is set."""
    loop = inspect.getsource(runtime.Runtime._loop_coroutine)
    assert "asyncio.sleep(MESSAGE_FLUSH_INTERVAL_SECS)" in loop
    assert pacing.SECONDS_BETWEEN_SENDINGS < runtime_util.MESSAGE_FLUSH_INTERVAL_SECS
    pacing.settle.__wrapped__("page")
    assert runtime.MESSAGE_FLUSH_INTERVAL_SECS == pacing.SECONDS_BETWEEN_SENDINGS


def test_what_is_loaded_is_not_looked_through_again(untouched):
    kept = [object() for _ in range(10)], {}
    gc.unfreeze()
    assert not gc.get_freeze_count()
    pacing.settle.__wrapped__("page")
    assert gc.get_freeze_count() > len(kept)
    assert gc.get_threshold()[0] == pacing.OBJECTS_BETWEEN_COLLECTIONS
