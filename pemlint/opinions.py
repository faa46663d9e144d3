"""What pkilint says of a certificate: asked inside the process, and only when a rule wants to know.

pkilint is an extra. It decodes with pyasn1, some milliseconds a certificate, and its import takes most of a second.
"""

from __future__ import annotations

from functools import cache, lru_cache

from pemlint import extras
from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, Final

__all__ = ["LINTERS", "Opinion", "UnknownLinter", "opinions"]

#: the sets of pkilint's rules that can be asked: RFC 5280; TLS by the CA/Browser Forum; qualified by ETSI
LINTERS: Final = ("pkix", "serverauth", "etsi")
#: bytes of a certificate: where many parts hang together, pkilint takes time by the square of their number
_LARGEST: Final = 16 * 1024
#: characters of a message, which may quote what the certificate holds
_LONGEST: Final = 240
#: of pkilint's severities, those below which nothing is wrong
_SEVERITIES: Final = {"FATAL": "error", "ERROR": "error", "WARNING": "warning", "NOTICE": "note"}
#: pkilint's own word for a failure of its own
_FAILED: Final = "base.unhandled_exception"


class UnknownLinter(extras.Unusable):
    """There is no such set of rules."""


class Opinion(NamedTuple):
    """One thing that pkilint says."""

    #: ``error``, ``warning`` or ``note``
    severity: str
    #: pkilint's own name of it; empty where pkilint could not judge
    code: str
    #: in pkilint's words; empty when the code says it all
    message: str
    #: of the field, in the names of the ASN.1 module
    field: str


@lru_cache(maxsize=4)
def opinions(der: bytes, linter: str) -> tuple[Opinion, ...]:
    """What pkilint says of a certificate, in the order in which it says it; the last answers are kept.

    Whatever pkilint raises becomes an opinion, and what it logs is dropped. Raises MissingExtra where it is not
    installed, and UnknownLinter.
    """
    if linter not in LINTERS:
        message = f"knows no linter '{linter}': pkilint has {', '.join(LINTERS)}"
        raise UnknownLinter(message)
    ask = _linter(linter)
    if len(der) > _LARGEST:
        return (Opinion("note", "", f"a certificate of {len(der):,} bytes is too large for pkilint", "certificate"),)
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(dict.fromkeys(_said(ask(der))))
    except Exception:  # noqa: BLE001 - it may be anything; its text may quote what was read
        return (Opinion("error", "", "pkilint cannot read the certificate", "certificate"),)


def _said(results: Any) -> Iterator[Opinion]:
    for result in results:
        for said in result.finding_descriptions:
            severity = _SEVERITIES.get(said.finding.severity.name)
            if said.finding.code == _FAILED:
                yield Opinion("note", "", f"pkilint fails in its {result.validator}", str(result.node.path))
            elif severity:
                yield Opinion(severity, said.finding.code, _short(said.message or ""), str(result.node.path))


def _short(message: str) -> str:
    line = " ".join(message[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"


@cache
def _linter(name: str) -> Callable[[bytes], Any]:
    """What judges the DER of a certificate; made once, as that takes longer than to judge."""
    _quiet()
    loader = extras.load("pkilint.loader", "pkilint").RFC5280CertificateDocumentLoader()
    certificate = extras.load("pkilint.pkix.certificate", "pkilint")
    if name == "pkix":
        names = extras.load("pkilint.pkix.name", "pkilint").ATTRIBUTE_TYPE_MAPPINGS
        extensions = extras.load("pkilint.pkix.extension", "pkilint").EXTENSION_MAPPINGS
        container = certificate.create_pkix_certificate_validator_container(
            certificate.create_decoding_validators(names, extensions),
            [
                certificate.create_issuer_validator_container([]),
                certificate.create_validity_validator_container(),
                certificate.create_subject_validator_container([]),
                certificate.create_extensions_validator_container([]),
                certificate.create_spki_validator_container([]),
            ],
        )
        return lambda der: container.validate(loader.load_der_document(der, "certificate").root)
    return _by_type(name, loader, certificate)


def _by_type(name: str, loader: Any, certificate: Any) -> Callable[[bytes], Any]:
    """The linters that first ask what kind of certificate it is; they replace some results of others by their own."""
    filtering = extras.load("pkilint.finding_filter", "pkilint")
    rules = extras.load({"serverauth": "pkilint.cabf.serverauth", "etsi": "pkilint.etsi"}[name], "pkilint")

    @cache
    def of_type(kind: Any) -> tuple[Any, Any]:
        if name == "etsi":
            decoding, filters = rules.create_decoding_validators(kind), rules.create_etsi_finding_filters(kind)
        else:
            decoding, filters = rules.create_decoding_validators(), rules.create_serverauth_finding_filters(kind)
        validators = rules.create_validators(kind)
        return certificate.create_pkix_certificate_validator_container(decoding, validators), filters

    def judge(der: bytes) -> Any:
        document = loader.load_der_document(der, "certificate")
        container, filters = of_type(rules.determine_certificate_type(document))
        kept, _ = filtering.filter_results(filters, container.validate(document.root))
        return kept

    return judge


def _quiet() -> None:
    """Drop what pkilint logs: the stack of each failure of its own, on standard error."""
    import logging

    logger = logging.getLogger("pkilint")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
