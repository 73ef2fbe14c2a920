"""What people put around a wish and mean nothing by: "hey, please ... thanks 🙏". Patterns over folded text."""

import re
from typing import Final

from bot.understanding.words import fold

BEFORE: Final = (
    r"(?:(?:please|pls|plz|kindly|hey|hi|hello|yes|ok|okay|and|then|so|now|just|only|also|always|thanks|thx|@?docent|"
    r"can you|can u|could you|would you|will you|you can|i want you to|i'd like you to|i need you to|"
    r"bitte|por favor|s'il (?:te|vous) plait|svp|per favore|puedes|podrias|peux-tu|pouvez-vous|kannst du|puoi)[, :]+)*"
)
AFTER: Final = (
    r"(?:[ ,.!;]+(?:please|pls|plz|thanks|thank you|thx|ty|ok|okay|only|too|also|as well|always|from now on|any ?more|"
    r"bitte|danke|ab jetzt|immer|por favor|gracias|siempre|solo|de ahora en adelante|s'il (?:te|vous) plait|svp|stp|"
    r"merci|toujours|desormais|per favore|grazie|sempre|d'ora in poi))*"
)
_POINTS: Final = " .!?¿¡…"
_PICTURES: Final = re.compile(
    r"^[\s\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+|[\s\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+$"
)


def without_points(text: str) -> str:
    """The folded text without what stands around it: points, question marks, small pictures."""
    return _PICTURES.sub("", fold(text).strip(_POINTS)).strip(_POINTS)
