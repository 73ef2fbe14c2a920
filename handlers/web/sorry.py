"""Short pages for what goes wrong. They say what to do, and never show or log what somebody typed."""

import logging
import traceback
from collections.abc import Mapping

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from handlers.web.render import render_sorry
from handlers.web.words import ENGLISH

logger = logging.getLogger(__name__)

UNKNOWN = ("That did not work", "Please go back and try once more.")
SENTENCES = {
    400: ("That could not be read", "Your browser sent something we cannot read. Please go back and try once more."),
    403: ("Not from here", "This was sent from another site, so it was not accepted. Please ask on Docent's own page."),
    404: ("No such page", "There is nothing at this address. The conversation is one step away."),
    405: ("Not this way", "This address cannot be used like that. The conversation is one step away."),
    413: ("Too long", "That is more text than Docent can take. Please go back and ask one thing in a sentence or two."),
    500: ("Something went wrong", "The fault is on our side. Please go back and try once more in a moment."),
}


class CrossSite(web.HTTPForbidden):
    """The request was sent from another site."""


def apologies(assets: Mapping[str, str]) -> Middleware:
    """Turn every failure below into a short page."""

    @web.middleware
    async def apologise(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as problem:
            if problem.status < web.HTTPBadRequest.status_code:
                raise
            return sorry_page(problem.status, assets, allow=problem.headers.get("Allow"))
        except Exception as problem:  # noqa: BLE001 - the last catch before the visitor
            log_failure(request, problem)
            return sorry_page(web.HTTPInternalServerError.status_code, assets)

    return apologise


def sorry_page(status: int, assets: Mapping[str, str], *, allow: str | None = None) -> web.Response:
    heading, sentence = SENTENCES.get(status, UNKNOWN)
    page = render_sorry(heading, sentence, ENGLISH, assets)
    headers = {"Allow": allow} if allow else {}
    return web.Response(text=page, status=status, content_type="text/html", headers=headers)


def log_failure(request: web.Request, problem: Exception) -> None:
    # Where it happened and of which kind; never str(problem), which may quote what somebody typed.
    where = "".join(traceback.format_tb(problem.__traceback__))
    fields = {"action": "page_failed", "method": request.method, "path": request.path}
    logger.error("The page failed with %s\n%s", type(problem).__name__, where, extra=fields)
