"""Finding private keys in a text, in whatever notation: the judge of what pemlint says."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa

from tests.builder import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: characters of a notation that are no accident; fewer say next to nothing of a key and are found in anything
BASE64, HEX, DECIMAL, RAW = 12, 16, 18, 6

_BASE64 = re.compile(r"[A-Za-z0-9+/]{12,}")
_HEX = re.compile(r"(?:[0-9a-f]{2}[:\s]?){8,}")
_DECIMAL = re.compile(r"[0-9](?:[,._ ]?[0-9]){17,}")
#: bytes as a program writes them, those that are characters as these
_ESCAPE = r"(?:\\x|\\u00|%)[0-9a-fA-F]{2}"
_ESCAPES = re.compile(rf"{_ESCAPE}(?:[ -~]{{0,6}}?{_ESCAPE}){{2,}}")
_LIST = re.compile(r"(?:[0-9]{1,3}[,;\s]+){5,}[0-9]{1,3}")


def _windows(text: str, width: int) -> Iterator[str]:
    return (text[at : at + width] for at in range(len(text) - width + 1))


def numbers(name: str) -> list[int]:
    """The private numbers of a named key."""
    match keys.key(name):
        case rsa.RSAPrivateKey() as key:
            found = key.private_numbers()
            return [found.d, found.p, found.q, found.dmp1, found.dmq1, found.iqmp]
        case ec.EllipticCurvePrivateKey() as key:
            return [key.private_numbers().private_value]
        case dsa.DSAPrivateKey() as key:
            return [key.private_numbers().x]
        case key:
            return [int.from_bytes(key.private_bytes_raw())]


class Secrets:
    """Byte strings, and numbers, that nobody may say."""

    def __init__(self, secrets: Iterable[bytes], private: Iterable[int] = ()) -> None:
        self.base64: set[str] = set()
        self.hex: set[str] = set()
        self.decimal: set[str] = set()
        self.raw: set[str] = set()
        private = list(private)
        for secret in secrets:
            for shift in range(3):
                self.base64.update(_windows(base64.b64encode(secret[shift:]).decode().rstrip("="), BASE64))
            self.hex.update(_windows(secret.hex(), HEX))
            self.raw.update(_windows(secret.hex(), RAW * 2))
            # the text of a larger number takes long, and Python does not make it
            private += [int.from_bytes(secret)] if len(secret) < 1_700 else []
        for number in private:
            self.decimal.update(_windows(str(number), DECIMAL))

    def found_in(self, text: str) -> list[str]:
        """The pieces of secrets in a text: in Base64, URL-safe too, in hexadecimal, as numbers, escaped, as a list."""
        plain = (
            text.replace("\\n", "\n").replace("\\/", "/").replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")
        )
        found = set()
        for each in (plain, plain.replace("-", "+").replace("_", "/")):
            for token in set(_BASE64.findall(each)):
                found |= self.base64.intersection(_windows(token, BASE64))
        lower = plain.lower()
        for token in set(_HEX.findall(lower)):
            found |= self.hex.intersection(_windows(re.sub(r"[:\s]", "", token), HEX))
        for token in set(_DECIMAL.findall(plain)):
            found |= self.decimal.intersection(_windows(re.sub(r"\D", "", token), DECIMAL))
        for token in set(_ESCAPES.findall(plain)):
            found |= self.raw.intersection(_windows(_unescaped(token), RAW * 2))
        for token in set(_LIST.findall(plain)):
            octets = "".join(f"{int(number) % 256:02x}" for number in re.findall(r"[0-9]+", token))
            found |= self.raw.intersection(_windows(octets, RAW * 2))
        return sorted(found)


def _unescaped(token: str) -> str:
    """The bytes of a text with escapes, in hexadecimal."""
    return "".join(
        escaped.lower() or f"{ord(plain):02x}"
        for escaped, plain in re.findall(r"(?:\\x|\\u00|%)([0-9a-fA-F]{2})|(.)", token)
    )
