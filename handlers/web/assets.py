"""The style sheet, the script and the icon: held in memory, named by their content, kept by browsers for a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).parent / "static"
CONTENT_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
KEPT_FOR_A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    content_type: str
    body: bytes
    version: str


class Assets:
    """Reads the files once; a changed file gets a new address."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._assets = {path.name: load(path) for path in sorted(folder.iterdir()) if path.suffix in CONTENT_TYPES}

    @property
    def addresses(self) -> Mapping[str, str]:
        """The address of each file, by its name."""
        return {name: f"/static/{name}?v={asset.version}" for name, asset in self._assets.items()}

    async def serve(self, request: web.Request) -> web.Response:
        asset = self._assets.get(request.match_info["name"])
        if asset is None:
            raise web.HTTPNotFound
        named_exactly = request.query.get("v") == asset.version
        return web.Response(
            body=asset.body,
            content_type=asset.content_type,
            charset="utf-8",
            headers={"Cache-Control": KEPT_FOR_A_YEAR if named_exactly else "no-cache"},
        )


def load(path: Path) -> Asset:
    body = path.read_bytes()
    return Asset(CONTENT_TYPES[path.suffix], body, sha256(body).hexdigest()[:12])
