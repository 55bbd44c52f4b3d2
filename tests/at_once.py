"""Several verbs in the same moment, each in a thread and a transaction of its own."""

from collections.abc import Callable
from threading import Barrier, Thread

from lms.core.database import unit_of_work


def at_once(app, verbs: list[Callable[[], object]]) -> list[Exception]:
    """Do each in a thread and a transaction of its own, all in the same moment; returns what went wrong."""
    start, faults = Barrier(len(verbs)), []

    def do(verb: Callable[[], object]) -> None:
        try:
            start.wait()
            with app.app_context(), unit_of_work():
                verb()
        except Exception as fault:  # a thread's fault would otherwise be lost
            faults.append(fault)

    threads = [Thread(target=do, args=(verb,)) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults
