"""Names of hosts: does a name in a certificate cover the address that a client connects to (RFC 9525, section 6)."""

from __future__ import annotations

__all__ = ["covers", "normal_ip"]


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


def _ascii(name: str) -> str:
    """A DNS name for comparison: lower case, no final dot, labels outside ASCII in their ``xn--`` form."""
    folded = name.rstrip(".").lower()
    if folded.isascii():
        return folded
    try:
        return folded.encode("idna").decode("ascii")
    except UnicodeError:
        return folded
