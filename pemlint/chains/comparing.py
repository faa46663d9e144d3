"""Names and constraints on names, kind by kind (RFC 5280 4.2.1.10): which lies within which.

The standard leaves details open; they are decided as OpenSSL and Go do.
"""

from __future__ import annotations

from pemlint import hosts, x509

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Final, TypeAlias

    from pemlint.x509 import GeneralName

__all__ = ["COMPARED", "Ready", "covers", "ready_constraint", "ready_name"]

#: a name or a constraint, made ready for comparison; what it is depends on the kind
Ready: TypeAlias = "tuple[Any, ...]"

_LABEL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


def ready_name(kind: str, value: str, raw: bytes) -> Ready | None:
    """A name for comparison; None when it is malformed, or of a kind that nobody compares."""
    read = _READ_NAME.get(kind)
    return read(value, raw) if read else None


def ready_constraint(constraint: GeneralName) -> Ready | None:
    """A constraint for comparison; None when it is malformed, or of a kind that nobody compares."""
    read = _READ_CONSTRAINT.get(constraint.kind)
    return read(constraint.value, constraint.raw) if read else None


def covers(kind: str, constraint: Ready, name: Ready, *, touching: bool) -> bool:
    """Whether a constraint covers a name; ``touching``: a part of what a wildcard stands for is enough."""
    return _COVERS[kind](constraint, name, touching=touching)


def _dns_name(value: str, _: bytes) -> Ready | None:
    wildcard = value.startswith("*.")
    labels = _labels(value[2:] if wildcard else value)
    return ("*", *labels) if labels and wildcard else labels


def _dns_constraint(value: str, _: bytes) -> Ready | None:
    dot = value.startswith(".")
    labels = _labels(value[dot:]) if value else ()
    return None if labels is None else (dot, labels)


def _dns_covers(constraint: Ready, name: Ready, *, touching: bool) -> bool:
    dot, labels = constraint
    if _within(name, labels, more=dot):
        return True
    return bool(touching and name[0] == "*" and not dot and len(labels) == len(name) and labels[1:] == name[1:])


def _mailbox(value: str, _: bytes) -> Ready | None:
    local, at, host = value.rpartition("@")
    labels = _labels(host)
    return (local, labels) if at and labels and _local(local) else None


def _mail_constraint(value: str, raw: bytes) -> Ready | None:
    if "@" in value:
        mailbox = _mailbox(value, raw)
        return mailbox and (*mailbox, False)
    dot = value.startswith(".")
    labels = _labels(value[dot:])
    return labels and ("", labels, dot)


def _mail_covers(constraint: Ready, name: Ready, **_: bool) -> bool:
    local, labels, dot = constraint
    if local:
        return name == (local, labels)
    return _within(name[1], labels, more=True) if dot else bool(name[1] == labels)


def _uri_name(value: str, _: bytes) -> Ready | None:
    return _labels(_host_of(value))


def _uri_constraint(value: str, _: bytes) -> Ready | None:
    dot = value.startswith(".")
    labels = _labels(value[dot:])
    return None if labels is None or hosts.normal_ip(value) else (dot, labels)


def _uri_covers(constraint: Ready, name: Ready, **_: bool) -> bool:
    dot, labels = constraint
    return _within(name, labels, more=True) if dot else name == labels


def _address(_: str, raw: bytes) -> Ready | None:
    return (len(raw), int.from_bytes(raw, "big")) if len(raw) in {4, 16} else None


def _network(_: str, raw: bytes) -> Ready | None:
    half = len(raw) // 2
    address, mask = int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big")
    ones = mask.bit_count()
    if len(raw) not in {8, 32} or mask != ((1 << ones) - 1) << (half * 8 - ones):
        return None
    return half, address & mask, mask


def _network_covers(constraint: Ready, name: Ready, **_: bool) -> bool:
    size, network, mask = constraint
    return bool(size == name[0] and network == name[1] & mask)


def _directory(_: str, raw: bytes) -> Ready | None:
    name = x509.name(raw)
    return None if isinstance(name, x509.Problem) else (name,)


def _directory_covers(constraint: Ready, name: Ready, **_: bool) -> bool:
    wanted, whole = constraint[0], name[0]
    return bool(x509.Name(b"", whole.rdns[: len(wanted.rdns)]).key == wanted.key)


def _within(name: tuple[str, ...], labels: tuple[str, ...], *, more: bool) -> bool:
    """Whether a domain lies in another one; ``more``: below it."""
    return len(name) >= len(labels) + more and name[len(name) - len(labels) :] == labels


def _labels(host: str) -> tuple[str, ...] | None:
    """The labels of a domain name in lower case; None when it is none."""
    labels = tuple(host.lower().split("."))
    if len(host) > 253 or not all(0 < len(label) <= 63 and _LABEL.issuperset(label) for label in labels):
        return None
    return labels


def _local(part: str) -> bool:
    """Whether this is the part of a mailbox before the ``@``: a dot-atom (RFC 5322 3.2.3), or a quoted string."""
    if part.startswith('"'):
        return len(part) > 2 and part.endswith('"') and '"' not in part[1:-1]
    atoms = part.split(".")
    return all(atom and all("!" <= c <= "~" and c not in '()<>[]:;@\\,"' for c in atom) for atom in atoms)


def _host_of(uri: str) -> str:
    """The host of a URI as a domain name; empty when it has none, or an address."""
    _, marks, rest = uri.partition("://")
    if not marks:
        return ""
    for end in "/?#":
        rest = rest.partition(end)[0]
    host = rest.rpartition("@")[2].partition(":")[0]
    return "" if hosts.normal_ip(host) else host


_Read: TypeAlias = "Callable[[str, bytes], Ready | None]"
_READ_NAME: Final[Mapping[str, _Read]] = {
    "DNS": _dns_name,
    "email": _mailbox,
    "URI": _uri_name,
    "IP": _address,
    "directory": _directory,
}
_READ_CONSTRAINT: Final[Mapping[str, _Read]] = {
    "DNS": _dns_constraint,
    "email": _mail_constraint,
    "URI": _uri_constraint,
    "IP": _network,
    "directory": _directory,
}
_COVERS: Final[Mapping[str, Callable[..., bool]]] = {
    "DNS": _dns_covers,
    "email": _mail_covers,
    "URI": _uri_covers,
    "IP": _network_covers,
    "directory": _directory_covers,
}
#: the kinds of names that are compared; a constraint on any other kind cannot be decided
COMPARED: Final = frozenset(_COVERS)
