"""Recipes for the rules of the group ``chain``."""
