"""The outcomes job on the worker, for platforms on one machine: the service has no runs of that kind."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

from airflow.exceptions import AirflowFailException
from airflow.sdk import Context

from propensity_airflow import exit_codes
from propensity_airflow.job_operator import JobOperator


class OutcomesScriptOperator(JobOperator):
    """Runs ``scripts/outcomes.sh`` of the checkout that the settings name, and logs what it says."""

    template_fields = JobOperator.job_fields

    _process: subprocess.Popen[str] | None = None

    def execute(self, context: Context) -> None:
        script = Path(self._home()) / "scripts" / "outcomes.sh"
        if not script.is_file():
            raise AirflowFailException(f"There is no {script}: service.home has to be a checkout")
        job = self.job
        command = [str(script), "--campaign-id", job.target, "--run-id", job.run_id]
        last = self._run([*command, "--outcomes", job.outcomes_table])
        code = self._process.returncode if self._process else None
        if code:
            exit_codes.fail(f"The outcomes job ended with exit code {code}: {last}", code)

    def _home(self) -> str:
        if self.settings.service is None:
            raise AirflowFailException("Outcomes want service.home in the settings: a checkout")
        return self.settings.service.home

    def _run(self, command: list[str]) -> str:
        last = ""
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        with self._process as process:
            for line in process.stdout or ():
                last = line.rstrip()
                self.log.info("%s", last)
        return last

    def on_kill(self) -> None:
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
