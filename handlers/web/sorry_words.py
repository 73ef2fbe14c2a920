"""What the short pages say when something went wrong: a heading and a sentence by HTTP status; 0 is for any other."""

from collections.abc import Mapping

Sentences = Mapping[int, tuple[str, str]]

ENGLISH: Sentences = {
    0: ("That did not work", "Please go back and try once more."),
    400: ("That could not be read", "Your browser sent something we cannot read. Please go back and try once more."),
    403: ("Not from here", "This was sent from another site, so it was not accepted. Please ask on Docent's own page."),
    404: ("No such page", "There is nothing at this address. The conversation is one step away."),
    405: ("Not this way", "This address cannot be used like that. The conversation is one step away."),
    413: ("Too long", "That is more text than Docent can take. Please go back and ask one thing in a sentence or two."),
    500: ("Something went wrong", "The fault is on our side. Please go back and try once more in a moment."),
}

SENTENCES: Mapping[str, Sentences] = {
    "en": ENGLISH,
    "es": {
        0: ("Eso no ha funcionado", "Vuelva atrás e inténtelo otra vez, por favor."),
        400: ("No se ha podido leer", "Su navegador ha enviado algo ilegible. Vuelva atrás e inténtelo otra vez."),
        403: (
            "Desde aquí no",
            "Esto venía de otro sitio y no se ha aceptado. Pregunte en la página de Docent, por favor.",
        ),
        404: ("Esa página no existe", "No hay nada en esta dirección. La conversación está a un paso."),
        405: ("Así no", "Esta dirección no se puede usar de ese modo. La conversación está a un paso."),
        413: ("Demasiado largo", "Es más texto del que Docent admite. Vuelva atrás y pregunte una sola cosa."),
        500: ("Algo ha fallado", "El fallo es nuestro. Vuelva atrás e inténtelo otra vez dentro de un momento."),
    },
    "fr": {
        0: ("Cela n'a pas fonctionné", "Veuillez revenir en arrière et réessayer."),
        400: (
            "C'était illisible",
            "Votre navigateur a envoyé quelque chose d'illisible. Veuillez revenir et réessayer.",
        ),
        403: ("Pas d'ici", "Cela venait d'un autre site et a été refusé. Veuillez demander sur la page de Docent."),
        404: ("Page introuvable", "Il n'y a rien à cette adresse. La conversation est à un pas."),
        405: ("Pas ainsi", "Cette adresse ne s'utilise pas de cette façon. La conversation est à un pas."),
        413: ("Trop long", "C'est plus de texte que Docent ne peut en prendre. Veuillez poser une seule question."),
        500: ("Un problème est survenu", "La faute est de notre côté. Veuillez réessayer dans un instant."),
    },
    "th": {
        0: ("ไม่สำเร็จ", "โปรดย้อนกลับแล้วลองอีกครั้ง"),
        400: ("อ่านไม่ได้", "เบราว์เซอร์ของคุณส่งสิ่งที่อ่านไม่ได้มา โปรดย้อนกลับแล้วลองอีกครั้ง"),
        403: ("ส่งจากที่นี่ไม่ได้", "ข้อความนี้ส่งมาจากเว็บไซต์อื่นจึงไม่ได้รับ โปรดถามบนหน้าของ Docent เอง"),
        404: ("ไม่มีหน้านี้", "ไม่มีสิ่งใดที่ที่อยู่นี้ กลับไปที่การสนทนาได้ในขั้นตอนเดียว"),
        405: ("ใช้วิธีนี้ไม่ได้", "ที่อยู่นี้ใช้แบบนั้นไม่ได้ กลับไปที่การสนทนาได้ในขั้นตอนเดียว"),
        413: ("ยาวเกินไป", "ข้อความยาวเกินกว่าที่ Docent รับได้ โปรดย้อนกลับแล้วถามเรื่องเดียว"),
        500: ("เกิดข้อผิดพลาด", "ความผิดพลาดอยู่ทางฝั่งนี้ โปรดย้อนกลับแล้วลองอีกครั้งในอีกสักครู่"),
    },
}


def sentence_for(status: int, language: str) -> tuple[str, str]:
    """The heading and the sentence for this status in the language."""
    sentences = SENTENCES.get(language, ENGLISH)
    return sentences.get(status, sentences[0])
