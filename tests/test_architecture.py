"""Who may know whom, and what stands in one place only, read off the syntax trees."""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

ROOT = Path(__file__).parent.parent

MAY_KNOW = {
    "wording": (),
    "metrics": ("wording",),
    "data_access": ("metrics.facts", "wording.text"),
    "charts": ("metrics", "wording"),
    "sample_data": ("data_access", "wording.text"),
    "ui": ("charts", "data_access", "metrics", "sample_data.database", "wording"),
    "pages": ("charts", "metrics", "ui", "wording"),
    "dashboard": ("charts", "metrics", "ui", "wording"),
}
"""What each part may import of ours, besides itself."""

ONLY_IN = {
    "streamlit": ("ui/", "pages/", "dashboard.py"),
    "sqlalchemy": ("data_access/", "sample_data/database.py"),
    "alembic": ("data_access/migrations/",),
    "plotly": ("charts/", "ui/pictures.py"),
    "pydeck": ("charts/",),
    "urllib.request": ("data_access/sync/client.py",),
}
"""The parts that may import a package."""

NAMED_ONLY_IN = {
    "cache_data": ("ui/cached.py",),
    "cache_resource": ("ui/cached.py",),
    "session_state": ("ui/url.py", "ui/language.py", "ui/remembered.py"),
    "query_params": ("ui/url.py", "ui/language.py"),
}
"""The files that may use an attribute of Streamlit's."""

READ_THE_RECORDS = {
    "data_access.learners": {"ui/cached.py"},
    "queries.month_facts": {"ui/cached.py"},
    "queries.course_facts": {"ui/learning.py"},
    "queries.learner_facts": {"ui/learning.py"},
}
"""What reads what people did, and the only files around the pages that may. Both hand on what the
reader may have; what is not for others begins with an underscore there."""
MAKE_SCOPES = {"data_access/identity.py"}
"""Where it is decided who may see what."""
DEPENDS_ON_NOTHING_SECRET = {
    "ui/definitions.py:everything": "the catalogue's texts",
    "ui/methods.py:everything": "the methods' texts, with invented examples",
    "ui/style.py:sheet": "the stylesheet",
    "ui/menu.py:_content": "the names of the pages",
    "ui/slides.py:_ground": "the light theme's colours",
    "ui/contents.py:folded": "a finished table is its own key",
    "ui/opening.py:_publish": "the outlines, which are public",
    "ui/opening.py:missing_wall": "what is wrong with the connection",
    "ui/opening.py:_log": "sentences for the operator",
    "ui/settings.py:_auth": "the operator's settings",
    "ui/settings.py:faults": "what is wrong with them",
    "ui/settings.py:limits": "how long a sign-in lasts",
    "ui/settings.py:recheck_seconds": "how often somebody is looked up",
    "ui/visits.py:_open": "everybody's scope where nobody signs in",
    "ui/cached.py:connected": "the database itself, from which nothing is read without a scope",
    "ui/cached.py:_places": "the municipalities, which are public",
    "ui/cached.py:named_for": "the arguments themselves, whatever they are",
    "ui/gate.py:_note": "that a refusal was written down",
    "ui/pacing.py:settle": "nothing at all",
}
"""What is kept for all readers alike, and what it is."""
KEEP = {"cache", "lru_cache", "kept", "drawn"}
CARRY_A_SCOPE = {"Snapshot", "Scope", "Reader", "Claims"}
"""Types of a first argument in which readers of different scopes differ."""

MEANINGLESS = {"utils", "util", "helpers", "helper", "manager", "service", "base", "common", "misc"}
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}\b")
FOREIGN = re.compile(
    r"(?<![\w.}])/(?:work|tmp|root|home|Users)/"
    r"|\b(?:pypi|pythonhosted|npmjs|debian|ubuntu)\.(?:org|com|net)\b"
)
"""A path of one machine, or a package registry's address."""
LONGEST_PAGE = 100
DEFINITIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
SAID_DIFFERENTLY = {"more": "count"}
"""Of several names Japanese gives the number of all (など5団体), English of the rest (2 more)."""


