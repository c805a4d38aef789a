"""What stands in the margin of every printed sheet: whose page it is, of which day, and its address."""

from __future__ import annotations

import re

from flask import has_request_context, request

from dashboard.context import Context

_UNSAFE = re.compile(r"[^\w .,:/?=&%·–+-]")
"""What is written by its code in a style rule: an address holds what anyone may type."""


def margin_rules(context: Context) -> str:
    """The style rules of the margin; the number of the sheet stands opposite."""
    root = context.settings.printed_host(request.host_url) if has_request_context() else ""
    address = root.rstrip("/") + context.link(context.address)
    made_up = [context.say("made_up.short")] if context.strategy.made_up else []
    told = [context.say("frame.name"), context.day(context.on), *made_up, address]
    text = _UNSAFE.sub(lambda found: f"\\{ord(found[0]):x} ", " · ".join(told))
    return f'@page{{@bottom-left{{content:"{text}";font:8pt system-ui,sans-serif;color:#55626d}}}}'
