"""OpenSSL as the judge: what is called readable it loads, whatever the layout."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint.pem import parse
from tests import builder
from tests.corpus import CORPUS, needs_corpus

if TYPE_CHECKING:
    from pemlint.pem import Document

CERTIFICATES = (builder.server(), builder.intermediate(), builder.root())
LEAF = CERTIFICATES[0].pem.decode()
BEGIN, *BODY, END = LEAF.splitlines()
BODY_TEXT = "\n".join(BODY)


def loaded(text: bytes, path: Path) -> int:
    """How many certificates OpenSSL takes from a file; 0 if it refuses it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    path.write_bytes(text)
    try:
        context.load_verify_locations(cafile=str(path))
    except ssl.SSLError:
        return 0
    return int(context.cert_store_stats()["x509"])


def agree(data: bytes, path: Path) -> Document:
    """A readable file loads whole, and a readable block by itself."""
    document = parse(data)
    if document.readable and document.blocks:
        assert loaded(data, path) == len({found.der for found in document.blocks})
    for found in document.blocks:
        if found.readable:
            assert loaded(data[slice(*found.span)] + b"\n", path) == 1
    return document


READABLE = {
    "as it is": LEAF,
    "no final line end": LEAF.rstrip(),
    "CRLF": LEAF.replace("\n", "\r\n"),
    "mixed line ends": LEAF.replace("\n", "\r\n", 3),
    "chain": "".join(found.pem.decode() for found in CERTIFICATES),
    "comments": "# é\nsubject=CN = a\n\n" + "# more\n".join(found.pem.decode() for found in CERTIFICATES) + "# end",
    "600 characters of comment": f"# {'c' * 600}\n{LEAF}",
    "a comment with half a boundary": f"# -----BEGIN stuff\n{LEAF}",
    "a commented block": "".join(f"# {line}\n" for line in LEAF.splitlines()) + LEAF,
    "prose with boundaries": f"From {BEGIN} to {END}:\n{LEAF}",
    "one line of base64": f"{BEGIN}\n{''.join(BODY)}\n{END}\n",
    "lines of 76": builder.block("CERTIFICATE", CERTIFICATES[0].der, width=76).decode(),
    "lines of 254": builder.block("CERTIFICATE", CERTIFICATES[0].der, width=254).decode(),
    "lines of 253, CRLF": builder.block("CERTIFICATE", CERTIFICATES[0].der, width=253).decode().replace("\n", "\r\n"),
    "one character a line": builder.block("CERTIFICATE", CERTIFICATES[0].der, width=1).decode(),
    "trailing white space": LEAF.replace("\n", " \t\n"),
    "indented body": f"{BEGIN}\n" + "".join(f"  {line}\n" for line in BODY) + f"{END}\n",
    "white space in lines": LEAF.replace(BODY[2], f"{BODY[2][:9]} {BODY[2][9:]}"),
    "a blank line after BEGIN": f"{BEGIN}\n\n{BODY_TEXT}\n{END}\n",
}

#: refused by OpenSSL
REFUSED = {
    "unterminated": f"{BEGIN}\n{BODY_TEXT}\n",
    "label mismatch": LEAF.replace("END CERTIFICATE", "END X509"),
    "text after BEGIN": LEAF.replace(BEGIN, f"{BEGIN} x"),
    "text after END": LEAF.replace(END, f"{END} x"),
    "text before END": f"{BEGIN}\n{BODY_TEXT}{END}\n",
    "one line": LEAF.replace("\n", ""),
    "six hyphens": f"-{LEAF}",
    "four hyphens": LEAF[1:],
    "four hyphens at END": LEAF.rstrip()[:-1],
    "indented": "".join(f"  {line}\n" for line in LEAF.splitlines()),
    "indented END": LEAF.replace(END, f" {END}"),
    "comment inside": LEAF.replace(BODY[3], f"# note\n{BODY[3]}"),
    "blank line inside": LEAF.replace(BODY[3], f"\n{BODY[3]}"),
    "two blank lines after BEGIN": LEAF.replace(BEGIN, f"{BEGIN}\n\n"),
    "blank line before END": LEAF.replace(END, f"\n{END}"),
    "blank line and short lines": f"{BEGIN}\n\n" + "".join(f"{c}\n" for c in BODY_TEXT.split()[0]) + f"{END}\n",
    "header": LEAF.replace(BODY[0], f"Subject: a\n\n{BODY[0]}"),
    "URL-safe base64": LEAF.replace("+", "-").replace("/", "_"),
    "bad character": LEAF.replace(BODY[3], f"?{BODY[3][1:]}"),
    "too much padding": LEAF.replace(BODY[-1], BODY[-1].rstrip("=") + "====="),
    "a character is missing": LEAF.replace(BODY[-1], BODY[-1].rstrip("=")[:-1]),
    "carriage returns alone": LEAF.replace("\n", "\r"),
    "300 blanks after BEGIN": LEAF.replace("\n", " " * 300 + "\n", 1).replace(BODY[2], f"{BODY[2]}\n"),
    "empty": f"{BEGIN}\n{END}\n",
}


