"""Why a file may not be published, raised where it is found and caught in the worker."""

from __future__ import annotations

from generator.core.content import Fault


class Faulty(Exception):
    """The file has a fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault
