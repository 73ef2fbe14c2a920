"""What people see in Slack, over the real wire, by signed HTTP and by Socket Mode."""

import pytest

from bot.messages import Conversation, File, Kind, Person, Platform, Reply, paragraph
from handlers.slack.words import ENGLISH
from tests.factories import Talk
from tests.handlers.slack.conftest import Office, Running
from tests.handlers.slack.fakes import CITATION, TYPED_MARKS, FakeAssistant
from tests.handlers.web.fakes import PRESSED
from tests.platforms.slack_server import SlackServer
from tests.platforms.slack_world import TEAM, Channel, Message, User

WITH_FILE = Reply(
    Kind.HELP,
    (paragraph("Only where no file comes."),),
    below=True,
    file=File("peal.ics", b"BEGIN:VCALENDAR", "“Peal” for *you* and <!channel>:"),
)


@pytest.fixture
def ana(server: SlackServer) -> User:
    return server.user("ana")


@pytest.fixture
def bo(server: SlackServer) -> User:
    return server.user("bo")


@pytest.fixture
def chat(server: SlackServer, ana: User) -> Channel:
    return server.direct_message(ana)


@pytest.fixture
def members(server: SlackServer, ana: User, bo: User) -> Channel:
    return server.channel("members", ana, bo)


async def answered_at_last(server: SlackServer, chat: Channel, user: User, by: int) -> list[Message]:
    """The answers up to one more question, in the same conversation or person's chat; so nothing else will come."""
    await server.says(chat, user, "count last")
    return await server.wait_for(chat, by)


# Direct messages


