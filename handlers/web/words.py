"""What the page itself says. The answers bring their own words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The page's own words in one language."""

    language: str
    you: str
    docent: str
    conversation: str
    question: str
    placeholder: str
    send: str
    skip: str
    start_afresh: str
    looking: str
    suggestions: str
    nothing_typed: str
    lost_button: str
    copied: str
    try_again: str
    offline: str
    broken: str
    too_large: str
    refused: str
    back: str


ENGLISH = Words(
    language="en",
    you="You",
    docent="Docent",
    conversation="Conversation",
    question="Your question",
    placeholder="Your question",
    send="Send",
    skip="Skip to your question",
    start_afresh="Start afresh",
    looking="Docent is looking\N{HORIZONTAL ELLIPSIS}",
    suggestions="You can press",
    nothing_typed="(nothing typed)",
    lost_button="That button",
    copied="Copied",
    try_again="Try again",
    offline="Docent could not be reached. Your question is still here.",
    broken="Something went wrong on Docent's side. Your question is still here.",
    too_large="That is more text than Docent can take. Please shorten it; it is still here.",
    refused="Docent did not accept that. Please reload the page; your question is still here.",
    back="Back to the conversation",
)

WORDS: Mapping[str, Words] = {
    "en": ENGLISH,
    "es": Words(
        language="es",
        you="Usted",
        docent="Docent",
        conversation="Conversación",
        question="Su pregunta",
        placeholder="Su pregunta",
        send="Enviar",
        skip="Ir a su pregunta",
        start_afresh="Empezar de nuevo",
        looking="Docent está buscando\N{HORIZONTAL ELLIPSIS}",
        suggestions="Puede pulsar",
        nothing_typed="(nada escrito)",
        lost_button="Ese botón",
        copied="Copiado",
        try_again="Intentar de nuevo",
        offline="No se ha podido contactar con Docent. Su pregunta sigue aquí.",
        broken="Algo ha fallado por parte de Docent. Su pregunta sigue aquí.",
        too_large="Es más texto del que Docent admite. Acórtelo, por favor; sigue aquí.",
        refused="Docent no lo ha aceptado. Recargue la página, por favor; su pregunta sigue aquí.",
        back="Volver a la conversación",
    ),
    "fr": Words(
        language="fr",
        you="Vous",
        docent="Docent",
        conversation="Conversation",
        question="Votre question",
        placeholder="Votre question",
        send="Envoyer",
        skip="Aller à votre question",
        start_afresh="Recommencer",
        looking="Docent cherche\N{HORIZONTAL ELLIPSIS}",
        suggestions="Vous pouvez appuyer",
        nothing_typed="(rien d'écrit)",
        lost_button="Ce bouton",
        copied="Copié",
        try_again="Réessayer",
        offline="Docent est injoignable. Votre question est toujours ici.",
        broken="Un problème est survenu du côté de Docent. Votre question est toujours ici.",
        too_large="C'est plus de texte que Docent ne peut en prendre. Veuillez le raccourcir ; il est toujours ici.",
        refused="Docent ne l'a pas accepté. Veuillez recharger la page ; votre question est toujours ici.",
        back="Retour à la conversation",
    ),
    "th": Words(
        language="th",
        you="คุณ",
        docent="Docent",
        conversation="การสนทนา",
        question="คำถามของคุณ",
        placeholder="คำถามของคุณ",
        send="ส่ง",
        skip="ข้ามไปที่คำถามของคุณ",
        start_afresh="เริ่มใหม่",
        looking="Docent กำลังค้นหา\N{HORIZONTAL ELLIPSIS}",
        suggestions="ปุ่มที่กดได้",
        nothing_typed="(ไม่ได้พิมพ์อะไร)",
        lost_button="ปุ่มนั้น",
        copied="คัดลอกแล้ว",
        try_again="ลองอีกครั้ง",
        offline="ติดต่อ Docent ไม่ได้ คำถามของคุณยังอยู่ที่นี่",
        broken="เกิดข้อผิดพลาดทางฝั่ง Docent คำถามของคุณยังอยู่ที่นี่",
        too_large="ข้อความยาวเกินกว่าที่ Docent รับได้ โปรดย่อให้สั้นลง ข้อความยังอยู่ที่นี่",
        refused="Docent ไม่รับข้อความนี้ โปรดโหลดหน้านี้ใหม่ คำถามของคุณยังอยู่ที่นี่",
        back="กลับไปที่การสนทนา",
    ),
}


def words_for(language: str | None) -> Words:
    """The page's words in the reader's language, in English where we have none."""
    return WORDS.get(language or "", ENGLISH)
