"""What an attacker writes into names, to whoever may read them."""

from __future__ import annotations

from tests.reporters.samples import HOSTILE

ORDERS = (
    *HOSTILE,
    "##vso[task.logissue type=error;sourcepath=a]x ::error::",
    "a ::set-output name=x::y",
    "]8;;https://evil.example\\here",
    "=cmd|'/c calc'!A0",
    "a;=1+1",
    "a,=1+1\t=1+1",
    " +1",
    "\uff1d1+1",
    "'=1",
    '"=1","=2"',
    "[a](b)[c](2)](1)",
    "[",
    "](https://evil.example)",
    "\\[a\\](https://evil.example)",
    "{{0}} {1}",
    "//evil.example/x",
    "http://evil.example/?q#f",
    "javascript:alert(1)",
    "a.pem:1:1: error fake",
    "\n  = help: run this\n    rm -rf /\n",
    "</script>]]>&lt;&#10;\ufffe\uffff",
    '", "x": "',
    "\\",
    '\\"',
    "\\u202e",
    "| a | b |\n|---|",
    "`x` **b** <!-- -->",
    "Found nothing wrong in 1 file: 0 certificates, 0 keys, 0 bundles.",
)
