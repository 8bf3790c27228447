from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from airflow.exceptions import AirflowException, AirflowFailException

from conftest import AIRFLOW
from propensity_airflow import settings
from propensity_airflow.jobs import Kind
from propensity_airflow.outcomes_script import OutcomesScriptOperator

RUN = "r-20261119t023000z-c7"


def operator(home: Path) -> OutcomesScriptOperator:
    read = replace(
        settings.read(AIRFLOW / "settings/service.yaml"),
        outcomes=settings.Outcomes("warehouse/outcomes", 7),
        service=settings.ServiceRunner(str(home)),
    )
    return OutcomesScriptOperator(
        task_id="measure", settings=read, kind=Kind.OUTCOMES, target="7", platform_run_id=RUN
    )


def script(home: Path, body: str) -> None:
    file = home / "scripts" / "outcomes.sh"
    file.parent.mkdir()
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)


def test_runs_the_script_of_the_checkout(tmp_path: Path) -> None:
    script(tmp_path, 'echo "$@" >"$(dirname "$0")/told"')
    operator(tmp_path).execute({})
    told = (tmp_path / "scripts/told").read_text()
    assert told == f"--campaign-id 7 --run-id {RUN} --outcomes warehouse/outcomes\n"


def test_ends_as_the_script_ends(tmp_path: Path) -> None:
    script(tmp_path, 'echo "There is no table warehouse/outcomes" >&2; exit 66')
    with pytest.raises(AirflowFailException, match="exit code 66: There is no table"):
        operator(tmp_path).execute({})
    (tmp_path / "scripts/outcomes.sh").write_text("#!/bin/sh\nexit 69\n")
    with pytest.raises(AirflowException, match="exit code 69") as raised:
        operator(tmp_path).execute({})
    assert not isinstance(raised.value, AirflowFailException)


def test_wants_a_checkout(tmp_path: Path) -> None:
    with pytest.raises(AirflowFailException, match="service.home has to be a checkout"):
        operator(tmp_path).execute({})
