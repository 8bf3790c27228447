#!/usr/bin/env bash
# Tells whether gcloud is logged in, may read the project, and finds the services switched on that the
# platform needs. Changes nothing.
#
#   scripts/gcp/check.sh [--dry-run]
#
#   PROPENSITY_PROJECT   the id of the Google Cloud project
#   PROPENSITY_REGION    the region of bucket and batches
#
# Ends with 0 where all of it is so, with 78 and one line that says what to do where it is not, with 69
# where Google cannot be asked. --dry-run prints each call of gcloud instead.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

services=(dataproc.googleapis.com storage.googleapis.com secretmanager.googleapis.com
  sqladmin.googleapis.com workflows.googleapis.com workflowexecutions.googleapis.com
  cloudscheduler.googleapis.com)

plain_arguments "$@"
project_settings

# answer WHAT CALL...: what gcloud says, or the end
answer() {
  local what=$1 said code=0
  shift
  said=$(ask "$@") || code=$?
  if [[ -n $dry_run ]]; then return; fi
  ((code == 0)) || stop "$((code == 66 ? 78 : code))" "$what cannot be read: see above; is the account allowed to?"
  printf '%s\n' "$said"
}

account=$(answer "the accounts" auth list --filter=status:ACTIVE "--format=value(account)")
[[ -n $dry_run || -n $account ]] || stop 78 "nobody is logged in: run gcloud auth login"
answer "project $PROPENSITY_PROJECT" projects describe "$PROPENSITY_PROJECT" "--format=value(projectId)" >/dev/null
enabled=$(answer "the services of $PROPENSITY_PROJECT" services list --enabled "--format=value(config.name)")
if [[ -n $dry_run ]]; then exit 0; fi

missing=()
for service in "${services[@]}"; do
  grep -qxF "$service" <<<"$enabled" || missing+=("$service")
done
((${#missing[@]} == 0)) || stop 78 "services are off: run gcloud services enable ${missing[*]} --project=$PROPENSITY_PROJECT"
echo "$account may read $PROPENSITY_PROJECT, and all ${#services[@]} services are on"
