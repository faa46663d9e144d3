"""Defects of the text and of the form: what is not PEM, and PEM that strict readers refuse."""

from __future__ import annotations

from tests import builder
from tests.e2e.defects.bundle import Expected, Files, chain, defect, error, leaf, server

BEGIN, END = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"


def _chain() -> bytes:
    return chain()["chain.pem"] or b""


def _certificate() -> bytes:
    return server().pem


def _key() -> bytes:
    return builder.private_pem("server")


@defect(error("pem-not-pem-encoded", "server.crt", line=1, says=("DER certificate", "openssl x509")))
def der_certificate() -> Files:
    return {"server.crt": server().der}


@defect(error("pem-not-pem-encoded", "server.key", line=1, says=("DER private key",)))
def der_key() -> Files:
    return {"server.key": builder.keys.pkcs8("server")}


@defect(error("pem-not-pem-encoded", "chain.pem", line=1))
def der_chain() -> Files:
    return {"chain.pem": builder.intermediate().der}


@defect(error("pem-not-pem-encoded", "server.crt", line=1, says=("PKCS#12",)))
def pkcs12_as_certificate() -> Files:
    return {"server.crt": builder.pkcs12(server(), key="server")}


@defect(error("pem-not-pem-encoded", "server.key", line=1, says=("PKCS#12",)))
def pkcs12_as_key() -> Files:
    return {"server.key": builder.pkcs12(server(), key="server")}


@defect(error("pem-not-pem-encoded", "chain.pem", line=1, says=("PKCS#7",)))
def pkcs7_as_chain() -> Files:
    return {"chain.pem": builder.pkcs7(builder.intermediate(), builder.root())}


@defect(error("bundle-wrong-material", "chain.pem", says=("PKCS7",)))
def pkcs7_in_pem_as_chain() -> Files:
    return {"chain.pem": builder.block("PKCS7", builder.pkcs7(builder.intermediate(), builder.root()))}


@defect(error("pem-not-pem-encoded", "server.crt", line=1, says=("JKS",)))
def java_key_store_as_certificate() -> Files:
    return {"server.crt": builder.jks(server())}


@defect(error("pem-not-pem-encoded", "server.crt", line=1, says=("UTF-16",)))
def utf16_certificate() -> Files:
    return {"server.crt": _certificate().decode().encode("utf-16")}


@defect(error("pem-not-pem-encoded", "server.key", line=1, says=("UTF-16",)))
def utf16_key() -> Files:
    return {"server.key": _key().decode().encode("utf-16")}


@defect(error("pem-not-pem-encoded", "chain.pem", line=1, says=("empty",)))
def empty_chain_file() -> Files:
    return {"chain.pem": b""}


@defect(error("pem-not-pem-encoded", "server.crt", line=1))
def text_without_a_block() -> Files:
    return {"server.crt": b"ask the platform team for the certificate\n"}


@defect(Expected("warning", "pem-byte-order-mark", "server.crt", line=1))
def byte_order_mark() -> Files:
    return {"server.crt": b"\xef\xbb\xbf" + _certificate()}


@defect(error("pem-malformed-block", "server.crt", 1, says=("END line is missing",)))
def missing_end_line() -> Files:
    return {"server.crt": _certificate().replace(END + b"\n", b"")}


@defect(error("pem-malformed-block", "chain.pem", 1, says=("END line is missing",)))
def missing_end_line_between_two_blocks() -> Files:
    return {"chain.pem": _chain().replace(END + b"\n", b"", 1)}


@defect(error("pem-malformed-block", "server.key", 1, says=("END line is missing",)))
def key_cut_short() -> Files:
    return {"server.key": b"".join(_key().splitlines(keepends=True)[:-3])}


@defect(error("pem-malformed-block", "server.crt", text="-----END CERT"))
def missing_begin_line() -> Files:
    return {"server.crt": _certificate().replace(BEGIN + b"\n", b"")}


@defect(error("pem-glued-boundaries", "chain.pem", text="-----END CERTIFICATE----------BEGIN CERTIFICATE-----"))
def missing_newline_between_two_blocks() -> Files:
    return {"chain.pem": _chain().replace(END + b"\n", END, 1)}


@defect(error("pem-malformed-block", "chain.pem", 1))
def indented_block() -> Files:
    first = builder.intermediate().pem
    return {"chain.pem": b"".join(b"  " + line for line in first.splitlines(keepends=True)) + builder.root().pem}


