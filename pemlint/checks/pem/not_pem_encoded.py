"""The rule ``pem-not-pem-encoded``."""

from __future__ import annotations

from pemlint import anchors, shell
from pemlint.material import Container
from pemlint.rule import rule
from pemlint.store import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context

#: kinds that a platform may take beside PEM, as circumstances
_ALTERNATIVES: Final = {"PKCS#12": ("pfx",), "PKCS#7": ("pkcs7",)}
_NAMES: Final = {
    "PKCS#7": "PKCS#7 container",
    "PKCS#12": "PKCS#12 container",
    "JKS": "Java key store (JKS)",
    "JCEKS": "Java key store (JCEKS)",
}


@rule(File, id="pem-not-pem-encoded", spec=("RFC 7468",), about="flaws", since="0.1.0")
def not_pem_encoded(file: File, cx: Context) -> Iterator[Finding]:
    """The file should be PEM and is DER, PKCS#7, PKCS#12, a Java key store, UTF-16 text, or empty of PEM.

    ## Why it matters
    nginx, HAProxy, Envoy, MQTT brokers and the upload forms of cloud platforms expect PEM text and refuse everything
    else, mostly with an error that does not say why ("no start line").

    ## How to fix
    The message names the format, the help the command that converts it. A DER file with an extension such as `.der` or
    `.crt` is not reported by itself: a `.pem` file is, and so is every file that a bundle names.
    """
    if not file.source.tls:
        return
    extension = shell.extension(file.source.path).lower()
    bundled = "bundle-part" in cx.circumstances
    by_name = () if bundled else ("pem-extension",) if extension == "pem" else ("other-extension",)
    container = next((item for item in file.materials if isinstance(item, Container)), None)
    if container is not None:
        yield cx.finding(
            anchors.whole_file(file.source),
            f"the file is not PEM: it is a {_NAMES.get(container.kind, container.kind)}",
            help=_conversion(container.kind, file.source.path),
            circumstances=(*_ALTERNATIVES.get(container.kind, ()), *by_name),
        )
    elif any(defect.kind == "utf-16" for defect in file.document.defects):
        # No extension makes this right, so the grade is that of the rule itself.
        yield cx.finding(
            anchors.whole_file(file.source),
            "the file is UTF-16 text; PEM is ASCII, and no server reads its blocks",
            help=_from_utf16(file),
        )
    elif (bundled or extension == "pem") and not (file.document.blocks or file.document.defects):
        yield cx.finding(
            anchors.whole_file(file.source),
            _without_block(file),
            help="put the PEM block in, with its BEGIN and END lines, or remove the file",
            circumstances=by_name,
        )


def _without_block(file: File) -> str:
    data = file.source.data
    if not data.strip():
        return "the file is empty"
    if file.document.encoding == "binary":
        return "the file is not PEM: it holds binary data of an unknown kind"
    return "the file holds no PEM block"


def _conversion(kind: str, path: str) -> str:
    """The commands that turn a container into PEM."""
    source, target = shell.quoted(path), shell.quoted(shell.beside(path, "pem"))
    if kind.startswith(("JKS", "JCEKS")):
        between = shell.quoted(shell.beside(path, "p12"))
        return (
            "convert it, by way of PKCS#12:\n"
            f"  keytool -importkeystore -srckeystore {source} -destkeystore {between} -deststoretype PKCS12\n"
            f"  openssl pkcs12 -in {between} -nodes -out {target}"
        )
    if kind.startswith("PKCS#12"):
        return (
            "convert it; the private key in the result is not encrypted:\n"
            f"  openssl pkcs12 -in {source} -nodes -out {target}"
        )
    for word, command in (
        ("PKCS#7", "openssl pkcs7 -inform der -print_certs"),
        ("request", "openssl req -inform der"),
        ("revocation", "openssl crl -inform der"),
        ("certificate", "openssl x509 -inform der"),
        ("public key", "openssl pkey -pubin -inform der"),
        ("private key", "openssl pkey -inform der"),
    ):
        if word in kind:
            return f"convert it:\n  {command} -in {source} -out {target}"
    return "export it again as PEM"


def _from_utf16(file: File) -> str:
    data, path = file.source.data, file.source.path
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encoding = "UTF-16" if marked else file.document.encoding.upper().replace("-16-", "-16")
    target = shell.quoted(shell.beside(path, "pem"))
    return f"save it as ASCII:\n  iconv -f {encoding} -t ASCII {shell.quoted(path)} > {target}"
