"""What is wrong with a content file, said to its author: which file, which line, what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right. `line` is 0 when it concerns the whole file."""

    file: str
    line: int
    cure: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.cure}" if self.line else f"{self.file}: {self.cure}"


class Broken(Exception):
    """The folder cannot be published: `faults` says why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
