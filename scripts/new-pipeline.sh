#!/usr/bin/env bash
# Writes a pipeline for a CSV or Parquet file: scripts/new-pipeline.sh FILE --label COLUMN [options]
#
# --help lists the options below this once the job is built. Relative paths are taken from the checkout.
set -euo pipefail

if [[ $# -eq 0 ]]; then
  echo "Of which file? scripts/new-pipeline.sh FILE --label COLUMN [options]" >&2
  exit 64
fi
exec "$(dirname "${BASH_SOURCE[0]}")/job" "${BASH_SOURCE[0]}" training-job io.propensity.scaffold.NewPipeline "$@"
