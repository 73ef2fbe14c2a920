"""A programme as a file that others read, and that comes in again as the same programme."""
