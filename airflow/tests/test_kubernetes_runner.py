from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.cncf.kubernetes.operators.spark_kubernetes import SparkKubernetesOperator

from conftest import AIRFLOW
from fake_service import FakeService, run
from propensity_airflow import settings
from propensity_airflow.jobs import Job, Kind
from propensity_airflow.kubernetes_runner import KubernetesJobOperator, spark_application

RUN = "r-20261126t023000z-c7"


@pytest.fixture
def read() -> settings.Settings:
    return settings.read(AIRFLOW / "settings/kubernetes.yaml")


def test_makes_the_object_of_a_run_after_the_pattern(read: settings.Settings) -> None:
    runner = read.kubernetes
    assert runner is not None
    made = spark_application(runner.prediction, Job(Kind.PREDICTION, "7", RUN), runner)
    pattern = yaml.safe_load(Path(runner.prediction).read_text())
    assert made["metadata"]["name"] == RUN
    assert made["metadata"]["namespace"] == "propensity"
    assert made["spec"]["restartPolicy"] == {"type": "Never"}
    assert made["spec"]["arguments"] == [
        *("--campaign-id", "7", "--run-id", RUN, "--env", "/opt/propensity/conf/k8s.yaml")
    ]
    for name in ("driver", "executor", "image", "mainClass", "mainApplicationFile"):
        assert made["spec"][name] == pattern["spec"][name]


def test_trains_with_the_object_of_training(read: settings.Settings) -> None:
    runner = read.kubernetes
    assert runner is not None
    made = spark_application(runner.training, Job(Kind.TRAINING, "telco-churn", RUN), runner)
    assert made["spec"]["mainClass"] == "io.propensity.training.TrainingJob"
    assert made["spec"]["arguments"] == [
        *("--pipeline", "/opt/propensity/pipelines/telco-churn", "--run-id", RUN),
        *("--env", "/opt/propensity/conf/k8s.yaml", "--register"),
    ]


def test_tells_outcomes_of_a_run(read: settings.Settings) -> None:
    runner = read.kubernetes
    assert runner is not None
    job = Job(Kind.OUTCOMES, "7", RUN, outcomes="/mnt/outcomes")
    made = spark_application(runner.prediction, job, runner)
    assert made["metadata"]["name"] == f"{RUN}-outcomes"
    assert made["spec"]["mainClass"] == "io.propensity.outcomes.OutcomesJob"
    assert made["spec"]["arguments"][-2:] == ["--outcomes", "/mnt/outcomes"]


def test_refuses_a_pattern_that_is_none(read: settings.Settings, tmp_path: Path) -> None:
    assert read.kubernetes is not None
    job = Job(Kind.PREDICTION, "7", RUN)
    with pytest.raises(AirflowFailException, match="Cannot read the SparkApplication"):
        spark_application(str(tmp_path / "absent.yaml"), job, read.kubernetes)
    other = tmp_path / "other.yaml"
    other.write_text("kind: Pod\n")
    with pytest.raises(AirflowFailException, match="is not one object of the kind SparkApplication"):
        spark_application(str(other), job, read.kubernetes)


@pytest.mark.parametrize(("code", "final"), [(66, True), (65, True), (75, False), (None, False)])
def test_the_exit_code_that_the_service_was_told_decides(
    read: settings.Settings,
    service: FakeService,
    monkeypatch: pytest.MonkeyPatch,
    code: int | None,
    final: bool,
) -> None:
    def fail(operator: Any, context: Any) -> None:
        assert operator.create_job_name() == RUN
        raise AirflowException("the driver failed")

    monkeypatch.setattr(SparkKubernetesOperator, "execute", fail)
    service.answer("GET", f"/runs/{RUN}", (200, run("FAILED", exit_code=code)))
    operator = KubernetesJobOperator(
        task_id="score", settings=read, kind=Kind.PREDICTION, target="7", platform_run_id=RUN
    )
    with pytest.raises(AirflowException) as raised:
        operator.execute({})
    assert isinstance(raised.value, AirflowFailException) is final
    assert ("exit code" if final else "the driver failed") in str(raised.value)
