"""What rules look at: parts that many certificates and files have in common, so that each is judged once."""

from __future__ import annotations

from pemlint import hosts, x509

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from typing import Final

    from pemlint.chains import ChainAnalysis
    from pemlint.file import File
    from pemlint.material import Certificate

__all__ = ["PARTS"]


def _form(certificate: Certificate) -> Hashable:
    return certificate.x509.form


def _public_key(certificate: Certificate) -> Hashable:
    return id(certificate.x509.public_key)


def _validity(certificate: Certificate) -> Hashable:
    # equal dates are mostly one object, and the hash of one takes longer than all that rules do with it
    return id(certificate.x509.not_before), id(certificate.x509.not_after)


def _host_names(certificate: Certificate) -> Hashable:
    """The same for all whose host names are as they should be, and for all that have none, as CAs do."""
    names = certificate.x509.subject_alternative_names
    if names is None:
        return _without_host_names(certificate.x509)
    plain = names and not isinstance(names, x509.Problem) and all(map(_is_plain, names))
    return True if plain else None


def _without_host_names(certificate: x509.Certificate) -> Hashable:
    subject = certificate.subject
    if isinstance(subject, x509.Problem) or any(map(_may_be_host, subject.common_names)):
        return None
    return certificate.is_ca, subject.empty


def _may_be_host(name: str) -> bool:
    # an address of IPv6 may end with the name of an interface
    return " " not in name or ":" in name


def _is_plain(name: x509.GeneralName) -> bool:
    return name.kind == "DNS" and hosts.is_plain(name.value)


def _flaws(what: File | ChainAnalysis) -> Hashable:
    """The same for all that have none."""
    return what.flawless or None


def _certificate(certificate: Certificate) -> Hashable:
    # copies in several files are read once, and are one object
    return id(certificate.x509)


#: by the kind of subject and by what rules say that they are about, what tells its parts apart, None for a part that is
#: like no other; by the empty string, what tells apart subjects that come again as a whole
PARTS: Final[Mapping[tuple[str, str], Callable[..., Hashable]]] = {
    ("Certificate", ""): _certificate,
    ("Certificate", "form"): _form,
    ("Certificate", "host names"): _host_names,
    ("Certificate", "public key"): _public_key,
    ("Certificate", "validity"): _validity,
    ("ChainAnalysis", "flaws"): _flaws,
    ("File", "flaws"): _flaws,
}
