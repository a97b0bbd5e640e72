"""The measured figures as a table for a person and as JSON for a program."""

import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import streamlit

from benchmarks.budgets import Figure


def machine() -> str:
    """What the figures were measured on."""
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, Streamlit {streamlit.__version__}"
    )


def table(figures: Iterable[Figure]) -> str:
    """A Markdown table for each part, one row a figure."""
    parts = groupby(figures, key=lambda figure: figure.part)
    return "\n\n".join(_part(part, list(rows)) for part, rows in parts)


def _part(part: str, figures: list[Figure]) -> str:
    rows = [(part, "measured", "budget", ""), ("---", "---:", "---:", "---")]
    rows += [_row(figure) for figure in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    )


def _row(figure: Figure) -> tuple[str, str, str, str]:
    budget, verdict = "", ""
    if figure.budget:
        budget = f"{'≥' if figure.budget.floor else '≤'} {figure.budget.limit:g}"
        verdict = "kept" if figure.kept else "BROKEN"
    return figure.name, f"{_number(figure.value)} {figure.unit}".strip(), budget, verdict


def _number(value: float) -> str:
    """Three significant digits below a thousand, whole numbers above."""
    if value >= 1000 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def save(figures: Iterable[Figure], path: Path) -> None:
    """Write the figures with the machine and the moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "machine": machine(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "figures": [{**asdict(figure), "kept": figure.kept} for figure in figures],
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
