"""Keeps the promises of the ports with files, a database and the wall clock."""
