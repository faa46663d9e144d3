"""The tests of pemlint."""
