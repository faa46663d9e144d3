"""The rule ``cert-unreadable``."""

from __future__ import annotations

from pemlint import anchors, x509
from pemlint.contents import block_name, double_encoding, field_problem, misfits
from pemlint.frames import subject_name
from pemlint.model import Frame, Row
from pemlint.rule import rule
from pemlint.store import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Final

    from pemlint.contents import Misfit
    from pemlint.material import Certificate
    from pemlint.model import Finding
    from pemlint.rule import Context

_HELP: Final = "get the certificate again from whoever issued it; a damaged copy cannot be mended"
#: what certificates call their fields, where the attribute's name with spaces is not it
_FIELDS: Final[Mapping[str, str]] = {
    "tbs": "signed part",
    "inner_algorithm": "signature algorithm in the signed part",
    "not_before": "start of validity",
    "not_after": "end of validity",
    "basic_constraints": "basicConstraints",
    "key_usage": "keyUsage",
    "extended_key_usage": "extKeyUsage",
    "subject_alternative_names": "subjectAltName",
    "subject_key_identifier": "subjectKeyIdentifier",
    "authority_key_identifier": "authorityKeyIdentifier",
    "name_constraints": "nameConstraints",
}


@rule(File, id="cert-unreadable", spec=("RFC 5280 4.1", "X.690"), about="flaws", since="0.1.0")
def unreadable(file: File, cx: Context) -> Iterator[Finding]:
    """A certificate, or a field of it, cannot be read.

    ## Why it matters
    A TLS library refuses the certificate, some at once, others only when they need the broken field. A certificate that
    one program loads and another one does not is a fault that shows in production first.

    ## How to fix
    The message names the first broken field, the reason and the byte; the table lists all of them. A certificate is
    signed, so it cannot be mended by hand: get it again from whoever issued it. If the file was copied by hand, compare
    it with the original first. `openssl asn1parse -in a.crt -i` shows the structure up to the break.
    """
    for misfit in misfits(file):
        if misfit.follows is None and misfit.should_be == "certificate" and file.source.tls:
            yield cx.finding(anchors.material(misfit.what), misfit.words, help=_help(misfit))
    for certificate in file.certificates:
        problems = certificate.x509.problems()
        if problems and (file.source.tls or not isinstance(certificate.x509.tbs, x509.Problem)):
            yield cx.finding(
                anchors.certificate(certificate), _message(certificate, problems), help=_HELP, frame=_frame(problems)
            )


def _message(certificate: Certificate, problems: tuple[tuple[str, x509.Problem], ...]) -> str:
    named = isinstance(certificate.x509.subject, x509.Name) and not certificate.x509.subject.empty
    name = f"'{subject_name(certificate)}'" if named else block_name(certificate.place)
    field, problem = problems[0]
    if certificate.x509.serial_number == certificate.x509.subject == problem:
        # one reason why there is no field at all
        return f"{name} is no certificate: {problem.reason} (byte {problem.offset})"
    return f"{name} cannot be read: {field_problem(_field(field), problem)}"


def _frame(problems: tuple[tuple[str, x509.Problem], ...]) -> Frame:
    """A row for each reason, with the first of the fields that it spoils."""
    fields: dict[x509.Problem, list[str]] = {}
    for field, problem in problems:
        fields.setdefault(problem, []).append(_field(field))
    rows = [
        Row((f"{spoiled[0]} and {len(spoiled) - 1} more" if len(spoiled) > 1 else spoiled[0], reason, str(offset)))
        for (reason, offset), spoiled in fields.items()
    ]
    return Frame(("field", "reason", "byte"), (rows[0]._replace(fault=True), *rows[1:]))


def _field(name: str) -> str:
    return _FIELDS.get(name, name.replace("_", " "))


def _help(misfit: Misfit) -> str:
    if double_encoding(misfit.what.place):
        return "decode the Base64 text once: what comes out is the PEM block to put here"
    if "private key" in misfit.what.reason:
        return (
            "put the certificate here, and the key where only the server reads it: this file may have been given away"
        )
    return "correct the label in the BEGIN and END lines, or put the certificate here"
