from pemlint.registry import RuleInfo
RULES: tuple[RuleInfo, ...] = ()
