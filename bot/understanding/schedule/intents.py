"""What is asked of a programme, told by the words that are left when names, titles and times are taken out."""

import re
from collections.abc import Set as AbstractSet
from typing import Final

from bot.schedule.queries import Pick
from bot.understanding.schedule import lexicon
from bot.understanding.schedule.asked import What

_COUNT = re.compile(r"\b(?:how many|number of|count (?:of|the)|wie ?viele?|cuant[oa]s|combien d(?:e|')|quant[ie])\b")
_HOW_LONG = re.compile(
    r"\b(?:how long|how much time|how many (?:minutes|hours)|duration|length of|wie lange?|dauert|dauer|"
    r"cuanto (?:tiempo )?dura\w*|cuanto tiempo|duracion|"
    r"combien de temps|dure(?:nt)?|duree|quanto (?:tempo )?dura\w*|quanto tempo|durata|lasts?(?= |$))\b"
)
_STILL = re.compile(
    r"\b(?:still (?:on|happening|taking place|scheduled|planned|going|there|running|valid)|cancell?(?:ed|ation)?|"
    r"called off|postponed|been moved|changed|^finde[tn]\b.*\bstatt|"
    r"abgesagt|entfallt|faellt|fallt|verschoben|sigue en pie|cancelad[oa]|cancelo|se mantiene|annulee?|"
    r"maintenue?|toujours (?:lieu|prevue?)|"
    r"annullat[oa]|confermat[oa]|confirmed)\b"
)
_CANCELLED = re.compile(
    r"\b(?:anything|something|nothing|any|what(?:'?s|'?ve)?|which|list|show|all|how many|"
    r"was (?:ist|sind|wurde|fallt|faellt)|etwas|irgendwas|welche[rs]?|"
    r"que|algo|cuales|quoi|quels?|quelles?|quelque chose|cosa|qualcosa|quali|"
    r"talks|sessions|workshops|vortrage|charlas)\b"
    r"[^.?!]{0,40}\b(?:cancell?ed|cancell?ations?|called off|abgesagt|entfallt|entfallen|ausgefallen|"
    r"cancelad[oa]s?|annulee?s?|annullat[oaie])\b|"
    r"^(?:the |all )?(?:cancell?ed|abgesagte|canceladas|annulees)\b(?!.*\b(?:it|that|this)\b)|^cancell?ations\b"
)
_FOLLOWS = re.compile(
    r"\b(?:follow(?:s|ed|ing)?|(?:directly |right )?after(?:wards?)?|danach|nachher|(?:kommt |"
    r"folgt )?(?:direkt )?nach|folgt|(?:que )?sigue|despues(?: del?)?|tras|"
    r"apres|suit|dopo|segue|comes next|then|thereafter|anschliessend|im anschluss)\b"
)
_ABOUT = re.compile(
    r"^(?!(?:and )?(?:what|how) about\b).*\b(?:(?:what|whats)\b.*\babout|worum|wovon (?:handelt|geht)|"
    r"de que (?:va|trata|se trata|habla)|de quoi (?:parle|traite|s'agit|ca parle)|"
    r"(?:di|de) (?:che )?cosa (?:parla|tratta|si tratta)|di che parla|tell me more|tell me about|more about|"
    r"more info\w*|mehr (?:uber|ueber|zu|infos?)|"
    r"mas (?:sobre|informacion|info)|en savoir plus|plus d'info\w*|piu informazioni|read (?:more|the))\b"
)
_IN_LANGUAGE = re.compile(
    r"\b(?:(?:what|which|whats the) language|welche[rn]? sprache|(?:en )?(?:que|cual) idioma|quelle langue|"
    r"(?:in )?(?:che|quale) lingua|language of|is it (?:in )?$)"
)
_WHO = re.compile(r"\b(?:who|whos|whose|wer|wers|wessen|quien(?:es)?|qui|chi)\b")
_WHERE = re.compile(
    r"\b(?:where|wheres|wo|wohin|donde|adonde|dove|(?:which|what) (?:room|hall|place|stage|location|venue)|"
    r"(?:welche[rmns]?|in welchem) (?:raum|saal|horsaal|hoersaal|zimmer)|"
    r"(?:que|cual) (?:sala|aula)|quelle salle|(?:quale|che) (?:sala|aula|stanza)|room (?:of|for)|raum (?:von|fur|"
    r"fuer|vom)|salle (?:de|du|pour)|sala (?:de|del|di|della)|"
    r"location(?: of)?)\b|^ou\b|\bou (?:a lieu|est|se)|\best ou\b|\bou\s*\?*$|\b(?:room|raum|sala|salle|aula|"
    r"stanza|place)\s*\??\s*$|^(?:room|raum|salle)\b"
)
_WHEN = re.compile(
    r"\b(?:when|whens|what time|which time|wann|wanns|um wie ?viel uhr|wieviel uhr|cuando|(?:a )?que hora|quand|"
    r"(?:a )?quelle heure|quando|(?:a )?che ora|at what|what day|which day|"
    r"welche[rmn]? tag|que dia|quel jour|che giorno|time of|start time|uhrzeit|date of|starts?|begins?|beginnt|"
    r"empieza|commence|comienza|inizia|ends?|endet|time\??$)\b"
)
_WHOLE = {
    What.ROOMS: re.compile(
        r"\b(?:which|what|list|all|the|show|how many|number of|welche|wie ?viele|que|cuales|cuantas|quelles|"
        r"combien de|quali|quante)\b.{0,20}\b(?:rooms|raume|raeume|sale|salas|salles|halls|aulas|aule|venues|"
        r"stages)\b|^rooms\??$"
    ),
    What.TRACKS: re.compile(
        r"\b(?:which|what|list|all|the|show|how many|number of|welche|wie ?viele|que|cuales|cuantos|cuantas|"
        r"quels|combien de|quali|quante|quanti)\b.{0,20}\b(?:tracks|themenstrange|lineas|parcours|streams|topics|"
        r"themes|themen|temas)\b|^tracks\??$"
    ),
    What.TYPES: re.compile(
        r"\b(?:which|what|list|all|how many|welche|que|quels|quali)\b.{0,16}\b(?:types|kinds|formats|formate|"
        r"formatos|tipos|typen|arten)\b"
    ),
    What.SPEAKERS: re.compile(
        r"\b(?:which|what|list|all|show|how many|number of|who are|wer sind|welche|alle|wie ?viele|que|"
        r"quienes son|cuales|cuantos|quels|combien d(?:e|')|quali|quanti|chi sono|qui sont)\b.{0,24}"
        r"\b(?:speakers|presenters|referenten|sprecher|vortragenden|ponentes|oradores|intervenants|orateurs|"
        r"relatori|people speak\w*|persons|redner)\b|^(?:speakers|speaker list|list of speakers)\??$"
    ),
    What.DAYS: re.compile(
        r"\b(?:how many days|which days|what days|wie ?viele tage|welche tage|cuantos dias|que dias|"
        r"combien de jours|quels jours|quanti giorni|che giorni)\b"
    ),
}
_IN_TRACK = re.compile(
    r"\b(?:which|what|welche[rmn]?|que|quelle?|in che|quale) (?:track|strang|linea|filiere|"
    r"parcours)\b"
)
_NEVER = re.compile(r"(?!)")
# In this order: "is it still on?" asks about what "on" is, not when.
_ASKED: Final = (
    (What.STILL, _STILL, frozenset[str]()),
    (What.HOW_LONG, _HOW_LONG, frozenset[str]()),
    (What.COUNT, _COUNT, frozenset[str]()),
    (What.CHAIRS, _NEVER, lexicon.CHAIRS),
    (What.FOLLOWS, _FOLLOWS, frozenset[str]()),
    (What.LANGUAGE, _IN_LANGUAGE, frozenset[str]()),
    (What.TRACK, _IN_TRACK, frozenset[str]()),
    (What.ABOUT, _ABOUT, lexicon.DESCRIBES),
    (What.WHERE, _WHERE, frozenset[str]()),
    (What.WHO, _WHO, lexicon.WHO - {"host"}),
    (What.WHEN, _WHEN, frozenset[str]()),
)
_EVENT_NOUN = (
    r"(?:event|conference|congress|meeting|meetup|convention|festival|con|konferenz|tagung|veranstaltung|"
    r"kongress|evento|congreso|conferencia|conference|congres|"
    r"evenement|conferenza|evento|congresso|everything|whole thing|it all|programme|program|schedule|day)"
)
_EVENT = re.compile(
    rf"^(?:so |and |at )?(?:what days?|which days?|when|whens|what time|how long|wann|wie lange|cuando|quand|"
    rf"quando|a que hora|a quelle heure|a che ora|combien de temps|cuanto|"
    rf"quanto)\b[\w' ]{{0,24}}\b{_EVENT_NOUN}\b[\w' ]{{0,18}}\??$"
)
_GOING_ON = re.compile(
    r"\b(?:what'?s? (?:is |are |s )?(?:on|happening|running|going on|there)|whats (?:on|happening|running|up|"
    r"going on)|was (?:lauft|laeuft|ist los|geht|gibt)|que (?:hay|pasa)|(?:il y a|se passe)|(?:cosa|che) (?:c'e|"
    r"succede|ce)|"
    r"anything (?:on|happening)|where (?:should|can) i go)\b"
)
_ANY_STILL = re.compile(
    r"\b(?:anything|something|what(?:'?s| is)?|algo|etwas|irgendwas|quelque chose|qualcosa)\b.{0,12}"
    r"\bstill (?:on|happening|taking place|going|there|running)\b"
)
_BEGINS_OR_ENDS = re.compile(
    r"\b(?:starts?|begins?|beginnt|fangt|anfangt|empieza|comienza|commence|debute|inizia|comincia|ends?|"
    r"finish(?:es)?|endet|acaba|termina|finit|finisce|over)\b"
)
_DEFINITION = re.compile(
    r"^(?:so )?(?:what(?:'?s| is| are)|was (?:ist|sind)|que (?:es|son)|qu'est[- ]ce qu(?:e|')|c'est quoi|"
    r"cos'?\s?e|(?:che )?cosa (?:e|sono)|define)\s(?!(?:on|in|at|next|still|left|there|happening|up|going|running|"
    r"the (?:time|room|location|title|schedule|programme|program|agenda|language|track|next|first|last))\b)"
)
_FIRST = re.compile(r"\b(?:first|1st|erste[nrsm]?|primer[oa]?|premiere?|prim[oa]|earliest|fruheste[nrs]?)\b")
_LAST = re.compile(r"\b(?:last|final|letzte[nrsm]?|ultim[oa]|derniere?|latest)\b(?! (?:long|ed))")
_LASTS = re.compile(r"\b(?:does|do|will|did|long|it)\b.*\blast\b")


