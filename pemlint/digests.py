"""Digests of public keys as people write them."""

from __future__ import annotations

__all__ = ["sha256_hex"]

_HEX_LENGTH = 64


def sha256_hex(text: str) -> str:
    """A SHA-256 in lower-case hex, from hex (colons allowed) or Base64; empty when the text is neither."""
    import binascii

    plain = text.replace(":", "").strip().lower()
    if len(plain) == _HEX_LENGTH and all(character in "0123456789abcdef" for character in plain):
        return plain
    try:
        raw = binascii.a2b_base64(text.strip(), strict_mode=True)
    except (binascii.Error, ValueError):
        return ""
    return raw.hex() if len(raw) == _HEX_LENGTH // 2 else ""