def _sources(*folders: str) -> list[Path]:
    """The Python files of the product's parts; all of the parts where none is named."""
    found: list[Path] = []
    for part in folders or tuple(MAY_KNOW):
        found += (ROOT / part).rglob("*.py") if (ROOT / part).is_dir() else [ROOT / f"{part}.py"]
    return sorted(found)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _imports(path: Path) -> Iterator[str]:
    """Every imported name in full: `from metrics import facts` is metrics.facts."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _below(name: str, parents: Iterable[str]) -> bool:
    return any(f"{name}.".startswith(f"{parent}.") for parent in parents)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _texts(path: Path) -> Iterator[str]:
    """Every text literal that is no docstring."""
    described = {
        id(node.value)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Constant) and id(node) not in described:
            yield from [node.value] if isinstance(node.value, str) else []


def _sentences() -> Iterator[tuple[str, str, str]]:
    """Where each literal `Text` stands, and its two languages."""
    for path in _sources():
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
                spoken = dict(zip(("ja", "en"), node.args, strict=False))
                spoken |= {each.arg: each.value for each in node.keywords if each.arg}
                said = [each.value for each in spoken.values() if isinstance(each, ast.Constant)]
                if len(said) == len(spoken) == 2:
                    yield f"{_name(path)}:{node.lineno}", *said


def _places(sentence: str) -> set[str]:
    named = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
    return {SAID_DIFFERENTLY.get(name, name) for name in named}


def test_every_part_stands_where_it_is_looked_for() -> None:
    assert not [path for path in _sources() if not path.exists()]
    assert all(_sources(part) for part in MAY_KNOW)


@pytest.mark.parametrize("part", MAY_KNOW)
def test_a_part_knows_only_those_below_it(part: str) -> None:
    allowed = (part, *MAY_KNOW[part])
    ours = tuple(MAY_KNOW)
    known = {(_name(path), name) for path in _sources(part) for name in _imports(path)}
    assert not sorted(
        each for each in known if _below(each[1], ours) and not _below(each[1], allowed)
    )


@pytest.mark.parametrize("package", ONLY_IN)
def test_a_package_is_imported_only_where_it_belongs(package: str) -> None:
    users = {
        _name(path)
        for path in _sources()
        if any(_below(name, [package]) for name in _imports(path))
    }
    assert users, f"nothing imports {package}: the rule is out of date"
    assert not sorted(user for user in users if not user.startswith(ONLY_IN[package]))


@pytest.mark.parametrize("attribute", NAMED_ONLY_IN)
def test_state_and_caches_have_one_place(attribute: str) -> None:
    users = {
        _name(path)
        for path in _sources()
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute) and node.attr == attribute
    }
    assert not sorted(users - set(NAMED_ONLY_IN[attribute]))


def test_scopes_are_made_in_one_place() -> None:
    makers = {
        _name(path)
        for path in _sources()
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Scope"
    }
    assert makers == MAKE_SCOPES


def test_a_page_has_no_rights_but_its_reader_s() -> None:
    """It gets the records from `ui/cached.py` alone, and never an operator's scope."""
    connecting = {
        _name(path)
        for path in _sources("ui", "pages", "dashboard")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute | ast.Name)
        and getattr(node, "attr", getattr(node, "id", "")) in {"connect", "upgrade", "operator"}
    }
    assert connecting <= {"ui/cached.py"}


@pytest.mark.parametrize("name", READ_THE_RECORDS)
def test_what_people_did_is_read_where_the_rules_of_disclosure_are_kept(name: str) -> None:
    readers = {
        _name(path)
        for path in _sources("ui", "pages", "dashboard")
        if any(_below(each, [name]) for each in _imports(path))
        or any(
            ast.unparse(node) == name
            for node in ast.walk(_tree(path))
            if isinstance(node, ast.Attribute)
        )
    }
    assert readers == READ_THE_RECORDS[name]


