"""Extensions with which nothing is wrong, as nearly all certificates have them: read in one pass, and each once."""

from __future__ import annotations

from pemlint.der import DerError, Reader
from pemlint.x509.extensions import TYPED, outlined, read_extension, usual_extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from typing import Any, Final

    from pemlint.der import Element
    from pemlint.x509.memo import Memo

__all__ = ["usual_extensions"]

#: extensions that are known again; those of a tree are few
_MOST_KNOWN = 4096
#: of an extension whose value nobody reads; others may have the same
_UNTYPED: Final[tuple[str, Callable[[Reader, Element], object], bool]] = "", Reader.octets, True


def usual_extensions(reader: Reader, element: Element, memo: Memo) -> tuple[Hashable, dict[str, Any]] | None:
    """The outline of a list of extensions, and its typed values by their names; None where anything is odd about it.

    ``reader`` has no notes yet, and has none afterwards. What other certificates are likely to have too, such as key
    usages, is known again by its bytes.
    """
    data, known = reader.data, memo.extensions
    _, _, at, limit = element
    outline: list[tuple[str, bool, bytes | None]] = []
    typed: dict[str, Any] = {}
    while at < limit:
        end = at + 2 + data[at + 1] if at + 2 < limit else limit + 1
        encoded = data[at:end]
        read = known.get(encoded) if end <= limit else None
        if read is None:
            try:
                extension = usual_extension(reader, at, limit) or read_extension(reader, reader.element(at, limit))
                end = extension.offset + len(extension.value)
                name, how, keep = TYPED.get(extension.oid, _UNTYPED)
                value = how(reader, reader.only(extension.offset, end)) if name else None
            except DerError:
                return None
            if reader.notes:
                reader.notes.clear()
                return None
            read = outlined((extension,))[0], name, value
            if keep and len(encoded) == end - at and len(known) < _MOST_KNOWN:
                known[encoded] = read
        entry, name, value = read
        outline.append(entry)
        if name:
            typed[name] = value
        at = end
    # one that is there twice is odd, too
    if len({entry[0] for entry in outline}) < len(outline) or not outline:
        return None
    return tuple(outline), typed
