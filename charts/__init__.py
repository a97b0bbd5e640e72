"""Pictures: pure functions, values in, one finished figure, deck or fragment of a page out."""