async def test_a_direct_message_is_answered_there(
    docent: Running, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    await server.says(chat, ana, "what is a science park?")

    [answer] = await server.wait_for(chat)
    assert answer.thread_ts is None
    assert answer.text.startswith("Science parks are organisations")
    assert answer.labels == ("Copy citation", "What is an area of innovation?")
    [question] = assistant.asked
    assert question.conversation == Conversation(Platform.SLACK, TEAM, chat.id)
    assert question.person == Person(Platform.SLACK, TEAM, ana.id)


async def test_a_thread_in_direct_messages_is_answered_in_that_thread(
    docent: Running, server: SlackServer, chat: Channel, ana: User
) -> None:
    first = await server.says(chat, ana, "hello")
    await server.wait_for(chat)

    await server.says(chat, ana, "what is a science park?", thread=first)

    [answer] = await server.wait_for(chat, thread=first, count=1)
    assert answer.thread_ts == first.ts


async def test_answers_in_one_chat_keep_the_order_of_the_questions(
    docent: Running, server: SlackServer, chat: Channel, ana: User
) -> None:
    for number in range(10):
        await server.wait_for_delivery(server.deliveries.all[-1]) if number else None
        await server.says(chat, ana, f"count {number}")

    answers = await server.wait_for(chat, 10)
    assert [answer.text for answer in answers] == [f"{number} is counted." for number in range(10)]


async def test_a_word_that_is_a_command_needs_no_slash_which_slack_keeps_for_itself(
    docent: Running, server: SlackServer, chat: Channel, ana: User
) -> None:
    await server.says(chat, ana, "whoami")

    [answer] = await server.wait_for(chat)
    assert answer.text == f"You are slack:{TEAM}:{ana.id}."


async def test_a_file_without_words_gets_one_short_reply(
    docent: Running, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    server._tell(
        chat,
        "message",
        {"type": "message", "subtype": "file_share", "user": ana.id, "text": "", "ts": "1.5", "channel_type": "im"},
    )

    await server.wait_for(chat)
    assert [question.text for question in assistant.asked] == [""]


# Mentions and their threads


async def test_a_mention_is_answered_in_its_thread(
    docent: Running, server: SlackServer, assistant: FakeAssistant, members: Channel, ana: User
) -> None:
    asked = await server.mentions(members, ana, "what is a science park?")

    [answer] = await server.wait_for(members)
    assert answer.thread_ts == asked.ts
    assert [question.text for question in assistant.asked] == ["what is a science park?"]
    assert assistant.asked[0].conversation == Conversation(Platform.SLACK, TEAM, members.id, asked.ts)


async def test_a_thread_is_followed_up_without_a_new_mention_by_anybody(
    docent: Running, server: SlackServer, members: Channel, ana: User, bo: User
) -> None:
    asked = await server.mentions(members, ana, "what is a science park?")
    await server.wait_for(members)

    await server.says(members, bo, "count me", thread=asked)

    answers = await server.wait_for(members, 2, thread=asked)
    assert answers[-1].text == "me is counted."


async def test_a_mention_within_a_thread_is_answered_once_although_slack_tells_of_it_twice(
    docent: Running, server: SlackServer, assistant: FakeAssistant, members: Channel, ana: User
) -> None:
    asked = await server.mentions(members, ana, "count one")
    await server.wait_for(members)

    await server.mentions(members, ana, "count two", thread=asked)
    await server.wait_for(members, 2, thread=asked)
    await server.mentions(members, ana, "count three", thread=asked)

    answers = await server.wait_for(members, 3, thread=asked)
    assert [answer.text for answer in answers] == ["one is counted.", "two is counted.", "three is counted."]


async def test_what_is_said_in_a_channel_without_a_mention_is_none_of_ours(
    *, docent: Running, server: SlackServer, assistant: FakeAssistant, members: Channel, ana: User, bo: User
) -> None:
    talk = await server.says(members, ana, "what is a science park?")
    await server.says(members, bo, "and what is an area?", thread=talk)
    await server.says(members, ana, "no idea", thread=talk)

    await server.mentions(members, ana, "count last")
    await server.wait_for(members)
    assert [question.text for question in assistant.asked] == ["count last"]
    assert len(server.calls_of("conversations.replies")) <= 1


async def test_what_names_somebody_else_in_a_thread_of_ours_is_for_them(
    *, docent: Running, server: SlackServer, assistant: FakeAssistant, members: Channel, ana: User, bo: User
) -> None:
    asked = await server.mentions(members, ana, "count one")
    await server.wait_for(members)

    await server.says(members, ana, f"<@{bo.id}> look at this", thread=asked)
    await server.says(members, ana, "count two", thread=asked)

    await server.wait_for(members, 2, thread=asked)
    assert [question.text for question in assistant.asked] == ["count one", "count two"]


async def test_after_a_restart_a_thread_is_still_followed_and_looked_up_once(
    office: Office, server: SlackServer, mode: str, members: Channel, ana: User
) -> None:
    async with office.open(FakeAssistant(), mode):
        asked = await server.mentions(members, ana, "count one")
        await server.wait_for(members)
    server.deliveries.url = None

    async with office.open(FakeAssistant(), mode):
        await server.says(members, ana, "count two", thread=asked)
        await server.wait_for(members, 2, thread=asked)
        await server.says(members, ana, "count three", thread=asked)
        await server.wait_for(members, 3, thread=asked)

    assert len(server.calls_of("conversations.replies")) == 1


# /docent


async def test_a_command_is_answered_to_the_asker_alone(
    docent: Running, server: SlackServer, members: Channel, ana: User, bo: User
) -> None:
    delivery = await server.commands(members, ana, "/docent", "what is a science park?")

    [answer] = await server.wait_for(members, by=ana)
    assert answer.only_for == ana
    assert server.answers(members, by=bo) == []
    assert ENGLISH.share in answer.labels
    assert not delivery.answer


async def test_sharing_shows_the_same_answer_to_everybody_and_who_shared_it(
    *, docent: Running, server: SlackServer, assistant: FakeAssistant, members: Channel, ana: User, bo: User
) -> None:
    await server.commands(members, ana, "/docent", "what is a science park?")
    [alone] = await server.wait_for(members, by=ana)
    await server.commands(members, ana, "/docent", "count more")
    await server.wait_for(members, 2, by=ana)

    await server.presses(alone, ENGLISH.share, by=ana)

    [shared] = await server.wait_for(members, by=bo)
    assert shared.text.startswith("Shared by @ana: what is a science park?\nScience parks are organisations")
    assert shared.labels == ("Copy citation", "What is an area of innovation?")
    await server.wait_until(lambda: alone.ts not in members.messages)
    assert len(assistant.asked) == 2


async def test_sharing_works_after_a_restart_and_in_a_channel_that_we_are_not_in(
    office: Office, server: SlackServer, mode: str, ana: User, bo: User
) -> None:
    elsewhere = server.channel("elsewhere", ana, bo, bot=False)
    async with office.open(FakeAssistant(), mode):
        await server.commands(elsewhere, ana, "/docent", f"repeat {TYPED_MARKS.replace('&', '&amp;')}")
        [alone] = await server.wait_for(elsewhere, by=ana)
    server.deliveries.url = None
    async with office.open(FakeAssistant(), mode):
        await server.presses(alone, ENGLISH.share, by=ana)
        [shared] = await server.wait_for(elsewhere, by=bo)

    assert shared.text.splitlines()[-1] == "See the page."
    assert shared.mentions == (ana.id,)
    assert shared.pings == ()
    assert shared.links == ("https://iasp.example/a?b=1&c=2",)


async def test_sharing_twice_shares_once(
    docent: Running, server: SlackServer, members: Channel, ana: User, bo: User
) -> None:
    await server.commands(members, ana, "/docent", "what is a science park?")
    [alone] = await server.wait_for(members, by=ana)
    share = next(button for button in alone.buttons if button.label == ENGLISH.share)

    for _ in range(3):
        await server.wait_for_delivery(await server.presses_button(alone, share, by=ana))
    await docent.stop()

    assert len(server.answers(members, by=bo)) == 1


async def test_a_button_of_an_answer_seen_alone_changes_it_in_place(
    docent: Running, server: SlackServer, members: Channel, ana: User, bo: User
) -> None:
    await server.commands(members, ana, "/docent", "park")
    [alone] = await server.wait_for(members, by=ana)

    await server.presses(alone, "What is an area of innovation?", by=ana)

    changed = await server.wait_for_edit(alone)
    assert changed.text.startswith("Areas of innovation are places")
    assert changed.labels == (ENGLISH.share,)
    assert server.answers(members, by=bo) == []


async def test_what_two_people_ask_alone_in_one_channel_are_two_conversations(
    *, docent: Running, server: SlackServer, assistant: FakeAssistant, members: Channel, ana: User, bo: User
) -> None:
    await server.commands(members, ana, "/docent", "count a")
    await server.commands(members, bo, "/docent", "count b")

    await server.wait_for(members, 2)
    assert len({question.conversation for question in assistant.asked}) == 2


# Buttons


async def test_a_button_changes_the_message_in_place(
    docent: Running, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    await server.says(chat, ana, "park")
    [choice] = await server.wait_for(chat)

    await server.presses(choice, "What is a science and technology park (STP)?", by=ana)

    changed = await server.wait_for_edit(choice)
    assert changed.text.startswith("Science parks are organisations")
    assert len(server.answers(chat)) == 1
    assert assistant.asked[-1].pressed == "show:definitions/stp"
    assert assistant.asked[-1].conversation == assistant.asked[0].conversation


async def test_a_button_in_a_thread_belongs_to_the_threads_conversation(
    *, docent: Running, server: SlackServer, assistant: FakeAssistant, members: Channel, ana: User, bo: User
) -> None:
    await server.mentions(members, ana, "park")
    [choice] = await server.wait_for(members)

    await server.presses(choice, "None of these", by=bo)

    await server.wait_for_edit(choice)
    assert assistant.asked[1].conversation == assistant.asked[0].conversation
    assert assistant.asked[1].person == Person(Platform.SLACK, TEAM, bo.id)


async def test_copying_a_citation_brings_it_as_a_block_of_code_and_leaves_the_answer(
    docent: Running, server: SlackServer, members: Channel, ana: User
) -> None:
    asked = await server.mentions(members, ana, "what is a science park?")
    [answer] = await server.wait_for(members)

    await server.presses(answer, "Copy citation", by=ana)

    [_, citation] = await server.wait_for(members, 2, thread=asked)
    assert [(kind, text.strip()) for kind, text in citation.styles] == [("code block", CITATION)]
    assert members.messages[answer.ts] == answer


async def test_what_goes_below_leaves_the_message_with_its_buttons(
    docent: Running, server: SlackServer, monkeypatch: pytest.MonkeyPatch, chat: Channel, ana: User
) -> None:
    monkeypatch.setitem(PRESSED, "none", Reply(Kind.SESSION, (paragraph("Ringing, at ten."),), below=True))
    await server.says(chat, ana, "park")
    [choice] = await server.wait_for(chat)

    await server.presses(choice, "None of these", by=ana)

    answers = await server.wait_for(chat, 2)
    assert (answers[0], answers[1].text) == (choice, "Ringing, at ten.")


async def test_a_file_comes_as_one_with_harmless_words(
    docent: Running, server: SlackServer, monkeypatch: pytest.MonkeyPatch, members: Channel, ana: User
) -> None:
    monkeypatch.setitem(PRESSED, "none", WITH_FILE)
    asked = await server.mentions(members, ana, "park")
    [choice] = await server.wait_for(members)

    await server.presses(choice, "None of these", by=ana)

    [_, sent] = await server.wait_for(members, 2, thread=asked)
    [file] = sent.files
    assert (file.name, file.content) == ("peal.ics", b"BEGIN:VCALENDAR")
    assert (sent.styles, sent.pings, members.messages[choice.ts]) == ((), (), choice)


async def test_where_no_file_can_come_the_words_for_that_do(
    *, docent: Running, server: SlackServer, monkeypatch: pytest.MonkeyPatch, members: Channel, ana: User
) -> None:
    monkeypatch.setitem(PRESSED, "none", WITH_FILE)
    await server.commands(members, ana, "/docent", "park")
    [alone] = await server.wait_for(members, by=ana)

    await server.presses(alone, "None of these", by=ana)

    [_, told] = await server.wait_for(members, 2, by=ana)
    assert (told.text, told.files) == ("Only where no file comes.", ())


async def test_a_channel_that_docent_has_left_hears_of_the_file_in_words(
    *, docent: Running, server: SlackServer, monkeypatch: pytest.MonkeyPatch, members: Channel, ana: User
) -> None:
    monkeypatch.setitem(PRESSED, "none", WITH_FILE)
    await server.mentions(members, ana, "park")
    [choice] = await server.wait_for(members)
    members.members.discard(server.bot.id)

    await server.presses(choice, "None of these", by=ana)

    [_, told] = await server.wait_for(members, 2, by=ana)
    assert (told.text, told.only_for) == ("Only where no file comes.", ana)


async def test_a_forged_or_old_button_says_so_in_the_cores_words(
    docent: Running, server: SlackServer, chat: Channel, ana: User
) -> None:
    await server.says(chat, ana, "park")
    [choice] = await server.wait_for(chat)
    old = choice.buttons[0]

    for value in ("show:definitions/gone", "<!channel>", "x" * 1900, ""):
        forged = type(old)(old.label, old.action_id, old.block_id, value)
        await server.presses_button(choice, forged, by=ana)

    changed = await server.wait_for_edit(choice)
    assert changed.text == "That button is from an earlier time and no longer works."


async def test_a_button_with_an_id_of_another_version_still_works(
    docent: Running, server: SlackServer, chat: Channel, ana: User
) -> None:
    await server.says(chat, ana, "park")
    [choice] = await server.wait_for(chat)
    old = choice.buttons[0]

    await server.presses_button(choice, type(old)(old.label, "before", old.block_id, old.value), by=ana)

    assert (await server.wait_for_edit(choice)).text.startswith("Science parks")


async def test_a_button_on_a_shared_answer_in_a_channel_without_us_changes_it_too(
    docent: Running, server: SlackServer, ana: User, bo: User
) -> None:
    elsewhere = server.channel("elsewhere", ana, bo, bot=False, private=True)
    await server.commands(elsewhere, ana, "/docent", "what is a science park?")
    [alone] = await server.wait_for(elsewhere, by=ana)
    await server.presses(alone, ENGLISH.share, by=ana)
    [shared] = await server.wait_for(elsewhere, by=bo)

    await server.presses(shared, "What is an area of innovation?", by=bo)

    changed = await server.wait_for_edit(shared)
    assert changed.text.startswith("Areas of innovation")
    assert changed.only_for is None


# The Home tab


async def test_the_home_tab_says_what_one_can_ask(docent: Running, server: SlackServer, ana: User) -> None:
    await server.opens_home(ana)

    await server.wait_until(lambda: ana.id in server.world.homes)
    assert server.home(ana).startswith("Hello, I am IASP Docent.")
    assert "• help: what you can ask" in server.home(ana)
    assert "How do we join IASP?" in server.home_labels(ana)


async def test_a_button_of_the_home_tab_is_answered_in_direct_messages(
    docent: Running, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    await server.opens_home(ana)
    await server.wait_until(lambda: ana.id in server.world.homes)

    await server.presses_home(ana, "What is an area of innovation?")

    [answer] = await server.wait_for(chat)
    assert answer.text.startswith("You pressed: What is an area of innovation?\nAreas of innovation are places")
    assert assistant.asked[-1].conversation == Conversation(Platform.SLACK, TEAM, chat.id)


# Languages and time zones


async def test_the_language_is_that_of_the_persons_slack_and_asked_for_once(
    office: Office, server: SlackServer, mode: str
) -> None:
    assistant = FakeAssistant(languages=("en", "fr"))
    chloe = server.user("chloe", locale="fr-FR")
    chat = server.direct_message(chloe)

    async with office.open(assistant, mode):
        for number in range(3):
            await server.says(chat, chloe, f"count {number}")
        await server.wait_for(chat, 3)

    assert [question.language for question in assistant.asked] == ["fr"] * 3
    assert len(server.calls_of("users.info")) == 1


async def test_a_persons_time_zone_comes_from_their_slack_too(
    docent: Running, server: SlackServer, assistant: FakeAssistant, chat: Channel, ana: User
) -> None:
    await server.says(chat, ana, "count one")

    await server.wait_for(chat)
    [question] = assistant.asked
    assert (question.zone, question.language) == ("Europe/Amsterdam", None)  # one language: there is none to choose


# Rendering, over the wire


async def test_typed_text_is_never_a_link_a_mention_or_emphasis(
    docent: Running, server: SlackServer, members: Channel, ana: User
) -> None:
    await server.mentions(members, ana, f"repeat {TYPED_MARKS.replace('<', '&lt;').replace('>', '&gt;')}")

    [answer] = await server.wait_for(members)
    assert answer.text == f"{TYPED_MARKS}\nSee the page."
    assert (answer.mentions, answer.pings) == ((), ())
    assert answer.links == ("https://iasp.example/a?b=1&c=2",)
    assert [kind for kind, _ in answer.styles] == ["bold"]


async def test_a_very_long_answer_comes_whole_in_messages_that_slack_takes(
    docent: Running, server: SlackServer, chat: Channel, ana: User
) -> None:
    text = " ".join(f"Sentence {number} has some words in it." for number in range(900))

    await server.says(chat, ana, f"repeat {text}")

    await server.wait_until(lambda: any("See the page." in answer.text for answer in server.answers(chat)))
    answers = server.answers(chat)
    assert len(answers) > 1
    assert " ".join(" ".join(answer.text for answer in answers).split()) == f"{text} See the page."


# The real core


async def test_the_real_core_answers_cites_and_goes_on(
    office: Office, server: SlackServer, mode: str, members: Channel, ana: User
) -> None:
    async with office.open(Talk().assistant, mode):
        asked = await server.mentions(members, ana, "What is a science park?")
        [answer] = await server.wait_for(members)
        await server.presses(answer, "Copy citation", by=ana)
        [_, citation] = await server.wait_for(members, 2, thread=asked)
        await server.says(members, ana, "who wrote that?", thread=asked)
        await server.wait_for(members, 3, thread=asked)

    assert ("bold", "Authority:") in answer.styles
    assert [kind for kind, _ in citation.styles] == ["code block"]


async def test_the_real_core_knows_its_commands_here(
    office: Office, server: SlackServer, mode: str, members: Channel, ana: User
) -> None:
    async with office.open(Talk().assistant, mode):
        for command in ("whoami", "privacy", "help", "language"):
            await server.commands(members, ana, "/docent", command)
        answers = await server.wait_for(members, 4, by=ana)

    texts = "\n".join(answer.text for answer in answers)
    assert f"slack:{TEAM}:{ana.id}" in texts
    assert "30 days" in texts
