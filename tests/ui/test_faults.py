"""A page that could not be made says so in the reader's language, and gives nothing away."""

import pytest
from streamlit.testing.v1 import AppTest

from data_access.problems import DatabaseUnreachable
from wording import gate as words
from wording.text import LANGUAGES, Language


def _page() -> None:
    from data_access.problems import DatabaseUnreachable
    from ui import faults, url

    known = url.parameters().get("kind") == "known"
    error = DatabaseUnreachable() if known else ValueError("postgresql://app:geheim@db/learning")
    assert faults.said(error)


def _said(language: Language, kind: str) -> str:
    app = AppTest.from_function(_page)
    app.query_params.update({"lang": language, "kind": kind})
    app.run()
    assert not app.exception
    return "".join(str(each.proto.body) for each in app.get("html"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_known_is_said(language: Language) -> None:
    assert DatabaseUnreachable.sentence(language) in _said(language, "known")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_known_is_not_shown(language: Language) -> None:
    text = _said(language, "unknown")
    assert words.FAILED(language, at="").split("：")[0].split(": ")[0] in text
    assert "geheim" not in text
    assert 'role="alert"' in text
