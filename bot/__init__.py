"""Docent: answers in the association's own curated words."""
