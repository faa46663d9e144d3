"""Where an internal error happened, without what the program held at that moment: that may be a private key."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["steps"]

#: characters of the text of an exception
_LONGEST = 200


def steps(error: BaseException) -> Iterator[str]:
    """The calls that led to an exception, outermost first, then the exception; before it the one that it follows."""
    from traceback import extract_tb

    from pemlint.quoting import withhold

    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from steps(earlier)
    for frame in extract_tb(error.__traceback__):
        yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
    yield f"  {type(error).__name__}: {withhold(str(error)[:_LONGEST], strict=True)}"
