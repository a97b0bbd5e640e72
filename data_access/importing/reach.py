"""Whose records an uploader may touch: one record of anybody else refuses the whole file."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from data_access.importing.places import Affiliation, Directory
from data_access.importing.reasons import Refusal, filled
from data_access.schema import learner_override, membership, municipality
from wording.text import Text

_OUTSIDE = Text(
    ja="{line}行目は{place}の記録です。取り込めるのは{allowed}の記録だけなので、"
    "ファイル全体を取り込みません。ほかの市区町村の行を除いてください。",
    en="Line {line} is about {place}. You may import records of {allowed} only, so the whole file "
    "is refused. Please take other municipalities' rows out.",
)
_NOWHERE = Text(
    ja="どの市区町村か分からない受講者（{label}）",
    en="a learner of no known municipality ({label})",
)
_NO_LABEL = Text(ja="手がかりなし", en="nothing to go by")
_NONE = Text(ja="（なし）", en="(none)")


class Reach:
    """The municipalities whose records may be written, and where known learners belong.

    A record is about the municipality that it names and about the one to which its learner
    belonged before: it could move the learner away from there.
    """

    def __init__(self, connection: Connection, prefecture: str, may_touch: frozenset[str]) -> None:
        self.may_touch = may_touch
        places, home, override = municipality.c, membership.c, learner_override.c
        named = select(places.code, places.name_ja).where(places.prefecture == prefecture)
        self.names = dict(connection.execute(named).all())
        now = select(home.learner_id, home.code).where(
            home.prefecture == prefecture, home.valid_to.is_(None)
        )
        self.homes = dict(connection.execute(now).all())
        said = select(override.learner_id, override.municipality_code)
        self.overrides = dict(connection.execute(said).all())

    def place_outside(
        self, learner: int | None, said: Affiliation, directory: Directory
    ) -> str | Text | None:
        """The municipality, or the lack of one, for which a record may not be written; or None."""
        known = learner or 0
        told = self.overrides.get(known) or directory.resolved(said.kept())[0]
        concerned = [code for code in (told, self.homes.get(known)) if code]
        if not concerned:
            return filled(_NOWHERE, label=said.label or _NO_LABEL)
        return next((code for code in concerned if not self.has(code)), None)

    def has(self, code: str) -> bool:
        """Whether records of the municipality may be written."""
        return code in self.may_touch

    def refusal(self, line: int, place: str | Text) -> Refusal:
        """What is said of the record on that line."""
        name = place if isinstance(place, Text) else self.names.get(place, place)
        allowed = self._listed(sorted(self.may_touch))
        return Refusal("outside_scope", filled(_OUTSIDE, line=line, place=name, allowed=allowed))

    def _listed(self, codes: Iterable[str]) -> Text:
        names = [self.names.get(code, code) for code in codes]
        return Text(ja="、".join(names), en=", ".join(names)) if names else _NONE
