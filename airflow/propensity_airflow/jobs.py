"""The platform's jobs as a cluster is asked to run them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(str, Enum):
    """What a job does: score a campaign, train a pipeline, tell what came of a scoring."""

    PREDICTION = "prediction"
    TRAINING = "training"
    OUTCOMES = "outcomes"


_CLASSES = {
    Kind.PREDICTION: "io.propensity.prediction.PredictionJob",
    Kind.TRAINING: "io.propensity.training.TrainingJob",
    Kind.OUTCOMES: "io.propensity.outcomes.OutcomesJob",
}


@dataclass(frozen=True)
class Job:
    """
    One job for one campaign or pipeline.

    :param target: the campaign's id, or the pipeline's name
    :param run_id: the run that is made, or whose outcomes are told
    :param outcomes: of ``OUTCOMES`` alone, the table of who responded
    """

    kind: Kind
    target: str
    run_id: str
    outcomes: str | None = None

    @property
    def main_class(self) -> str:
        return _CLASSES[self.kind]

    def arguments(self, environment_file: str, pipelines: str) -> list[str]:
        shared = ["--run-id", self.run_id, "--env", environment_file]
        if self.kind is Kind.TRAINING:
            return ["--pipeline", f"{pipelines.rstrip('/')}/{self.target}", *shared, "--register"]
        campaign = ["--campaign-id", self.target, *shared]
        if self.kind is Kind.OUTCOMES:
            return [*campaign, "--outcomes", self.outcomes_table]
        return campaign

    @property
    def outcomes_table(self) -> str:
        if not self.outcomes:
            raise ValueError(f"Which table says what came of run {self.run_id}?")
        return self.outcomes
