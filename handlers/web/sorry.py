"""Short pages for what goes wrong. They say what to do, and never show or log what somebody typed."""

import logging
import traceback
from collections.abc import Mapping

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from handlers.web.receive import preferred_language
from handlers.web.render import render_sorry
from handlers.web.sorry_words import sentence_for
from handlers.web.words import words_for

logger = logging.getLogger(__name__)


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
            return sorry_page(problem.status, assets, request, allow=problem.headers.get("Allow"))
        except Exception as problem:  # noqa: BLE001 - the last catch before the visitor
            log_failure(request, problem)
            return sorry_page(web.HTTPInternalServerError.status_code, assets, request)

    return apologise


def sorry_page(
    status: int, assets: Mapping[str, str], request: web.Request, *, allow: str | None = None
) -> web.Response:
    words = words_for(preferred_language(request.headers.get("Accept-Language")))
    heading, sentence = sentence_for(status, words.language)
    page = render_sorry(heading, sentence, words, assets)
    headers = {"Allow": allow} if allow else {}
    return web.Response(text=page, status=status, content_type="text/html", headers=headers)


def log_failure(request: web.Request, problem: Exception) -> None:
    # Where it happened and of which kind; never str(problem), which may quote what somebody typed.
    where = "".join(traceback.format_tb(problem.__traceback__))
    # The address as the route has it: what stands in it may be a secret, such as that of a calendar.
    route = request.match_info.route.resource
    path = route.canonical if route else request.path
    fields = {"action": "page_failed", "method": request.method, "path": path}
    logger.error("The page failed with %s\n%s", type(problem).__name__, where, extra=fields)
