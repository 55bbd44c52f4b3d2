"""The way from one phone to the server, which can be cut: for the page, for the worker behind it, for everything."""

import socket
import threading
from contextlib import suppress


class Wire:
    """Carries what goes between a port of its own and that of the server, as long as it is whole. A browser's own
    "offline" leaves service workers their network, so it would cut only half of it."""

    def __init__(self, port: int) -> None:
        self.port, self.whole = port, True
        self.ends: list[socket.socket] = []
        self.turn = threading.Lock()  # of who cuts it and who comes through
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> str:
        """Where the phone finds the server."""
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def cut(self, yes: bool = True) -> None:
        """Cut it, also what is under way; or mend it."""
        with self.turn:
            self.whole = not yes
            if yes:
                for each in self.ends:
                    _shut(each)
                self.ends.clear()

    def _listen(self) -> None:
        while True:
            near, _ = self.listener.accept()
            with self.turn:
                if not self.whole:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self.port))
                self.ends += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    _shut(one)
    _shut(other)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
