import pytest
from sample_reading import FULL, allocations, rows

from sample_data.build import FILES


@pytest.fixture(scope="session")
def monthly():
    """Rows of each monthly export, by its month 'yyyy-mm'."""
    return {path.name[:7]: rows(path) for path in sorted(FILES.glob("*_user-course-activity.csv"))}


@pytest.fixture(scope="session")
def full():
    """Rows of the full export."""
    return rows(FILES / FULL)


@pytest.fixture(scope="session")
def users():
    """Rows of each list of users, by its day 'yyyy-mm-dd'."""
    return {path.name[:10]: rows(path) for path in sorted(FILES.glob("*_all-users.csv"))}


@pytest.fixture(scope="session")
def contracts():
    """Rows of each contract, by fiscal year."""
    return {year: allocations(year) for year in (2023, 2024, 2025, 2026)}


@pytest.fixture(scope="session")
def licences(contracts):
    """Licences by fiscal year and name of the municipality."""
    return {
        year: {row["市区町村名"]: int(row["ライセンス数"]) for row in listed}
        for year, listed in contracts.items()
    }
