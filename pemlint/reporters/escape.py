"""The one way by which untrusted text gets into any output.

Names in certificates and names of files are an attacker's choice, and what a linter prints is read by terminals and by
CI runners that take some lines for commands: GitHub's ``##[name]data`` anywhere in a line and ``::name::data`` at its
start, Azure's ``##vso[…]``, TeamCity's ``##teamcity[…]``, GitLab's sections behind an escape character.
"""

from __future__ import annotations

from pemlint.quoting import withhold

__all__ = ["clean", "clean_path", "one_line", "printable", "visible"]

#: code points without a glyph that Unicode counts as letters, marks or symbols (Default_Ignorable_Code_Point, and the
#: blank of Braille): fillers of Hangul, vowels of Khmer, variation selectors; others are not printable anyway
_INVISIBLE = frozenset(
    {
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
        *range(0x180B, 0x1810),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    }
)


def clean(text: str) -> str:
    """Make untrusted text fit for one line of any terminal or log: visible, and no two ``#`` side by side."""
    return visible(text).replace("##", "#\\x23")


def visible(text: str) -> str:
    """Show as a backslash escape whatever cannot be seen, or moves what can; leave out what could be a key.

    These are controls, line ends, bidirectional and zero-width characters, spaces other than U+0020, lone surrogates,
    and code points of private use or without a character.
    """
    return printable(withhold(text))


def printable(text: str) -> str:
    """As ``visible``, of a text that holds no key for certain."""
    if not text.isascii():
        text = "".join(_escaped(each) if ord(each) in _INVISIBLE else each for each in text)
    if not text.isprintable():
        text = "".join(each if each.isprintable() else _escaped(each) for each in text)
    return text


def clean_path(path: str) -> str:
    """Make a path fit to start a line with, and to stand before ``:line:column``.

    No runner may take the line for a command, and no problem matcher a part of the path for the place.
    """
    safe = clean(path)
    if ":" in safe:
        from re import sub

        safe = sub(r":(?=[0-9])", r"\\x3a", safe)
    return f"./{safe}" if safe.lstrip().startswith("::") else safe


def one_line(text: str) -> str:
    """Join the lines of our own prose, and make what is quoted in it fit for any viewer."""
    return clean(" ".join(text.split()))


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
