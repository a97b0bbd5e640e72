"""Everything that touches the shared learning-records database, and the reference facts."""
