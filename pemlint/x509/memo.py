"""What was read before, in one run."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime
    from typing import Any, TypeVar

    from pemlint.der import Element, Reader

    T = TypeVar("T")

__all__ = ["Memo"]


class Memo:
    """Certificates, and what comes again and again in others: names, keys, extensions.

    Only what is without fault or note is kept, for these tell where in the whole DER they are.
    """

    __slots__ = ("certificates", "eager", "extensions", "keys", "moments", "outlines", "values")

    def __init__(self, *, eager: bool = False) -> None:
        #: every field is asked for anyway: what is read on the way to the first one need not be kept until then
        self.eager = eager
        #: by DER
        self.certificates: dict[bytes, Any] = {}
        #: by the DER of a private key, what its reader made of it: a public key, or the reason why not
        self.keys: dict[bytes, Any] = {}
        #: by its DER, the outline of an extension, what its value is called, and that value
        self.extensions: dict[bytes, tuple[tuple[str, bool, bytes | None], str, Any]] = {}
        #: by the DER of a validity, its begin and its end
        self.moments: dict[bytes, tuple[datetime, datetime]] = {}
        #: each outline of extensions, once
        self.outlines: dict[Hashable, Hashable] = {}
        #: by the reader, and the bytes that it read
        self.values: dict[tuple[Callable[..., Any], bytes], Any] = {}

    def recall(self, how: Callable[[Reader, Element], T], reader: Reader, element: Element, *, keep: bool = True) -> T:
        """What ``how`` reads in an element, as it was read before; ``keep`` what others are likely to have too.

        Raises DerError.
        """
        key = how, reader.data[element[1] : element[3]]
        if key in self.values:
            known: T = self.values[key]
            return known
        noted = len(reader.notes)
        value = how(reader, element)
        if keep and len(reader.notes) == noted:
            self.values[key] = value
        return value
