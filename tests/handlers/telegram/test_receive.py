from typing import Any

import pytest

from bot.messages import Conversation, Person, Platform
from handlers.telegram.receive import Asked, Me, asked, pressed
from handlers.telegram.wire import Message, Query
from tests.fakes import NOON
from tests.platforms.telegram_entities import found_too

ME = Me(1000, "Docent_bot", frozenset({"help", "start"}))
ANA = {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "pt-BR"}
BOT = {"id": 1000, "is_bot": True, "first_name": "Docent", "username": "Docent_bot"}
OTHER_BOT = {"id": 9, "is_bot": True, "first_name": "Other"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ana"}
GROUP = {"id": -5, "type": "group", "title": "Friends"}
FORUM = {"id": -100, "type": "supergroup", "title": "Forum", "is_forum": True}
CHANNEL = {"id": -200, "type": "channel", "title": "News"}
FILE: dict[str, Any] = {"file_id": "a", "file_unique_id": "b"}
SQUARE: dict[str, Any] = {"width": 1, "height": 1}


def message(text: str | None = None, chat: dict[str, Any] = PRIVATE, **more: Any) -> Message:
    facts: dict[str, Any] = {"message_id": 3, "date": 1, "chat": chat, "from": ANA}
    if text is not None:
        facts |= {"text": text, "entities": [entity.as_json() for entity in found_too(text, ())]}
    return Message.model_validate(facts | more)


def heard(text: str | None = None, chat: dict[str, Any] = PRIVATE, **more: Any) -> Asked | None:
    return asked(message(text, chat, **more), ME, at=NOON)


def text_heard(text: str | None = None, chat: dict[str, Any] = PRIVATE, **more: Any) -> str | None:
    """What is asked; None where the message is none of our business."""
    found = heard(text, chat, **more)
    return found.question.text if found else None


def test_a_private_message_as_a_question() -> None:
    found = heard("What is a peal?")

    assert found
    question = found.question
    assert (question.text, question.asked_at, question.language) == ("What is a peal?", NOON, "pt")
    assert question.conversation == Conversation(Platform.TELEGRAM, "1000", "7")
    assert question.person == Person(Platform.TELEGRAM, "", "7")
    assert (found.message_id, found.in_group) == (3, False)


@pytest.mark.parametrize(
    "said, asks",
    [
        ("@Docent_bot what is a peal?", "what is a peal?"),
        ("@docent_BOT, what is a peal?", "what is a peal?"),
        ("what is a peal, @Docent_bot?", "what is a peal?"),
        ("what is a peal? @Docent_bot", "what is a peal?"),
        ("hey @Docent_bot: what is a peal?", "hey what is a peal?"),
        ("🙂🙂 @Docent_bot what?", "🙂🙂 what?"),
        ("@Docent_bot @Docent_bot hello", "hello"),
        ("@Docent_bot", ""),
        ("/help", "/help"),
        ("/help@docent_bot", "/help"),
        ("/language@Docent_bot fr", "/language fr"),
        ("/start@Docent_bot\nhello", "/start hello"),
    ],
)
def test_in_a_group_we_answer_who_mentions_or_commands_us(said: str, asks: str) -> None:
    assert text_heard(said, GROUP) == asks


@pytest.mark.parametrize(
    "said",
    [
        "What is a peal?",
        "@Docent_bots hello",
        "@other_bot hello",
        "mail docent_bot@example.org",
        "/help@other_bot",
        "/unknown",
        "see /help",
        "Docent_bot",
    ],
)
def test_in_a_group_we_are_silent_about_the_rest(said: str) -> None:
    assert text_heard(said, GROUP) is None


def test_somebody_without_a_user_name_can_be_mentioned_by_name_and_so_can_we() -> None:
    entities = [{"type": "text_mention", "offset": 0, "length": 6, "user": BOT}]

    assert text_heard("Docent what?", GROUP, entities=entities) == "what?"


def test_a_reply_to_us_is_a_question_and_a_reply_to_others_is_not() -> None:
    ours = {"message_id": 2, "date": 1, "chat": GROUP, "from": BOT, "text": "Hello"}

    assert text_heard("and when?", GROUP, reply_to_message=ours) == "and when?"
    assert text_heard("and when?", GROUP, reply_to_message=ours | {"from": ANA}) is None


def test_a_message_in_a_topic_that_we_opened_is_not_a_reply_to_us() -> None:
    opening = {"message_id": 2, "date": 1, "chat": FORUM, "from": BOT}
    opening |= {"forum_topic_created": {"name": "News", "icon_color": 1}}

    assert text_heard("hello all", FORUM, reply_to_message=opening, message_thread_id=2, is_topic_message=True) is None


@pytest.mark.parametrize(
    "facts, thread",
    [
        ({"message_thread_id": 44, "is_topic_message": True}, "44"),
        ({"message_thread_id": 44}, None),  # replies in a group that is no forum
        ({}, None),
    ],
)
def test_the_topic_belongs_to_the_conversation(facts: dict[str, Any], thread: str | None) -> None:
    found = heard("@Docent_bot hi", FORUM, **facts)

    assert found
    assert found.question.conversation == Conversation(Platform.TELEGRAM, "1000", "-100", thread)


@pytest.mark.parametrize(
    "facts",
    [
        {"sticker": FILE | SQUARE | {"is_animated": False, "is_video": False, "type": "regular"}},
        {"voice": FILE | {"duration": 1}},
        {"photo": [FILE | SQUARE]},
        {"location": {"latitude": 1.0, "longitude": 1.0}},
        {"contact": {"phone_number": "1", "first_name": "B"}},
        {"dice": {"emoji": "🎲", "value": 1}},
    ],
)
def test_what_holds_no_words_asks_without_words(facts: dict[str, Any]) -> None:
    ours = {"message_id": 2, "date": 1, "chat": GROUP, "from": BOT, "text": "Hello"}

    assert text_heard(None, PRIVATE, **facts) == ""
    assert text_heard(None, GROUP, **facts) is None
    assert text_heard(None, GROUP, reply_to_message=ours, **facts) == ""


FORWARDED: dict[str, Any] = {"forward_origin": {"type": "hidden_user", "sender_user_name": "B", "date": 1}}


def test_a_caption_is_a_question_unless_somebody_else_wrote_it() -> None:
    caption: dict[str, Any] = {"caption": "What is this?", "document": FILE}

    assert text_heard(None, **caption) == "What is this?"
    assert text_heard(None, **caption, **FORWARDED) == ""


def test_a_forwarded_text_is_a_question() -> None:
    assert text_heard("What is a peal?", **FORWARDED) == "What is a peal?"


@pytest.mark.parametrize(
    "facts",
    [
        {"new_chat_members": [BOT]},
        {"left_chat_member": BOT},
        {"new_chat_title": "x"},
        {"migrate_to_chat_id": -100},
        {"group_chat_created": True},
    ],
)
def test_what_happens_in_a_chat_is_no_question(facts: dict[str, Any]) -> None:
    assert text_heard(None, GROUP, **facts) is None
    assert text_heard(None, PRIVATE, **facts) is None


@pytest.mark.parametrize(
    "chat, facts",
    [
        (PRIVATE, {"from": OTHER_BOT}),
        (GROUP, {"from": OTHER_BOT}),
        (CHANNEL, {"from": None, "sender_chat": CHANNEL}),
        (FORUM, {"from": OTHER_BOT, "sender_chat": CHANNEL}),
        (FORUM, {"from": {**ANA, "id": 777000}, "sender_chat": CHANNEL, "is_automatic_forward": True}),
    ],
)
def test_bots_and_channels_are_not_answered(chat: dict[str, Any], facts: dict[str, Any]) -> None:
    assert text_heard("@Docent_bot hello", chat, **facts) is None


def test_an_administrator_who_writes_in_the_groups_name_is_answered_as_nobody() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}

    found = heard("@Docent_bot hello", FORUM, **{"from": anonymous, "sender_chat": FORUM})

    assert found
    assert (found.question.text, found.question.person) == ("hello", None)


