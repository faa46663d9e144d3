"""Examples of the rule ``ignore-expired``."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests import builder

if TYPE_CHECKING:
    from tests.recipes.kit import Folder


#: what was ignored is reported again
ALSO = {"bad_yesterday": {"cert-expired"}}


def _until(until: str, *, expired: bool) -> Folder:
    end = builder.NOW + timedelta(days=-10 if expired else 300)
    return {
        "pemlint.toml": f"[[ignore]]\nrule = 'cert-expired'\nuntil = {until}\nreason = 'the new one is ordered'\n",
        "server.pem": builder.self_signed(not_after=end).annotated,
    }


def bad_mended_since() -> Folder:
    return _until("'2026-02-01'", expired=False)


def bad_yesterday() -> Folder:
    return _until(f"{builder.NOW - timedelta(days=1):%Y-%m-%d}", expired=True)


def good_later() -> Folder:
    return _until("2030-01-01", expired=True)


def good_today() -> Folder:
    return _until(f"{builder.NOW:%Y-%m-%d}", expired=True)
