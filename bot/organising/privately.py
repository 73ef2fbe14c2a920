"""Where an organiser is alone with Docent. Pure."""

from bot.messages import Conversation, Person, Platform, Question


def private_chat(question: Question) -> Conversation | None:
    """Where Docent may write to the asker unasked; None where others read along, or where nobody can be written to."""
    person, here = question.person, question.conversation
    if person is None:
        return None
    match person.platform:
        case Platform.TELEGRAM:
            return home_of(person, here.account) if here.chat == person.id else None
        case Platform.SLACK:
            # A direct message, the Home tab, or a command in a channel, whose answer the asker alone sees.
            alone = here.chat.startswith("D") or person.id in {here.chat, here.thread}
            return home_of(person, person.account) if alone else None
        case _:
            return None


def home_of(person: Person, account: str) -> Conversation:
    """The private chat with somebody, at this bot or in this workspace; in Slack a person's id opens it."""
    return Conversation(person.platform, account, person.id)
