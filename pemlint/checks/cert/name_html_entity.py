"""The rule ``cert-name-html-entity``."""

from __future__ import annotations

import re

from pemlint import anchors, wording, x509
from pemlint.frames import subject_name
from pemlint.material import Certificate
from pemlint.rule import rule
from pemlint.x509 import oids

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context


#: a reference by name or by number (HTML 13.1.4); which names there are is asked of the standard library
_REFERENCE: Final = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@rule(Certificate, id="cert-name-html-entity", spec=("RFC 5280 4.1.2.6",), since="0.1.0")
def name_html_entity(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """A value in the subject holds a character as HTML writes it, as `&amp;` for `&`.

    ## Why it matters
    A form on a web page wrote it, and nobody undid it: the certificate is for an organization `Sons &amp; Daughters`,
    which does not exist. Programs that compare names or show them do not read HTML.

    ## How to fix
    Write the character itself in the request, in UTF-8, and have the certificate issued again.
    """
    subject = cert.x509.subject
    if isinstance(subject, x509.Problem):
        return
    for attribute in (attribute for rdn in subject.rdns for attribute in rdn):
        written = next(filter(_means_something, _REFERENCE.findall(attribute.value)), "")
        if written:
            kind = oids.ATTRIBUTES.get(attribute.oid, attribute.oid)
            yield cx.finding(
                anchors.certificate(cert),
                f"the {kind} {wording.quoted(attribute.value)} of '{subject_name(cert)}' has '&{written};' in it",
                help="write the character itself and have the certificate issued again",
            )


def _means_something(reference: str) -> bool:
    """Whether HTML knows a reference, which is given without its ampersand and semicolon."""
    if reference.startswith("#"):
        return True
    from html.entities import html5

    return f"{reference};" in html5
