"""Questions after changes: of those, a programme by itself only knows what is cancelled."""

import re

_CALLED_OFF = re.compile(r"\bcalled off\b")
_ARE_THERE = (
    r"(?:(?:are|is|were|have|has|there|been|any|some|the|latest|recent|new|last|minute|schedule|programme|program|agenda|"
    r"timetable|hay|habra|hubo|algun|alguna|algunos|gibt|gab|es|noch|kommen|irgendwelche|kurzfristige|y|a|t|il|est|ce|"
    r"que|des|ci|sono|dei|delle)[ '-]+){0,8}"
)
_CHANGES = (
    r"(?:changes|anderungen|aenderungen|programmanderungen|cambios|changements|modifications|cambiamenti|modifiche|"
    r"variazioni)"
)
_OF_PROGRAMME = (
    r"(?: (?:to|in|of|im|am|en|dans|al|del|nel|du|au|on)(?: (?:the|el|le|il|la))? ?"
    r"(?:schedule|programme|program|programa|programm|programma|zeitplan|fahrplan|horario|planning|agenda|timetable))?"
)
_SOMETHING_HAS = (
    r"(?:(?:has|have|did|been|what|whats|what's|anything|something|any|talks?|sessions?|hat|sich|was|etwas|que|ha|se|"
    r"algo|est|ce|qu|qui|a|quelque|chose|cosa|e|qualcosa)[ '-]+){1,7}"
)
_CHANGED = (
    r"(?:changed?|moved|rescheduled|updated|geandert|verschoben|cambiado|cambiato|modifie)(?: (?:algo|qualcosa))?"
)
_ASKED = re.compile(rf"^(?:{_ARE_THERE}{_CHANGES}|{_SOMETHING_HAS}{_CHANGED}){_OF_PROGRAMME}(?!\w)")


def as_cancellations(text: str) -> str:
    """The folded text with a question after changes put as one after cancellations; others as they are."""
    return _CALLED_OFF.sub("cancelled", _ASKED.sub("anything cancelled", text))
