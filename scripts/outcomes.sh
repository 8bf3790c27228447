#!/usr/bin/env bash
# Tells what came of a published run:
# scripts/outcomes.sh --campaign-id N --run-id ID --outcomes TABLE [options]
#
# TABLE lists who responded, one row a user. --help lists the job's options below this once it is
# built. Relative paths are taken from the checkout.
set -euo pipefail

exec "$(dirname "${BASH_SOURCE[0]}")/job" "${BASH_SOURCE[0]}" predict-job \
  io.propensity.outcomes.OutcomesJob "$@"
