"""The built-in profiles, as TOML files beside this one."""
