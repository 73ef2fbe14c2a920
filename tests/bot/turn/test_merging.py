from bot.messages import Action, Kind, Reply, SourceLine, paragraph
from bot.turn.answering import Turned
from bot.turn.merging import joined
from tests.bot.turn.test_presses import HERE

PAPER, SITE = (SourceLine("Source", title, "2026") for title in ("A paper", "A site"))


def answer(says: str, *sources: SourceLine, target: str = "membership/fees", actions: tuple[str, ...] = ()) -> Turned:
    shown = tuple(Action(press, press) for press in actions)
    return Turned(Reply(Kind.ASSOCIATION, (paragraph(says), *sources), shown, (target,), score=1.0), target, (), says)


def test_one_answer_stays_as_it_is() -> None:
    one = answer("one", PAPER)

    assert joined([one], HERE) is one.reply


def test_shared_source_stands_below_the_last_answer_that_rests_on_it() -> None:
    reply = joined([answer("one", PAPER), answer("two", SITE), answer("three", PAPER)], HERE)

    assert reply.blocks == (paragraph("one"), paragraph("two"), SITE, paragraph("three"), PAPER)


def test_buttons_to_what_was_answered_are_left_out() -> None:
    first = answer("one", target="membership/fees")
    second = answer("two", target="membership/join", actions=("show membership/fees", "show membership/more"))

    assert [action.press for action in joined([first, second], HERE).actions] == ["show membership/more"]


def test_small_talk_alone_is_answered() -> None:
    hello = Turned(Reply(Kind.SMALLTALK, (paragraph("Hello"),)), "smalltalk.greeting", (), "hi")

    assert joined([hello], HERE) == hello.reply
