#!/usr/bin/env bash
# Measures a published version on new labelled rows, and a second one beside it:
# scripts/evaluate.sh --model NAME/VERSION --data TABLE [--challenger NAME/VERSION]
#
# TABLE is a directory of Parquet files with the label and what the model reads. --help lists the
# job's options below this once it is built. Relative paths are taken from the checkout.
set -euo pipefail

exec "$(dirname "${BASH_SOURCE[0]}")/job" "${BASH_SOURCE[0]}" training-job \
  io.propensity.modelevaluation.EvaluationJob "$@"
