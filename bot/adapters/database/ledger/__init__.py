"""The delivery ledger in the database: one file for each thing that is done to its rows."""
