"""What Docent keeps: memories, transcripts, misses and revisions, in SQLite or PostgreSQL."""