def asked(text: str, said: AbstractSet[str], *, named: bool) -> What:
    """What is to be told.

    Args:
        text: the folded question without names, titles and times.
        said: the words in it.
        named: whether a name or title was found.
    """
    if not named:
        for what, pattern in _WHOLE.items():
            if pattern.search(text):
                return what
    if _CANCELLED.search(text):
        return What.CANCELLED
    for what, pattern, words in _ASKED:
        if pattern.search(text) or said & words:
            return what
    return What.LIST


def pick(text: str) -> Pick | None:
    """Whether the first or the last is meant."""
    if _FIRST.search(text):
        return Pick.FIRST
    if _LAST.search(text) and not _LASTS.search(text):
        return Pick.LAST
    return None


def general(text: str) -> What | None:
    """What a question without any name or time asks: LIST is "what's going on", that is, now."""
    if _EVENT.search(text):
        return What.EVENT
    return What.LIST if _GOING_ON.search(text) else None


def is_definition(text: str, what: What) -> bool:
    """Whether it asks what something is."""
    return what is What.LIST and bool(_DEFINITION.match(text)) and not _GOING_ON.search(text)


def asks_of_any(text: str) -> bool:
    """Whether "still on" is asked of nothing in particular, which is what is on now: "anything still on?"."""
    return bool(_ANY_STILL.search(text))


def asks_of_day(text: str) -> bool:
    """Whether it asks when a day begins or ends."""
    return bool(_BEGINS_OR_ENDS.search(text))
