"""Examples of the rule ``pem-layout-not-allowed``."""

from __future__ import annotations

from tests import builder

CONFIG = """\
[rules.pem-layout-not-allowed]
forbid = ["crlf", "text", "trailing-space", "line-length", "final-newline"]
"""


def bad_line_ends_of_windows() -> bytes:
    return builder.server().pem.replace(b"\n", b"\r\n")


def bad_text_above_the_block() -> bytes:
    return builder.server().annotated


def bad_white_space() -> bytes:
    lines = builder.server().pem.splitlines()
    lines[3] += b"  "
    return b"\n".join((*lines, b""))


def bad_long_lines() -> bytes:
    head, *body, tail = builder.server().pem.splitlines()
    return b"\n".join((head, b"".join(body), tail, b""))


def bad_no_final_newline() -> bytes:
    return builder.server().pem.rstrip(b"\n")


def good_nothing_but_the_block() -> bytes:
    return builder.server().pem
