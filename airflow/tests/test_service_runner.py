from __future__ import annotations

from typing import Any

import pytest
from airflow.exceptions import AirflowException, AirflowFailException, TaskDeferred

from conftest import AIRFLOW
from fake_service import FakeService, problem, run
from propensity_airflow import settings
from propensity_airflow.jobs import Kind
from propensity_airflow.service_runner import ServiceRunOperator

RUN = "r-20261126t023000z-c7"
START = ("POST", "/campaigns/7/runs")


def operator(kind: Kind = Kind.PREDICTION, target: str = "7") -> ServiceRunOperator:
    return ServiceRunOperator(
        task_id="score",
        settings=settings.read(AIRFLOW / "settings/service.yaml"),
        kind=kind,
        target=target,
        platform_run_id=RUN,
    )


def ended(service: FakeService, **fields: Any) -> Any:
    service.answer("GET", f"/runs/{RUN}", (200, run(**fields)))
    return operator().execute_complete({}, {"trouble": None})


def test_asks_for_the_run_and_waits_elsewhere(service: FakeService) -> None:
    service.answer(*START, (202, run("QUEUED")))
    with pytest.raises(TaskDeferred) as deferred:
        operator().execute({})
    assert service.requests("POST") == [("/campaigns/7/runs", {"run_id": RUN})]
    assert deferred.value.method_name == "execute_complete"
    assert deferred.value.trigger.serialize() == (
        "propensity_airflow.trigger.RunTrigger",
        {"connection": "propensity", "run_id": RUN, "poll_seconds": 10, "patience_seconds": 900},
    )


def test_trains_a_pipeline(service: FakeService) -> None:
    service.answer("POST", "/pipelines/telco-churn/runs", (202, run("QUEUED")))
    with pytest.raises(TaskDeferred):
        operator(Kind.TRAINING, "telco-churn").execute({})
    assert service.requests("POST") == [("/pipelines/telco-churn/runs", {"run_id": RUN})]


def test_attaches_to_a_run_that_is_there(service: FakeService) -> None:
    service.answer(*START, (202, run("SUCCEEDED", exit_code=0)))
    assert operator().execute({}) == RUN
    service.answer(*START, (202, run("RUNNING")))
    with pytest.raises(TaskDeferred):
        operator().execute({})
    assert len(service.requests("POST")) == 2


@pytest.mark.parametrize("state", ["FAILED", "CANCELLED"])
def test_tries_a_run_that_failed_once_more(service: FakeService, state: str) -> None:
    service.answer(*START, (202, run(state)))
    service.answer("POST", f"/runs/{RUN}/retry", (202, run("QUEUED")))
    with pytest.raises(TaskDeferred):
        operator().execute({})
    assert [path for path, _ in service.requests("POST")] == [
        "/campaigns/7/runs",
        f"/runs/{RUN}/retry",
    ]


def test_ends_as_the_run_ended(service: FakeService) -> None:
    assert ended(service, state="SUCCEEDED", exit_code=0) == RUN
    for code in (64, 65, 66, 78):
        with pytest.raises(AirflowFailException, match=f"exit code {code}"):
            ended(service, state="FAILED", exit_code=code)
    for code in (69, 75, 143):
        with pytest.raises(AirflowException, match=f"exit code {code}") as raised:
            ended(service, state="FAILED", exit_code=code)
        assert not isinstance(raised.value, AirflowFailException)
    with pytest.raises(AirflowException, match="is CANCELLED"):
        ended(service, state="CANCELLED")


def test_says_what_the_trigger_heard_while_the_run_goes_on(service: FakeService) -> None:
    service.answer("GET", f"/runs/{RUN}", (200, run("RUNNING")))
    with pytest.raises(AirflowException, match="silent for long"):
        operator().execute_complete({}, {"trouble": "silent for long"})


def test_a_refusal_is_final_and_silence_is_not(service: FakeService) -> None:
    service.answer(*START, problem(409, "The launcher of this service is none"))
    with pytest.raises(AirflowFailException, match="The launcher of this service is none"):
        operator().execute({})
    service.answer(*START, problem(503, "The database does not answer"))
    with pytest.raises(AirflowException, match="The database does not answer") as raised:
        operator().execute({})
    assert not isinstance(raised.value, AirflowFailException)
