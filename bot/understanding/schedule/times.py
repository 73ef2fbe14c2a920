"""Words for times in a question: dates, weekdays, hours, parts of the day, meals, now and next."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.schedule.timetable import Timetable
from bot.schedule.windows import Meal, Moment, Part, When
from bot.understanding.schedule import lexicon
from bot.understanding.schedule.calendars import tell_dates
from bot.understanding.schedule.hours import tell_hours
from bot.understanding.schedule.told import Told, any_of

# Days from today on, and the part of the day that goes with it. The longer phrase comes first.
_RELATIVE = (
    (r"day after tomorrow|ubermorgen|uebermorgen|pasado manana|apres-?\s?demain|dopodomani", 2, None),
    (r"day before yesterday|vorgestern|anteayer|avant-?hier|l'altro ieri", -2, None),
    (
        (
            r"tomorrow (?:in the )?morning|morgen fr(?:u|ue)h|morgen vormittag|manana (?:por|en|a) la manana|"
            r"demain (?:matin|dans la matinee)|domani (?:mattina|al mattino)"
        ),
        1,
        Part.MORNING,
    ),
    (r"tomorrow noon|morgen mittag|demain midi", 1, Part.NOON),
    (
        r"tomorrow afternoon|morgen nachmittag|manana (?:por|en|a) la tarde|demain apres-?\s?midi|domani pomeriggio",
        1,
        Part.AFTERNOON,
    ),
    (
        r"tomorrow (?:evening|night)|morgen abend|manana (?:por|en|a) la noche|demain soir|domani sera",
        1,
        Part.EVENING,
    ),
    (
        r"this morning|heute (?:morgen|fruh|frueh|vormittag)|esta manana|ce matin|stamattina|stamani|questa mattina",
        0,
        Part.MORNING,
    ),
    (
        r"this afternoon|heute nachmittag|esta tarde|cet(?:te)? apres-?\s?midi|oggi pomeriggio|questo pomeriggio",
        0,
        Part.AFTERNOON,
    ),
    (r"this evening|tonight|tonite|heute abend|esta noche|ce soir|stasera|questa sera", 0, Part.EVENING),
    (r"yesterday|gestern|ayer|ieri", -1, None),
    (r"tomorrow|demain|domani", 1, None),
    (r"today|todays|heute|heutige[nrs]?|hoy|aujourd'?\s?hui|oggi", 0, None),
)
_relative = tuple((re.compile(rf"\b(?:{pattern})\b"), days, part) for pattern, days, part in _RELATIVE)
# German "hier" is "here", "morgen" is "morning" as well, Spanish "mañana" too.
_HIER = re.compile(r"\bhier\b(?=.*\b(?:qui|que|quoi|quel|quelle|quand|etait|les|soir|matin|y avait)\b)")
_TOMORROW = re.compile(r"\b(?<!am )morgen\b|\b(?<!la )manana\b")
_IN_THE_MORNING = re.compile(
    r"\b(?:(?:in|during) the morning|(?:am |in der |on the )?(?:morning|mornings|vormittag|vormittags|morgens)|"
    r"am morgen|(?:por|en|de|a) la manana|"
    r"(?:dans la |le |du |au )?(?:matin|matinee)|(?:di |al |in )?(?:mattina|mattino|mattinata)|"
    r"a\.?m\.?(?= (?:talks|sessions)))\b"
)
_PARTS = (
    (_IN_THE_MORNING, Part.MORNING),
    (
        re.compile(
            r"\b(?:(?:in|during) the afternoon|(?:am |on the )?(?:afternoon|afternoons|nachmittags?)|(?:por|en|"
            r"de) la tarde|"
            r"(?:dans |l'|cet |de l'|l )*apres-?\s?midi|(?:nel |di |del )?pomeriggio)\b"
        ),
        Part.AFTERNOON,
    ),
    (
        re.compile(
            r"\b(?:(?:in|during) the evening|(?:am |on the )?(?:evening|evenings|abends?)|(?:por|en|de) la noche|"
            r"(?:le |dans la |du |en )?(?:soir|soiree)|"
            r"(?:di |in |alla |la )?(?:sera|serata))\b"
        ),
        Part.EVENING,
    ),
    (re.compile(r"\b(?:(?:at|by) night|(?:in der )?nachts?|la nuit|di notte|late night|overnight)\b"), Part.NIGHT),
    (re.compile(r"\b(?:(?:at|around) (?:lunchtime|lunch time)|mittags|zur mittagszeit|a midi)\b"), Part.NOON),
)
_MEAL = (
    r"(?:the |dem |der |den |das |el |la |le |il |l'|du |de )*(?:lunch(?: ?break| ?time)?|mittagspause|"
    r"mittagessen|mittag|comer|comida|"
    r"almuerzo|almorzar|dejeuner|pause dejeuner|pause de midi|pause midi|pranzo|pausa pranzo|repas|midday meal|"
    r"noon break|meal)"
)
_MEALS = (
    (
        re.compile(
            rf"\b(?:after|following|post|nach|despues de|despues del|tras|apres|dopo)[ -]{_MEAL}\b|"
            rf"\bdopopranzo\b"
        ),
        Meal.AFTER,
    ),
    (re.compile(rf"\b(?:before|vor|antes de|antes del|avant|prima del|prima di|pre)[ -]{_MEAL}\b"), Meal.BEFORE),
    (re.compile(rf"\b(?:during|over|at|wahrend|waehrend|uber|durante|pendant|a|beim|zum) {_MEAL}\b"), Meal.DURING),
)
_NOW = re.compile(
    r"\b(?:(?:right |just )?now|currently|at th(?:e|is) moment|at present|atm|(?:gerade|jetzt)(?: gerade)?|"
    r"zurzeit|zur zeit|aktuell|momentan|im moment|"
    r"derzeit|ahora(?: mismo)?|ahorita|en este momento|actualmente|maintenant|en ce moment|actuellement|adesso|"
    r"in questo momento|(?<!che )(?<!quale )ora(?! (?:e|inizia|comincia|parla|finisce))|attualmente|"
    r"current(?= (?:\w+ )?(?:talk|session|speaker|presentation|event|programme)))\b"
)
_NEXT = re.compile(
    r"\b(?:up next|coming up(?: next)?|comes up(?: next)?|what comes next|upcoming|next up|next|nxt|"
    r"(?:als )?nachste[nrsm]?|(?:als )?naechste[nrsm]?|"
    r"(?:la |el |lo |las |los )?siguientes?|proxim[oa]s?|a continuacion|prochaine?s?|ensuite|suivante?s?|"
    r"prossim[oaie]|successiv[oaie])\b"
)
_LATER = re.compile(
    r"\b(?:later(?: on)?|(?:the )?rest of (?:the day|today)|still to come|remaining|(?<=anything )left|(?<=whats )left|"
    r"(?<=what's )left|(?<=what is )left|(?<=sessions )left|(?<=talks )left|(?<=is )left|spater|spaeter|nachher|"
    r"mas tarde|luego|"
    r"plus tard|piu tardi|from now on|ab jetzt|still on(?= today))\b"
)
_IN_A_WHILE = re.compile(
    r"\b(?:in|en|dans|tra|fra)\s+(?P<n>\d{1,3}|an?|one|half an|einer?|einer halben|una?|une|media|un'|"
    + any_of(lexicon.NUMBERS)
    + r")\s*"
    r"(?P<unit>min(?:s|utes?|uten?|utos?|uti)?|hours?|hrs?|h|stunden?|horas?|heures?|or[ae]|mezz'?ora)\b"
)


def told(text: str, timetable: Timetable, now: datetime) -> Told:
    """The times in a folded text, in the programme's zone."""
    found = Told(When(), text)
    today = timetable.programme.day_of(now)
    tell_dates(found, timetable, today)
    _relative_days(found, timetable, today)
    _meals(found)
    tell_hours(found, timetable)
    _parts(found)
    _moments(found, timetable, now)
    return found


