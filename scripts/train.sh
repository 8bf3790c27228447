#!/usr/bin/env bash
# Trains a pipeline's model and publishes it: scripts/train.sh pipelines/NAME [options]
#
# Takes the options of the training job; --help lists them below this once the job is built. Relative
# paths are taken from the checkout.
set -euo pipefail

if [[ $# -eq 0 ]]; then
  echo "Which pipeline? scripts/train.sh pipelines/NAME [options]" >&2
  exit 64
fi
if [[ $1 != -* ]]; then
  set -- --pipeline "$@"
fi
exec "$(dirname "${BASH_SOURCE[0]}")/job" "${BASH_SOURCE[0]}" training-job io.propensity.training.TrainingJob "$@"