def test_no_page_reaches_behind_the_rules_of_disclosure() -> None:
    """Neither what a module keeps to itself, nor a value that is not as the reader may see it."""
    reached = [
        f"{_name(path)}:{node.lineno} {ast.unparse(node)}"
        for path in _sources("ui", "pages", "dashboard")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and isinstance(node.value, ast.Name)
        and node.value.id in {"cached", "learning", "disclosure", "calculate"}
    ]
    imported = {name for path in _sources("ui", "pages", "dashboard") for name in _imports(path)}
    assert not reached
    assert not imported & {"metrics.calculate.value", "metrics.calculate.values"}


def _keeps(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(called).split(".")[-1] in KEEP


def _kept_functions() -> Iterator[tuple[str, str]]:
    """Every function whose result is kept, and the type of its first argument."""
    for path in _sources("ui"):
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef) and any(map(_keeps, node.decorator_list)):
                first = node.args.args[0].annotation if node.args.args else None
                yield f"{_name(path)}:{node.name}", ast.unparse(first) if first else ""


def test_what_is_kept_is_kept_by_scope() -> None:
    alike = {name for name, first in _kept_functions() if first not in CARRY_A_SCOPE}
    assert not alike - set(DEPENDS_ON_NOTHING_SECRET), "kept for all readers alike: say why it may"


def test_colours_stand_in_the_configuration_alone() -> None:
    """The palette's two inks are what WCAG calls black and white, and belong to no theme."""
    named = {
        (_name(path), colour)
        for path in _sources("dashboard", "pages", "ui", "charts", "metrics", "wording")
        for text in _texts(path)
        for colour in COLOUR.findall(text)
    }
    assert {where for where, _ in named} <= {"charts/palette.py"}
    assert len(named) <= 2


def _is_fragment(node: ast.AST) -> bool:
    """What Streamlit runs alone when a choice changes."""
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
    return [ast.unparse(each) for each in decorators] == ["st.fragment"]


def test_a_page_reads_from_top_to_bottom() -> None:
    for path in _sources("dashboard", "pages"):
        tree = _tree(path)
        defined = [each for each in ast.walk(tree) if isinstance(each, DEFINITIONS)]
        assert len(defined) <= 1, f"{_name(path)} defines more than its fragment"
        assert all(map(_is_fragment, defined)), f"{_name(path)} defines what belongs to ui"
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_PAGE, _name(path)
        assert ast.get_docstring(tree), f"{_name(path)} does not say which question it answers"
        japanese = [text for text in _texts(path) if JAPANESE.search(text)]
        assert not japanese, f"{_name(path)}: a sentence belongs to wording: {japanese}"


def test_a_module_is_named_for_what_it_holds() -> None:
    everything = [
        *_sources(),
        *(ROOT / "tests").rglob("*.py"),
        *(ROOT / "benchmarks").rglob("*.py"),
    ]
    assert not [_name(path) for path in everything if path.stem in MEANINGLESS]


def test_no_two_tests_have_one_name() -> None:
    """Such files cannot be collected together."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert not [name for name, number in names.items() if number > 1]


def test_the_repository_names_no_machine_and_no_registry() -> None:
    kept = ("*.py", "*.md", "*.toml", "*.txt", "*.ini", ".ci/*")
    skipped = {".git", ".venv", ".venv-lrs", "node_modules"}
    files = {path for kind in kept for path in ROOT.rglob(kind) if path.is_file()}
    found = [
        f"{_name(path)}:{number}: {line.strip()}"
        for path in sorted(files)
        if not skipped & set(path.parts) and "_cache" not in str(path)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if FOREIGN.search(line)
    ]
    assert not found


def test_every_sentence_has_the_same_places_in_both_languages() -> None:
    listed = list(_sentences())
    assert listed
    assert not [where for where, ja, en in listed if _places(ja) != _places(en)]


def test_every_sentence_is_written_in_both_languages() -> None:
    for where, ja, en in _sentences():
        if where.startswith("wording/"):
            assert ja.strip(), where
            assert en.strip(), where


def test_english_is_english() -> None:
    """But for the link to the Japanese page, and what an importer quotes of a file."""
    mixed = {
        en
        for where, _, en in _sentences()
        if JAPANESE.search(en) and not where.startswith("data_access/importing/")
    }
    assert mixed == {"日本語"}
