"""Tables whose rows are only ever added: the database itself refuses to change or remove one, whoever asks.

A migration makes the triggers, from the same words in which models declare."""

from dataclasses import dataclass

from sqlalchemy import Table

PREFIX = "append_only_"


@dataclass(frozen=True, slots=True)
class AppendOnly:
    """No row of `table` is changed or removed."""

    table: str

    @property
    def name(self) -> str:
        """What the database calls it."""
        return f"{PREFIX}{self.table}"

    def statements(self, dialect: str) -> list[str]:
        """The statements that make it."""
        if dialect == "sqlite":
            return [
                f"CREATE TRIGGER {self.name}_{event} BEFORE {event} ON {self.table} "
                f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
                for event in ("update", "delete")
            ]
        return [
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.name}' USING ERRCODE = 'restrict_violation'; END $$",
            f"CREATE TRIGGER {self.name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {self.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {self.name}()",
        ]

    def undoing(self, dialect: str) -> list[str]:
        """The statements that take it away."""
        if dialect == "sqlite":
            return [f"DROP TRIGGER {self.name}_{event}" for event in ("update", "delete")]
        return [f"DROP TRIGGER {self.name} ON {self.table}", f"DROP FUNCTION {self.name}()"]


DECLARED: list[AppendOnly] = []  # by models; a test compares it with what the migrations made


def append_only(table: Table | str) -> AppendOnly:
    """Declare that rows are only added. Models hand over their table; a migration the table's name."""
    if isinstance(table, str):
        return AppendOnly(table)
    found = AppendOnly(table.name)
    DECLARED.append(found)
    return found
