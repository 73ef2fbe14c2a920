"""What the handler itself says. The answers bring their own words."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.messages import Kind, Reply, paragraph


@dataclass(frozen=True, slots=True)
class Words:
    """The handler's own words in one language."""

    too_many: str
    broken: str


ENGLISH = Words(
    too_many="Too many messages at once. Please ask again in a minute.",
    broken="Something went wrong on my side. Please ask once more in a moment.",
)

WORDS: Mapping[str, Words] = {
    "en": ENGLISH,
    "de": Words(
        too_many="Zu viele Nachrichten auf einmal. Bitte fragen Sie in einer Minute noch einmal.",
        broken="Bei mir ist etwas schiefgegangen. Bitte fragen Sie gleich noch einmal.",
    ),
    "es": Words(
        too_many="Demasiados mensajes a la vez. Por favor, pregunte de nuevo dentro de un minuto.",
        broken="Algo ha fallado por mi parte. Por favor, pregunte de nuevo dentro de un momento.",
    ),
    "fr": Words(
        too_many="Trop de messages à la fois. Veuillez reposer votre question dans une minute.",
        broken="Un problème est survenu de mon côté. Veuillez reposer votre question dans un instant.",
    ),
    "it": Words(
        too_many="Troppi messaggi insieme. Per favore, chieda di nuovo tra un minuto.",
        broken="Qualcosa è andato storto da parte mia. Per favore, chieda di nuovo tra un momento.",
    ),
    "pt": Words(
        too_many="Demasiadas mensagens de uma vez. Por favor, pergunte de novo daqui a um minuto.",
        broken="Algo correu mal do meu lado. Por favor, pergunte de novo daqui a um momento.",
    ),
    "th": Words(
        too_many="มีข้อความพร้อมกันมากเกินไป โปรดถามอีกครั้งในหนึ่งนาที",
        broken="เกิดข้อผิดพลาดทางฝั่งนี้ โปรดถามอีกครั้งในอีกสักครู่",
    ),
}


def words_for(language: str | None) -> Words:
    """The words in the reader's language, in English where we have none."""
    return WORDS.get(language or "", ENGLISH)


def saying(text: str) -> Reply:
    return Reply(Kind.HELP, (paragraph(text),))
