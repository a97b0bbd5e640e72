"""The dashboard's own PostgreSQL role may import, through every policy, what an owner imports."""

from contextlib import closing
from pathlib import Path

import pytest
from exported_files import (
    A_CONTRACT,
    A_STATEMENT,
    A_USER,
    CONTRACT,
    OLDER,
    USERS,
    Desk,
    record,
    statements,
    text,
)

from data_access.database import connect
from data_access.schema import observation
from tests.conftest import as_application

pytestmark = pytest.mark.postgres


FILES = (
    text(CONTRACT, A_CONTRACT),
    text(USERS, A_USER),
    text(OLDER, record(), record(percent="101"), record(Course_ID="2")),
    "Group,Number of licenses available,Number of users joined\r\n横浜市,450,400\r\n",
    statements(A_STATEMENT),
)


def test_what_an_owner_can_import_the_application_can(postgres_url: str, tmp_path: Path) -> None:
    with closing(connect(as_application(postgres_url))) as opened:
        desk = Desk(opened, tmp_path)
        assert [desk.imported(content).status for content in FILES] == ["committed"] * 5
        assert not any(desk.counts().values()), "what was said of the import holds no longer"
    with closing(connect(postgres_url)) as opened:
        counts = Desk(opened, tmp_path).counts()
        assert [row[0] for row in Desk(opened, tmp_path).rows(observation, "assigned")] == [
            False
        ] * 2
    assert counts["observation"] == counts["course"] == 2
    assert counts["rejected_row"] == counts["allocation"] == 1
    assert counts["learner"] - counts["learner_person"] == 1, "both records are of one person"
    assert counts["import_batch"] == counts["audit"] == counts["dataset_version"] == 5
    assert counts["statement"] == counts["statement_telling"] == counts["adoption_observation"] == 1
    assert counts["month_fact"] > 0
