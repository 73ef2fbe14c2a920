"""What is asked of a programme, told by the words that are left when names, titles and times are taken out."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from bot.schedule.queries import Pick
from bot.understanding.schedule import lexicon
from bot.understanding.schedule.asked import Lack, What
from bot.understanding.schedule.tokens import Token

# Words of phrases below; by themselves they name nothing.
WORDS: Final = lexicon.word_set(
    "how many much long number wie viele viel lange lang dauert dauer cuanto cuantos cuanta cuantas dura duran "
    "tiempo duracion "
    "combien temps dure duree quanti quante quanto dura durano durata tempo duration length lasts last takes "
    "minutes min "
    "still cancelled canceled cancel abgesagt entfallt faellt fallt aus sigue pie cancelada cancelado "
    "cancelo "
    "annule annulee maintenu maintenue toujours annullato annullata confermato confermata confirmed postponed "
    "moved verschoben "
    "follows following follow after afterwards before next danach nach vorher vor folgt kommt despues antes "
    "sigue siguiente "
    "tras apres avant suit suivant dopo segue prima previous directly right geht trata tratta parle traite "
    "language languages "
    "topic start starts end worum worueber woruber wovon changed change there already only just first last final "
    "between until till ab bis seit during waehrend wahrend durante pendant past since hasta entre jusqu onwards "
    "times rest remaining left comes running daily gibt's is's o'clock clock "
    "lauft laeuft laufen lief los vor passiert heute now later day days tag tage tagen dias dia jours jour "
    "giorni giorno "
    "leave leaves leaving depart departs departing abfahrt fahrt faehrt sale salen part partent parte partono "
    "am pm uhr h today tomorrow morning afternoon evening night noon"
)
PROGRAMME: Final = lexicon.word_set(
    "programme program programm schedule agenda timetable zeitplan fahrplan programa horario planning programma "
    "sessions talks "
    "vortrage vortraege charlas conferences lineup"
)
ASKING: Final = lexicon.word_set(
    "what whats was que qu quoi cosa che any anything something there gibt hay quel quelle show list programme"
)
OPENERS: Final = lexicon.word_set(
    "when where who wann wo wer cuando donde quien quienes quand ou qui quando dove chi how wie which"
)

_COUNT = re.compile(r"\b(?:how many|number of|count (?:of|the)|wie ?viele?|cuant[oa]s|combien d(?:e|')|quant[ie])\b")
_HOW_LONG = re.compile(
    r"\b(?:how long|how much time|how many (?:minutes|hours)|duration|length of|wie lange?|dauert|dauer|"
    r"cuanto (?:tiempo )?dura\w*|cuanto tiempo|duracion|"
    r"combien de temps|dure(?:nt)?|duree|quanto (?:tempo )?dura\w*|quanto tempo|durata|lasts?(?= |$))\b"
)
_STILL = re.compile(
    r"\b(?:still (?:on|happening|taking place|scheduled|planned|going|there|running|valid)|cancell?(?:ed|ation)?|"
    r"called off|postponed|been moved|changed|"
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
_SPEAKING = lexicon.word_set("speak speaks speaking spricht sprechen redet habla hablara parle parlera parla parlera")
_WHOM = lexicon.word_set("who wer quien quienes qui chi about uber ueber sobre")
_EXPLETIVE = re.compile(r"\b(?:(?:is|are|was|were|will|isnt|aren't|isn't) there|there(?:'s| is| are|s| be))\b")
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
_PRICE = re.compile(
    r"\b(?:how much (?!time)|how old|how far|how (?:do|can|would) (?:i|we|you) (?:get|go|reach|register|sign|"
    r"join|pay|apply|submit|contact|reset)|how to get|was kostet|wieviel kostet|"
    r"cuanto (?:cuesta|vale|es)|combien (?:coute|ca coute)|quanto costa|como (?:llego|llegar)|wie komme|"
    r"comment (?:aller|venir|arriver)|come (?:arrivo|si arriva)|can i (?:park|bring|buy|pay|eat|smoke|leave|get|"
    r"change|cancel))"
)
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
_BEGINS_OR_ENDS = re.compile(
    r"\b(?:starts?|begins?|beginnt|fangt|anfangt|empieza|comienza|commence|debute|inizia|comincia|ends?|"
    r"finish(?:es)?|endet|acaba|termina|finit|finisce|over)\b"
)
_WHETHER = re.compile(r"^(?:and |but )?(?:is|are|was|ist|sind|es|esta|est|sera|e|sono|isnt)\b")
# What somebody asks of a secretary: their own day, and to book rooms.
_OWN = re.compile(
    r"\bmy (?!schedule|agenda|programme?|plan|talks?\b|sessions?\b|list\b|stars?\b)|"
    r"\b(?:am i|do i have|have i|did i|are you|were you)\b|"
    r"\b(?:could|can|will|would|please|to) (?:you )?(?:please )?(?:schedule|book|reserve|cancel|set)\b"
)
_FAREWELL = re.compile(
    r"^(?:(?:ok(?:ay)? |so |well |bye,? )*(?:see|talk to|speak to) (?:you|u|ya)\b|not (?:right )?now|no\b|never mind)"
)
_CLOCK = re.compile(
    r"\b(?:what|which) (?:day|date|time|year|month) (?:is )?(?:it|today)\b|"
    r"\b(?:today'?s|tomorrow'?s|the|current) date\b|\bwie ?(?:spat|viel uhr) ist es\b|"
    r"\bque hora es\W*$|\bquelle heure est[- ]il\b|\bche or[ae] (?:e|sono)\W*$"
)
_KIND_OF = re.compile(
    r"^(?:so )?(?:what|was|que|cos'?|cosa|qu'?)\s?(?:is|are|'s|s|ist|sind|es|son|e|est-ce qu(?:e|"
    r"'))? ?(?:c'est qu(?:e |'))?(?:an?|eine?|un|une|una|uno)\b"
)
_DEFINITION = re.compile(
    r"^(?:so )?(?:what(?:'?s| is| are)|was (?:ist|sind)|que (?:es|son)|qu'est[- ]ce qu(?:e|')|c'est quoi|"
    r"cos'?\s?e|(?:che )?cosa (?:e|sono)|define)\s(?!(?:on|in|at|next|still|left|there|happening|up|going|running|"
    r"the (?:time|room|location|title|schedule|programme|program|agenda|language|track|next|first|last))\b)"
)
_MORE = re.compile(
    r"^(?:(?:show|give|list)(?: me)? )?(?:the )?(?:more|next (?:page|ten|10|ones)|the rest|rest|weiter|mehr|"
    r"weitere|mas|siguientes|plus|la suite|altri|altre|continue|go on|others?)(?: please| bitte| results)?\W*$"
)
_ROOM_CALLED = re.compile(
    rf"\b(?:{'|'.join(sorted(lexicon.ROOM))})\s+(?P<name>[a-z]|\d{{1,3}}[a-z]?|[a-z]+[-. ]?\d+)\b(?!\s?[:.]\d)"
)
_BEGINS = re.compile(
    r"^(?:what about|how about|and|und|y|et|e|wie (?:ist|sieht) es|was ist mit|que tal|qu'en est|et pour|e per|"
    r"only|just|nur|solo|seulement)\b"
)
_FIRST = re.compile(r"\b(?:first|1st|erste[nrsm]?|primer[oa]?|premiere?|prim[oa]|earliest|fruheste[nrs]?)\b")
_LAST = re.compile(r"\b(?:last|final|letzte[nrsm]?|ultim[oa]|derniere?|latest)\b(?! (?:long|ed))")
_LASTS = re.compile(r"\b(?:does|do|will|did|long|it)\b.*\blast\b")
_CHOICE = re.compile(
    rf"^(?:and |what about |tell me (?:more )?about |more about |when is |where is |who (?:gives|does|is) |"
    rf"how long is )?(?:the |number |no\.? |#|der |die |das |el |la |le |il )?"
    rf"(?P<n>{'|'.join(sorted(lexicon.ORDINALS))}|[1-9]|last|letzte[rns]?|ultim[oa]|derniere?)(?: (?:one|session|"
    rf"talk|item|uno|una|vortrag|charla))?\W*$"
)


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


def is_outside(text: str, blanked: str) -> bool:
    """Whether it asks what no programme knows, whatever it names: a price, the way there, what time it is.

    Args:
        text: the folded question.
        blanked: the same without names, titles and times.
    """
    return bool(_PRICE.search(blanked) or _CLOCK.search(text) or _OWN.search(blanked))


def is_definition(text: str, what: What) -> bool:
    """Whether it asks what something is."""
    return what is What.LIST and bool(_DEFINITION.match(text)) and not _GOING_ON.search(text)


def is_of_a_kind(text: str) -> bool:
    """Whether it asks so of a kind of thing: "what is a pulsar"."""
    return bool(_KIND_OF.match(text))


def greeted(text: str) -> str:
    """The text without a greeting before it, and without words that only stress others."""
    return _WHOLLY.sub("", _GREETING.sub("", text, count=1)).replace("called off", "cancelled")


def says_goodbye(text: str) -> bool:
    return bool(_FAREWELL.match(text))


def asks_of_any(text: str) -> bool:
    """Whether "still on" is asked of nothing in particular, which is what is on now: "anything still on?"."""
    return bool(_ANY_STILL.search(text))


def asks_of_day(text: str) -> bool:
    """Whether it asks when a day begins or ends."""
    return bool(_BEGINS_OR_ENDS.search(text))


def asks_whether(text: str) -> bool:
    """Whether it asks if something said before is so: "is it in English?"."""
    return bool(_WHETHER.match(text))


def has_expletive(text: str) -> bool:
    """Whether a word that could point back only fills its place: "is there"."""
    return bool(_EXPLETIVE.search(text))


def is_more(text: str) -> bool:
    return bool(_MORE.match(text.strip()))


def begins_again(text: str) -> bool:
    """Whether it begins as what goes on with a question before."""
    return bool(_BEGINS.match(text))


def choice(text: str, offered: int) -> int | None:
    """Which of those that were listed is meant by "the second one", from 0; None where none is."""
    match = _CHOICE.match(text.strip(" ?!.¿¡"))
    if not match or not offered:
        return None
    word = match["n"]
    at = lexicon.ORDINALS.get(word) or (int(word) if word.isdigit() else offered)
    return at - 1 if at <= offered else None


def asks_of_somebody(line: Sequence[Token], content: Sequence[Token]) -> bool:
    """Whether the words that name something stand where a person does: "when does ... speak", "talks by ..."."""
    if not content:
        return False
    before = next((at - 1 for at, token in enumerate(line) if token is content[0]), -1)
    after = next((at + 1 for at, token in enumerate(line) if token is content[-1]), len(line))
    said = {token.text for token in line}
    if before >= 0 and line[before].text == "by":
        return True
    if said & _WHOM:
        return False
    speaks = {each.text for at in (before, after) if 0 <= at < len(line) for each in (line[at],)}
    return bool(speaks & _SPEAKING)


def unknown_room(text: str) -> str | None:
    """The name of a room that the programme does not have; None where no room is named."""
    match = _ROOM_CALLED.search(text)
    return match["name"] if match and match["name"] not in lexicon.SMALL - {"a", "b", "c", "d", "e"} else None


def lacking(text: str, line: Sequence[Token], content: Sequence[Token]) -> Lack:
    """What kind of thing the words that name nothing in the programme were to name."""
    words = {token.text for token in content}
    if words & lexicon.OUTSIDE:
        return Lack.OUTSIDE
    if any(any(letter.isdigit() for letter in word) for word in words) or unknown_room(text):
        return Lack.ROOM
    at = next((at for at, token in enumerate(line) if token.text in words), 0)
    before = {token.text for token in line[max(0, at - 2) : at]}
    after = {token.text for token in line[at + 1 : at + 4]}
    if {"track", "strang"} & (before | after):
        return Lack.TRACK
    speaks = lexicon.SPEAKS - {"da", "talk", "talks", "run", "runs", "running"}
    if (before | after) & (speaks | {"by", "from", "von", "por", "par"}) and "about" not in before:
        return Lack.PERSON
    return Lack.TOPIC
