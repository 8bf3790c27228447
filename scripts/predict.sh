#!/usr/bin/env bash
# Scores a campaign: scripts/predict.sh --campaign-id N [options]
#
# Takes the options of the prediction job; --help lists them below this once the job is built. Relative
# paths are taken from the checkout.
set -euo pipefail

exec "$(dirname "${BASH_SOURCE[0]}")/job" "${BASH_SOURCE[0]}" predict-job io.propensity.prediction.PredictionJob "$@"
