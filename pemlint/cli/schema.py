"""The schema of ``[tool.pemlint]`` for validate-pyproject, which finds it by an entry point."""

from __future__ import annotations

from pemlint import files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["tool_schema"]


def tool_schema(_tool: str) -> dict[str, Any]:
    """The JSON schema of the table that is called so."""
    from json import loads

    schema: dict[str, Any] = loads(files.schema("pemlint"))
    return schema
