#!/usr/bin/env bash
# What Spark on Kubernetes expects of an image: the driver pod's container is started with
# `driver` and spark-submit's arguments, an executor's with `executor` and SPARK_* variables.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: docker run IMAGE COMMAND [ARGUMENT...]

  predict ...   the prediction job on this container's cores, e.g. predict --help
  train ...     the training job on this container's cores
  driver ...    a driver as Spark starts it in a pod: arguments of spark-submit
  executor      an executor as Spark starts it in a pod: SPARK_* variables
  others        are run as they are, e.g. spark-submit --version
HELP
}

executor() {
  local options=() name classpath
  for ((i = 0; ; i++)); do
    name="SPARK_JAVA_OPT_$i"
    [[ -v $name ]] || break
    options+=("${!name}")
  done
  classpath="${SPARK_CONF_DIR:-$SPARK_HOME/conf}:${HADOOP_CONF_DIR:+$HADOOP_CONF_DIR:}"
  classpath+="${SPARK_CLASSPATH:+$SPARK_CLASSPATH:}$SPARK_HOME/jars/*"
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${options[@]}" \
    "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" -cp "$classpath" \
    org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
    --driver-url "$SPARK_DRIVER_URL" \
    --executor-id "$SPARK_EXECUTOR_ID" \
    --cores "$SPARK_EXECUTOR_CORES" \
    --app-id "$SPARK_APPLICATION_ID" \
    --hostname "$SPARK_EXECUTOR_POD_IP" \
    --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" \
    --podName "$SPARK_EXECUTOR_POD_NAME"
}

command="${1:---help}"
shift || true
case "$command" in
  -h | --help) usage ;;
  driver)
    exec spark-submit --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS" \
      --deploy-mode client "$@"
    ;;
  executor) executor ;;
  predict) exec spark-submit /opt/propensity/jobs/predict-job.jar "$@" ;;
  train) exec spark-submit /opt/propensity/jobs/training-job.jar "$@" ;;
  *) exec "$command" "$@" ;;
esac
