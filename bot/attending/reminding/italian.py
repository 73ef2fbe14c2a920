"""What people ask for in Italian: what is asked most."""

from typing import Final

from bot.attending.reminding.grammar import Way

_REMIND_ME = r"(?:ricordam(?:i|e(?P<it>l[oa]))|avvisami|avvertimi)"

ITALIAN: Final[tuple[Way, ...]] = (
    ("lead", rf"{_REMIND_ME} <d> prima(?: (?:di|del|della|dello|dell') ?<what>)??"),
    ("lead", rf"{_REMIND_ME} <what> <d> prima"),
    ("lead", rf"{_REMIND_ME} all'inizio(?: (?:di|del|della) <what>)??"),
    ("remind", r"ricordame(?P<it>l[oa])"),
    ("silence", r"(?:niente|basta) (?P<change>cambiamenti)"),
    ("silence", r"non (?:avvisarmi|avvertirmi|ricordarmi) (?:piu )?dei (?P<change>cambiamenti)"),
    ("unsilence", rf"{_REMIND_ME} dei (?P<change>cambiamenti)"),
    ("no deadlines", r"(?:niente|basta) scadenze|non ricordarmi (?:piu )?le scadenze"),
    ("deadlines", rf"{_REMIND_ME} (?P<deadline>(?:tutte )?(?:la|le) scadenz[ae](?: .+)?)"),
    ("none", r"(?:non ricordarmi|nessun promemoria per) <what>"),
    ("silence", r"(?:non ricordarmi (?:piu )?niente|(?:niente|basta) promemoria|smetti di ricordarmi)"),
    ("unsilence", r"(?:riattiva i promemoria|promemoria di nuovo)"),
    ("remind", rf"{_REMIND_ME} <what>"),
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
    ("unfollow", r"(?:smetti di seguire|non seguire piu)(?: <what>)?? qui"),
    ("list", r"(?:i miei |mostra(?:mi)? i (?:miei )?|quali )?promemoria(?: ho)?"),
    ("stop", r"(?:basta|fermati|smettila)"),
)
