"""Names of hosts: how they are written, and which addresses they cover (RFC 1034, RFC 5280 4.2.1.6, RFC 9525)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

__all__ = ["covers", "is_host", "is_public_suffix", "is_reserved_ip", "normal_ip", "reverse_address", "syntax_fault"]

_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
#: a name without its final dot (RFC 1035 2.3.4, less the length octets)
_MAX_NAME: Final = 253
_MAX_LABEL: Final = 63


def covers(kind: str, name: str, host: str) -> bool:
    """Whether a subject alternative name covers a host name or an IP address."""
    address = normal_ip(host)
    if address:
        return kind == "IP" and normal_ip(name) == address
    if kind != "DNS":
        return False
    pattern, wanted = _ascii(name), _ascii(host)
    if pattern == wanted:
        return bool(wanted)
    left, _, rest = pattern.partition(".")
    first, _, suffix = wanted.partition(".")
    return left == "*" and bool(first) and "." in rest and rest == suffix


def normal_ip(text: str) -> str:
    """An IP address in canonical form, or the empty string when it is none."""
    if not text or not (":" in text or text[-1].isdigit()):
        return ""
    from ipaddress import ip_address

    try:
        return str(ip_address(text.strip("[]")))
    except ValueError:
        return ""


def is_host(text: str) -> bool:
    """Whether a text is a host name or an IP address to connect to, and nothing more: no scheme, port or wildcard."""
    if normal_ip(text):
        return ":" in text or not text.startswith("[")
    name = _ascii(text)
    return "*" not in name and not syntax_fault(name)


def _ascii(name: str) -> str:
    """A DNS name for comparison: lower case, no final dot, labels outside ASCII in their ``xn--`` form (IDNA 2008)."""
    folded = name.rstrip(".").lower()
    if folded.isascii():
        return folded
    import idna

    try:
        return idna.encode(folded, uts46=True).decode("ascii")
    except idna.IDNAError:
        return folded


def syntax_fault(name: str) -> str:
    """Why a text is not a DNS name in the preferred syntax (RFC 1034 3.5, RFC 1123 2.1); empty when it is one.

    A ``*`` and underscores are let pass: whether they may stand where they do is another question.
    """
    if not name:
        return "it is empty"
    if len(name) > _MAX_NAME:
        return f"it has {len(name)} characters, and {_MAX_NAME} are allowed"
    if name.endswith("."):
        return "it ends with a dot"
    for label in name.split("."):
        fault = _label_fault(label)
        if fault:
            return fault
    return "its last label is a number" if name.rpartition(".")[2].isdigit() else ""


def _label_fault(label: str) -> str:
    if not label:
        return "it has an empty label"
    if len(label) > _MAX_LABEL:
        return f"a label has {len(label)} characters, and {_MAX_LABEL} are allowed"
    if label[0] == "-" or label[-1] == "-":
        return "a label begins or ends with a hyphen"
    odd = next((character for character in label.lower() if character not in _LETTERS and character not in "-_*"), "")
    return f"it has the character {odd!a}" if odd else ""


def is_public_suffix(name: str) -> bool:
    """Whether names directly below this one are registered by different owners, as below ``co.uk``."""
    wanted = _ascii(name)
    return bool(wanted) and _public_suffix(wanted) == wanted


def _public_suffix(name: str) -> str:
    """The longest suffix of a name that is in the ICANN part of the public suffix list; empty when none is."""
    return _suffixes().publicsuffix(name) or ""


@cache
def _suffixes() -> PublicSuffixList:
    """The list that comes with the package, read once (35 ms); nothing is fetched."""
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(accept_unknown=False, only_icann=True)


def is_reserved_ip(text: str) -> bool:
    """Whether an address is not unicast and global (the special-purpose registries of IANA, RFC 6890)."""
    from ipaddress import ip_address

    try:
        address = ip_address(text)
    except ValueError:
        return False
    return address.is_multicast or not address.is_global


def reverse_address(name: str) -> str | None:
    """The address that a name below ``in-addr.arpa`` or ``ip6.arpa`` stands for (RFC 1035 3.5, RFC 3596 2.5).

    Empty when it stands for none; None for a name elsewhere.
    """
    labels = name.lower().removesuffix(".").split(".")
    if labels[-2:] == ["in-addr", "arpa"]:
        parts = labels[-3::-1]
        return normal_ip(".".join(parts)) if len(parts) == 4 else ""
    if labels[-2:] == ["ip6", "arpa"]:
        digits = "".join(labels[-3::-1])
        if len(labels) != 34 or len(digits) != 32:
            return ""
        return normal_ip(":".join(digits[at : at + 4] for at in range(0, 32, 4)))
    return None
