#!/usr/bin/env bash
# All of it in turn: check, bucket, package, a training, and a scoring of each campaign that is named.
#
#   scripts/gcp/run-all.sh PIPELINE [CAMPAIGN_ID...] [--dry-run]
#
# The variables are those of the scripts that it runs: check.sh, bucket.sh, package.sh and submit.sh beside
# it, each with --help. It ends with the code of the first that fails; run again, it goes on there.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

words=() passed=()
for argument in "$@"; do
  case $argument in
    -h | --help) usage && exit 0 ;;
    --dry-run) passed=(--dry-run) ;;
    -*) stop 64 "$argument is not an option; see --help" ;;
    *) words+=("$argument") ;;
  esac
done
((${#words[@]} > 0)) || stop 64 "which pipeline? run-all.sh PIPELINE [CAMPAIGN_ID...]"

here=$(dirname "${BASH_SOURCE[0]}")
for step in check bucket package; do
  "$here/$step.sh" ${passed[@]+"${passed[@]}"}
done
"$here/submit.sh" train "${words[0]}" ${passed[@]+"${passed[@]}"}
for campaign in "${words[@]:1}"; do
  "$here/submit.sh" predict "$campaign" ${passed[@]+"${passed[@]}"}
done
