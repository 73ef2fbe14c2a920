"""What people ask for in French: what is asked most."""

from typing import Final

from bot.attending.reminding.grammar import Way

_REMIND_ME = r"(?:rappell?ez?-? ?(?P<it>l[ea]-? ?)?moi|previens-moi|prevenez-moi|avertis-moi|avertissez-moi)"
_DO_NOT = r"ne me (?:rappell?ez?|previens|prevenez|avertis|avertissez) (?:pas|plus)"
_CHANGES = r"(?:(?:des |les |de |du )?(?P<change>changements?)(?: (?:de|du) (?:programme|salle|horaire))?)"

FRENCH: Final[tuple[Way, ...]] = (
    ("lead", rf"{_REMIND_ME} <d> avant(?: <what>)??"),
    ("lead", rf"{_REMIND_ME} <what> <d> avant"),
    ("lead", rf"{_REMIND_ME} au (?:debut|commencement)(?: (?:de|du) <what>)??"),
    ("lead", rf"{_REMIND_ME} quand <what> (?:commence|debute)"),
    ("remind", r"rappell?ez?-? ?(?P<it>l[ea])-? ?moi"),
    ("silence", rf"(?:{_DO_NOT}|plus|pas) {_CHANGES}"),
    ("unsilence", rf"{_REMIND_ME} {_CHANGES}"),
    (
        "no deadlines",
        rf"{_DO_NOT} (?P<deadline>(?:d'|l'|les |des )(?:echeances?|dates? limites?)(?: .+)?)|(?:plus|pas) d'echeances",
    ),
    ("deadlines", rf"{_REMIND_ME} (?P<deadline>(?:toutes )?(?:l'|les )(?:echeances?|dates? limites?)(?: .+)?)"),
    ("none", r"(?:ne me rappell?ez? (?:pas|plus)|(?:pas|plus) de rappels? (?:pour|de|du)) <what>"),
    ("silence", r"(?:ne me rappell?ez? (?:plus )?rien|(?:plus|pas) de rappels?|ne me rappell?ez? (?:plus|pas))"),
    ("silence", r"(?:desactive|arrete|supprime)(?:z)? (?:les|tous les|mes) rappels|arrete(?:z)? de me rappeler"),
    ("unsilence", r"(?:reactive(?:z)?|remets|remettez) les rappels|rappels? a nouveau"),
    ("remind", rf"{_REMIND_ME} <what>"),
    (
        "overview",
        (
            r"(?:envoie(?:z)?-moi )?(?:ma journee|(?:un |l')?apercu (?:du matin|matinal|quotidien|de la journee))"
            r"(?: (?:chaque|tous les) (?:matins?|jours?))?(?: a <at>)?(?: (?:chaque|tous les) (?:matins?|jours?))?"
        ),
    ),
    ("overview", r"envoie(?:z)?-moi mon (?:programme|agenda) (?:chaque|tous les) (?:matins?|jours?)(?: a <at>)?"),
    ("no overview", r"(?:plus d'|pas d'|(?:arrete|desactive)(?:z)? l')apercu(?: .*)?"),
    ("feedback", r"demande(?:z)?-moi (?:mon avis (?:sur|apres|de|du)|ce que j'ai pense (?:de|du)) <what>"),
    ("quiet", r"(?:heures? (?:calmes?|de silence)|ne me derange(?:z)? pas) (?:de|entre) <from> (?:a|et) <until>"),
    ("quiet", r"(?:ne me derange(?:z)? pas|(?:pas|plus) de messages?) (?:pendant )?la nuit"),
    ("quiet after", r"(?:pas|plus) de messages? (?:apres|a partir de) <from>"),
    ("quiet before", r"(?:pas|plus) de messages? avant <until>"),
    ("no quiet", r"(?:pas d'|plus d')heures? (?:calmes?|de silence)"),
    ("silence", r"ne me demande(?:z)? (?:plus|pas) (?P<feedback>mon avis)"),
    ("cap", r"(?:au (?:plus|maximum)|pas plus de|max(?:imum)?) <n>(?: messages?)? par jour"),
    ("no cap", r"sans limite|pas de limite"),
    ("follow", r"(?:suis|suivez|suivre) <what> ici(?: <d> avant)?"),
    ("unfollow", r"(?:ne suis plus|ne suivez plus|arrete(?:z)? de suivre)(?: <what>)?? ici"),
    (
        "list",
        r"(?:que vas-tu|qu'est-ce que tu vas) m'(?:envoyer|ecrire)|pourquoi ne m'as-tu pas (?:rappele|prevenu)(?: .+)?",
    ),
    ("list", r"(?:mes |les |montre(?:z)?-moi (?:mes|les) |quels )?rappels(?: ai-je)?"),
    ("stop", r"(?:arrete(?:z)?(?: tout)?|laisse(?:z)?-moi tranquille|stop)"),
    (
        "stop",
        r"ne m'ecri(?:s|vez) plus|arrete(?:z)? de m'ecrire|(?:desactive|arrete)(?:z)? (?:toutes )?les notifications",
    ),
)
