"""Which language a question is written in, told by its script, or by the small words and letters of Latin ones."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from bot.understanding.unspaced import HAN, THAI
from bot.understanding.words import fold

LOOKED_AT = 400  # characters; a language shows at once
MARGIN = 0.3  # by how much the best of the Latin languages must lead the next
LETTER_WORTH = 0.5  # of a letter that only one or two of them have, beside a small word's 1
TELLING_WORTH = 1.5
ENDING_WORTH = 0.5
LONG_ENOUGH = 4  # letters; "où" without its accent is another word
_SCRIPTS = {
    "th": re.compile(f"[{THAI}]"),
    "zh": re.compile(f"[{HAN}]"),
    "ru": re.compile("[а-яё]"),
    "ar": re.compile("[\u0621-\u064a]"),
}
# Japanese, Korean, Ukrainian, Persian, Urdu: neighbours whose questions would be taken for one of the ten.
_OTHER_LETTERS = re.compile("[\u3040-\u30ff\uac00-\ud7afіїєґў\u067e\u0686\u0698\u06af\u06c1\u06d2]")
_LATIN = re.compile(r"[a-zà-öø-ÿœ]+")
_SMALL_WORDS = {
    "en": """
        the a an of to in on at is are was were be been do does did has have had can could will would should may
        what which who whom whose when where why how many much long there this that these it its you your we our
        they their he she his her and or not no any some with for from by about into as if me my i tell give
        please yes hello hi thanks next last name list explain define say said us
        let want need about did whats hows
    """,
    "es": """
        el la los las un una de del al en y o que qué quién quiénes cuándo cuando dónde donde cómo como cuál
        cuáles cuánto cuánta cuántos cuántas por para con sin sobre es son fue fueron está están ser hay hubo
        tiene tienen se su sus lo le les me mi tu nos ya no si sí pero más este esta esto ese esa eso hola
        gracias buenos buenas dime quiero puedo puede hace hacer próxima próximo quien
        dijo dice existen existe yo hago
    """,
    "fr": """
        le la les un une des de du d l au aux en et ou que qu qui quoi quand où comment combien pourquoi quel
        quelle quels quelles est sont était a ont été être c ce cet cette ces s se sa son ses il elle ils elles
        on nous vous je j tu y ne n pas par pour avec sans sur dans votre vos notre nos leur leurs bonjour merci
        fait faire peut puis dit eu lieu prochaine prochain
        à moi
    """,
    "de": """
        der die das den dem des ein eine einen einer eines und oder was wer wen wem wann wo wie warum welche
        welcher welches welchen wieviel viele ist sind war waren wird werden wurde wurden hat haben hatte kann
        können gibt es im in am an auf aus bei mit nach von vom zu zum zur für über um sich ich du er sie wir
        ihr man mir mich uns nicht kein keine auch noch bitte danke hallo nächste fand statt dort davon dazu
        macht machen gab heißt dass also wohin
    """,
    "it": """
        il lo la i gli le un uno una di del dello della dei degli delle da dal dalla al alla ai agli alle in nel
        nella nei su sul sulla e o che chi cosa cos quando dove come quanto quanta quanti quante perché qual
        quale quali è sono era erano stato stata stati ha hanno ho si ci c l d non più per con tra fra mi ti vi
        ne suo sua loro questo questa ciao grazie buongiorno dimmi posso può fa fare prossima prossimo
        disse esiste esistono dice io dove
    """,
    "pt": """
        o a os as um uma uns umas de do da dos das em no na nos nas ao aos à às por pelo pela para com sem sobre
        e ou que quem quando onde como qual quais quanto quanta quantos quantas é são foi foram era está estão
        ser há teve têm tem se seu sua seus suas ele ela eles elas não sim mais este esta isto isso esse essa me
        meu minha você vocês olá obrigado obrigada bom fica faz fazer posso pode próxima próximo
        disse dizer quer existem existe fala eu meus
    """,
}
# Words that name what people ask here; one of them says more than a small word that several languages share.
_TELLING_WORDS = {
    "en": """
        conference meeting members membership fee fees join park science theme participants host headquarters
        founded mission taxonomy study application invoice venue world definition area mean
        association organization phone number address price deadline
    """,
    "es": """
        conferencia reunión miembros miembro membresía cuota parque parques científico lema participantes
        anfitrión sede fundó fundada misión taxonomía estudio solicitud factura asociación mundial definición
        significa empresas países quiere
    """,
    "fr": """
        conférence réunion membres membre adhésion cotisation parc parcs scientifique thème participants hôte
        siège fondée mission taxonomie étude demande facture association mondiale définition signifie
        entreprises pays adhérer
    """,
    "de": """
        konferenz tagung mitglieder mitglied mitgliedschaft beitrag park wissenschaftspark motto teilnehmer
        gastgeber sitz gegründet aufgabe taxonomie studie antrag rechnung verband weltkonferenz definition
        bedeutet firmen länder
    """,
    "it": """
        conferenza riunione membri membro adesione quota parco parchi scientifico motto partecipanti ospite sede
        fondata missione tassonomia studio domanda fattura associazione mondiale definizione significa imprese
        aziende paesi
    """,
    "pt": """
        conferência reunião membros membro adesão quota parque parques científico lema participantes anfitrião
        sede fundada missão taxonomia estudo candidatura fatura associação mundial definição significa empresas
        países
    """,
}
_LETTERS_OF = {"es": "ñ¿¡", "de": "ßäöü", "fr": "èëîïœûùçê", "pt": "ãõçê", "it": "ìò"}
_ENDINGS_OF = {
    "en": re.compile(r"(?:ing|ings|ness|ship)\b"),
    "es": re.compile(r"(?:ción|ciones|dad|dades|ndo|ndome|ndame)\b"),
    "fr": re.compile(r"(?:eaux|eux|euse|ement|ez)\b"),
    "de": re.compile(r"(?:ung|ungen|keit|heit|isch|ische|lich|schaft)\b"),
    "it": re.compile(r"(?:zione|zioni|ità|ggio|tti|gli|nno)\b"),
    "pt": re.compile(r"(?:ção|ções|ão|ões|dade|dades|nho|nha|ou)\b"),
}


def language_of(text: str) -> str | None:
    """One of en, es, fr, de, it, pt, zh, th, ru and ar; None where the text does not tell.

    A name in another script does not hide the language of the words around it.
    """
    line = text[:LOOKED_AT].lower()
    if _OTHER_LETTERS.search(line):
        return None
    if line.isascii():
        return _leading(_scores(line))
    written = {code: len(script.findall(line)) for code, script in _SCRIPTS.items()}
    code = max(written, key=written.__getitem__)
    latin = _LATIN.findall(line)
    named = sum(map(len, latin)) <= written[code] or not any(word in _small_words() for word in latin)
    return code if written[code] and named else _leading(_scores(line))


def _leading(scores: Mapping[str, float]) -> str | None:
    """The language that most speaks for, None where another is as likely."""
    first, second = sorted([*scores.values(), 0.0, 0.0], reverse=True)[:2]
    return max(scores, key=scores.__getitem__) if first - second >= MARGIN else None


def _scores(line: str) -> dict[str, float]:
    """How much speaks for each Latin language; a word that several languages have counts for each in part."""
    scores: defaultdict[str, float] = defaultdict(float)
    for word in _LATIN.findall(line):
        for code, worth in _known_words().get(word, {}).items():
            scores[code] += worth
    for code, endings in _ENDINGS_OF.items():
        if endings.search(line):
            scores[code] += ENDING_WORTH
    for code, letters in _LETTERS_OF.items() if not line.isascii() else ():
        if any(letter in line for letter in letters):
            scores[code] += LETTER_WORTH
    return scores


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    return frozenset(word for own in _SMALL_WORDS.values() for word in own.split())


@lru_cache(maxsize=1)
def _known_words() -> dict[str, dict[str, float]]:
    known: dict[str, dict[str, float]] = {}
    for worth, of_languages in ((1.0, _SMALL_WORDS), (TELLING_WORTH, _TELLING_WORDS)):
        for code, own in of_languages.items():
            for word in own.split():
                known.setdefault(word, {})[code] = worth
                if len(word) >= LONG_ENOUGH:
                    known.setdefault(fold(word), {})[code] = worth  # many type no accents
    return {word: {code: worth / len(own) for code, worth in own.items()} for word, own in known.items()}
