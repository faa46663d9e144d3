"""Path patterns as people know them from ``.gitignore``, matched in bounded time and without regular expressions."""

from __future__ import annotations

from pemlint.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Patterns", "parts_of"]


class _Set(NamedTuple):
    """``?`` and ``[…]``: one character of some ranges, or of none of them."""

    negated: bool
    ranges: tuple[tuple[str, str], ...]

    def holds(self, character: str) -> bool:
        return self.negated != any(low <= character <= high for low, high in self.ranges)


#: ``*``: any run of characters in one part of a path
_STAR = None
_ONE = _Set(negated=True, ranges=())

#: one part of a pattern: text without wildcards, or tokens; None is ``**``, any number of parts
_Token = str | _Set | None
_Part = str | tuple[_Token, ...] | None

_ANY_PARTS = None
_ONE_PART: tuple[_Token, ...] = (_STAR,)


class Patterns:
    """A list of patterns; a path matches if any of them does.

    - Without ``/`` a pattern is a name at any depth: ``*.key``, ``node_modules``.
    - With ``/`` it starts at the root: ``certs/*.pem``, ``/old.pem``. A ``/`` at its end makes it a folder.
    - ``*`` and ``?`` stay within a name; ``**`` between slashes is any number of folders; ``[a-z]`` and ``[!a-z]`` are
      one character; a backslash makes the next character plain.
    - A pattern that matches a folder matches everything below it.

    Letters match in their own case only. There is no negation: a leading ``!`` is a plain character.
    """

    __slots__ = ("_compiled", "_heads", "_patterns")

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = tuple(patterns)
        self._compiled = tuple(compiled for pattern in self._patterns if (compiled := _compile(pattern)))
        heads = {compiled[0] for compiled in self._compiled}
        #: the first parts of all paths that may match, where wildcards do not begin any pattern
        self._heads = heads if all(isinstance(head, str) for head in heads) else None

    @property
    def written(self) -> tuple[str, ...]:
        """The patterns as they were given."""
        return self._patterns

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Patterns) and self._patterns == other._patterns

    def __hash__(self) -> int:
        return hash(self._patterns)

    def __repr__(self) -> str:
        return f"Patterns({self._patterns!r})"

    def __bool__(self) -> bool:
        return bool(self._compiled)

    def matches(self, repo_path: str) -> bool:
        """True if a pattern covers the file at a path relative to the root, with ``/`` between its parts."""
        return bool(self._compiled) and self.cover(parts_of(repo_path))

    def cover(self, parts: list[str]) -> bool:
        """The same of a path in its parts: whoever asks many patterns takes it apart once."""
        if not parts or (self._heads is not None and parts[0] not in self._heads):
            return False
        return any(_match_parts(pattern, parts) for pattern in self._compiled)


def parts_of(path: str) -> list[str]:
    """The names in a path."""
    return [part for part in path.split("/") if part not in ("", ".")]


def _compile(pattern: str) -> tuple[_Part, ...]:
    """The parts of a pattern that a whole path has to match; none for a pattern that names nothing."""
    names = parts_of(pattern)
    if not names:
        return ()
    parts: list[_Part] = [_ANY_PARTS if name == "**" else _compile_name(name) for name in names]
    anchored = "/" in pattern.removeprefix("./").rstrip("/")
    if not anchored:
        parts.insert(0, _ANY_PARTS)
    if pattern.endswith("/") or names[-1] == "**":
        parts.append(_ONE_PART)  # the file itself is below
    parts.append(_ANY_PARTS)
    return tuple(parts)


def _compile_name(name: str) -> _Part:
    tokens: list[_Token] = []
    at = 0
    while at < len(name):
        character = name[at]
        at += 1
        if character == "*":
            if not tokens or tokens[-1] is not _STAR:
                tokens.append(_STAR)
        elif character == "?":
            tokens.append(_ONE)
        elif character == "[" and (end := _set_end(name, at)) > 0:
            tokens.append(_compile_set(name[at:end]))
            at = end + 1
        elif character == "\\" and at < len(name):
            tokens.append(name[at])
            at += 1
        else:
            tokens.append(character)
    if all(isinstance(token, str) for token in tokens):
        return "".join(token for token in tokens if isinstance(token, str))
    return tuple(tokens)


def _set_end(name: str, start: int) -> int:
    """Where the bracket that closes a set is, or -1; a bracket that comes first belongs to the set."""
    first = start + (name[start : start + 1] in ("!", "^"))
    return name.find("]", first + 1)


def _compile_set(text: str) -> _Set:
    negated = text[:1] in ("!", "^")
    text = text[negated:]
    ranges = []
    while text:
        if text[1:2] == "-" and len(text) > 2:
            ranges.append((text[0], text[2]))
            text = text[3:]
        else:
            ranges.append((text[0], text[0]))
            text = text[1:]
    return _Set(negated, tuple(ranges))


def _match_parts(pattern: tuple[_Part, ...], parts: list[str]) -> bool:
    """Match folders as ``_match_name`` matches characters: on a mismatch only the last wildcard takes one more."""
    at = part = 0
    retry, taken = -1, 0
    while part < len(parts):
        if at < len(pattern) and pattern[at] is _ANY_PARTS:
            at += 1
            retry, taken = at, part
        elif at < len(pattern) and _match_part(pattern[at], parts[part]):
            at += 1
            part += 1
        elif retry >= 0:
            taken += 1
            at, part = retry, taken
        else:
            return False
    return all(rest is _ANY_PARTS for rest in pattern[at:])


def _match_part(pattern: _Part, name: str) -> bool:
    if isinstance(pattern, str):
        return pattern == name
    return pattern is not None and _match_name(pattern, name)


def _match_name(tokens: tuple[_Token, ...], name: str) -> bool:
    at = character = 0
    retry, taken = -1, 0
    while character < len(name):
        token = tokens[at] if at < len(tokens) else ""
        if token is _STAR:
            at += 1
            retry, taken = at, character
        elif token == name[character] or (isinstance(token, _Set) and token.holds(name[character])):
            at += 1
            character += 1
        elif retry >= 0:
            taken += 1
            at, character = retry, taken
        else:
            return False
    return all(token is _STAR for token in tokens[at:])
