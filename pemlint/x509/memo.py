"""What was read before, in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Memo"]


class Memo:
    """Certificates, and what comes again and again in others: names, keys, extensions.

    Only what is without fault or note is kept, for these tell where in the whole DER they are.
    """

    __slots__ = ("certificates", "keys", "values")

    def __init__(self) -> None:
        #: by DER
        self.certificates: dict[bytes, Any] = {}
        #: by the DER of a private key, what its reader made of it: a public key, or the reason why not
        self.keys: dict[bytes, Any] = {}
        #: by the reader, and the bytes that it read
        self.values: dict[tuple[Callable[..., Any], bytes], Any] = {}
