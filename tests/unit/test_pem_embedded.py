"""Blocks inside YAML, JSON, source code and prose: whatever wraps them is undone, and nothing else is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint.pem import parse
from tests import builder
from tests.builder import block

if TYPE_CHECKING:
    from collections.abc import Callable

DER = builder.server().der
PEM = block("CERTIFICATE", DER).decode()
#: base64 lines that start or end with "+", "/" and "//", which concatenation and comments also do
TRICKY_DER = b"\x30\x81\x9f" + b"\xff\xff\xff" * 15 + b"\xfb\xef\xbe" * 38
TRICKY = block("X", TRICKY_DER).decode()
LINES = PEM.splitlines()


def each_line(text: str, form: str) -> str:
    return "\n".join(form.format(line) for line in text.splitlines())


WRAPPINGS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "YAML block": lambda text: f"tls:\n  crt: |-\n{each_line(text, '    {}')}\n  other: 1\n",
    "YAML folded": lambda text: f"crt: >-\n{each_line(text, '  {}')}\n",
    "YAML quoted": lambda text: 'crt: "' + text.replace("\n", "\\n\\\n    ") + '"\n',
    "YAML list": lambda text: f"- |\n{each_line(text, '  {}')}\n",
    "Helm value": lambda text: f"cert: {{{{ default `{text}` .Values.cert | quote }}}}\n",
    "JSON": lambda text: json.dumps({"a": [text]}),
    "JSON, slashes escaped": lambda text: json.dumps({"a": text}).replace("/", "\\/"),
    "JSON, made safe for HTML": lambda text: json.dumps({"a": text}).replace("=", "\\u003d").replace("+", "\\u002b"),
    "JSON in JSON": lambda text: json.dumps({"a": json.dumps({"b": text})}),
    "JSON with CRLF": lambda text: json.dumps({"a": text.replace("\n", "\r\n")}),
    "JSON list of lines": lambda text: json.dumps(text.splitlines(), indent=2),
    ".env": lambda text: f'KEY="{text.strip()}"\n'.replace("\n", "\\n", text.count("\n")),
    ".env without quotes": lambda text: "KEY=" + text.replace("\n", "\\n") + "\nOTHER=1\n",
    "shell heredoc": lambda text: f"cat > a.pem <<'EOF'\n{text}EOF\n",
    "shell heredoc, tabs": lambda text: f"cat <<-EOF\n{each_line(text, chr(9) + '{}')}\nEOF\n",
    "shell string": lambda text: f"KEY='{text}'\n",
    "Go raw string": lambda text: f"const pem = `{text}`\n",
    "Go concatenation": lambda text: "var pem = " + each_line(text, '\t"{}\\n" +') + '\n\t""\n',
    "JavaScript, plus first": lambda text: "x = ''\n" + each_line(text, "  + '{}\\n'") + ";\n",
    "JavaScript join": lambda text: "[\n" + each_line(text, "  '{}',") + "\n].join('\\n')\n",
    "Python": lambda text: f'PEM = """{text}"""\n',
    "Python parentheses": lambda text: "PEM = (\n" + each_line(text, '    "{}\\n"') + "\n)\n",
    "Python bytes": lambda text: "PEM = (\n" + each_line(text, '    b"{}\\n"').replace('b"', '"') + "\n)\n",
    "C string": lambda text: "const char *pem =\n" + each_line(text, '"{}\\r\\n"') + ";\n",
    "C macro": lambda text: "#define PEM \\\n" + each_line(text, '    "{}\\r\\n" \\') + '\n    ""\n',
    "PHP": lambda text: "$pem = ''\n" + each_line(text, "    . '{}' . PHP_EOL").replace(" . PHP_EOL", "") + ";\n",
    "C++ comment": lambda text: each_line(text, "  // {}") + "\n",
    "comment without space": lambda text: each_line(text, "//{}") + "\n",
    "Javadoc": lambda text: "/**\n" + each_line(text, " * {}") + "\n */\n",
    "hash comment": lambda text: each_line(text, "# {}") + "\n",
    "Lua comment": lambda text: each_line(text, "-- {}") + "\n",
    "Markdown quote": lambda text: each_line(text, "> {}") + "\n",
    "Markdown quote, nested": lambda text: each_line(text, "> > {}") + "\n",
    "Markdown fence": lambda text: f"```pem\n{text}```\n",
    "Markdown indented fence": lambda text: "1. do:\n   ```\n" + each_line(text, "   {}") + "\n   ```\n",
    "diff": lambda text: "@@ -0,0 +1 @@\n" + each_line(text, "+{}") + "\n",
    "diff, removed": lambda text: each_line(text, "-{}") + "\n",
    "XML": lambda text: f"<key>\n{text}</key>\n",
    "XML attribute": lambda text: '<k v="' + text.replace("\n", "&#10;") + '"/>\n',
    "box": lambda text: each_line(text, "| {:<64} |") + "\n",
    "one line": lambda text: text.replace("\n", " ") + "\n",
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
}


@pytest.mark.parametrize("wrap", WRAPPINGS.values(), ids=WRAPPINGS.keys())
def test_wrappings_are_undone(wrap: Callable[[str], str]) -> None:
    data = wrap(PEM).encode()
    document = parse(data, embedded=True)
    (found,) = document.blocks
    assert (found.label, found.der, found.ordinal) == ("CERTIFICATE", DER, 1)
    assert data[slice(*found.span)].startswith(b"-----BEGIN CERTIFICATE-----")
    assert data[slice(*found.span)].endswith(b"-----END CERTIFICATE-----")
    assert found.defects == document.defects == ()


@pytest.mark.parametrize("wrap", WRAPPINGS.values(), ids=WRAPPINGS.keys())
def test_plus_and_slash_at_the_ends_of_lines_belong_to_base64(wrap: Callable[[str], str]) -> None:
    (found,) = parse(wrap(TRICKY).encode(), embedded=True).blocks
    assert found.der == TRICKY_DER


@pytest.mark.parametrize("wrap", WRAPPINGS.values(), ids=WRAPPINGS.keys())
def test_a_chain_keeps_its_order(wrap: Callable[[str], str]) -> None:
    chain = (builder.server().der, builder.intermediate().der, builder.root().der)
    document = parse("\n".join(wrap(block("CERTIFICATE", der).decode()) for der in chain).encode(), embedded=True)
    assert tuple(found.der for found in document.blocks) == chain
    assert [found.ordinal for found in document.blocks] == [1, 2, 3]


@pytest.mark.parametrize("name", ["plain", "YAML block", "JSON", "Go concatenation", "hash comment", "CRLF"])
def test_headers_of_an_encrypted_key_are_kept(name: str) -> None:
    headers = (("Proc-Type", "4,ENCRYPTED"), ("DEK-Info", "AES-256-CBC,0011"))
    text = block("RSA PRIVATE KEY", b"ciphertext" * 10, headers=headers).decode()
    (found,) = parse(WRAPPINGS[name](text).encode(), embedded=True).blocks
    assert found.headers == headers
    assert found.der == b"ciphertext" * 10


@pytest.mark.parametrize(
    "text",
    [
        'if "-----BEGIN CERTIFICATE-----" in text:',
        "-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nMIIB...snip...\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nYOURCERT\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n{{ .Values.cert }}\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
        PEM.replace("END CERTIFICATE", "END X"),
        PEM.replace(LINES[3], ""),
        "".join(f"{line}\n" for line in LINES[:-1]),
        "".join(f"{line}\n" for line in LINES[1:]),
    ],
)
def test_nothing_is_said_of_what_does_not_decode(text: str) -> None:
    document = parse(text.encode(), embedded=True)
    assert not document.blocks
    assert not document.defects


def test_a_block_after_an_unfinished_one_is_found() -> None:
    text = f'x = "-----BEGIN CERTIFICATE-----"\ny = "-----END "\n{PEM}'
    (found,) = parse(text.encode(), embedded=True).blocks
    assert found.der == DER


def test_blocks_never_share_their_hyphens() -> None:
    """Two blocks that overlap would be told apart by no place and mended by no edit."""
    body = PEM.removesuffix("-----\n")
    glued = f"{body}{PEM}{PEM}".encode()
    assert [found.span.start for found in parse(glued, embedded=True).blocks] == [0, glued.rindex(b"-----BEGIN ")]


def test_an_openssh_key_is_counted() -> None:
    (found,) = parse(block("OPENSSH PRIVATE KEY", b"openssh-key-v1\0none"), embedded=True).blocks
    assert found.label == "OPENSSH PRIVATE KEY"


@given(
    der=st.binary(max_size=300).map(lambda value: b"\x30\x82" + len(value).to_bytes(2, "big") + value),
    name=st.sampled_from(sorted(set(WRAPPINGS) - {"box"})),
    width=st.sampled_from([64, 76, 33, 1000]),
)
@settings(derandomize=True, max_examples=300, deadline=None)
def test_any_body_survives_any_wrapping(der: bytes, name: str, width: int) -> None:
    data = WRAPPINGS[name](block("X", der, width=width).decode()).encode()
    assert [found.der for found in parse(data, embedded=True).blocks] == [der]
