from bot.adapters.content.asking import FOLDER, shipped
from bot.knowledge.records import EVENT_FACTS
from bot.understanding.words import MASKS, fold, words

CALLED_IN_CODE = {
    *(f"event.{fact}" for fact in EVENT_FACTS),
    *("event.other", "events.next", "events.list"),
    *("person.roles", "person.quotations", "person.other", "quotation.speaker", "role.holder"),
    *(f"organisation.{fact}" for fact in ("summary", "place", "member", "people", "other")),
    *(f"smalltalk.{said}" for said in ("greeting", "thanks", "goodbye", "how_are_you", "who_are_you", "praise")),
    *("smalltalk.complaint", "smalltalk.yes", "help"),
}


def test_every_intent_has_ways_of_asking_and_no_other_is_written_down() -> None:
    assert {intent for intent, lines in shipped().intents.items() if lines} == CALLED_IN_CODE


def test_every_slot_is_a_kind_of_name() -> None:
    lines = [line for own in shipped().intents.values() for line in own]

    slots = {part.partition("}")[0] for line in lines for part in line.split("{")[1:]}

    assert slots - set(MASKS) == set()


def test_every_way_of_asking_holds_words() -> None:
    asking = shipped()

    wordless = [line for own in asking.intents.values() for line in own if not words(fold(line))]

    assert wordless == []


def test_remarks_are_no_questions() -> None:
    remarks = [line for line in shipped().out_of_scope if line.startswith("#") or not line.strip()]

    assert (remarks, len(shipped().out_of_scope) > 100) == ([], True)


def test_short_forms_are_single_folded_words() -> None:
    wrong = {short for short in shipped().short_forms if "-" not in short and "'" not in short and fold(short) != short}

    assert wrong == set()


def test_languages_bring_phrasings_for_the_same_intents() -> None:
    languages = sorted(path.stem for path in FOLDER.glob("??.yaml"))

    assert languages == ["ar", "de", "en", "es", "fr", "it", "pt", "ru", "th", "zh"]
