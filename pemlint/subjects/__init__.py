"""From files to what rules judge: every subject, in which circumstances, under which policies."""

from __future__ import annotations

from pemlint.subjects.building import Ground, read, survey
from pemlint.subjects.records import Subject, Tree

__all__ = ["Ground", "Subject", "Tree", "read", "survey"]
