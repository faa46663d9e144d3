"""Two tables: certificates by the day on which they end, then keys; below them what was not opened, and the totals."""

from __future__ import annotations

from collections import Counter

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from pemlint.views.canvas import counted, days, ends_on, say, where, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from pemlint.looking.records import CertificateEntry, Inventory, KeyEntry, OtherEntry, Spot, Unopened
    from pemlint.views import Paper

__all__ = ["render"]

#: places of one certificate; of more the JSON tells
_MOST_PLACES = 12
#: digits of a fingerprint, enough to find it in the JSON
_DIGITS = 16
#: as box.SIMPLE_HEAD, in ASCII
_PLAIN = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_LEFT, _RIGHT = 19, 12
_ROLES = {"ca": "intermediate", "other": "leaf", "unknown": "leaf"}


def render(inventory: Inventory, paper: Paper) -> str:
    """Write the tables that have rows, and the totals."""
    parts: list[RenderableType] = []
    tables = (
        (("ends", "certificate", "role, key"), map(_certificate, inventory.certificates)),
        (("private key", "where, and whose", "form"), map(_key, inventory.keys)),
        (("also", "where", "key"), map(_other, inventory.others)),
        (("not opened", "where, and why", ""), map(_unopened, inventory.unopened)),
    )
    for header, rows in tables:
        table = _table(header, rows, paper)
        if table.row_count:
            parts.append(table)
    return write([*parts, _totals(inventory)], paper)


def _table(
    header: tuple[str, str, str], rows: Iterable[tuple[RenderableType, RenderableType, RenderableType]], paper: Paper
) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD if paper.boxes else _PLAIN,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="dim",
        border_style="dim",
        width=paper.width,
    )
    table.add_column(header[0], width=_LEFT)
    table.add_column(header[1], ratio=1, overflow="fold")
    table.add_column(header[2], width=_RIGHT)
    for first, second, third in rows:
        table.add_row(first, Group(second, Text()), third)
    return table


def _certificate(entry: CertificateEntry) -> tuple[RenderableType, RenderableType, RenderableType]:
    issued = "self-issued" if entry.subject == entry.issuer else f"issued by {entry.issuer_name}"
    return (
        Group(ends_on(entry.validity), days(entry.validity)),
        Group(
            say(entry.name, "bold"),
            say(issued, "dim"),
            *_places(entry.places),
            *(Text.assemble(("key ", "dim"), where(spot)) for spot in entry.keys[:_MOST_PLACES]),
            *_more(entry.keys),
            say(f"SHA-256 {entry.sha256[:_DIGITS]}", "dim"),
        ),
        Group(*(say(_ROLES.get(role, role.replace("-", " ")), "cyan") for role in entry.roles), say(entry.key)),
    )


def _key(entry: KeyEntry) -> tuple[RenderableType, RenderableType, RenderableType]:
    state = "in part encrypted" if entry.encryption == "both" else entry.encryption
    owners: list[Text] = [
        Text.assemble(("of ", "dim"), say(owner.name, "bold"), " ", where(owner.spot, "dim"))
        for owner in entry.certificates[:_MOST_PLACES]
    ]
    if not owners:
        unknown = entry.encryption == "encrypted" or entry.reason
        owners = [Text("whose it is cannot be seen" if unknown else "of no certificate here", style="yellow")]
    digest = [say(f"SHA-256 {entry.spki_sha256[:_DIGITS]}", "dim")] if entry.spki_sha256 else []
    return (
        Group(say(entry.key or "unknown"), say(state)),
        Group(*_places(entry.places), *owners, *([say(entry.reason, "yellow")] if entry.reason else []), *digest),
        Group(*(say(each) for each in entry.formats)),
    )


def _other(entry: OtherEntry) -> tuple[RenderableType, RenderableType, RenderableType]:
    dates = [Text.assemble("until ", ends_on(entry.validity)), days(entry.validity)] if entry.validity.not_after else []
    return (
        Group(say(entry.kind), *dates),
        Group(*([say(entry.name, "bold")] if entry.name else []), *_places(entry.places)),
        say(entry.key),
    )


def _unopened(entry: Unopened) -> tuple[RenderableType, RenderableType, RenderableType]:
    return say(entry.kind), Group(where(entry.spot), say(entry.reason, "dim")), Text()


def _places(spots: tuple[Spot, ...]) -> Iterator[Text]:
    yield from (where(spot) for spot in spots[:_MOST_PLACES])
    yield from _more(spots)


def _more(spots: tuple[Spot, ...]) -> Iterator[Text]:
    if len(spots) > _MOST_PLACES:
        yield Text(f"and {counted(len(spots) - _MOST_PLACES, 'more place')}", style="dim")


def _totals(inventory: Inventory) -> Text:
    certificates, keys = inventory.certificates, inventory.keys
    expired = sum(entry.validity.state == "expired" for entry in certificates)
    open_keys = sum(key.encryption != "encrypted" for key in keys)
    counts = [
        counted(len(certificates), "certificate") + (f" ({expired} expired)" if expired else ""),
        counted(len(keys), "private key") + (f" ({open_keys} unencrypted)" if open_keys else ""),
    ]
    kinds = Counter(other.kind for other in inventory.others)
    counts += [counted(count, kind) for kind, count in kinds.items()]
    if inventory.unopened:
        counts.append(f"{len(inventory.unopened)} not opened")
    return say(f"{', '.join(counts)} in {counted(inventory.files, 'file')}. As of {inventory.now}.")
