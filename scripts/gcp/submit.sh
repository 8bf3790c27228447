#!/usr/bin/env bash
# Runs a job on Dataproc Serverless, from the release in the bucket, and waits for its end.
#
#   scripts/gcp/submit.sh predict CAMPAIGN_ID [--run-id ID] [--dry-run] [-- options of the job]
#   scripts/gcp/submit.sh train PIPELINE [--run-id ID] [--dry-run] [-- options of the job]
#
# Without --run-id the run is the day's: r-YYYYMMDD-c7, r-YYYYMMDD-p-NAME (UTC). The batch is named by run and attempt: a
# run that is under way is waited for, one that is done is done, after a failed one the next number
# is taken. So it can be run again, and a run publishes once.
#
#   PROPENSITY_PROJECT, PROPENSITY_REGION, PROPENSITY_BUCKET, PROPENSITY_RELEASE
#   PROPENSITY_JOB_ACCOUNT      the service account of the jobs
#   PROPENSITY_SUBNETWORK       the subnetwork of the batches, with private Google access
#   PROPENSITY_CONFIG_API_URL   the service, as the batches reach it
#   PROPENSITY_CATALOG_URI, PROPENSITY_CATALOG_USER
#                               the database that lists the warehouse's tables
#   PROPENSITY_CATALOG_PASSWORD_URI
#                               an object gs://... with that user's password, which the jobs' account may read
#   PROPENSITY_TOKEN_URI        optional: an object gs://... with the token of the jobs, which their account
#                               may read
#   PROPENSITY_RUNTIME          the runtime, one with Spark 4.0 and Scala 2.13; 3.0 by default
#
# Ends with 0 when the batch succeeded, 70 when it failed and 75 when it was cancelled; GET /runs/ID of the service
# says with which exit code the job ended.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

kind="" target="" run="" options=()
while (($# > 0)); do
  case $1 in
    -h | --help) usage && exit 0 ;;
    --dry-run) dry_run=yes ;;
    --run-id)
      run=${2:-}
      [[ -n $run ]] || stop 64 "--run-id wants an id"
      shift
      ;;
    --)
      shift
      options=("$@")
      break
      ;;
    -*) stop 64 "$1 is not an option; see --help" ;;
    *) if [[ -z $kind ]]; then kind=$1; elif [[ -z $target ]]; then target=$1; else stop 64 "$1 is one word too many"; fi ;;
  esac
  shift
done
release_settings
required PROPENSITY_JOB_ACCOUNT "the service account of the jobs"
required PROPENSITY_SUBNETWORK "the subnetwork of the batches"
required PROPENSITY_CONFIG_API_URL "the address of the service, as the batches reach it"
required PROPENSITY_CATALOG_URI "the database of the catalog, jdbc:postgresql://..."
required PROPENSITY_CATALOG_USER "the user of the catalog's database"
required PROPENSITY_CATALOG_PASSWORD_URI "an object gs://... with the password of the catalog's user"

case $kind in
  predict)
    [[ $target =~ ^[1-9][0-9]*$ ]] || stop 64 "which campaign? submit.sh predict CAMPAIGN_ID"
    name=c$target jar=predict-job.jar class=io.propensity.prediction.PredictionJob
    arguments=(--campaign-id "$target")
    ;;
  train)
    [[ $target =~ ^[a-z][a-z0-9-]*$ ]] || stop 64 "which pipeline? submit.sh train PIPELINE"
    name=p-$target jar=training-job.jar class=io.propensity.training.TrainingJob
    arguments=(--pipeline "$release/pipelines/$target" --register)
    ;;
  *) stop 64 "predict or train? See --help" ;;
esac
run=${run:-r-$(date -u +%Y%m%d)-$name}
# A batch has 63 characters, two of them for the attempt.
[[ $run =~ ^r-[a-z0-9-]{1,58}$ ]] || stop 64 "run id '$run' is not r-[a-z0-9-]{1,58}: name another with --run-id"
arguments+=(--run-id "$run" --env "$release/conf/gcp.yaml" ${options[@]+"${options[@]}"})

# Nothing of it is secret: whoever may read batches can read it.
flags=$(mktemp)
trap 'rm -f "$flags"' EXIT
variable() {
  printf "  spark.dataproc.driverEnv.%s: '%s'\n" "$1" "${2//\'/\'\'}"
}
{
  echo "--properties:"
  for each in BUCKET CONFIG_API_URL CATALOG_URI CATALOG_USER; do
    from=PROPENSITY_$each
    variable "$from" "${!from}"
  done
  variable PROPENSITY_CATALOG_PASSWORD_FILE "$PROPENSITY_CATALOG_PASSWORD_URI"
  if [[ -n ${PROPENSITY_TOKEN_URI:-} ]]; then variable PROPENSITY_TOKEN_FILE "${PROPENSITY_TOKEN_URI##*/}"; fi
} >"$flags"
files=()
if [[ -n ${PROPENSITY_TOKEN_URI:-} ]]; then files=("--files=$PROPENSITY_TOKEN_URI"); fi

state_of() {
  ask dataproc batches describe "$1" "--region=$PROPENSITY_REGION" "--format=value(state)"
}

for ((attempt = 1; attempt <= 9; attempt++)); do
  batch=$run-$attempt code=0
  state=$(state_of "$batch") || code=$?
  ((code == 0 || code == 66)) || stop "$code" "batch $batch cannot be read: see above"
  if ((code == 66)); then
    change dataproc batches submit spark "--batch=$batch" "--region=$PROPENSITY_REGION" "--class=$class" \
      "--jars=$release/$jar,$release/lib/iceberg-spark-runtime.jar,$release/lib/postgresql.jar" \
      ${files[@]+"${files[@]}"} "--version=${PROPENSITY_RUNTIME:-3.0}" "--service-account=$PROPENSITY_JOB_ACCOUNT" \
      "--subnet=$PROPENSITY_SUBNETWORK" "--labels=app=propensity,kind=$kind" "--flags-file=$flags" --async \
      -- "${arguments[@]}"
    if [[ -n $dry_run ]]; then cat "$flags" >&3; fi
    break
  fi
  [[ $state == FAILED || $state == CANCELLED ]] || break
done
((attempt <= 9)) || stop 65 "run $run was tried 9 times: look at it, and take another --run-id"

if [[ $state != SUCCEEDED ]]; then
  change dataproc batches wait "$batch" "--region=$PROPENSITY_REGION" || true # its state says how it ended
fi
code=0
state=$(state_of "$batch") || code=$?
if [[ -n $dry_run ]]; then exit 0; fi
((code == 0)) || stop 69 "batch $batch cannot be read: see above"
case $state in
  SUCCEEDED) echo "Run $run is done (batch $batch)" ;;
  CANCELLED) stop 75 "batch $batch was cancelled: run this again for the next attempt" ;;
  FAILED) stop 70 "batch $batch failed: gcloud dataproc batches describe $batch --region=$PROPENSITY_REGION --project=$PROPENSITY_PROJECT says where its log is" ;;
  *) stop 75 "batch $batch is $state: run this again to wait for it" ;;
esac
