#!/usr/bin/env bash
# Publishes a model that was trained elsewhere: scripts/import-model.sh MODEL --name NAME --key COLUMN --sample TABLE
#
# MODEL is a .cbm file or an MLflow model directory, a path or a URI such as hdfs://... . --help lists the job's options below this once
# it is built. Relative paths are taken from the checkout.
set -euo pipefail

exec "$(dirname "${BASH_SOURCE[0]}")/job" "${BASH_SOURCE[0]}" training-job io.propensity.modelimport.ImportJob "$@"
