"""What is said of the last answer rather than asked anew: "tell me more", "where is that from?", "can I cite it?"."""

from collections.abc import Sequence
from typing import Literal

from bot.understanding.words import fold, words

Aside = Literal["more", "source", "cite"]


def _words(text: str) -> frozenset[str]:
    return frozenset(word for each in text.split() for word in words(fold(each)))


_ABOUT: dict[Aside, frozenset[str]] = {
    "more": _words(
        "more else further mas plus encore mehr weiteres altro piu mais ещё еще подробнее 更多 เพิ่มเติม المزيد"
    ),
    "source": _words("source sources sure really fuente quelle fonte источник 来源 แหล่งที่มา المصدر"),
    "cite": _words("cite citation citar citer zitieren citare"),
}
_AROUND = _words(
    "please tell show give say me us i you can could do want to know is are there any anything something some what s "
    "about of on the a it its this that these him her them your and how from for should copy got have "
    "details information "
    "por favor dime hay algo que de la el y quiero saber es cual tu se puede como lo puedo "
    "detalles informacion dis moi m s plait te savoir voudrais veux details sur en il a quelle est la votre puis je "
    "le comment "
    "bitte sag mir noch was gibt es ist die deine ich kann wie das un dimmi qual e"
)
_ASKED_AS = frozenset(
    map(
        words,
        (
            *("where is that from", "where is this from", "where does that come from", "where does this come from"),
            *("where did you get that", "where do you have that from", "how do you know", "how do you know that"),
            *("says who", "who says so", "who says that"),
        ),
    )
)


def aside(said: Sequence[str]) -> Aside | None:
    """What the folded words of a message ask of the last answer; None where they ask something of their own."""
    if tuple(said) in _ASKED_AS:
        return "source"
    for wish, about in _ABOUT.items():
        if any(word in about for word in said) and all(word in about or word in _AROUND for word in said):
            return wish
    return None
