"""Content files into knowledge, with every problem told at once in a curator's words."""
