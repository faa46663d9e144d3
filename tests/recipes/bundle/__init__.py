"""Recipes for the rules of the group ``bundle``."""
