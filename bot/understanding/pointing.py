"""Small words of ten languages that point: back to what was said, to one of a list, to what comes next or came last."""

from collections.abc import Sequence

from bot.understanding.unspaced import is_unspaced
from bot.understanding.words import fold, words


def _known(lines: str) -> frozenset[str]:
    """Words, and phrases of up to three words (written_so) as `said` joins them."""
    return frozenset("".join(words(fold(line.replace("_", " ")))) for line in lines.split())


PERSON_PRONOUNS = _known("""
    he him his she her hers el ella su sus il elle lui son sa ses quien er ihn ihm sein seine sie ihr ihre lei
    suo sua suoi ele ela dele dela seu
    он она его него ему нему её неё ей ним ней
    هو هي له لها عنه عنها
    他 她 他们
    เขา เธอ ท่าน
    """)
# Of these the ones that never mean a thing: in many languages a conference is "she" and a park is "he".
SOMEBODY = _known("he him she hers 他 她 เขา")
THING_PRONOUNS = _known("""
    it its there that this they them their those these ello eso esto alli ahi ca cela y en leur leurs ils elles
    dies dort davon dabei darin daran deren dessen diese dieser dieses ci ne quello questa questo quella essa
    esse isso isto nela nele ali aquilo
    это этот эта этого этой этом тот там туда они их них оно
    هذا هذه ذلك تلك هناك فيه فيها منه منها به بها
    它 它们 这 那 这个 那个 这里 那里 那边 其
    มัน นั่น นั้น นี่ นี้ พวกเขา
    """)
# What may stand around a name without asking anything of it.
FILLERS = _known("""
    and what about how ok so then also now please the a an of for in at y e et pero mais tambien aussi qué_tal
    el la los las le les l d du de del année año anno ano dem den im jahr
    que und was ist mit wie bei die der das auch allora anche invece il lo la di da em o os as também
    а и что насчёт насчет про об о как в ну ещё еще год году года
    و عام سنة ماذا عن ما بالنسبة الى في وماذا أيضا
    那 那么 呢 和 关于 怎么样 年 的
    แล้ว ล่ะ และ ปี ส่วน เรื่อง เกี่ยวกับ
    """)
# A question that begins so goes on with what was said.
BEGINNINGS = _known("""
    and y et und e but ed
    а и но
    و
    那 那么
    แล้ว และ
    """)
# What may stand around the number of a choice.
AROUND_A_CHOICE = _known("""
    the one ones option question number please i mean meant ll ill id like d want would take choose pick
    el la le les opcion numero die der das den nummer bitte il lo numéro a opção quello quella
    о пожалуйста вариант номер
    الخيار رقم من فضلك
    第 个 选 请 我
    ข้อ ที่ อัน ตัวเลือก ขอ
    """)
_FIRST_TO_FIFTH = (
    """
    1 1st first primero primera premier premiere erste ersten erstes primo prima primeiro primeira
    первый первая первое первую
    الأول الأولى
    一 第一 第一个
    แรก หนึ่ง
    """,
    """
    2 2nd second segundo segunda deuxieme zweite zweiten zweites secondo seconda
    второй вторая второе вторую
    الثاني الثانية
    二 第二 第二个
    สอง
    """,
    """
    3 3rd third tercero tercera troisieme dritte dritten drittes terzo terza terceiro terceira
    третий третья третье третью
    الثالث الثالثة
    三 第三 第三个
    สาม
    """,
    """
    4 4th fourth cuarto cuarta quatrieme vierte vierten viertes quarto quarta
    четвертый четвертая четвертое
    الرابع الرابعة
    四 第四 第四个
    สี่
    """,
    """
    5 5th fifth quinto quinta cinquieme fünfte fünften fünftes
    пятый пятая пятое
    الخامس الخامسة
    五 第五 第五个
    ห้า
    """,
)
ORDINALS = {word: at for at, own in enumerate(_FIRST_TO_FIFTH) for word in _known(own)}
LAST = _known("""
    last ultimo ultima dernier derniere letzte letzten letztes último última
    последний последняя последнее последнюю
    الأخير الأخيرة
    最后 最后一个
    สุดท้าย
    """)
# "None of these".
NONE = _known("""
    none none_of_these none_of_them neither ninguno ninguna ninguno_de_estos aucun aucune aucun_de_ceux-ci keine
    keiner keines keins keine_davon nichts_davon nessuno nessuna nessuno_di_questi nenhum nenhuma nenhum_destes
    ни_один ничего_из_этого ни_то_ни_другое никакой
    لا_شيء لا_شيء_منها لا_شيء_مما_سبق ولا_واحد
    都不是 没有 以上都不是
    ไม่มี ไม่ใช่ทั้งหมด ไม่ใช่เลย ไม่มีข้อใด
    """)
NEXT = _known("""
    next upcoming coming following future proxima proximo siguiente prochain prochaine nachste nachster nachsten
    kommende kommenden prossima prossimo próxima próximo seguinte
    следующий следующая следующее следующую следующей следующего ближайший ближайшая ближайшую предстоящая
    القادم القادمة المقبل المقبلة التالي التالية
    下一次 下一届 下一个 下一 下次 下届 即将
    ครั้งต่อไป ครั้งหน้า ต่อไป ถัดไป
    """)
FORMER = _known("""
    last previous latest past former recent ultimo ultima pasada pasado derniere dernier letzte letzten letzter
    vergangene precedente scorso scorsa passada passado
    последний последняя последнюю последней прошлый прошлая прошлую прошлой предыдущая предыдущую
    الماضي الماضية الأخير الأخيرة السابق السابقة
    上一次 上一届 上一个 上次 上届 最近
    ครั้งที่แล้ว ครั้งก่อน ล่าสุด
    """)
# What tells the future.
FUTURE = _known("""
    will going planned sera seront wird werden sara saranno tendra aura será terá
    будет будут состоится планируется
    سيعقد ستعقد سيقام ستقام سوف سيكون
    将 会 将会 即将
    จะ
    """)
# What tells the past.
BEFORE = _known("""
    was were did had hosted took fue fueron hubo celebro tuvo ete fut eu ont war waren hat fand wurde foi foram
    teve stata stato svolta svolto
    был была было были прошла прошел прошло состоялась состоялся проходила проводилась
    كان كانت عقد عقدت أقيم أقيمت حضر جرى
    了 过
    แล้ว ผ่านมา
    """)
# None of them is a misspelling of anything.
EVERY = frozenset().union(
    *(
        PERSON_PRONOUNS,
        THING_PRONOUNS,
        FILLERS,
        BEGINNINGS,
        AROUND_A_CHOICE,
        ORDINALS,
        LAST,
        NEXT,
        FORMER,
        FUTURE,
        BEFORE,
    )
)


def is_it(text: str) -> bool:
    """Whether nothing is said but what points back at a thing: "it", "that"; also where nothing is said at all."""
    return set(words(fold(text))) <= THING_PRONOUNS


def said(line: Sequence[str]) -> frozenset[str]:
    """The words of a question, and each run of up to three as phrases of several words are kept here."""
    runs = {"".join(line[at : at + size]) for size in (2, 3) for at in range(len(line) - size + 1)}
    return frozenset(runs) | frozenset(line) if line else frozenset()


def is_brief(line: Sequence[str], most: int) -> bool:
    """Whether a question has at most so many words; a pair of characters is about half a word."""
    return sum(0.5 if is_unspaced(word) else 1 for word in line) <= most
