"""From replies to HTML. Pure: the same reply gives the same page."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.messages import Block, Bullets, Details, Paragraph, Quotation, Reply, SourceLine
from bot.ports import Turn
from handlers.web.receive import shown
from handlers.web.words import Words

TEMPLATES = Path(__file__).parent / "templates"
BLANK_LINES = re.compile(r"\n\s*\n")

BLOCK_TEMPLATES: Mapping[type[Block], str] = {
    Paragraph: "blocks/paragraph.html",
    Bullets: "blocks/bullets.html",
    Quotation: "blocks/quotation.html",
    Details: "blocks/details.html",
    SourceLine: "blocks/source_line.html",
}


def render_page(
    title: str,
    turns: Sequence[Turn],
    welcome: Reply,
    words: Words,
    assets: Mapping[str, str],
    *,
    schedule: str = "",
) -> str:
    """The whole page: the conversation, or the welcome while nothing was said.

    Args:
        assets: the address of each static file by its name.
        schedule: the words of the link to the programmes; no link where empty.
    """
    page = templates().get_template("page.html")
    return page.render(title=title, turns=turns, welcome=welcome, words=words, assets=assets, schedule=schedule)


def render_turn(turn: Turn, words: Words) -> str:
    """One question with its answer, for the script to add to the page."""
    return templates().get_template("fragment.html").render(turn=turn, words=words)


def render_sorry(heading: str, sentence: str, words: Words, assets: Mapping[str, str]) -> str:
    """A short page that says what went wrong and what to do."""
    page = templates().get_template("sorry.html")
    return page.render(heading=heading, sentence=sentence, words=words, assets=assets)


@cache
def templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"template": template_of, "followable": followable, "paragraphs": paragraphs, "shown": shown}
    return environment


def template_of(block: Block) -> str:
    return BLOCK_TEMPLATES[type(block)]


def followable(link: str | None) -> bool:
    """Whether the link leads to a web page; anything else is shown as plain text."""
    try:
        parts = urlsplit(link or "")
    except ValueError:  # such as http://[
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def paragraphs(text: str) -> list[str]:
    return [part for part in BLANK_LINES.split(text) if part.strip()]
