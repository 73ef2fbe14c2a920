"""Whether a message says what something was like, rather than asks. Pure.

Who thinks back says so by the form of a verb ("was", "fue", "a été", "I liked", "me gustó"), or by a measure that
something went beyond ("too long", "trop long"). A question has the word that asks before that, or begins with a verb.
"""

import re
from typing import Final

from bot.understanding.schedule import lexicon, question_words

ASKING: Final = question_words.OPENERS | lexicon.word_set(
    "what which is are does did can could should will show list find tell give help add remove star how que cual "
    "puede muestra quel quelle est montre was kann zeig cosa quale mostra"
)
_WORD = re.compile(r"[^\W_]+")
_VERY = r"(?:far|way|much|really|very|so|just|quite|a bit|a little|rather|simply|also|not)"
_STATED = re.compile(
    r"\b(?:"
    # English
    r"(?:was|were)(?:n t)?(?! (?:wondering|looking|hoping|asking|told|trying))|ha(?:s|d|ve)(?:n t)? been|"
    rf"(?:is|are|s) (?:{_VERY} )*(?:{_VERY}|too)\b|"
    r"felt|seemed|sounded|looked|dragged|lacked|went|(?:ran|started|began|ended) (?:over|late|early)|not enough|"
    r"(?:could|should|would|might)(?: not|n t)? have|too (?:much|many|few|little|long|short|loud)|needs? more|"
    r"(?:i|we) (?:\w+ly |very much |quite |just |also |did(?: not|n t) |could(?: not|n t) |do(?: not|n t) )*"
    r"(?:like(?! to)|liked|love(?! to)|loved|enjoy|enjoyed|hate|hated|hear|heard|see|understand|understood|learn|"
    r"learned|learnt|miss|missed|found|feel|expected|hoped|wished|thought|got|had|disliked|appreciated)|"
    # Spanish
    r"fue|fueron|eran|estaba|estaban|estuvo|estuvieron|(?:ha|han) (?:sido|estado)|resulto|resultaron|falto|faltaron|"
    r"sobro|demasiad[oa]s?|(?:es|son|esta|estan) (?:muy|bastante|poco)|se hizo|no se (?:oia|veia|entendia|escuchaba)|"
    r"(?:me|nos) (?:(?:ha|han) )?(?:gust|encant|parec|aburr|sirv|sorprend)(?:o|aron|ieron|io|ado|ido)|"
    r"aprendi|aprendimos|"
    # French
    r"(?:n )?(?:etait|etaient)|(?:n )?(?:a|ont) (?:pas )?ete|fut|furent|manquaient|manquait|trop|pas assez|"
    r"(?:est|sont|c est) (?:tres|vraiment|assez|plutot)|"
    r"(?:m|nous) (?:a|ont) (?:\w+ )?(?:plu|decu|ennuye|interesse|surpris)|"
    r"(?:j ai|on a|nous avons) (?:\w+ )?(?:aime|adore|deteste|trouve|appris|apprecie|prefere|compris|entendu)|"
    # German
    r"waren|war|wurden?|fand(?:en)?|gefiel|gefallen|fehlten?|(?:hat|haben|habe) .*\b(?:gefallen|gelernt|gefehlt)|"
    # Italian
    r"era|erano|e stat[oa]|sono stat[ie]|troppo|mancava|mancavano|"
    r"(?:mi|ci) (?:e|sono) (?:\w+ )?(?:piaciut|sembrat)[oaie]|(?:ho|abbiamo) (?:trovato|imparato|apprezzato|amato)"
    r")\b"
)
_ASKS_BEHIND = re.compile(r"\b(?:when|where|who|what|which|how) (?:is|are|was|were|does|do|did|can)\b")


def states(text: str) -> bool:
    """Whether a folded text, in which "it" stands for each name and title, says what something was like."""
    said = _WORD.findall(text)
    found = _STATED.search(" ".join(said))
    if found is None or "?" in text or said[0] in ASKING:
        return False
    before, behind = found.string[: found.start()], found.string[found.end() :]
    return ASKING.isdisjoint(before.split()) and not _ASKS_BEHIND.search(behind)
