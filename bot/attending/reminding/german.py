"""What people ask for in German: what is asked most."""

from typing import Final

from bot.attending.reminding.grammar import Way

_REMIND_ME = r"(?:erinner[en]?(?: sie)? mich(?: bitte)?)"

GERMAN: Final[tuple[Way, ...]] = (
    ("lead", rf"{_REMIND_ME} <d> (?:vorher|davor|im voraus)"),
    ("lead", rf"{_REMIND_ME} <d> vor <what>"),
    ("lead", rf"{_REMIND_ME} (?:an <what> )?<d> (?:vorher|davor)"),
    ("lead", rf"{_REMIND_ME} an <what> <d> (?:vorher|davor)"),
    ("lead", rf"{_REMIND_ME} (?P<it>daran) <d> (?:vorher|davor)"),
    ("silence", r"keine (?P<change>anderungen)(?: mehr)?"),
    ("silence", r"erinner[en]? mich nicht (?:mehr )?an (?:die )?(?P<change>anderungen)"),
    ("unsilence", rf"{_REMIND_ME} an (?:die )?(?P<change>anderungen)"),
    ("no deadlines", r"(?:keine fristen(?: mehr)?|erinner[en]? mich nicht (?:mehr )?an (?:die |alle )*fristen)"),
    ("deadlines", rf"{_REMIND_ME} an (?P<deadline>(?:alle |die |den )*(?:fristen|frist|anmeldeschluss)(?: .+)?)"),
    ("none", r"(?:keine erinnerungen? (?:an|fur|vor)|erinner[en]? mich nicht (?:mehr )?an) <what>"),
    ("silence", r"(?:keine erinnerungen(?: mehr)?|erinner[en]? mich nicht(?: mehr)?|erinnerungen aus)"),
    ("unsilence", r"(?:erinner[en]? mich wieder|erinnerungen(?: wieder)? an)"),
    ("remind", rf"{_REMIND_ME} an <what>"),
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
    ("unfollow", r"(?:folge hier nicht mehr|nicht mehr folgen)(?: <what>)??"),
    ("list", r"(?:meine |zeig(?:e)? (?:mir )?(?:meine )?|welche )?erinnerungen(?: habe ich)?"),
    ("stop", r"(?:hor auf|schluss|stopp)"),
)