@defect(error("pem-malformed-block", "server.crt", text="-----END", says=("X509 CRL",)))
def labels_that_differ() -> Files:
    return {"server.crt": _certificate().replace(END, b"-----END X509 CRL-----")}


@defect(error("pem-malformed-block", "server.crt", 1))
def text_on_the_boundary_line() -> Files:
    return {"server.crt": _certificate().replace(BEGIN, BEGIN + b" # mqtt")}


@defect(error("pem-malformed-block", "server.crt", line=4))
def bad_base64() -> Files:
    lines = _certificate().splitlines(keepends=True)
    lines[3] = lines[3][:10] + b"!" + lines[3][11:]
    return {"server.crt": b"".join(lines)}


@defect(error("pem-malformed-block", "server.crt", line=20))
def bad_padding() -> Files:
    lines = _certificate().splitlines(keepends=True)
    assert lines[20] == END + b"\n"
    lines[19] = lines[19].rstrip(b"=\n")[:-1] + b"\n"
    return {"server.crt": b"".join(lines)}


@defect(error("pem-malformed-block", "server.crt", line=3))
def comment_inside_the_block() -> Files:
    lines = _certificate().splitlines(keepends=True)
    return {"server.crt": b"".join((*lines[:2], b"# the server's certificate\n", *lines[2:]))}


@defect(error("pem-malformed-block", "server.key", line=3))
def blank_line_inside_the_block() -> Files:
    lines = _key().splitlines(keepends=True)
    return {"server.key": b"".join((*lines[:2], b"\n", *lines[2:]))}


@defect(error("pem-malformed-block", "server.crt", 1))
def empty_block() -> Files:
    return {"server.crt": BEGIN + b"\n" + END + b"\n"}


@defect(error("pem-malformed-block", "chain.pem", line=1))
def end_line_without_a_block() -> Files:
    return {"chain.pem": END + b"\n" + _chain()}


@defect(error("pem-malformed-block", "server.crt", line=5, says=("NUL",)))
def nul_bytes() -> Files:
    lines = _certificate().splitlines(keepends=True)
    lines[4] = lines[4][:-1] + b"\0\n"
    return {"server.crt": b"".join(lines)}


@defect(error("pem-trailing-data", "server.crt"))
def bytes_after_the_certificate() -> Files:
    return {"server.crt": builder.block("CERTIFICATE", server().der + b"\0\0")}


@defect(error("cert-unreadable", "server.crt", says=("public key",)))
def public_key_labelled_as_certificate() -> Files:
    return {"server.crt": builder.block("CERTIFICATE", builder.keys.spki("server"))}


@defect(error("pem-unreadable-content", "client-ca.crt", says=("PUBLIC KEY", "certificate")))
def certificate_labelled_as_public_key() -> Files:
    return {"client-ca.crt": builder.block("PUBLIC KEY", builder.client_ca().der)}


@defect()
def crlf_is_fine() -> Files:
    return {name: data.replace(b"\n", b"\r\n") for name, data in (leaf() | chain()).items() if data}


@defect()
def no_final_newline_is_fine() -> Files:
    return {"server.crt": _certificate().rstrip(b"\n"), "chain.pem": _chain().rstrip(b"\n")}


@defect()
def text_between_blocks_is_fine() -> Files:
    return {"chain.pem": builder.intermediate().annotated + b"\n" + builder.root().annotated}


@defect()
def long_lines_are_fine() -> Files:
    return {"server.crt": builder.block("CERTIFICATE", server().der, width=76)}


@defect(error("pem-label-unknown", "server.crt", says=("CERTIFCATE", "CERTIFICATE")))
def label_of_the_certificate_with_a_slip() -> Files:
    return {"server.crt": (leaf()["server.crt"] or b"").replace(b"CERTIFICATE", b"CERTIFCATE")}


@defect(error("pem-label-unknown", "chain.pem", says=("CERTIFICATE",)))
def label_in_the_chain_with_a_slip() -> Files:
    return {"chain.pem": (chain(builder.intermediate())["chain.pem"] or b"").replace(b"CERTIFICATE", b"CERTIFICTAE")}


@defect(error("pem-label-unknown", "server.key", says=("RSA PRIVATE KEY",)))
def label_of_the_key_with_a_slip() -> Files:
    plain = builder.private_pem("server", form="traditional")
    return {"server.key": plain.replace(b"RSA PRIVATE", b"RSAPRIVATE")}
