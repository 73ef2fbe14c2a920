"""An event played through on a simulated clock before it takes place: who is told what, when, and what goes wrong."""
