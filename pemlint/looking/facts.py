"""What both ways of looking ask of a certificate or a key."""

from __future__ import annotations

from datetime import datetime

from pemlint import x509
from pemlint.looking.records import Spot, Validity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.material import Material

__all__ = ["instant", "key_label", "spot", "validity"]


def instant(moment: datetime) -> str:
    """A time as RFC 3339 in UTC."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def spot(item: Material) -> Spot:
    """Where a block begins."""
    location = item.place.location()
    return Spot(location.path, location.line, item.place.ordinal if item.place.block else 0)


def validity(start: object, end: object, now: datetime) -> Validity:
    """From two dates, either of which may be a Problem or None, the days that are left at ``now``."""
    begins = instant(start) if isinstance(start, datetime) else ""
    if not isinstance(end, datetime):
        return Validity(begins)
    left = (end - now).days if end >= now else -((now - end).days)
    if isinstance(start, datetime) and start > now:
        return Validity(begins, instant(end), left, "not yet valid", (start - now).days)
    return Validity(begins, instant(end), left, "valid" if end >= now else "expired")


def key_label(key: x509.PublicKeyInfo | x509.Problem | None) -> str:
    """``RSA 2048``; empty where the key cannot be read."""
    return key.label if isinstance(key, x509.PublicKeyInfo) else ""
