"""What people ask for in Spanish: what is asked most."""

from typing import Final

from bot.attending.reminding.grammar import Way

_REMIND_ME = r"(?:recuerdame(?P<it>l[oa])?|avisame|quiero que me (?:recuerdes|avises))"
_DO_NOT = r"(?:no me (?:recuerdes|avises)(?: mas)?(?: de)?|deja de (?:recordarme|avisarme)(?: de)?)"
_CHANGES = (
    r"(?:(?:de |sobre )?(?:los |el )?(?P<change>cambios?)"
    r"(?: (?:de|del|en) (?:la |el )?(?:programa|agenda|sala|horario))?)"
)

SPANISH: Final[tuple[Way, ...]] = (
    ("lead", rf"{_REMIND_ME} <d> antes(?: de <what>)??"),
    ("lead", rf"{_REMIND_ME} <what> <d> antes"),
    ("lead", rf"{_REMIND_ME} al (?:empezar|comienzo|inicio)(?: de <what>)??"),
    ("lead", rf"{_REMIND_ME} cuando (?:empiece|comience) <what>"),
    ("remind", r"recuerdame(?P<it>l[oa])"),
    ("silence", rf"(?:{_DO_NOT}|quita|sin|no mas) {_CHANGES}"),
    ("unsilence", rf"{_REMIND_ME} {_CHANGES}"),
    ("no deadlines", rf"{_DO_NOT} (?P<deadline>(?:de )?(?:los |todos los )?plazos(?: .+)?)|(?:sin|no mas) plazos"),
    ("deadlines", rf"{_REMIND_ME} (?P<deadline>(?:todos )?(?:el|los) plazos?(?: .+)?)"),
    ("none", r"(?:no me recuerdes(?: mas)?|no me avises(?: mas)? de|sin recordatorios? (?:de|para)) <what>"),
    ("none", r"(?:quita|borra|cancela|deja) (?:el|los) recordatorios? (?:de|para) <what>"),
    ("silence", r"no me recuerdes(?: mas)?(?: nada)?|deja(?: ya)? de recordarme|(?:sin|no mas) recordatorios"),
    ("silence", r"(?:no quiero(?: mas)?|(?:quita|desactiva|borra|cancela)(?: todos)?(?: los| mis)?) recordatorios"),
    ("unsilence", rf"{_REMIND_ME} de nuevo|recordatorios otra vez|activa los recordatorios"),
    ("remind", rf"{_REMIND_ME} <what>"),
    (
        "overview",
        (
            r"(?:enviame |mandame |quiero )?(?:mi dia|(?:un |el )?resumen (?:matinal|diario|de la manana|del dia))"
            r"(?: cada (?:manana|dia))?(?: a las? <at>)?(?: cada (?:manana|dia))?"
        ),
    ),
    ("overview", r"(?:envia|manda)me mi (?:agenda|programa|dia) cada (?:manana|dia)(?: a las? <at>)?"),
    (
        "no overview",
        r"(?:sin|no mas|(?:quita|desactiva|deja)(?: el)?) resumen(?: matinal| diario| de la manana| del dia)?",
    ),
    ("feedback", r"preguntame (?:que me parecio|mi opinion(?: (?:de|sobre|tras|despues de))?) <what>"),
    (
        "quiet",
        (
            r"(?:horas? de silencio|no molestar|no me molestes) (?:de|desde las?|entre las?) <from> (?:a|hasta|y) "
            r"(?:las? )?<until>"
        ),
    ),
    ("quiet", r"(?:no me (?:molestes|escribas|avises)|(?:sin|ningun) mensajes?) (?:por|de|durante) la noche"),
    ("quiet after", r"(?:sin|no mas|ningun) mensajes? (?:despues|a partir) de las? <from>"),
    ("quiet before", r"(?:sin|no mas|ningun) mensajes? antes de las? <until>"),
    ("no quiet", r"sin horas? de silencio"),
    ("silence", r"no me (?:pidas|preguntes)(?: mas)? (?P<feedback>(?:mi )?(?:opinion|valoraciones))"),
    ("cap", r"(?:como (?:maximo|mucho)|no mas de|max(?:imo)?) <n>(?: mensajes?)? (?:al|por) dia"),
    ("no cap", r"sin limite(?: de mensajes)?"),
    ("follow", r"sig(?:ue|a) <what> aqui(?: <d> antes)?"),
    ("unfollow", r"(?:deja de seguir|no sigas)(?: <what>)?? aqui"),
    (
        "list",
        r"(?:que|cuando) me vas a (?:enviar|mandar|recordar|avisar)|por que no me (?:avisaste|recordaste)(?: .+)?",
    ),
    ("list", r"(?:mis |muestra(?:me)? (?:mis|los) |que )?recordatorios(?: tengo)?"),
    ("stop", r"(?:para|basta|detente|dejame en paz|para todo)"),
    ("stop", r"(?:deja|para) de (?:escribirme|enviarme mensajes|molestarme)"),
    ("stop", r"no me (?:avises|escribas|envies (?:nada|mensajes))(?: mas)?"),
)
