from __future__ import annotations

import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from airflow.models.dagbag import DagBag
from airflow.sdk import DAG
from airflow.sdk.definitions.context import KNOWN_CONTEXT_KEYS

from conftest import AIRFLOW
from propensity_airflow import settings
from propensity_airflow.dataproc_runner import DataprocJobOperator
from propensity_airflow.kubernetes_runner import KubernetesJobOperator
from propensity_airflow.service_runner import ServiceRunOperator

OPERATORS = {
    "service": ServiceRunOperator,
    "kubernetes": KubernetesJobOperator,
    "dataproc": DataprocJobOperator,
}


@pytest.fixture(params=settings.RUNNERS)
def runner(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(settings.VARIABLE, str(AIRFLOW / "settings" / f"{request.param}.yaml"))
    return str(request.param)


@pytest.fixture
def dags(runner: str) -> Iterator[dict[str, DAG]]:
    bag = DagBag(dag_folder=str(AIRFLOW / "dags"), include_examples=False)
    assert bag.import_errors == {}
    yield bag.dags


def test_there_are_three(dags: dict[str, DAG]) -> None:
    assert sorted(dags) == ["propensity_mlops", "propensity_scoring", "propensity_training"]
    for dag in dags.values():
        assert not dag.catchup
        assert dag.max_active_runs == 1
        assert {task.retries for task in dag.tasks} == {3}


def test_no_parameter_of_a_task_has_a_name_of_airflows_own(dags: dict[str, DAG]) -> None:
    functions = {
        task.python_callable
        for dag in dags.values()
        for task in dag.tasks
        if hasattr(task, "python_callable")
    }
    assert len(functions) > 5
    for function in functions:
        assert not KNOWN_CONTEXT_KEYS & inspect.signature(function).parameters.keys(), function


def test_each_campaign_is_scored_in_a_group_of_its_own(dags: dict[str, DAG], runner: str) -> None:
    dag = dags["propensity_scoring"]
    assert dag.task_ids == ["active_campaigns", "campaign.score", "campaign.summary"]
    score = dag.get_task("campaign.score")
    assert isinstance(score, OPERATORS[runner])
    assert score.upstream_task_ids == {"active_campaigns"}
    assert score.downstream_task_ids == {"campaign.summary"}
    assert list(score.iter_mapped_task_groups())


def test_training_goes_through_the_gate(dags: dict[str, DAG], runner: str) -> None:
    dag = dags["propensity_training"]
    assert isinstance(dag.get_task("pipeline.train"), OPERATORS[runner])
    assert dag.get_task("pipeline.new_version").upstream_task_ids >= {"pipeline.train"}
    assert dag.get_task("pipeline.promote").upstream_task_ids >= {
        "pipeline.new_version",
        "pipeline.compare",
    }


def test_the_loop_scores_after_learning_and_measures_after_scoring(
    dags: dict[str, DAG], runner: str
) -> None:
    dag = dags["propensity_mlops"]
    first = dag.get_task("scoring.active_campaigns")
    assert "learning.pipeline.promote" in first.upstream_task_ids
    assert first.trigger_rule == "none_failed"  # a version that is not promoted is no failure
    assert dag.has_task("measuring.runs_of_then") is (runner != "service")
    if runner != "service":
        then = dag.get_task("measuring.runs_of_then")
        assert "scoring.campaign.summary" in then.upstream_task_ids
        assert isinstance(dag.get_task("measuring.outcomes.measure"), OPERATORS[runner])


def test_the_dags_are_imported_without_a_warning(runner: str) -> None:
    program = (
        "import pathlib, runpy, warnings\n"
        "import airflow.sdk\n"
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n"
        f"    for dag in pathlib.Path({str(AIRFLOW / 'dags')!r}).glob('*.py'):\n"
        "        runpy.run_path(str(dag))\n"
        f"ours = [w for w in caught if w.filename.startswith({str(AIRFLOW) + os.sep!r}) and 'venv' not in w.filename]\n"
        "assert not ours, [str(w.message) for w in ours]\n"
    )
    imported = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(AIRFLOW)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert imported.returncode == 0, imported.stderr


def test_without_settings_the_import_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.VARIABLE, raising=False)
    bag = DagBag(dag_folder=str(AIRFLOW / "dags"), include_examples=False)
    assert len(bag.import_errors) == 3
    assert all("Set PROPENSITY_AIRFLOW_SETTINGS" in error for error in bag.import_errors.values())
    assert {Path(file).name for file in bag.import_errors} >= {"propensity_scoring.py"}
