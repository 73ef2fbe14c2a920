"""What a failed call of Slack's Web API means for whoever made it."""

from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.errors import AssistantError, OutcomeUnknown, Refused, RetryLater, TokenRefused, Unreachable
from handlers.transport import never_sent

PLATFORM = "Slack"
TOO_MANY_REQUESTS = 429
RETRY_SECONDS = 30.0  # where Slack does not say
UNSENT_SECONDS = 1.0

# https://docs.slack.dev/reference/methods/chat.postMessage#errors
GONE = {
    "channel_not_found",
    "is_archived",
    "not_in_channel",
    "user_not_found",
    "users_not_found",
    "user_disabled",
    "user_not_visible",
    "cannot_dm_bot",
    "messages_tab_disabled",
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
    "restricted_action_thread_locked",
    "restricted_action_non_threadable_channel",
    "ekm_access_denied",
    "team_access_not_granted",
    "thread_not_found",
}
SIGNED_OUT = {
    "not_authed",
    "invalid_auth",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "app_uninstalled",
    "team_not_found",
    "org_login_required",
    "two_factor_setup_required",
    "access_denied",
    "not_allowed_token_type",
}
NOT_OURS_TO_CHANGE = {
    "message_not_found",
    "cant_update_message",
    "edit_window_closed",
    "used_url",
    "expired_url",
    "no_text",
}
UNCERTAIN = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
UNSENT = {"ratelimited", "rate_limited", "message_limit_exceeded"}
SERVER_ERROR = 500  # and above
FAILURES = (SlackApiError, SlackRequestError, ClientError, TimeoutError, OSError, ValueError)


class NotChanged(AssistantError):
    """The message is not there any more, or too old to change."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back: the status, Slack's word for the error, and how long to wait."""

    status: int
    error: str = ""
    retry_after: float | None = None


def outcome_of(failure: Exception) -> AssistantError:
    """The error to raise in its place, named for what to do next."""
    if isinstance(failure, SlackApiError):
        return meaning(answered(failure.response))
    if never_sent(failure):
        return RetryLater(UNSENT_SECONDS)
    return OutcomeUnknown(type(failure).__name__)


def meaning(answer: Answered) -> AssistantError:
    """What an unsuccessful answer means."""
    if answer.status == TOO_MANY_REQUESTS or answer.error in UNSENT:
        return RetryLater(RETRY_SECONDS if answer.retry_after is None else answer.retry_after)
    if answer.error in SIGNED_OUT:
        return TokenRefused(PLATFORM, answer.error)
    if answer.error in GONE:
        return Unreachable(answer.error)
    if answer.error in NOT_OURS_TO_CHANGE:
        return NotChanged(answer.error)
    if not answer.error or answer.error in UNCERTAIN:
        return OutcomeUnknown(answer.error or f"status {answer.status}", unlikely=answer.status >= SERVER_ERROR)
    return Refused(PLATFORM, answer.error)


def answered(response: Any) -> Answered:
    """Slack's answer. slack_sdk hands over a response of its own, or aiohttp's where the body was no JSON."""
    status = int(getattr(response, "status_code", None) or getattr(response, "status", None) or 0)
    data = getattr(response, "data", None)
    error = data.get("error") if isinstance(data, dict) else None
    headers = getattr(response, "headers", None) or {}
    return Answered(status, error if isinstance(error, str) else "", seconds(headers.get("Retry-After")))


def seconds(header: Any) -> float | None:
    """The header's seconds; None where it has none that make sense."""
    try:
        return max(0.0, min(float(header), 3600.0))
    except (TypeError, ValueError):
        return None
