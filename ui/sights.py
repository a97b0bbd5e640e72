"""How much of a municipality a reader may see: the rules of the roles, in one place."""

from data_access.scope import Scope
from metrics.disclosure import Sight


def sight(scope: Scope, code: str, published: bool) -> Sight:
    """How much of one municipality; `published`: whether municipalities see each other by name."""
    if scope.role == "prefecture":
        return Sight.EXACT
    if scope.role == "open":
        return Sight.MASKED
    if scope.role == "presenter":
        return Sight.COARSE
    if scope.role == "municipality":
        if code in (scope.municipalities or ()):
            return Sight.EXACT
        return Sight.COARSE if published else Sight.WITHHELD
    return Sight.WITHHELD


def of_all(scope: Scope) -> Sight:
    """How much of all municipalities together."""
    return {"prefecture": Sight.EXACT, "open": Sight.MASKED}.get(scope.role, Sight.COARSE)
