#!/usr/bin/env bash
# Makes the bucket of conf/gcp.yaml, or brings the one that is there to the same settings: no public
# access, rights by IAM alone, what was deleted or overwritten kept for a while.
#
#   scripts/gcp/bucket.sh [--dry-run]
#
#   PROPENSITY_PROJECT, PROPENSITY_REGION
#   PROPENSITY_BUCKET        the name of the bucket, without gs://
#   PROPENSITY_SOFT_DELETE   how long deleted objects are kept, 7d by default
#
# It can be run again. A retention policy is not set: jobs replace and remove files of their own.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

plain_arguments "$@"
project_settings
required PROPENSITY_BUCKET "the name of the bucket, without gs://"
bucket=gs://$PROPENSITY_BUCKET
settings=(--uniform-bucket-level-access --public-access-prevention
  "--soft-delete-duration=${PROPENSITY_SOFT_DELETE:-7d}")

code=0
location=$(ask storage buckets describe "$bucket" "--format=value(location)") || code=$?
case $code in
  0)
    [[ ${location,,} == "${PROPENSITY_REGION,,}" ]] ||
      stop 78 "$bucket lies in $location, and PROPENSITY_REGION is $PROPENSITY_REGION: a bucket cannot be moved, choose another name or region"
    change storage buckets update "$bucket" "${settings[@]}"
    ;;
  66) change storage buckets create "$bucket" "--location=$PROPENSITY_REGION" "${settings[@]}" ;;
  *) stop "$code" "$bucket cannot be read: see above; the name may be somebody else's" ;;
esac

code=0
prevention=$(ask storage buckets describe "$bucket" "--format=value(public_access_prevention)") || code=$?
if [[ -n $dry_run ]]; then exit 0; fi
((code == 0)) || stop 69 "$bucket cannot be read after it was made: see above"
[[ $prevention == enforced ]] ||
  stop 78 "the public access prevention of $bucket is '$prevention', not enforced"
echo "$bucket is there, without public access"
