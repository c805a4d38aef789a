"""Which hosts may be asked at all: names of the public network."""

from __future__ import annotations

import re

_NAME = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\Z")
_PRIVATE = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "arpa")
"""The last parts of names that only a machine or its own network knows."""


def is_public_name(host: str) -> bool:
    """Whether a host is a name in the public network; numbers are not: they may be of this machine or its network."""
    return bool(_NAME.match(host)) and host.rpartition(".")[2] not in _PRIVATE
