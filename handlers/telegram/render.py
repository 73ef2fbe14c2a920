"""From replies to Telegram messages. Pure: the same reply gives the same messages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from urllib.parse import urlencode

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.messages import (
    PRESS_LIMIT_BYTES,
    Action,
    Block,
    Bullets,
    Details,
    File,
    Paragraph,
    Quotation,
    Reply,
    SourceLine,
    Text,
)
from handlers.telegram.markup import Runs, run, shown, utf16_length
from handlers.telegram.splitting import Line, messages_of

COPIED_LIMIT = 256  # characters, https://core.telegram.org/bots/api#copytextbutton
CAPTION_LIMIT = 512  # half of what Telegram takes, in its units: https://core.telegram.org/bots/api#senddocument
MOST_BUTTONS = 100
ROW_CHARACTERS = 36  # what a narrow telephone shows side by side
ROW_BUTTONS = 3
NO_PREVIEW = LinkPreviewOptions(is_disabled=True).to_json()
RENDERED = 500  # replies kept ready


@dataclass(frozen=True)
class Part:
    """One message: its HTML, and the buttons below it."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None

    @cached_property
    def form(self) -> str:
        """What of it is the same wherever it is sent, written once."""
        given = {"text": self.html, "parse_mode": ParseMode.HTML.value, "link_preview_options": NO_PREVIEW}
        return urlencode(given | ({"reply_markup": self.keyboard.to_json()} if self.keyboard else {}))


@lru_cache(maxsize=RENDERED)  # most people ask what others have asked
def render(reply: Reply) -> tuple[Part, ...]:
    """The messages of a reply, at least one, in their order; the buttons stand below the last."""
    texts = messages_of(list(chain.from_iterable(map(lines_of, reply.blocks)))) or ("\N{HORIZONTAL ELLIPSIS}",)
    return (*(Part(text) for text in texts[:-1]), Part(texts[-1], keyboard_of(reply.actions)))


def lines_of(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph(text):
            yield Line(runs_of(text), new_block=True)
        case Bullets(items, numbered):
            for at, item in enumerate(items, start=1):
                mark = f"{at}. " if numbered else "• "
                yield Line((run(mark), *runs_of(item)), new_block=at == 1)
        case Quotation(text, by):
            yield Line((run(text),), new_block=True, quoted=True)
            if by:
                yield Line((run(f"— {by}"),))
        case Details(rows):
            for at, (name, value) in enumerate(rows):
                yield Line((run(f"{name}:", "strong"), run(f" {value}")), new_block=at == 0)
        case SourceLine(label, title, date, link):
            yield Line(
                (run(f"{label}: "), run(title, "emphasis", link), run(f", {date}" if date else "")), new_block=True
            )


def runs_of(text: Text) -> Runs:
    return tuple(run(span.text, span.style, span.link) for span in text)


def keyboard_of(actions: Sequence[Action]) -> InlineKeyboardMarkup | None:
    """The buttons in their order, short ones side by side; None where there are none."""
    rows: list[list[Action]] = []
    for action in [action for action in actions if carriable(action)][:MOST_BUTTONS]:
        if rows and fit_a_row([*rows[-1], action]):
            rows[-1].append(action)
        else:
            rows.append([action])
    return InlineKeyboardMarkup([list(map(button_of, row)) for row in rows]) if rows else None


def fit_a_row(actions: Sequence[Action]) -> bool:
    """Whether they stand side by side with all their words: Telegram makes the buttons of a row equally wide."""
    longest = max(len(action.label) for action in actions)
    return len(actions) <= ROW_BUTTONS and len(actions) * longest <= ROW_CHARACTERS


def caption_of(file: File) -> str:
    """The words beside a file, without any that Telegram would find something in."""
    return shown(file.says)[:CAPTION_LIMIT]


def carriable(action: Action) -> bool:
    """Whether Telegram takes the button; it would refuse the whole message for one that it does not."""
    return bool(action.label.strip()) and 0 < len(action.press.encode()) <= PRESS_LIMIT_BYTES


def button_of(action: Action) -> InlineKeyboardButton:
    if action.copies and utf16_length(action.copies) <= COPIED_LIMIT:
        return InlineKeyboardButton(action.label, copy_text=CopyTextButton(action.copies))
    return InlineKeyboardButton(action.label, callback_data=action.press)
