"""What the Slack handler itself says. The answers bring their own words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The handler's own words in one language."""

    share: str
    shared: str  # {who} is the name of the person who shared
    asked: str  # what a button said that was pressed elsewhere
    try_these: str
    where: str
    commands: str
    broken: str
    crowded: str
    too_fast: str


ENGLISH = Words(
    share="Share with the channel",
    shared="Shared by {who}",
    asked="You pressed: {label}",
    try_these="Press one to have it answered in our direct messages:",
    where="Write to me here under Messages, mention me in a channel, or type /docent and a question anywhere:"
    " then you alone see the answer, and can share it.",
    commands="Or write one of these words alone, here or after /docent:",
    broken="Something went wrong on Docent's side. Please ask again in a moment.",
    crowded="There are too many messages at once. Please ask again in a minute.",
    too_fast="That is faster than I can answer. Please wait a minute, then ask again.",
)

WORDS: Mapping[str, Words] = {
    "en": ENGLISH,
    "es": Words(
        share="Compartir con el canal",
        shared="Lo comparte {who}",
        asked="Ha pulsado: {label}",
        try_these="Pulse una y la respuesta llegará a nuestros mensajes directos:",
        where="Escríbame aquí, en Mensajes, mencióneme en un canal, o escriba /docent y una pregunta donde quiera:"
        " entonces solo usted ve la respuesta y puede compartirla.",
        commands="O escriba una de estas palabras sola, aquí o después de /docent:",
        broken="Algo ha fallado por parte de Docent. Vuelva a preguntar dentro de un momento, por favor.",
        crowded="Hay demasiados mensajes a la vez. Vuelva a preguntar dentro de un minuto, por favor.",
        too_fast="Va más rápido de lo que puedo responder. Espere un minuto y vuelva a preguntar, por favor.",
    ),
    "fr": Words(
        share="Partager avec le canal",
        shared="Partagé par {who}",
        asked="Vous avez appuyé sur : {label}",
        try_these="Appuyez sur l'une d'elles ; la réponse arrivera dans nos messages directs :",
        where="Écrivez-moi ici, sous Messages, mentionnez-moi dans un canal, ou tapez n'importe où /docent et une"
        " question : vous seul voyez alors la réponse et pouvez la partager.",
        commands="Ou écrivez seul l'un de ces mots, ici ou après /docent :",
        broken="Un problème est survenu du côté de Docent. Veuillez reposer votre question dans un instant.",
        crowded="Il y a trop de messages à la fois. Veuillez reposer votre question dans une minute.",
        too_fast="C'est plus vite que je ne peux répondre. Veuillez patienter une minute, puis redemander.",
    ),
    "th": Words(
        share="แบ่งปันกับช่อง",
        shared="แบ่งปันโดย {who}",
        asked="คุณกด: {label}",
        try_these="กดข้อใดข้อหนึ่ง แล้วคำตอบจะมาในข้อความส่วนตัวของเรา:",
        where="เขียนถึงที่นี่ในแท็บข้อความ กล่าวถึงในช่อง หรือพิมพ์ /docent ตามด้วยคำถามที่ใดก็ได้ จะมีคุณเท่านั้นที่เห็นคำตอบ และแบ่งปันต่อได้",
        commands="หรือเขียนคำใดคำหนึ่งต่อไปนี้เพียงคำเดียว ที่นี่หรือหลัง /docent:",
        broken="เกิดข้อผิดพลาดทางฝั่ง Docent โปรดถามอีกครั้งในอีกสักครู่",
        crowded="มีข้อความพร้อมกันมากเกินไป โปรดถามอีกครั้งในหนึ่งนาที",
        too_fast="เร็วเกินกว่าจะตอบทัน โปรดรอหนึ่งนาทีแล้วถามอีกครั้ง",
    ),
}


def words_for(language: str | None) -> Words:
    """The handler's words in the reader's language, in English where we have none."""
    return WORDS.get(language or "", ENGLISH)
