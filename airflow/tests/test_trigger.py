from __future__ import annotations

import asyncio
from typing import Any

from airflow.triggers.base import TriggerEvent

from fake_service import FakeService, problem, run
from propensity_airflow.trigger import RunTrigger

RUN = "r-20261126t023000z-c7"


def fired(patience_seconds: float = 5) -> Any:
    """What the trigger says, made anew from what it serialises to, as the triggerer makes it."""
    _, arguments = RunTrigger("propensity", RUN, 0.01, patience_seconds).serialize()

    async def first() -> TriggerEvent:
        return await anext(RunTrigger(**arguments).run())

    return asyncio.run(asyncio.wait_for(first(), 20)).payload


def test_fires_when_the_run_is_over(service: FakeService) -> None:
    service.answer(
        "GET", f"/runs/{RUN}", (200, run("QUEUED")), (200, run("RUNNING")), (200, run("SUCCEEDED"))
    )
    assert fired() == {"trouble": None}
    assert len(service.asked) == 3
    assert service.tokens == {"Bearer secret-token"}


def test_fires_when_the_run_failed_or_was_cancelled(service: FakeService) -> None:
    for state in ("FAILED", "CANCELLED"):
        service.answer("GET", f"/runs/{RUN}", (200, run(state)))
        assert fired() == {"trouble": None}


def test_bears_a_service_that_is_away_for_a_while(service: FakeService) -> None:
    away = problem(503, "The database does not answer")
    service.answer("GET", f"/runs/{RUN}", away, (200, run("RUNNING")), away, away, (200, run("FAILED")))
    assert fired() == {"trouble": None}
    assert len(service.asked) == 5


def test_gives_up_on_a_service_that_stays_away(service: FakeService) -> None:
    service.stop()
    trouble = fired(patience_seconds=0.2)["trouble"]
    assert trouble.startswith(f"The service at http://127.0.0.1:{service.port} does not answer: ")


def test_tells_a_refusal_at_once(service: FakeService) -> None:
    service.answer("GET", f"/runs/{RUN}", problem(401, "Who are you?"))
    assert fired()["trouble"].endswith("answered 401: Who are you?")
    assert len(service.asked) == 1