def test_an_edited_question_need_not_name_us_again() -> None:
    edited = message("And when?", GROUP)

    assert asked(edited, ME, at=NOON) is None
    assert asked(edited, ME, at=NOON, answered_before=True) is not None


def query(**more: Any) -> Query:
    facts: dict[str, Any] = {"id": "q", "from": ANA, "chat_instance": "c", "data": "show peal"}
    shown = {"message_id": 4, "date": 1, "chat": FORUM, "from": BOT, "text": "x", "message_thread_id": 44}
    return Query.model_validate(facts | {"message": {**shown, "is_topic_message": True}} | more)


def test_a_pressed_button_as_a_question() -> None:
    found = pressed(query(), ME, at=NOON)

    assert found
    question = found.question
    assert (question.text, question.pressed, question.language) == ("", "show peal", "pt")
    assert question.conversation == Conversation(Platform.TELEGRAM, "1000", "-100", "44")
    assert question.person == Person(Platform.TELEGRAM, "", "7")
    assert (found.query_id, found.message_id) == ("q", 4)


def test_a_button_below_a_message_that_is_gone_is_still_a_question() -> None:
    found = pressed(query(message={"message_id": 4, "date": 0, "chat": PRIVATE}), ME, at=NOON)

    assert found
    assert (found.question.conversation.chat, found.message_id) == ("7", 4)


def test_a_button_without_data_or_without_a_chat_asks_nothing() -> None:
    assert pressed(query(data=None), ME, at=NOON) is None
    assert pressed(query(message=None, inline_message_id="i"), ME, at=NOON) is None
