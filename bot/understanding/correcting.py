"""What is meant after all: "no, I meant the fees", "not Beijing, Nairobi"."""

import re

LONGEST = 300  # characters; who corrects does it in a sentence
_NO = (
    r"no|nope|sorry|pardon|oops|wrong|actually|not that(?: one)?|perd[oó]n|disculp[ae]|non|d[eé]sol[eé]e?|nein|falsch"
    r"|entschuldigung|scus[ai]|n[aã]o|desculp[ae]|нет|извините|простите|不是?|不对|抱歉|ไม่(?:ใช่)?|ขอโทษ|لا|عذرا|آسف"
)
_MEANT = (
    r"(?:what )?i (?:actually |really |rather )?mean(?:t)?(?: to (?:ask|say|know))?(?: about| for)?"
    r"|i (?:asked|said)(?: about| for)?"
    r"|(?:yo )?(?:quise|quer[ií]a) decir|me refer[ií]a a|me refiero a|je (?:voulais|veux) dire|je parl(?:ais|e) de"
    r"|ich mein(?:t)?e|volevo dire|intend(?:o|evo)|(?:eu )?(?:quis|queria) dizer|(?:я )?имел[аи]? в виду"
    r"|(?:كنت )?[اأ]قصد|قصدت"
)
_MEANT_UNSPACED = "我是说|我的意思是|我指的是|หมายถึง"
_WANTED = r"i (?:wanted|want|was asking|am asking|asked|was looking)(?: to (?:ask|know|say))?(?: about| for)?"
_NOT = r"(?:(?:not|no|nicht|pas|non|n[aã]o|не)\s|不是|ไม่ใช่|ليس\s)"
_BUT = r"(?:but|sino|mais|sondern|ma|mas|а)"
_FEW = r"\S+(?:\s+\S+){0,3}?"  # words: what is crossed out is short
_GAP = r"[\s,.;:!，。–—-]"

_meant = re.compile(
    rf"\W*(?:(?:{_NO}){_GAP}+)*(?:(?:{_MEANT})(?![^\W_])|{_MEANT_UNSPACED}){_GAP}*|\W*(?:(?:{_NO}){_GAP}+)+(?:{_WANTED})\b{_GAP}*",
    re.IGNORECASE,
)
_no = re.compile(rf"\W*(?:{_NO})\s*[,;:!–—，]\s*", re.IGNORECASE)
_NONE = r"none(?: of (?:these|them|those))?|neither(?: of them)?|not (?:these|those|any)"
_only_no = re.compile(rf"\W*(?:(?:{_NO}|{_NONE})(?![^\W_])\W*)+", re.IGNORECASE)
_not_this = re.compile(
    rf"\W*{_NOT}\s*{_FEW}\s*(?:[,;.–—，]\s*(?:{_BUT}\s+)?|\s{_BUT}\s+)(.+)", re.IGNORECASE | re.DOTALL
)
_this_not = re.compile(rf"(.+?)\s*[,;–—，]\s*{_NOT}\s*{_FEW}\W*", re.IGNORECASE | re.DOTALL)


def meant(text: str) -> str:
    """The text without what only takes back an earlier question; the text itself where it takes nothing back."""
    if len(text) > LONGEST:
        return text
    found = _meant.match(text) or _no.match(text)
    rest = _without_the_other(text[found.end() :] if found else text)
    return rest if any(map(str.isalnum, rest)) else text


def refuses(text: str) -> bool:
    """Whether a message says nothing but no."""
    return len(text) <= LONGEST and bool(_only_no.fullmatch(text))


def _without_the_other(text: str) -> str:
    """What is left of "not Beijing, Nairobi" and of "Nairobi, not Beijing"."""
    found = _not_this.fullmatch(text) or _this_not.fullmatch(text)
    return found[1] if found else text
