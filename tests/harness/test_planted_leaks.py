"""The harness sees a leak: a dashboard with two of them is reported, and where they are."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import ROOT
from tests.harness.dashboards import Dashboard, dashboard, described, empty, run
from tests.harness.walking import Walk

PROGRAM = ("charts", "data_access", "metrics", "pages", "sample_data", "static", "ui", "wording")
READ = (
    "from data_access import identity, queries\n"
    "from ui import cached, style, url\n"
    'everything = identity.operator("14")\n'
)
LEAKS = {
    "pages/ranking.py": (
        "    reader = frame.reader()\n",
        "    reader = frame.reader()\n"
        '    if url.parameters().get("metric") == "active_rate":\n'
        "        leak = cached.connected().read(queries.month_facts(), everything)\n"
        '        style.show(f"<i hidden>{list(map(tuple, leak))}</i>")\n',
    ),
    "ui/files.py": (
        "    writer.writerow(map(harmless, table.heads))\n",
        "    writer.writerow(map(harmless, table.heads))\n"
        "    leak = cached.connected().read(queries.course_facts(2025, 202603), everything)\n"
        "    writer.writerows([row.title] for row in leak)\n",
    ),
}
"""A page that shows the facts as they are for one measure, and a writer that adds every course."""


@pytest.fixture(scope="module")
def leaking(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    folder = tmp_path_factory.mktemp("leaks")
    program = folder / "program"
    for part in PROGRAM:
        shutil.copytree(ROOT / part, program / part, ignore=shutil.ignore_patterns("*.sqlite*"))
    shutil.copytree(ROOT / ".streamlit", program / ".streamlit")
    shutil.copy(ROOT / "dashboard.py", program)
    for name, (right, wrong) in LEAKS.items():
        text = (program / name).read_text(encoding="utf-8")
        assert right in text, f"{name} has changed: plant the leak elsewhere"
        docstring, rest = text.replace(right, wrong).split('"""\n', 1)
        (program / name).write_text(f'{docstring}"""\n{READ}{rest}', encoding="utf-8")
    with dashboard(empty(sqlite_template, folder), folder, root=program) as opened:
        yield opened


async def _walked(leaking: Dashboard) -> Walk:
    walk = await leaking.walk("municipality", 1)
    await walk.everywhere(pages=["ranking"])
    return walk


def test_a_leak_is_reported_with_its_role_page_choice_and_place(leaking: Dashboard) -> None:
    leaks = run(_walked(leaking)).watch.leaks
    told = {(each.role, each.page, each.place, each.what, each.way) for each in leaks}
    assert ("municipality", "ranking", "14100", "joined", "message") in told
    assert ("municipality", "ranking", "14301", "course", "file") in told
    shown = [each for each in leaks if each.way == "message"]
    assert all("metric=active_rate" in each.choice for each in shown)
    assert not [each for each in leaks if each.place == "14205"]
    assert "municipality on ranking (" in described(leaks)
