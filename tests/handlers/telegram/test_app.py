from bot.messages import Conversation, Person, Platform
from tests.handlers.telegram.fakes import FakeAssistant, Running
from tests.platforms.telegram_server import TelegramServer


async def test_a_question_in_a_private_chat_is_answered(
    server: TelegramServer, assistant: FakeAssistant, running: Running
) -> None:
    ana = server.person("Ana", language="pt-br")
    chat = server.private_chat(ana)

    async with running():
        await server.says(chat, ana, "What is a quorum?")
        [answer] = await server.wait_for(chat)

    assert answer.text == "You said: What is a quorum?."
    [question] = assistant.asked
    assert question.conversation == Conversation(Platform.TELEGRAM, str(server.bot.id), str(chat.id))
    assert question.person == Person(Platform.TELEGRAM, "", str(ana.id))
    assert (question.language, question.pressed) == ("pt", None)
