"""The rule ``cert-extension-empty``."""

from __future__ import annotations

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


#: lists of at least one element (RFC 5280 4.2.1 and 4.2.2); alternative names and purposes have rules of their own
_LISTS: Final = frozenset(
    {
        oids.CERTIFICATE_POLICIES,
        oids.POLICY_MAPPINGS,
        oids.ISSUER_ALTERNATIVE_NAME,
        oids.SUBJECT_DIRECTORY_ATTRIBUTES,
        oids.CRL_DISTRIBUTION_POINTS,
        oids.FRESHEST_CRL,
        oids.AUTHORITY_INFO_ACCESS,
        oids.SUBJECT_INFO_ACCESS,
    }
)
_EMPTY: Final = b"\x30\x00"


@rule(Certificate, id="cert-extension-empty", spec=("RFC 5280 4.2.1", "RFC 5280 4.2.2"), about="form", since="0.1.0")
def extension_empty(cert: Certificate, cx: Context) -> Iterator[Finding]:
    """An extension that is a list has nothing in it.

    ## Why it matters
    RFC 5280 wants at least one element. Readers that hold to it refuse the extension, or the certificate. Mostly a
    variable in the configuration of the CA was empty.

    ## How to fix
    Fill the list or leave the extension out, and issue the certificate again.
    """
    extensions = cert.x509.extensions
    if isinstance(extensions, x509.Problem):
        return
    empty = [oids.EXTENSIONS[one.oid] for one in extensions if one.value == _EMPTY and one.oid in _LISTS]
    if empty:
        yield cx.finding(
            anchors.certificate(cert),
            f"'{subject_name(cert)}' has an extension with nothing in it: {wording.listed(empty)}",
            help="fill the list or leave the extension out, and issue it again",
        )
