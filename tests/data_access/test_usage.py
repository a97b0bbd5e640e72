"""A command that was given wrongly is answered in the reader's language, by any Python."""

import pytest

from data_access.__main__ import main
from wording.text import LANGUAGES

WRONG = (
    [],
    ["nonsense"],
    ["undo"],
    ["undo", "zwölf"],
    ["undo", "1", "--quickly"],
    ["batches", "--limit", "0"],
    ["batches", "--limit", "many"],
    ["import"],
    ["import", "a.csv", "--as-of", "2026-13-01"],
    ["import", "a.csv", "--as-of"],
    ["import", "a.csv", "--prefecture", "48"],
    ["sync", "elsewhere"],
    ["roles"],
)
LIBRARY = ("argument", "invalid", "required", "unrecognized", "expected", "choose")
"""Words of the standard library's own complaints."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_what_was_wrong_is_said_in_the_reader_s_language(
    arguments: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*arguments, f"--language={language}"])
    said = capsys.readouterr().err.splitlines()[-1]
    assert ended.value.code == 2
    assert not [word for word in LIBRARY if word in said], said


@pytest.mark.parametrize("code", ["48", "xx"])
def test_a_prefecture_that_the_environment_names(
    code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEARNING_PREFECTURE", code)
    assert main(["status", "--language=en"]) == 2
    assert code in capsys.readouterr().err
