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
#: top-level domains that are gone, from the first day of each to its last, by the registry of ICANN as of July 2023
_RETIRED_DOMAINS: Final = """
    abarth 2016-08-04 2023-06-05, active 2014-06-26 2019-02-17, adac 2016-01-26 2022-11-26,
    afamilycompany 2016-07-31 2021-12-03, aigo 2016-08-16 2020-06-26, alfaromeo 2016-08-02 2023-06-05,
    blanco 2016-06-21 2019-02-13, bnl 2015-06-26 2019-07-30, boots 2015-08-05 2018-04-06,
    budapest 2014-09-23 2022-02-17, bugatti 2015-11-25 2022-10-07, cancerresearch 2014-07-03 2022-10-05,
    cartier 2014-12-11 2019-11-14, caseih 2016-10-30 2021-02-19, ceb 2015-08-08 2020-12-08, chloe 2015-03-09 2017-10-06,
    chrysler 2016-07-28 2019-11-19, cookingchannel 2016-06-23 2023-06-14, csc 2015-09-01 2022-02-01,
    dodge 2016-08-04 2019-11-19, doha 2015-03-25 2019-04-09, doosan 2014-12-13 2016-02-24, duck 2016-07-21 2021-12-03,
    duns 2016-07-23 2019-08-30, epost 2016-06-07 2019-02-15, esurance 2016-07-23 2020-05-26,
    everbank 2014-11-26 2019-11-14, fiat 2016-08-02 2023-06-05, flsmidth 2014-10-15 2016-07-29,
    foodnetwork 2016-06-23 2023-06-14, fujixerox 2016-07-15 2021-03-26, glade 2016-07-28 2021-12-03,
    goodhands 2016-07-14 2018-09-20, hgtv 2016-06-23 2023-06-14, honeywell 2016-07-26 2019-06-06,
    hoteles 2015-06-26 2023-07-07, htc 2016-04-02 2017-10-24, iinet 2015-07-09 2016-12-21, intel 2016-07-28 2020-10-07,
    iselect 2016-01-15 2019-08-05, iveco 2016-10-30 2021-04-21, iwc 2014-12-13 2018-06-28, jcp 2016-03-30 2020-11-20,
    jlc 2015-06-10 2018-09-18, ladbrokes 2016-07-29 2019-11-19, lancia 2016-08-04 2023-06-05,
    lancome 2016-07-15 2019-11-28, liaison 2015-05-02 2020-01-04, linde 2015-09-16 2023-03-17,
    lixil 2015-07-30 2021-12-29, loft 2016-08-04 2022-12-17, lupin 2015-05-16 2020-12-10, macys 2016-07-12 2023-03-07,
    maserati 2016-08-04 2023-06-05, mcd 2016-08-08 2017-08-31, mcdonalds 2016-08-08 2017-08-31,
    meo 2015-10-29 2018-05-26, metlife 2016-05-11 2020-09-07, mobily 2015-12-23 2019-09-09,
    montblanc 2015-06-05 2017-09-01, mopar 2016-08-02 2019-11-19, movistar 2015-06-26 2019-12-23,
    mtpc 2015-03-04 2017-05-15, mutuelle 2015-10-23 2016-12-21, nadex 2015-05-02 2020-03-27,
    nationwide 2016-07-15 2021-04-16, newholland 2016-10-30 2021-02-19, off 2016-07-21 2021-12-03,
    onyourside 2016-07-15 2021-04-16, orientexpress 2016-06-22 2017-04-14, pamperedchef 2016-01-21 2017-09-20,
    panerai 2015-03-25 2018-09-18, passagens 2016-03-02 2023-07-07, piaget 2015-03-16 2019-11-14,
    qvc 2016-08-04 2021-10-07, raid 2016-07-21 2021-12-03, rightathome 2016-07-21 2020-07-28,
    rmit 2016-11-24 2021-09-27, sapo 2015-10-29 2018-05-26, scjohnson 2016-07-21 2021-12-03, scor 2015-06-23 2020-05-27,
    ses 2016-07-09 2022-12-16, shriram 2014-12-30 2020-11-24, spiegel 2014-07-18 2018-12-15,
    spreadbetting 2015-03-13 2021-04-21, srt 2016-07-28 2019-11-19, starhub 2015-06-22 2019-08-02,
    statoil 2015-06-19 2018-10-03, swiftcover 2016-07-21 2021-10-05, symantec 2015-12-03 2020-07-17,
    telecity 2016-02-25 2018-08-19, telefonica 2015-06-26 2019-12-23, travelchannel 2016-06-23 2023-06-14,
    uconnect 2016-07-28 2019-11-19, vista 2015-06-22 2018-09-13, vistaprint 2015-06-22 2020-03-13,
    vuelos 2016-03-02 2023-07-07, warman 2016-05-03 2019-11-19, xperia 2015-08-05 2018-07-20,
    zippo 2016-07-02 2019-02-15, xn--3oq18vl8pn36a 2016-08-16 2021-10-27, xn--estv75g 2015-05-07 2020-04-01,
    xn--jlq61u9w7b 2015-12-18 2022-12-06, xn--kpu716f 2015-12-15 2020-06-26, xn--mgbb9fbpob 2015-12-23 2019-09-09,
    xn--pbt977c 2015-12-15 2020-06-26
"""
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
    entries = (entry.split() for entry in _RETIRED_DOMAINS.split(","))
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
