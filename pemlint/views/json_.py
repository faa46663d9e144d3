"""JSON for programs: the records as they are, with ``version`` and ``now``, in a fixed order of keys."""

from __future__ import annotations

from pemlint.reporters.json_ import VERSION, dump

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.looking.records import Drawing, Inventory, Survey
    from pemlint.views import Paper

__all__ = ["render"]


def render(records: Drawing | Inventory | Survey, paper: Paper) -> str:  # noqa: ARG001 - the signature that all views have
    """Write everything as one object."""
    plain = _plain(records)
    return dump({"version": VERSION, **plain} if isinstance(plain, dict) else plain)


def _plain(value: object) -> object:
    """Records as objects with the names of their fields."""
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is None:
            return [_plain(each) for each in value]
        return {name: _plain(each) for name, each in zip(fields, value, strict=True)}
    return value
