"""What stands on a page in place of what could not be shown: a sentence, and never a trace.

Streamlit has written the trace to the server's log before it asks here.
"""

import html
from datetime import datetime, timedelta, timezone

from data_access.problems import DatabaseProblem
from ui import language, style
from wording import gate as words
from wording.text import Language

JAPAN = timezone(timedelta(hours=9))


def said(error: Exception) -> bool:
    """Say it in the reader's language; True tells Streamlit that nothing more is to be said."""
    spoken = language.spoken()
    sentence = html.escape(_sentence(error, spoken))
    style.show(f'<p class="notice" role="alert" lang="{spoken}">{sentence}</p>')
    return True


def _sentence(error: Exception, spoken: Language) -> str:
    if isinstance(error, DatabaseProblem):
        return error.sentence(spoken)
    return words.FAILED(spoken, at=f"{datetime.now(JAPAN):%Y-%m-%d %H:%M:%S}")
