#!/usr/bin/env bash
# Trains a pipeline's model and publishes it: scripts/train.sh pipelines/NAME [options]
#
# Takes the options of the training job (--help lists them). Options for spark-submit itself, such
# as --master or --conf, go into SPARK_ARGS. Relative paths are taken from the checkout.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
jar=training-job/target/training-job.jar
if [[ ! -f $jar ]]; then
  echo "There is no $jar: run 'mvn package -DskipTests' first" >&2
  exit 66
fi
if [[ $# -eq 0 ]]; then
  echo "Which pipeline? scripts/train.sh pipelines/NAME [options]" >&2
  exit 64
fi
if [[ $1 != -* ]]; then
  set -- --pipeline "$@"
fi
# shellcheck disable=SC2086  # SPARK_ARGS holds several words
exec scripts/spark-submit --driver-memory "${DRIVER_MEMORY:-2g}" ${SPARK_ARGS:-} \
  --class io.propensity.training.TrainingJob "$jar" "$@"
