from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.roles import MONEY
from goldseam.core.treasury.models import Statement, StatementLine

STATEMENT_POLICY = DeskPolicy(Statement, dict.fromkeys(("view", "add", "change"), MONEY))
LINE_POLICY = DeskPolicy(StatementLine, dict.fromkeys(("view", "match"), MONEY))
