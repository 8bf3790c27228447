"""Waits for a run of the platform without holding a worker."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseTrigger, TriggerEvent

from propensity_airflow.service import Refused, Unavailable, Watcher


class RunTrigger(BaseTrigger):
    """
    Fires once, when a run is over, when the service refuses to tell of it, or when it has been silent
    for longer than ``patience_seconds``: with ``{"trouble": None}``, or what is wrong.
    """

    def __init__(
        self, connection: str, run_id: str, poll_seconds: float, patience_seconds: float
    ) -> None:
        super().__init__()
        self.connection = connection
        self.run_id = run_id
        self.poll_seconds = poll_seconds
        self.patience_seconds = patience_seconds

    def serialize(self) -> tuple[str, dict[str, Any]]:
        return (
            "propensity_airflow.trigger.RunTrigger",
            {
                "connection": self.connection,
                "run_id": self.run_id,
                "poll_seconds": self.poll_seconds,
                "patience_seconds": self.patience_seconds,
            },
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        async with await Watcher.at(self.connection) as watcher:
            yield TriggerEvent({"trouble": await self._trouble(watcher)})

    async def _trouble(self, watcher: Watcher) -> str | None:
        heard = time.monotonic()
        while True:
            try:
                run = await watcher.run(self.run_id)
                heard = time.monotonic()
                if run.is_over:
                    return None
            except Refused as refused:
                return str(refused)
            except Unavailable as silence:
                self.log.warning("%s", silence)
                if time.monotonic() - heard >= self.patience_seconds:
                    return str(silence)
            await asyncio.sleep(self.poll_seconds)
