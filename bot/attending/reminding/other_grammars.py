"""The same ways of asking in Spanish, French, German and Italian, for what is asked most."""

from typing import Final

from bot.attending.reminding.grammar import Verb

_IMPERATIVE_ES = r"(?:recuerdame(?:lo|la)?|avisame|quiero que me (?:recuerdes|avises))"
_IMPERATIVE_FR = r"(?:rappell?ez?-? ?(?:le-? ?|la-? ?)?moi|previens-moi|prevenez-moi|avertis-moi|avertissez-moi)"
_IMPERATIVE_DE = r"(?:erinner[en]?(?: sie)? mich(?: bitte)?)"
_IMPERATIVE_IT = r"(?:ricordami(?:lo|la)?|avvisami|avvertimi)"

OTHERS: Final[tuple[tuple[Verb, str], ...]] = (
    # Spanish
    ("lead", rf"{_IMPERATIVE_ES} <d> antes(?: de <what>)?"),
    ("lead", rf"{_IMPERATIVE_ES} <what> <d> antes"),
    ("lead", rf"{_IMPERATIVE_ES} al (?:empezar|comienzo|inicio)(?: de <what>)?"),
    ("deadlines", rf"{_IMPERATIVE_ES} (?P<deadline>(?:todos )?(?:el|los) plazos?(?: .+)?)"),
    ("none", r"(?:no me recuerdes|sin recordatorios? (?:de|para)|quita el recordatorio de) <what>"),
    (
        "silence",
        r"(?:no me recuerdes(?: nada| mas)?|deja(?: ya)? de recordarme|(?:sin|no mas|quita los) recordatorios)",
    ),
    ("unsilence", rf"{_IMPERATIVE_ES} de nuevo|recordatorios otra vez|activa los recordatorios"),
    ("remind", rf"{_IMPERATIVE_ES} <what>"),
    (
        "overview",
        (
            r"(?:enviame |mandame |quiero )?(?:mi dia|(?:un |el )?resumen (?:matinal|diario|de la manana|del dia))"
            r"(?: cada (?:manana|dia))?(?: a las? <at>)?(?: cada (?:manana|dia))?"
        ),
    ),
    ("no overview", r"(?:sin|no mas|quita el|deja el) resumen(?: matinal| diario| de la manana| del dia)?"),
    ("feedback", r"preguntame (?:que me parecio|mi opinion(?: (?:de|sobre|tras|despues de))?) <what>"),
    (
        "quiet",
        (
            r"(?:horas? de silencio|no molestar|no me molestes) (?:de|desde las?|entre las?) <from> (?:a|hasta|y) "
            r"(?:las? )?<until>"
        ),
    ),
    ("quiet after", r"(?:sin|no mas|ningun) mensajes? (?:despues|a partir) de las? <from>"),
    ("quiet before", r"(?:sin|no mas|ningun) mensajes? antes de las? <until>"),
    ("no quiet", r"sin horas? de silencio"),
    ("silence", r"no me (?:pidas|preguntes)(?: mas)? (?P<feedback>(?:mi )?(?:opinion|valoraciones))"),
    ("cap", r"(?:como (?:maximo|mucho)|no mas de|maximo) <n> mensajes? (?:al|por) dia"),
    ("follow", r"sig(?:ue|a) <what> aqui(?: <d> antes)?"),
    ("unfollow", r"(?:deja de seguir|no sigas)(?: <what>)? aqui"),
    ("list", r"(?:mis |muestra(?:me)? (?:mis|los) |que )?recordatorios(?: tengo)?"),
    ("stop", r"(?:para|basta|detente|dejame en paz|para todo)"),
    # French
    ("lead", rf"{_IMPERATIVE_FR} <d> avant(?: <what>)?"),
    ("lead", rf"{_IMPERATIVE_FR} <what> <d> avant"),
    ("lead", rf"{_IMPERATIVE_FR} au (?:debut|commencement)(?: (?:de|du) <what>)?"),
    ("deadlines", rf"{_IMPERATIVE_FR} (?P<deadline>(?:toutes )?(?:l'|les )(?:echeances?|dates? limites?)(?: .+)?)"),
    ("none", r"(?:ne me rappell?ez? pas|pas de rappel (?:pour|de|du)) <what>"),
    ("silence", r"(?:ne me rappell?ez? (?:plus )?rien|plus de rappels?|pas de rappels?|arrete(?:z)? les rappels)"),
    ("unsilence", r"(?:reactive(?:z)?|remets|remettez) les rappels|rappels? a nouveau"),
    ("remind", rf"{_IMPERATIVE_FR} <what>"),
    (
        "overview",
        (
            r"(?:envoie(?:z)?-moi )?(?:ma journee|(?:un |l')?apercu (?:du matin|matinal|quotidien|de la journee))"
            r"(?: (?:chaque|tous les) (?:matins?|jours?))?(?: a <at>)?(?: (?:chaque|tous les) (?:matins?|jours?))?"
        ),
    ),
    ("no overview", r"(?:plus d'|pas d'|arrete(?:z)? l')apercu(?: .*)?"),
    ("feedback", r"demande(?:z)?-moi (?:mon avis (?:sur|apres|de|du)|ce que j'ai pense (?:de|du)) <what>"),
    ("quiet", r"(?:heures? (?:calmes?|de silence)|ne me derange(?:z)? pas) (?:de|entre) <from> (?:a|et) <until>"),
    ("quiet after", r"(?:pas|plus) de messages? (?:apres|a partir de) <from>"),
    ("quiet before", r"(?:pas|plus) de messages? avant <until>"),
    ("no quiet", r"(?:pas d'|plus d')heures? (?:calmes?|de silence)"),
    ("silence", r"ne me demande(?:z)? (?:plus|pas) (?P<feedback>mon avis)"),
    ("cap", r"(?:au (?:plus|maximum)|pas plus de|maximum) <n> messages? par jour"),
    ("follow", r"(?:suis|suivez|suivre) <what> ici(?: <d> avant)?"),
    ("unfollow", r"(?:ne suis plus|ne suivez plus|arrete(?:z)? de suivre)(?: <what>)? ici"),
    ("list", r"(?:mes |les |montre(?:z)?-moi (?:mes|les) |quels )?rappels(?: ai-je)?"),
    ("stop", r"(?:arrete(?:z)?(?: tout)?|laisse(?:z)?-moi tranquille|stop)"),
    # German
    ("lead", rf"{_IMPERATIVE_DE} <d> (?:vorher|davor|im voraus)"),
    ("lead", rf"{_IMPERATIVE_DE} <d> vor <what>"),
    ("lead", rf"{_IMPERATIVE_DE} (?:an <what> )?<d> (?:vorher|davor)"),
    ("lead", rf"{_IMPERATIVE_DE} an <what> <d> (?:vorher|davor)"),
    ("deadlines", rf"{_IMPERATIVE_DE} an (?P<deadline>(?:alle |die |den )*(?:fristen|frist|anmeldeschluss)(?: .+)?)"),
    ("none", r"(?:keine erinnerungen? (?:an|fur|vor)|erinner[en]? mich nicht an) <what>"),
    ("silence", r"(?:keine erinnerungen(?: mehr)?|erinner[en]? mich nicht(?: mehr)?|erinnerungen aus)"),
    ("unsilence", r"(?:erinner[en]? mich wieder|erinnerungen(?: wieder)? an)"),
    ("remind", rf"{_IMPERATIVE_DE} an <what>"),
    (
        "overview",
        (
            r"(?:schick(?:e)? mir )?(?:meinen tag|(?:eine |die )?(?:morgenubersicht|tagesubersicht))"
            r"(?: (?:jeden (?:morgen|tag)|taglich))?(?: um <at>)?(?: (?:jeden (?:morgen|tag)|taglich))?"
        ),
    ),
    ("no overview", r"keine (?:morgenubersicht|tagesubersicht|ubersicht)(?: mehr)?"),
    ("feedback", r"frag(?:e)? mich (?:nach|zu) <what> (?:nach )?(?:meiner meinung|feedback)"),
    ("quiet", r"(?:ruhezeit(?:en)?|stor(?:e)? mich nicht)(?: ist)? (?:von|zwischen) <from> (?:bis|und) <until>"),
    ("quiet after", r"keine nachrichten (?:nach|ab) <from>"),
    ("quiet before", r"keine nachrichten vor <until>"),
    ("no quiet", r"keine ruhezeit(?:en)?(?: mehr)?"),
    ("silence", r"frag(?:e)? mich nicht (?:mehr )?nach (?P<feedback>(?:meiner )?meinung|feedback)"),
    ("cap", r"(?:hochstens|maximal|nicht mehr als) <n> nachrichten? (?:am|pro) tag"),
    ("follow", r"folge (?:hier )?<what>(?: hier)?(?: <d> vorher)?"),
    ("unfollow", r"(?:folge hier nicht mehr|nicht mehr folgen)(?: <what>)?"),
    ("list", r"(?:meine |zeig(?:e)? (?:mir )?(?:meine )?|welche )?erinnerungen(?: habe ich)?"),
    ("stop", r"(?:hor auf|schluss|stopp)"),
    # Italian
    ("lead", rf"{_IMPERATIVE_IT} <d> prima(?: (?:di|del|della|dello|dell') ?<what>)?"),
    ("lead", rf"{_IMPERATIVE_IT} <what> <d> prima"),
    ("lead", rf"{_IMPERATIVE_IT} all'inizio(?: (?:di|del|della) <what>)?"),
    ("deadlines", rf"{_IMPERATIVE_IT} (?P<deadline>(?:tutte )?(?:la|le) scadenz[ae](?: .+)?)"),
    ("none", r"(?:non ricordarmi|nessun promemoria per) <what>"),
    ("silence", r"(?:non ricordarmi (?:piu )?niente|(?:niente|basta) promemoria|smetti di ricordarmi)"),
    ("unsilence", r"(?:riattiva i promemoria|promemoria di nuovo)"),
    ("remind", rf"{_IMPERATIVE_IT} <what>"),
    (
        "overview",
        (
            r"(?:mandami |inviami )?(?:la mia giornata|(?:un |il )?riepilogo (?:mattutino|del mattino|giornaliero))"
            r"(?: ogni (?:mattina|giorno))?(?: alle <at>)?(?: ogni (?:mattina|giorno))?"
        ),
    ),
    ("no overview", r"(?:niente|basta) riepilogo(?: .*)?"),
    ("feedback", r"chiedimi (?:un parere|cosa ne penso)(?: (?:su|di|dopo))? <what>"),
    ("quiet", r"(?:ore di silenzio|non disturbarmi) dalle <from> alle <until>"),
    ("quiet after", r"(?:niente|nessun) messagg[io] dopo le <from>"),
    ("quiet before", r"(?:niente|nessun) messagg[io] prima delle <until>"),
    ("no quiet", r"(?:niente|nessuna) or[ae] di silenzio"),
    ("silence", r"non chiedermi (?:piu )?(?:il mio |un )?(?P<feedback>parere)"),
    ("cap", r"(?:al massimo|non piu di) <n> messaggi al giorno"),
    ("follow", r"segui <what> qui(?: <d> prima)?"),
    ("unfollow", r"(?:smetti di seguire|non seguire piu)(?: <what>)? qui"),
    ("list", r"(?:i miei |mostra(?:mi)? i (?:miei )?|quali )?promemoria(?: ho)?"),
    ("stop", r"(?:basta|fermati|smettila)"),
)
