"""Whose records a reader may see. No scope, no query."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """One prefecture, and within it every municipality (None) or the ones named."""

    prefecture: str
    """Two characters, as 14 for Kanagawa."""
    municipalities: frozenset[str] | None = None
    """Five-character codes whose figures the reader may see exactly."""
