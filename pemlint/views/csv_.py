"""CSV for spreadsheets (RFC 4180): a line for each certificate, key, request, revocation list and public key."""

from __future__ import annotations

import csv
import re

from pemlint.reporters.escape import clean, clean_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pemlint.looking.records import Inventory, Spot
    from pemlint.views import Paper

__all__ = ["COLUMNS", "render"]

COLUMNS = (
    "kind",
    "sha256",
    "spki_sha256",
    "subject",
    "issuer",
    "key",
    "not_before",
    "not_after",
    "days_left",
    "state",
    "roles",
    "encryption",
    "belongs_to",
    "places",
)
#: a spreadsheet takes a cell that begins so for a formula, in the full-width forms too
_FORMULA = "=+@\uff1d\uff0b\uff0d\uff20-"
#: where one may begin: a cell, or a part of it for a spreadsheet whose separator of lists is the semicolon
_BEGINNING = rf"(^|[;,])([\s\"']*[{_FORMULA}])"
#: GitHub takes a line that begins so for a command
_COMMAND = "::"
_BETWEEN = "; "


class _Lines(list[str]):
    """Takes what a csv.writer writes."""

    def write(self, text: str) -> None:
        self.append(text)


def render(inventory: Inventory, paper: Paper) -> str:  # noqa: ARG001 - the signature that all views have
    """Write the header and every row; places as ``path:line``, several with ``; `` between them."""
    lines = _Lines()
    writer = csv.DictWriter(lines, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in _rows(inventory):
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return "".join(lines)


def _rows(inventory: Inventory) -> Iterator[dict[str, str | int | None]]:
    for one in inventory.certificates:
        yield {
            "kind": "certificate",
            "sha256": one.sha256,
            "spki_sha256": one.spki_sha256,
            "subject": one.subject,
            "issuer": one.issuer,
            "key": one.key,
            "not_before": one.validity.not_before,
            "not_after": one.validity.not_after,
            "days_left": one.validity.days_left,
            "state": one.validity.state,
            "roles": _BETWEEN.join(one.roles),
            "places": _places(one.places),
        }
    for key in inventory.keys:
        yield {
            "kind": "private key",
            "spki_sha256": key.spki_sha256,
            "key": key.key,
            "encryption": key.encryption,
            "belongs_to": _BETWEEN.join(owner.sha256 for owner in key.certificates),
            "places": _places(key.places),
        }
    for other in inventory.others:
        yield {
            "kind": other.kind,
            "sha256": other.sha256,
            "issuer" if other.kind == "revocation list" else "subject": other.subject,
            "key": other.key,
            "not_before": other.validity.not_before,
            "not_after": other.validity.not_after,
            "days_left": other.validity.days_left,
            "places": _places(other.places),
        }


def _places(spots: Iterable[Spot]) -> str:
    return _BETWEEN.join(f"{clean_path(spot.path)}:{spot.line}" for spot in spots)


def _cell(value: str | int | None) -> str | int:
    """A number as it is; text escaped, and never a formula."""
    if value is None or isinstance(value, int):
        return "" if value is None else value
    text = re.sub(_BEGINNING, r"\1'\2", clean(value))
    return f"'{text}" if text.lstrip().startswith(_COMMAND) else text
