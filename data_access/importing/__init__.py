"""Files come in: one module per source format, and the import contract that they share.

`import_file` takes one file into the learning records, `import_files` several in one transaction;
each says in an `Outcome` what became of every record.
"""

from data_access.importing.importer import Progress, import_file, import_files
from data_access.importing.outcome import Outcome

__all__ = ["Outcome", "Progress", "import_file", "import_files"]
