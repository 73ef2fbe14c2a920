"""Words of the scripts that are written without spaces: Chinese and Thai.

A run of such text is cut at its function words, which stand as they are; what lies between them becomes overlapping
pairs of characters (Thai: a consonant with its vowels and marks). Pairs need no dictionary, find a name wherever it
stands, and cutting a pair again gives the pair. Measured beside them, BudouX tore or joined 6 of 86 names in questions.
"""

import re
from collections.abc import Iterator, Sequence

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
THAI = "\u0e01-\u0e5b"
# Of questions, pronouns, particles, politeness, time; the names of months.
_FUNCTION_WORDS = """
    你好 你好吗 您好 什么时候 何时 几时 哪一天 哪天 哪年 哪一年 什么 哪里 哪儿 何处 哪些 哪个 哪位 哪家 哪 谁
    怎么样 怎么 怎样 如何 为什么 为何 多少 几个 几 多久 多长时间 是否 有没有 是不是 能不能 可不可以 可以 能 吗
    呢 吧 啊 呀 么 的 了 是 在 于 和 与 跟 及 把 被 对 我们 你们 他们 她们 它们 我 你 您 他 她 它 这个 那个 这些
    那些 这里 那里 那边 那儿 这 那 其 请问 请 想知道 想问 想 告诉 知道 一下 麻烦 谢谢 年 月 日 一月 二月 三月
    四月 五月 六月 七月 八月 九月 十月 十一月 十二月 下一次 下一届 下一个 下一 下次 下届 即将 将 会不会 上一次
    上一届 上一个 上次 上届 最近 去年 今年 明年 有 都 也 还 呐 就 给 叫
    เมื่อไหร่ เมื่อไร เมื่อใด เมื่อ วันไหน ปีไหน ปีใด ที่ไหน ไหน ที่ใด อะไรบ้าง อะไร ใครบ้าง ใคร อย่างไร ยังไง ทำไม เท่าไหร่ เท่าไร กี่
    หรือไม่ หรือเปล่า หรือยัง หรือ ไหม มั้ย บ้าง คือ เป็น ที่ ซึ่ง ใน ของ จาก กับ และ แก่ แด่ ต่อ โดย ให้ ว่า จะ ได้ ไม่ มี นี้ นั้น นั่น โน้น
    พวกเขา เขา เธอ ท่าน มัน เรา ฉัน ผม ดิฉัน คุณ พวกเรา ครับ ค่ะ คะ นะ จ้า จ้ะ หน่อย ด้วย ก็ แล้ว เลย ครั้งต่อไป ครั้งหน้า ต่อไป ถัดไป
    ครั้งที่แล้ว ครั้งก่อน ล่าสุด ปีที่แล้ว ปีก่อน ปีนี้ ปีหน้า อยากทราบ อยากรู้ อยาก ขอถาม ช่วยบอก ช่วย กรุณา ขอบคุณ ขอ อยู่ มกราคม กุมภาพันธ์
    มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม
    """
_function_words = re.compile("|".join(sorted(_FUNCTION_WORDS.split(), key=len, reverse=True)))
_unit = re.compile("[เ-ไ]*[ก-ฮ][ะ-ฺๅ-๎ฯ]*|.")
_unspaced = re.compile(f"[{HAN}{THAI}]")


def is_unspaced(word: str) -> bool:
    return bool(_unspaced.match(word))


def cut(run: str) -> Iterator[str]:
    """The words of a run of one such script, from left to right."""
    end = 0
    for found in _function_words.finditer(run):
        yield from _pairs(run[end : found.start()])
        yield found.group()
        end = found.end()
    yield from _pairs(run[end:])


def trimmed(before: Sequence[str], name: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words before and after a name without the pairs that reach into it: "在清" and "迈会" around 清迈."""
    line, rest = list(before), list(after)
    if line and _reaches(line[-1], name[0]):
        own = _units(line.pop())[0]
        line += [] if line and line[-1].endswith(own) and is_unspaced(line[-1]) else [own]
    if rest and _reaches(name[-1], rest[0]):
        own = _units(rest.pop(0))[-1]
        rest[:0] = [] if rest and rest[0].startswith(own) else [own]
    return line, rest


def _reaches(first: str, second: str) -> bool:
    one, two = _units(first), _units(second)
    return is_unspaced(first) and is_unspaced(second) and len(two) > 0 and len(one) > 1 and one[-1] == two[0]


def _units(run: str) -> list[str]:
    return _unit.findall(run)


def _pairs(run: str) -> Iterator[str]:
    units = _units(run)
    if len(units) == 1:
        yield run
    yield from ("".join(units[at : at + 2]) for at in range(len(units) - 1))
