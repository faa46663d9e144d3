"""What was read before, in one run."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime
    from typing import Any, TypeVar

    from pemlint.der import Element, Reader
    from pemlint.x509.alike import Pattern
    from pemlint.x509.keys import PublicKeyInfo
    from pemlint.x509.names import Name

    T = TypeVar("T", Name, PublicKeyInfo)

__all__ = ["Memo", "recall"]


class Memo:
    """Certificates, and what comes again and again in others: names, keys, extensions.

    Only what is without fault or note is kept, for these tell where in the whole DER they are.
    """

    __slots__ = (
        *("certificates", "eager", "extensions", "keys", "moments", "names", "outlines", "patterns", "public_keys"),
        "slow_keys",
        "values",
    )

    def __init__(self, *, eager: bool = False) -> None:
        #: every field is asked for anyway: what is read on the way to the first one need not be kept until then
        self.eager = eager
        #: by DER
        self.certificates: dict[bytes, Any] = {}
        self.names: dict[bytes, Name] = {}
        self.public_keys: dict[bytes, PublicKeyInfo] = {}
        #: by the length of their DER, how public keys are written
        self.patterns: dict[int, Pattern] = {}
        #: by the DER of a private key, what its reader made of it: a public key, or the reason why not
        self.keys: dict[bytes, Any] = {}
        #: how many of the file that is read took long to read
        self.slow_keys = 0
        #: by its DER, what an extension adds to an outline, the number of its value among all, and that value
        self.extensions: dict[bytes, tuple[tuple[str, bool, bytes | None], int, Any]] = {}
        #: by the DER of a validity, its begin and its end
        self.moments: dict[bytes, tuple[datetime, datetime]] = {}
        #: each outline of extensions, once
        self.outlines: dict[Hashable, Hashable] = {}
        #: by the reader, and the bytes that it read
        self.values: dict[tuple[Callable[..., Any], bytes], Any] = {}


def recall(known: dict[bytes, T], how: Callable[[Reader, Element], T], reader: Reader, element: Element) -> T:
    """What ``how`` reads in an element, as it was read before. Raises DerError."""
    encoded = reader.data[element[1] : element[3]]
    value = known.get(encoded)
    if value is None:
        noted = len(reader.notes)
        value = how(reader, element)
        if len(reader.notes) == noted:
            # of the bytes one copy is enough
            known[value.der] = value
    return value
