"""Names of hosts: how they are written, and which addresses they cover (RFC 1034, RFC 5280 4.2.1.6, RFC 9525)."""

from __future__ import annotations

from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from ipaddress import IPv4Network, IPv6Network
    from typing import Final

    from publicsuffixlist import PublicSuffixList

    Network = IPv4Network | IPv6Network

__all__ = [
    "Coverage",
    "is_host",
    "is_plain",
    "is_public_suffix",
    "is_registered",
    "is_reserved_ip",
    "is_reserved_network",
    "normal_ip",
    "reverse_address",
    "syntax_fault",
]

_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_IN_LABELS: Final = _LETTERS | {"-", "_", "*"}
_PLAIN: Final = _LETTERS | {"-", "."}
#: a name without its final dot (RFC 1035 2.3.4, less the length octets)
_MAX_NAME: Final = 253
_MAX_LABEL: Final = 63
#: generic top-level domains before the round of 2012, whose first ones came on this day
_OLD_DOMAINS: Final = """
    aero arpa asia biz cat com coop edu gov info int jobs mil mobi museum name net org post pro tel travel xxx
"""
_NEW_DOMAINS_SINCE: Final = "2013-10-23"
#: what public CAs may sign for although nobody registers it (RFC 7686; ballot 144 of the CA/Browser Forum)
_ONION_SINCE: Final = "2015-02-18"
#: the special-purpose registries of IANA (RFC 6890) as of 2025: all of it, whether or not it is globally reachable
_RESERVED: Final = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
    192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24
    203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
    2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20
"""
#: unicast addresses of the Internet have been given out of this alone (RFC 4291 2.4, IANA's registry)
_GLOBAL_IPV6: Final = "2000::/3"


class Coverage:
    """What the subject alternative names of a certificate cover; of them there may be thousands, as of hosts."""

    __slots__ = ("_addresses", "_names")

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """``names``: kind and value of each, as ``("DNS", "*.example.com")``."""
        given = list(names)
        self._addresses = {normal_ip(name) for kind, name in given if kind == "IP"}
        self._names = {_ascii(name) for kind, name in given if kind == "DNS"}

    def has(self, host: str) -> bool:
        """Whether a host name or an IP address is covered; a wildcard stands for one label above two others."""
        address = normal_ip(host)
        if address:
            return address in self._addresses
        wanted = _ascii(host)
        first, _, suffix = wanted.partition(".")
        return bool(wanted) and (
            wanted in self._names or bool(first and "." in suffix and f"*.{suffix}" in self._names)
        )


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
    if _IN_LABELS.issuperset(label.lower()):
        return ""
    odd = next(character for character in label.lower() if character not in _IN_LABELS)
    return f"it has the character {odd!a}"


def is_plain(name: str) -> bool:
    """Whether a DNS name is written as nearly all are, so that nothing can be said against it.

    Fully qualified, short, of letters, digits and single hyphens, and the wildcard, if any, in its place.
    """
    rest = name.removeprefix("*.")
    return (
        "." in rest
        and len(rest) <= _MAX_LABEL
        and _PLAIN.issuperset(rest)
        and rest[-1].isalpha()
        and rest[0] not in ".-"
        and not (".." in rest or "--" in rest or ".-" in rest or "-." in rest)
    )


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


def is_registered(domain: str, day: str) -> bool:
    """Whether a top-level domain was in the DNS of the Internet on a day (``2026-06-01``), as far as is known.

    The day of a domain of the round of 2012 that is still there is not known: they count from the day of the first.
    """
    name = _ascii(domain)
    if name == "onion":
        return day >= _ONION_SINCE
    begin, end = _retired_domains().get(name, ("", ""))
    if begin:
        return begin <= day < end
    old = len(name) == 2 or name.startswith("xn--") or name in _OLD_DOMAINS.split()
    return is_public_suffix(name) and (old or day >= _NEW_DOMAINS_SINCE)


@cache
def _retired_domains() -> dict[str, tuple[str, str]]:
    from pemlint.retired import DOMAINS

    entries = (entry.split() for entry in DOMAINS.split(","))
    return {name: (begin, end) for name, begin, end in entries}


def is_reserved_ip(text: str) -> bool:
    """Whether an address is one of those that IANA has set aside, or none that a single host could have."""
    from ipaddress import ip_network

    try:
        return is_reserved_network(ip_network(text))
    except ValueError:
        return False


def is_reserved_network(network: Network) -> bool:
    """Whether any address of a network is set aside."""
    reserved, unicast = _reserved()
    if network.version == unicast.version and not unicast.supernet_of(network):
        return True
    return any(network.version == each.version and network.overlaps(each) for each in reserved)


@cache
def _reserved() -> tuple[tuple[Network, ...], IPv6Network]:
    from ipaddress import IPv6Network, ip_network

    return tuple(map(ip_network, _RESERVED.split())), IPv6Network(_GLOBAL_IPV6)


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
