"""What is checked before anything is served; `streamlit run` ends with a sentence if it fails."""

import sys

from data_access import identity
from data_access.database import SAMPLE, location
from data_access.problems import DatabaseProblem
from ui import cached, opening, settings
from wording.text import LANGUAGES, Text


def refuse_where_unsafe() -> None:
    """End the process unless its settings are safe for its records; 1 is the exit status."""
    faults = settings.faults() or _faults_of_the_database()
    if faults:
        sys.exit("\n".join(fault(spoken) for fault in faults for spoken in LANGUAGES))


def _faults_of_the_database() -> tuple[Text, ...]:
    """None as yet where there is no database, or none that answers: then each page looks again."""
    if location() == f"sqlite:///{SAMPLE}" and not SAMPLE.exists():
        return ()
    try:
        if not settings.is_sign_in_configured():
            identity.open_access(cached.connected(), settings.prefecture())
        return opening.missing_wall()
    except identity.SignInMissing as problem:
        return (problem.sentence,)
    except DatabaseProblem:
        return ()
