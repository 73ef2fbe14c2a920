"""One file a change of the schema, numbered; the number is the revision."""
