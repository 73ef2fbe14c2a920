"""What people say around a question: greetings, words that only stress others, goodbyes."""

import re

_GREETING = re.compile(
    r"^(?:(?:good|guten|buenos|buenas|bon|buon)[ -]?(?:morning|afternoon|evening|night|day|morgen|tag|abend|"
    r"nacht|dias|tardes|noches|jour|soir|giorno|asera)|buongiorno|buonasera|"
    r"bonjour|bonsoir|hello|hallo|hola|salut|ciao|hi|hey|moin|servus)\b(?: (?:there|all|everyone|docent|"
    r"bot))?[\s,!.:;-]*"
)
_WHOLLY = re.compile(
    r"^(?:any idea|no idea|i (?:was )?wonder(?:ing)?|just wondering|quick question)\b[\s,:]*|"
    r"\b(?:full|whole|complete|entire|ganzen?|gesamten?|komplette[nrs]?|completo|complet|intero|"
    r"tutto il) (?=(?:schedule|program|agenda|list|timetable|day|lineup|tag|zeitplan|fahrplan|horario|planning))"
)
_FAREWELL = re.compile(
    r"^(?:(?:ok(?:ay)? |so |well |bye,? )*(?:see|talk to|speak to) (?:you|u|ya)\b|not (?:right )?now|no\b|never mind)"
)


def greeted(text: str) -> str:
    """The text without a greeting before it, and without words that only stress others."""
    return _WHOLLY.sub("", _GREETING.sub("", text, count=1))


def says_goodbye(text: str) -> bool:
    return bool(_FAREWELL.match(text))
