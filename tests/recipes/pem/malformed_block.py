"""Examples of the rule ``pem-malformed-block``: one for each way to break a block, and what only looks like one."""

from __future__ import annotations

from tests import builder
from tests.recipes import kit

_END = b"-----END CERTIFICATE-----\n"


def _lines() -> list[bytes]:
    """The certificate's block with its text, line by line; line 4 of the text is followed by BEGIN."""
    return builder.server().annotated.splitlines(keepends=True)


def _with(position: int, line: bytes) -> bytes:
    """The block with one more line, counted from the BEGIN line."""
    lines = _lines()
    begin = lines.index(b"-----BEGIN CERTIFICATE-----\n")
    lines.insert(begin + position, line)
    return b"".join(lines)


def bad_unterminated() -> bytes:
    return builder.server().annotated.removesuffix(_END)


def bad_end_without_begin() -> bytes:
    return b"".join(line for line in _lines() if b"BEGIN" not in line)


def bad_label_mismatch() -> bytes:
    return builder.server().annotated.replace(_END, b"-----END X509 CERTIFICATE-----\n")


def bad_text_after_begin() -> bytes:
    return builder.server().annotated.replace(b"BEGIN CERTIFICATE-----", b"BEGIN CERTIFICATE----- # server")


def bad_four_hyphens() -> bytes:
    return builder.server().annotated.replace(_END, b"-----END CERTIFICATE----\n")


def bad_indented() -> bytes:
    return b"".join(b"    " + line for line in _lines())


def bad_base64() -> bytes:
    lines = _lines()
    lines[8] = lines[8][:20] + b"!" + lines[8][21:]
    return b"".join(lines)


def bad_padding() -> bytes:
    # One character is missing at the end of the Base64 text.
    lines = _lines()
    lines[-2] = lines[-2].rstrip(b"=\n")[:-1] + b"\n"
    return b"".join(lines)


def bad_blank_lines_inside() -> bytes:
    return _with(3, b"\n")


def bad_comment_inside() -> bytes:
    return _with(1, b"# the server's certificate, renewed every spring\n")


def bad_text_inside() -> bytes:
    return _with(1, b"subject=CN = server.example.com\n")


def bad_empty_block() -> bytes:
    return b"Subject: CN=server.example.com\n-----BEGIN CERTIFICATE-----\n" + _END


def bad_nul_bytes() -> bytes:
    return builder.server().annotated + b"\0" * 16


def good_text_between() -> bytes:
    return b"# server\n" + builder.server().annotated + b"\n# its issuer\n" + builder.intermediate().annotated


def good_crlf() -> bytes:
    return builder.server().annotated.replace(b"\n", b"\r\n")


def good_no_final_newline() -> bytes:
    return builder.server().annotated.rstrip(b"\n")


def good_long_lines() -> bytes:
    certificate = builder.server()
    return builder.block("CERTIFICATE", certificate.der, width=76, text=certificate.text)


def good_headers_of_an_encrypted_key() -> bytes:
    return kit.key("server", form="legacy")


def good_openpgp() -> bytes:
    return b"-----BEGIN PGP MESSAGE-----\nVersion: 1\n\nnot judged\n=aaaa\n-----END PGP MESSAGE-----\n"
