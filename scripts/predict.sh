#!/usr/bin/env bash
# Scores a campaign: scripts/predict.sh --campaign-id N [options]
#
# Takes the options of the prediction job (--help lists them). Options for spark-submit itself, such
# as --master or --conf, go into SPARK_ARGS. Relative paths are taken from the checkout.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
jar=predict-job/target/predict-job.jar
if [[ ! -f $jar ]]; then
  echo "There is no $jar: run 'mvn package -DskipTests' first" >&2
  exit 66
fi
# shellcheck disable=SC2086  # SPARK_ARGS holds several words
exec scripts/spark-submit --driver-memory "${DRIVER_MEMORY:-2g}" ${SPARK_ARGS:-} \
  --class io.propensity.prediction.PredictionJob "$jar" "$@"
