from __future__ import annotations

from typing import Any

import pytest
from airflow.exceptions import AirflowException, AirflowFailException, TaskDeferred
from google.api_core.exceptions import AlreadyExists, NotFound
from google.cloud.dataproc_v1 import Batch

from conftest import AIRFLOW
from fake_service import FakeService, run
from propensity_airflow import settings
from propensity_airflow.dataproc_runner import DataprocJobOperator, batch
from propensity_airflow.jobs import Job, Kind

RUN = "r-20261126t023000z-c7"


class FakeHook:
    """Batches as the API keeps them, by their ids."""

    def __init__(self, **states: Batch.State) -> None:
        self.batches = {name.replace("_", "-"): state for name, state in states.items()}
        self.created: dict[str, Any] = {}

    def get_batch(self, batch_id: str, **_: Any) -> Batch:
        if batch_id not in self.batches:
            raise NotFound(batch_id)  # type: ignore[no-untyped-call]
        return Batch(state=self.batches[batch_id])

    def create_batch(self, batch_id: str, batch: Any, **_: Any) -> None:
        if batch_id in self.batches:
            raise AlreadyExists(batch_id)  # type: ignore[no-untyped-call]
        self.created[batch_id] = Batch(batch)
        raise AlreadyExists(batch_id)  # type: ignore[no-untyped-call]


@pytest.fixture
def read() -> settings.Settings:
    return settings.read(AIRFLOW / "settings/dataproc.yaml")


def operator(read: settings.Settings, hook: FakeHook) -> DataprocJobOperator:
    made = DataprocJobOperator(
        task_id="score", settings=read, kind=Kind.PREDICTION, target="7", platform_run_id=RUN
    )
    made.__dict__["hook"] = hook
    return made


def waits_for(made: DataprocJobOperator) -> str:
    with pytest.raises(TaskDeferred) as deferred:
        made.execute({"ti": _Link(), "task": made})
    return deferred.value.trigger.serialize()[1]["batch_id"]


class _Link:
    """Takes the links that the operator shows in Airflow's pages."""

    def xcom_push(self, **_: Any) -> None:
        pass


def test_a_batch_names_the_job_and_what_it_needs(read: settings.Settings) -> None:
    assert read.dataproc is not None
    made = Batch(batch(Job(Kind.PREDICTION, "7", RUN), read.dataproc))
    assert made.spark_batch.main_class == "io.propensity.prediction.PredictionJob"
    assert list(made.spark_batch.args) == [
        *("--campaign-id", "7", "--run-id", RUN, "--env", "gs://bucket/releases/0.1.0/conf/gcp.yaml")
    ]
    assert made.spark_batch.jar_file_uris[0] == "gs://bucket/releases/0.1.0/predict-job.jar"
    properties = made.runtime_config.properties
    assert properties["spark.dataproc.driverEnv.PROPENSITY_TOKEN_FILE"] == "job.token"
    assert made.environment_config.execution_config.service_account.startswith("jobs@")


def test_properties_say_where_secrets_lie_and_not_what_they_are(read: settings.Settings) -> None:
    assert read.dataproc is not None
    made = batch(Job(Kind.PREDICTION, "7", RUN), read.dataproc)
    properties = made["runtime_config"]["properties"]
    variable = "spark.dataproc.driverEnv.PROPENSITY_CATALOG_PASSWORD_FILE"
    assert properties[variable] == "gs://secrets/catalog.password"
    assert not [name for name in properties if name.endswith(("PASSWORD", "TOKEN"))]


def test_the_first_attempt_has_the_first_number(read: settings.Settings) -> None:
    hook = FakeHook()
    assert waits_for(operator(read, hook)) == f"{RUN}-1"
    assert list(hook.created) == [f"{RUN}-1"]


def test_attaches_to_what_is_under_way_or_was_good(read: settings.Settings) -> None:
    for state in (Batch.State.PENDING, Batch.State.RUNNING, Batch.State.SUCCEEDED):
        hook = FakeHook()
        hook.batches = {f"{RUN}-1": Batch.State.FAILED, f"{RUN}-2": state}
        assert waits_for(operator(read, hook)) == f"{RUN}-2"
        assert not hook.created


def test_takes_the_next_number_after_a_failure(read: settings.Settings) -> None:
    hook = FakeHook()
    hook.batches = {f"{RUN}-1": Batch.State.FAILED, f"{RUN}-2": Batch.State.CANCELLED}
    assert waits_for(operator(read, hook)) == f"{RUN}-3"
    assert list(hook.created) == [f"{RUN}-3"]


@pytest.mark.parametrize(("code", "final"), [(66, True), (69, False), (None, False)])
def test_the_exit_code_that_the_service_was_told_decides(
    read: settings.Settings, service: FakeService, code: int | None, final: bool
) -> None:
    service.answer("GET", f"/runs/{RUN}", (200, run("FAILED", exit_code=code)))
    event = {"batch_state": "FAILED", "batch_id": f"{RUN}-1", "batch_state_message": "it failed"}
    with pytest.raises(AirflowException) as raised:
        operator(read, FakeHook()).execute_complete({}, event)
    assert isinstance(raised.value, AirflowFailException) is final
    assert ("exit code" if final else "it failed") in str(raised.value)