@pytest.mark.parametrize("text", READABLE.values(), ids=READABLE.keys())
def test_openssl_takes_what_is_readable(text: str, tmp_path: Path) -> None:
    assert agree(text.encode(), tmp_path / "a.pem").readable


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_openssl_refuses_is_not_readable(text: str, tmp_path: Path) -> None:
    data = text.encode("latin-1")
    assert loaded(data, tmp_path / "a.pem") == 0
    document = parse(data)
    assert not document.readable
    assert not any(found.readable for found in document.blocks)


def test_openssl_reads_no_utf16(tmp_path: Path) -> None:
    data = LEAF.encode("utf-16")
    assert loaded(data, tmp_path / "a.pem") == 0
    assert not parse(data).readable


def test_openssl_reads_no_glued_blocks(tmp_path: Path) -> None:
    data = b"".join(found.pem.rstrip() for found in CERTIFICATES)
    document = agree(data, tmp_path / "a.pem")
    assert loaded(data, tmp_path / "a.pem") == 0
    assert [found.der for found in document.blocks] == [found.der for found in CERTIFICATES]
    assert not any(found.readable for found in document.blocks)


EDITS = [
    "",
    " ",
    "\n",
    "\r",
    "\t",
    "\n\n",
    "#",
    "=",
    "-",
    "-----",
    "A",
    "AAAA",
    ":",
    "a: b\n",
    BEGIN,
    END,
    f"{END}\n",
    f"{BEGIN}\n",
    "é",
]


@given(
    st.lists(st.tuples(st.integers(0, len(LEAF)), st.integers(0, 3), st.sampled_from(EDITS)), min_size=1, max_size=3),
    st.sampled_from([LEAF, LEAF.replace("\n", "\r\n"), "# a\n" + LEAF + CERTIFICATES[1].pem.decode()]),
)
@settings(derandomize=True, max_examples=400, deadline=None)
def test_edited_blocks(edits: list[tuple[int, int, str]], text: str) -> None:
    """Anywhere in the file, and mostly where lines end, something is put in or taken out."""
    ends = [at + 1 for at, character in enumerate(text) if character == "\n"]
    for place, cut, inserted in edits:
        at = ends[place % len(ends)] - cut // 2 if place % 4 else place
        text = text[:at] + inserted + text[at + cut :]
    data = text.encode()
    document = parse(data)
    if document.readable and all(found.der in {cert.der for cert in CERTIFICATES} for found in document.blocks):
        with TemporaryDirectory() as folder:
            agree(data, Path(folder) / "a.pem")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
@pytest.mark.parametrize(
    ("edit", "readable"),
    [
        (lambda text: text, True),
        (lambda text: text.replace("\n", "\r\n"), True),
        (lambda text: text.replace("DEK-Info", "X-Info"), False),
        (lambda text: text.replace("\n\n", "\n"), False),
        (lambda text: text.replace("\n\n", "\n\n\n"), False),
        (lambda text: text.replace("\n\n", "\n\n" + text.split("\n\n")[1][:32] + "\n", 1), False),
        (lambda text: "\n\n".join((text.split("\n\n")[0], text.split("\n\n")[1].replace("\n", "", 1))), False),
    ],
    ids=["as it is", "CRLF", "other header", "no blank line", "two blank lines", "short line", "long line"],
)
def test_encrypted_keys(edit: object, readable: bool, tmp_path: Path) -> None:
    """OpenSSL is stricter about lines after headers; the key is read with its password."""
    assert callable(edit)
    data = edit(builder.private_pem("server", form="legacy").decode()).encode()
    path = tmp_path / "a.key"
    path.write_bytes(data)
    command = ["openssl", "pkey", "-in", str(path), "-noout", "-passin", f"pass:{builder.PASSWORD.decode()}"]
    assert (subprocess.run(command, capture_output=True, check=False).returncode == 0) == readable
    assert parse(data).readable == readable


@needs_corpus
@pytest.mark.parametrize("name", ["cpython", "pyca", "s2n-pems"])
def test_whatever_openssl_takes_of_the_corpus_is_readable(name: str) -> None:
    """The other direction: no block is refused that OpenSSL was seen to read."""
    records = json.loads((CORPUS / "labels" / "oracle" / f"{name}.json").read_bytes())
    accepted = {record["file"]: (record.get("accept") or {}).get("openssl") or 0 for record in records}
    assert sum(accepted.values()) > 20
    for file, count in accepted.items():
        if count:
            document = parse((CORPUS / name / file).read_bytes())
            assert sum(found.readable for found in document.blocks) >= count, file
