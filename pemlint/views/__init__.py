"""One way of showing a file: records of ``pemlint.looking`` become text. Nothing is decided, read or written here."""

from __future__ import annotations

from types import MappingProxyType

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pemlint.looking.records import Drawing, Inventory, Survey

__all__ = ["CHAIN_FORMATS", "LIST_FORMATS", "PLATFORM_FORMATS", "Paper", "show"]

#: what ``--output-format`` of ``pemlint chain`` takes, and the module whose ``render`` writes it
CHAIN_FORMATS: Mapping[str, str] = MappingProxyType({"text": "pemlint.views.tree", "json": "pemlint.views.json_"})
#: the same for ``pemlint list``
LIST_FORMATS: Mapping[str, str] = MappingProxyType(
    {"text": "pemlint.views.table", "json": "pemlint.views.json_", "csv": "pemlint.views.csv_"}
)
#: the same for ``pemlint platforms``
PLATFORM_FORMATS: Mapping[str, str] = MappingProxyType(
    {"text": "pemlint.views.standings", "json": "pemlint.views.json_"}
)


class Paper(NamedTuple):
    """What is written on."""

    #: colour by ANSI escape sequences
    color: bool = False
    #: columns
    width: int = 100
    #: whether it can show the characters that lines are drawn with
    boxes: bool = True


def show(records: Drawing | Inventory | Survey, module: str, paper: Paper) -> str:
    """Write records with one of the modules above, with a final line end. Only that module is imported."""
    from importlib import import_module

    render: Callable[[Drawing | Inventory | Survey, Paper], str] = import_module(module).render
    return render(records, paper)
