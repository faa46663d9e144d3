"""Writing PEM blocks (RFC 7468)."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def block(label: str, der: bytes, *, headers: Iterable[tuple[str, str]] = (), width: int = 64, text: str = "") -> bytes:
    """One PEM block with its final newline; ``text`` goes above it, ``headers`` are those of RFC 1421."""
    body = b64encode(der).decode()
    lines = [f"-----BEGIN {label}-----"]
    lines += [f"{name}: {value}" for name, value in headers]
    lines += [""] if headers else []
    lines += [body[at : at + width] for at in range(0, len(body), width)]
    lines += [f"-----END {label}-----", ""]
    return (text + "\n".join(lines)).encode()