def _relative_days(found: Told, timetable: Timetable, today: date) -> None:
    for pattern, days, part in _relative:
        if found.take(pattern):
            found.day(today + timedelta(days=days), timetable)
            if part:
                found.when = replace(found.when, part=part)
    for pattern, days in ((_HIER, -1), (_TOMORROW, 1)):
        if found.take(pattern):
            found.day(today + timedelta(days=days), timetable)


def _meals(found: Told) -> None:
    for pattern, meal in _MEALS:
        if not found.when.meal and found.take(pattern):
            found.when = replace(found.when, meal=meal)


def _parts(found: Told) -> None:
    for pattern, part in _PARTS:
        if found.take(pattern) and not found.when.part:
            found.when = replace(found.when, part=part)


def _moments(found: Told, timetable: Timetable, now: datetime) -> None:
    if match := found.take(_IN_A_WHILE):
        local = (now + _while(match["n"], match["unit"])).astimezone(timetable.programme.tz)
        found.day(timetable.programme.day_of(local), timetable)
        found.when = replace(found.when, at=local.time().replace(second=0, microsecond=0))
    for pattern, moment in ((_NOW, Moment.NOW), (_NEXT, Moment.NEXT), (_LATER, Moment.LATER)):
        if found.take(pattern):
            found.when = replace(found.when, moment=found.when.moment or moment)
    today = timetable.programme.day_of(now)
    if found.when.moment is Moment.LATER and not found.when.days and timetable.has(today):
        found.when = found.when.on(today)


def _while(number: str, unit: str) -> timedelta:
    halved = number in {"half an", "einer halben", "media"} or unit.startswith("mezz")
    count = 0.5 if halved else float(number) if number.isdigit() else float(lexicon.NUMBERS.get(number, 1))
    return timedelta(minutes=count) if unit.startswith("min") else timedelta(hours=count)
