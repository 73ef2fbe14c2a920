"""How Slack turns mrkdwn into what people see: links, mentions, pings, styles."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

ANGLED = re.compile(r"<([^<>\n]+)>")
ESCAPES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
ESCAPE = re.compile("|".join(ESCAPES))
EVERYBODY = ("channel", "here", "everyone")
ADDRESS = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"*_~`]")
BARE_DOMAIN = re.compile(
    r"(?<![\w@./-])(?:[\w-]+\.)+(?:com|org|net|info|io|ai|app|dev|edu|eu|de|at|ch|uk|example)\b(?:/\S*)?"
)
BARE_PING = re.compile(r"(?<![\w@])@(channel|here|everyone)\b")
CODE_BLOCK = re.compile(r"```(.+?)```", re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
STYLES = {
    "bold": re.compile(r"(?<![\w*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\w*])"),
    "italic": re.compile(r"(?<![\w_])_(?!\s)([^_\n]+?)(?<!\s)_(?![\w_])"),
    "strike": re.compile(r"(?<![\w~])~(?!\s)([^~\n]+?)(?<!\s)~(?![\w~])"),
}
# Clients write a quotation as "&gt; ", so an escaped sign at the start of a line is one.
QUOTE = re.compile(r"^(?:&gt;|>) ?(.*)$", re.MULTILINE)
KEPT = "\ue000{}\ue001"  # stands for a finished piece while the rest is read
KEPT_PIECE = re.compile("\ue000(\\d+)\ue001")

Names = Callable[[str], str]


@dataclass(slots=True)
class Rendered:
    """A text as people see it."""

    text: str = ""
    links: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)  # ids of users
    pings: list[str] = field(default_factory=list)  # channel, here, everyone: people's phones ring
    styles: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: "Rendered") -> None:
        self.text = f"{self.text}\n{other.text}" if self.text else other.text
        self.links += other.links
        self.mentions += other.mentions
        self.pings += other.pings
        self.styles += other.styles


def plain(text: str) -> Rendered:
    return Rendered(text)


class Mrkdwn:
    """Reads one text. `verbatim` as in a text object; without it, bare domains and @here come to life as well."""

    def __init__(self, names: Names, *, verbatim: bool) -> None:
        self.names = names
        self.verbatim = verbatim
        self.seen = Rendered()
        self.pieces: list[str] = []

    def read(self, text: str) -> Rendered:
        text = CODE_BLOCK.sub(lambda m: self._code("code block", m[1]), text)
        text = CODE.sub(lambda m: self._code("code", m[1]), text)
        text = ANGLED.sub(self._angled, text)
        text = ADDRESS.sub(lambda m: self._link(m[0], m[0]), text)
        if not self.verbatim:
            text = BARE_DOMAIN.sub(lambda m: self._link(f"http://{m[0]}", m[0]), text)
            text = BARE_PING.sub(lambda m: self._ping(m[1]), text)
        text = QUOTE.sub(lambda m: self._styled("quote", m[1]), text)
        for kind, pattern in STYLES.items():
            text = pattern.sub(lambda m, kind=kind: self._styled(kind, m[1]), text)  # type: ignore[misc]
        self.seen.text = self._finished(text)
        self.seen.styles = [(kind, self._finished(words)) for kind, words in self.seen.styles]
        return self.seen

    def _keep(self, words: str) -> str:
        self.pieces.append(words)
        return KEPT.format(len(self.pieces) - 1)

    def _finished(self, text: str) -> str:
        return KEPT_PIECE.sub(lambda m: self.pieces[int(m[1])], unescaped(text))

    def _code(self, kind: str, words: str) -> str:
        shown = ANGLED.sub(lambda m: m[1].split("|")[-1], words)
        kept = self._keep(unescaped(shown))
        self.seen.styles.append((kind, kept))
        return kept

    def _styled(self, kind: str, words: str) -> str:
        self.seen.styles.append((kind, words))
        return words

    def _link(self, address: str, label: str) -> str:
        self.seen.links.append(unescaped(address))
        return self._keep(unescaped(label))

    def _ping(self, whom: str) -> str:
        self.seen.pings.append(whom)
        return self._keep(f"@{whom}")

    def _angled(self, found: re.Match[str]) -> str:
        target, _, label = found[1].partition("|")
        if target.startswith("@"):
            self.seen.mentions.append(target[1:])
            return self._keep(f"@{self.names(target[1:])}")
        if target.startswith("#"):
            return self._keep(f"#{label or self.names(target[1:])}")
        if target.removeprefix("!") in EVERYBODY and target.startswith("!"):
            return self._ping(target[1:])
        if target.startswith("!"):
            return self._special(target, label)
        return self._link(target, label or target)

    def _special(self, target: str, label: str) -> str:
        if target.startswith("!subteam^"):
            self.seen.pings.append(target.removeprefix("!"))
        return self._keep(unescaped(label) or target)


def unescaped(text: str) -> str:
    return ESCAPE.sub(lambda m: ESCAPES[m[0]], text)
