"""Methods by which the bot gets its updates: long polling and the webhook."""

import re
from typing import Any, Final

from bot.demo.webhook import Webhook
from bot.demo.wire import Call, Json, Refused
from bot.demo.world import World

WEBHOOK_IS_ON: Final = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
MAX_WAIT: Final = 50  # seconds, Telegram's own bound


async def get_updates(world: World, webhook: Webhook, call: Call) -> list[Any]:
    """getUpdates: confirms what is below the offset, then waits for more."""
    if webhook.url:
        raise Refused(WEBHOOK_IS_ON, code=409)
    _set_allowed(world, call)
    world.updates.settle(call.integer("offset") or 0)
    limit = min(max(call.integer("limit") or 100, 1), 100)
    return await world.updates.poll(limit, min(call.integer("timeout") or 0, MAX_WAIT))


async def set_webhook(world: World, webhook: Webhook, call: Call) -> bool:
    """setWebhook: from now on updates are pushed; an empty address turns it off."""
    url, secret = call.text("url"), call.text("secret_token")
    if url and not re.match(r"https://[^\s/]+|http://(127\.0\.0\.1|localhost):", url):
        raise Refused("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
        raise Refused("secret token contains unallowed characters")
    _set_allowed(world, call)
    if call.flag("drop_pending_updates"):
        world.updates.drop()
    webhook.turn(url, secret, call.integer("max_connections") or 40)
    return True


async def delete_webhook(world: World, webhook: Webhook, call: Call) -> bool:
    """deleteWebhook: back to long polling."""
    if call.flag("drop_pending_updates"):
        world.updates.drop()
    webhook.turn("", "", 40)
    return True


async def webhook_info(world: World, webhook: Webhook, call: Call) -> Json:
    """getWebhookInfo: what waits and what went wrong last."""
    info: Json = {"url": webhook.url, "has_custom_certificate": False}
    info |= {"pending_update_count": len(world.updates.waiting)}
    if webhook.url:
        info |= {"max_connections": webhook.max_connections}
    if world.updates.allowed:
        info |= {"allowed_updates": world.updates.allowed}
    return info | webhook.last_error


def _set_allowed(world: World, call: Call) -> None:
    allowed = call.data("allowed_updates")
    if "allowed_updates" in call.params:
        if allowed is not None and not isinstance(allowed, list):
            raise Refused("can't parse allowed updates: expected an Array of String")
        world.updates.allowed = list(allowed or [])
