"""The last door: what is about to be said, without any piece of a private key that was read."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pemlint.model import Source

__all__ = ["passed"]


def passed(text: str, sources: Sequence[Source], digests: Iterable[str] = ()) -> str:
    """The text as it may be said; ``digests`` are those that pemlint made: they stand in it and are not looked into."""
    if not any(_may_hold_key(source.data) for source in sources):
        return text
    from pemlint.redaction import redact

    return redact(text, sources, frozenset(digests))


def _may_hold_key(data: bytes) -> bool:
    """Whether there is a private key in a file, or something that is no PEM."""
    return b"PRIVATE KEY" in data or b"-----BEGIN" not in data
