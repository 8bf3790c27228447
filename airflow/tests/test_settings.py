from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from conftest import AIRFLOW
from propensity_airflow import settings
from propensity_airflow.settings import SettingsError


@pytest.mark.parametrize("runner", settings.RUNNERS)
def test_the_files_of_this_repository_are_read(runner: str) -> None:
    read = settings.read(AIRFLOW / "settings" / f"{runner}.yaml")
    assert read.runner == runner
    assert read.schedules.scoring == "30 2 * * *"
    assert read.pipelines == ("campaign-response",)


def test_values_come_from_the_process_environment() -> None:
    read = settings.read(AIRFLOW / "settings/dataproc.yaml")
    assert read.dataproc is not None
    assert read.dataproc.prediction_jar == "gs://bucket/releases/0.1.0/predict-job.jar"
    assert read.dataproc.runtime == "3.0"
    assert read.dataproc.environment["PROPENSITY_TOKEN_FILE"] == "job.token"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"colour": "red"}, "unknown key 'colour'; known are runner, connection"),
        ({"alias": None}, "'alias' is missing"),
        ({"runner": "yarn"}, "runner is 'yarn', write one of service, kubernetes, dataproc"),
        ({"runner": "kubernetes"}, "the runner kubernetes wants a section 'kubernetes'"),
        ({"retries": "3"}, "retries: expected a whole number, not '3'"),
        ({"retries": -1}, "retries must not be negative"),
        ({"poll_seconds": 0}, "poll_seconds has to be 1 at least"),
        ({"pipelines": "telco"}, "pipelines: expected another kind of value than 'telco'"),
        ({"schedules": {"scoring": ""}}, "schedules: 'training' is missing"),
        ({"alias": 7}, "alias: expected a text, not 7"),
        ({"alias": "${NOBODY_SETS_THIS}"}, "alias: the variable NOBODY_SETS_THIS is not set"),
        ({"outcomes": {"table": "t", "after_days": 7}}, "the runner service wants a section 'service'"),
        ({"format_version": 2}, "write format_version: 1"),
    ],
)
def test_says_what_is_wrong(tmp_path: Path, change: dict[str, object], message: str) -> None:
    content = yaml.safe_load((AIRFLOW / "settings/service.yaml").read_text())
    for key, value in change.items():
        content.pop(key, None) if value is None else content.update({key: value})
    file = tmp_path / "settings.yaml"
    file.write_text(yaml.safe_dump(content))
    with pytest.raises(SettingsError) as raised:
        settings.read(file)
    assert message in str(raised.value)
    assert str(file) in str(raised.value)


def test_says_which_variable_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(settings.VARIABLE, raising=False)
    with pytest.raises(SettingsError, match="Set PROPENSITY_AIRFLOW_SETTINGS to a settings file"):
        settings.load()
