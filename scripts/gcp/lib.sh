# What the scripts beside this one share: they source it.
# shellcheck shell=bash
set -euo pipefail

script=$0
dry_run=""
exec 3>&1 # where dry runs print, also out of a command whose output is taken

# The head of the script, for --help.
usage() {
  sed -n '2,/^source /{/^#/s/^# \{0,1\}//p}' "$script"
}

# Ends with a code and one line that says what, where and what to do.
stop() {
  echo "${script##*/}: $2" >&2
  exit "$1"
}

# plain_arguments ARGUMENT...: those of a script that takes no other options
plain_arguments() {
  local argument
  for argument in "$@"; do
    case $argument in
      -h | --help) usage && exit 0 ;;
      --dry-run) dry_run=yes ;;
      *) stop 64 "$argument is not an option; see --help" ;;
    esac
  done
}

# required NAME MEANING
required() {
  [[ -n ${!1:-} ]] || stop 78 "$1 is not set: it is $2"
  [[ ${!1} != *$'\n'* ]] || stop 78 "$1 has several lines: it is $2"
}

project_settings() {
  required PROPENSITY_PROJECT "the id of the Google Cloud project"
  required PROPENSITY_REGION "the region of bucket and batches, such as europe-west3"
  [[ -n $dry_run ]] || command -v gcloud >/dev/null ||
    stop 69 "there is no gcloud here: install the Google Cloud CLI"
}

release_settings() {
  project_settings
  required PROPENSITY_BUCKET "the name of the bucket, without gs://"
  required PROPENSITY_RELEASE "a name for what is uploaded, such as 0.1.0 or a commit"
  [[ $PROPENSITY_RELEASE =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] ||
    stop 78 "PROPENSITY_RELEASE is '$PROPENSITY_RELEASE': write letters, digits, '.', '_' and '-'"
  # shellcheck disable=SC2034 # the scripts use it
  release="gs://$PROPENSITY_BUCKET/releases/$PROPENSITY_RELEASE"
}

show() {
  printf '+' >&3
  printf ' %q' gcloud "$@" >&3
  printf '\n' >&3
}

# Changes something: a dry run prints the call instead.
change() {
  set -- "--project=$PROPENSITY_PROJECT" --quiet "$@"
  if [[ -n $dry_run ]]; then
    show "$@"
  else
    gcloud "$@"
  fi
}

# Asks for something, and prints the answer; 66 where it is not there, 69 where gcloud could not ask. To a dry
# run nothing is there.
ask() {
  set -- "--project=$PROPENSITY_PROJECT" --quiet "$@"
  if [[ -n $dry_run ]]; then
    show "$@"
    return 66
  fi
  local complaint
  complaint=$(mktemp)
  if gcloud "$@" 2>"$complaint"; then
    rm -f "$complaint"
    return 0
  fi
  if grep -qiE 'not[ _]found|404|matched no objects' "$complaint"; then
    rm -f "$complaint"
    return 66
  fi
  cat "$complaint" >&2
  rm -f "$complaint"
  return 69
}
