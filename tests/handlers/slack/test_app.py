"""What people see in Slack, over the real wire, in both modes."""

from tests.handlers.slack.conftest import Running
from tests.platforms.slack_server import SlackServer


async def test_a_direct_message_is_answered_there(docent: Running, server: SlackServer) -> None:
    ana = server.user("ana")
    chat = server.direct_message(ana)

    await server.says(chat, ana, "what is a science park?")

    [answer] = await server.wait_for(chat)
    assert answer.thread_ts is None
    assert answer.text.startswith("Science parks are organisations")
