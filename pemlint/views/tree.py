"""Chains as trees, from the leaf down the page to its root.

::

bundle mqtt-prod  certs/mqtt.bundle.toml:2
error: 3 certificates, out of order, complete up to a declared root
`-- CN=mqtt.example.com  server
    RSA 2048, until 2027-01-01, 214 days left
    certs/server.crt:5
    key certs/server.key:1
    `-- CN=Example Device CA  intermediate
        ...
"""

from __future__ import annotations

from collections import Counter

from rich.console import Group
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from pemlint.views.canvas import STYLES, counted, days, join, say, when, where, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from pemlint.looking.records import Drawing, KeyMark, Node, Outline, Remark
    from pemlint.views import Paper

__all__ = ["render"]

#: rules whose finding the drawing says itself: only their names are written beside it
_DATES = frozenset({"cert-expired", "cert-expires-soon", "cert-not-yet-valid"})

#: outlines that begin with their first certificate: its place is not said twice
_ALONE = frozenset({"CA tree", "certificate"})


def render(drawing: Drawing, paper: Paper) -> str:
    """Write every outline, then the keys that belong to none, then a line that counts them."""
    parts: list[RenderableType] = []
    for outline in drawing.outlines:
        parts += (_outline(outline), Text())
    if drawing.keys:
        parts += (_stray_keys(drawing.keys), Text())
    return write([*parts, _closing(drawing)], paper)


def _outline(outline: Outline) -> Tree:
    """A heading, and below it the trees."""
    root = Tree(Group(*_heading(outline)), guide_style="dim")
    blocks = _numbered(outline)
    for node in outline.trees:
        _grow(root, node, blocks)
    if outline.beside:
        beside = root.add(Text("beside the way up", style="italic"))
        for node in outline.beside:
            _grow(beside, node, blocks)
    return root


def _heading(outline: Outline) -> Iterator[RenderableType]:
    counts = ((outline.errors, "error"), (outline.warnings, "warning"), (outline.notes, "note"))
    found = [Text(counted(count, noun), style=STYLES[noun]) for count, noun in counts if count]
    said = join(*found, between=", ") if found else Text("ok", style=STYLES["ok"])
    verdict = join(say(outline.verdict), said, between=": ")
    kind = say(outline.kind, "bold")
    if outline.kind in _ALONE:
        yield join(kind, verdict)
    else:
        name = say(f" '{outline.name}'", "bold") if outline.name else Text()
        yield join(Text.assemble(kind, name), where(outline.spot))
        yield verdict
    yield from map(_remark, outline.remarks)


def _numbered(outline: Outline) -> frozenset[str]:
    """The files of which several blocks are drawn: there the number of the block tells them apart."""
    pending = [*outline.trees, *outline.beside]
    paths: Counter[str] = Counter()
    for node in pending:
        paths.update([node.spot.path] if node.spot and not node.missing else [])
        pending.extend(node.issuers)
    return frozenset(path for path, count in paths.items() if count > 1)


def _grow(tree: Tree, node: Node, blocks: frozenset[str]) -> None:
    """Add a certificate with everything above it."""
    pending = [(tree, node)]
    for parent, each in pending:
        branch = parent.add(Group(*_label(each, blocks)))
        pending.extend((branch, issuer) for issuer in each.issuers)


def _label(node: Node, blocks: frozenset[str]) -> Iterator[RenderableType]:
    if node.missing:
        yield from _absent(node)
        return
    yield join(say(node.name, "bold"), say(node.role, "cyan"), say(node.origin, "dim"))
    dated = [remark for remark in node.remarks if remark.rule in _DATES]
    if node.key or node.validity.not_after:
        named = say(f"({dated[0].severity} {dated[0].rule})" if dated else "", "dim")
        yield join(join(say(node.key), when(node.validity), days(node.validity), between=", "), named)
    if node.spot:
        yield join(where(node.spot), Text(f"block {node.spot.block}" if node.spot.path in blocks else "", style="dim"))
    yield from (say(word, "dim") for word in node.words)
    for key in node.keys:
        yield from _key(key)
    yield from (_remark(remark) for remark in node.remarks if remark not in dated)


def _absent(node: Node) -> Iterator[RenderableType]:
    """The place of an issuer that is not there: a fault where a rule says so, else only the end of what is known."""
    remark = node.remarks[0] if node.remarks else None
    style = STYLES.get(remark.severity, "") if remark else "dim"
    named = say(f"({remark.severity} {remark.rule})" if remark else "", "dim")
    yield join(say(node.name, style), Text("missing" if remark else "not here", style=style), named)
    yield from (say(word, "dim") for word in node.words)
    if node.spot:
        yield Text.assemble("it is in ", where(node.spot))


def _key(key: KeyMark) -> Iterator[RenderableType]:
    doubt = {False: "of another certificate", None: "encrypted" if key.encrypted else "cannot be compared", True: ""}
    also = "encrypted" if key.encrypted and key.belongs else ""
    yield join(Text.assemble("key ", where(key.spot)), Text(doubt[key.belongs] or also, style="dim"))
    yield from (_remark(remark) for remark in key.remarks)


def _remark(remark: Remark) -> RenderableType:
    """What a rule says; the lines after the first stand below its name."""
    line = Table.grid(padding=(0, 1, 0, 0))
    line.add_column(no_wrap=True)
    line.add_column(overflow="fold")
    named = Text.assemble(say(remark.text), say(f" ({remark.rule})", "dim"))
    line.add_row(say(f"{remark.severity}:", STYLES.get(remark.severity, "")), named)
    return line


def _stray_keys(keys: Iterable[KeyMark]) -> Tree:
    root = Tree(Text("private keys without a certificate here", style="bold"), guide_style="dim")
    for key in keys:
        state = "encrypted, so that nobody sees whose it is" if key.encrypted else ""
        root.add(Group(join(where(key.spot), Text(state, style="dim")), *map(_remark, key.remarks)))
    return root


def _closing(drawing: Drawing) -> Text:
    kinds = Counter(outline.kind for outline in drawing.outlines)
    drawn = ", ".join(counted(count, kind) for kind, count in kinds.items()) or "nothing"
    return say(f"Drawn: {drawn}. As of {drawing.now}.")
