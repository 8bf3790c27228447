#!/usr/bin/env bash
# Runs a SparkApplication as pods by spark-submit, where the cluster has no Spark operator, and ends with the
# exit code of its driver, which spark-submit itself does not tell in cluster mode:
#
#   scripts/k8s-submit.sh FILE [ARGUMENT...]
#   kubectl get scheduledsparkapplication predict -o json | scripts/k8s-submit.sh - --campaign-id 7 --env /opt/propensity/conf/k8s.yaml
#
# FILE is an object such as k8s/runs/predict-spark-application.yaml; `-` reads one from the standard input. ARGUMENTs,
# where there are any, take the place of the object's. The driver's log goes to the standard output once it ended.
# Codes beside the job's: 69 when the cluster or spark-submit does not do it or it takes too long, 143 when the driver was
# ended from outside.
#
#   KUBECONFIG   whose current context names cluster, user and namespace
#   RUN_NAME     of the pods, RUN_NAME-driver among them; the object's name by default
#   RUN_MINUTES  how long to wait for the driver, 720 by default; a driver that is at work then goes on, and is named
#   SPARK_HOME   a Spark 4.0 of yours; else the one that the build lays out
set -euo pipefail

stop() {
  echo "k8s-submit.sh: $2" >&2
  exit "$1"
}

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
fi
(($# > 0)) || stop 64 "which SparkApplication? scripts/k8s-submit.sh FILE [ARGUMENT...]"
file=$1
shift
for tool in kubectl jq; do
  command -v "$tool" >/dev/null || stop 69 "there is no $tool here"
done
minutes=${RUN_MINUTES:-720}
[[ $minutes =~ ^[0-9]+(\.[0-9]+)?$ && $minutes == *[1-9]* ]] || stop 64 "RUN_MINUTES '$minutes' is no number of minutes"
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[[ $file == - || -f $file ]] || stop 66 "there is no file $file"
cat "$file" >"$work/object"
kubectl patch --local --filename "$work/object" --type merge --patch '{}' --output json >"$work/object.json" ||
  stop 65 "$file is no object of Kubernetes, as the line above says"
jq -e '.kind == "SparkApplication" or .kind == "ScheduledSparkApplication"' "$work/object.json" >/dev/null ||
  stop 65 "$file is a $(jq -r .kind "$work/object.json"), not a SparkApplication"
name=${RUN_NAME:-$(jq -r .metadata.name "$work/object.json")}
jq '.spec | .template // .' "$work/object.json" >"$work/spec.json"

# What Spark's settings do not say of a pod goes into its template.
for role in driver executor; do
  jq --arg role "$role" '. as $spec | .[$role] | {
    apiVersion: "v1", kind: "Pod",
    metadata: {labels: (.labels // {}), annotations: (.annotations // {})},
    spec: ({
      volumes: ($spec.volumes // []), securityContext: (.podSecurityContext // {}),
      containers: [{name: "spark-kubernetes-\($role)", env: (.env // []), envFrom: (.envFrom // []),
        volumeMounts: (.volumeMounts // []), securityContext: (.securityContext // {})}]
    } + (if .nodeSelector then {nodeSelector} else {} end)
      + (if .terminationGracePeriodSeconds then {terminationGracePeriodSeconds} else {} end))
  }' "$work/spec.json" >"$work/$role.json"
done
jq -r --arg name "$name" --arg work "$work" '
  def pod($role): .[$role] | {
    "spark.kubernetes.\($role).podTemplateFile": "\($work)/\($role).json",
    "spark.kubernetes.\($role).podTemplateContainerName": "spark-kubernetes-\($role)",
    "spark.kubernetes.authenticate.\($role).serviceAccountName": .serviceAccount,
    "spark.\($role).cores": .cores, "spark.\($role).memory": .memory,
    "spark.\($role).memoryOverhead": .memoryOverhead,
    "spark.kubernetes.\($role).request.cores": .coreRequest,
    "spark.kubernetes.\($role).limit.cores": .coreLimit,
    "spark.\($role).extraJavaOptions": .javaOptions
  };
  {
    "spark.app.name": $name,
    "spark.kubernetes.driver.pod.name": "\($name)-driver",
    "spark.kubernetes.executor.podNamePrefix": $name,
    "spark.kubernetes.container.image": .image,
    "spark.kubernetes.container.image.pullPolicy": .imagePullPolicy,
    "spark.kubernetes.submission.waitAppCompletion": true,
    "spark.executor.instances": .executor.instances
  } + pod("driver") + pod("executor") + (.sparkConf // {})
  | to_entries[] | select(.value != null) | "\(.key)=\(.value)"' "$work/spec.json" >"$work/spark.properties"
if ! server=$(kubectl config view --minify --output 'jsonpath={.clusters[0].cluster.server}') || [[ -z $server ]]; then
  stop 78 "kubectl has no current context with a cluster: set KUBECONFIG"
fi
namespace=$(kubectl config view --minify --output 'jsonpath={..namespace}') # nothing where the context names none
printf 'spark.kubernetes.namespace=%s\n' "${namespace:-default}" >>"$work/spark.properties"
(($# > 0)) || mapfile -t arguments < <(jq -r '.arguments[]?' "$work/spec.json")
(($# == 0)) || arguments=("$@")

driver=$name-driver
limit=--request-timeout=60s # of each question, which would wait for ever
phase=$(kubectl get pod "$driver" --ignore-not-found --output 'jsonpath={.status.phase}' "$limit") ||
  stop 69 "the cluster does not say whether there is a pod $driver, as the line above says"
case $phase in
  "") ;;
  Succeeded | Failed)
    kubectl delete pod "$driver" --wait --timeout=120s >/dev/null ||
      stop 69 "pod $driver, which ended before, cannot be removed, as the line above says"
    ;;
  *) stop 64 "pod $driver is there and $phase: wait for it, or choose another RUN_NAME" ;;
esac

# spark-submit hears of the driver's end by a watch, which a server may refuse and a network lose: then it would wait on.
end_a_deaf_submit() {
  local phase seen="" looks=0
  while sleep 5 && [[ -d $work ]]; do
    phase=$(kubectl get pod "$driver" --ignore-not-found --output 'jsonpath={.status.phase}' "$limit") || continue
    [[ -z $phase ]] || seen=yes
    case $phase in
      Succeeded | Failed) ((++looks)) ;;
      "") [[ -z $seen ]] || ((++looks)) ;; # it was deleted
      *) looks=0 ;;
    esac
    if ((looks == 3)); then
      touch "$work/deaf"
      kill "$(<"$work/pid")"
      return
    fi
  done
}

submitted=0
end_a_deaf_submit >/dev/null 2>&1 </dev/null &
# shellcheck disable=SC2016 # of the inner bash
bash -c 'echo $$ >"$0" && exec "$@"' "$work/pid" \
  timeout --foreground --kill-after=10 "${minutes}m" "$scripts/spark-submit" --master "k8s://$server" --deploy-mode cluster --properties-file "$work/spark.properties" \
  --class "$(jq -r .mainClass "$work/spec.json")" "$(jq -r .mainApplicationFile "$work/spec.json")" \
  "${arguments[@]}" >"$work/submit.log" 2>&1 || submitted=$?
kill $! 2>/dev/null || true
late=""
if ((submitted == 124 || (submitted == 137 && SECONDS >= 60 * 10#${minutes%.*}))); then # 137: it had to be killed
  late="after $minutes minutes (RUN_MINUTES) "
fi
if ! pod=$(kubectl get pod "$driver" --output json "$limit" 2>"$work/error"); then
  grep -q NotFound "$work/error" || stop 69 "${late}pod $driver cannot be read: $(tail -n 1 "$work/error")"
  [[ -z $late ]] || stop 69 "${late}there is no pod $driver: $(tail -n 1 "$work/submit.log")"
  ((submitted == 0)) || [[ -e $work/deaf ]] || stop 69 "spark-submit made no driver: $(tail -n 1 "$work/submit.log")"
  stop 143 "pod $driver was deleted before it ended"
fi
kubectl logs "$driver" --container spark-kubernetes-driver "$limit" 2>/dev/null || kubectl logs "$driver" "$limit" || true
phase=$(jq -r .status.phase <<<"$pod")
if [[ -n $late && $phase != Succeeded && $phase != Failed ]]; then
  stop 69 "${late}pod $driver is $phase, and goes on: kubectl delete pod $driver ends it with its executors"
fi
code=$(jq -r '[.status.containerStatuses[]? | .state.terminated.exitCode // empty][0] // empty' <<<"$pod")
reason=$(jq -r '.status.reason // empty' <<<"$pod")
if [[ $phase == Failed && ($reason == Evicted || -z $code || $code == 0) ]]; then
  stop 143 "pod $driver was ended from outside: ${reason:-$(jq -r '.status.message // "it says no more"' <<<"$pod")}"
fi
[[ -n $code ]] || stop 69 "pod $driver is $phase, and spark-submit no longer waits for it: $(tail -n 1 "$work/submit.log")"
exit "$code"
