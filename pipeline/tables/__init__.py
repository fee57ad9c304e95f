"""Records → tables: the schema, the rows, the snapshot store, its verification."""
