#!/usr/bin/env bash
# Fetches the public Telco Customer Churn data that pipelines/telco-churn trains on, about 1 MB.
#
# scripts/download-data.sh [DIRECTORY]
#   DIRECTORY   where raw data lies (default: $PROPENSITY_RAW, or data/raw in the checkout)
#
# TELCO_URL names another place to fetch the file from. What arrives is checked before it is kept: the
# file has 7,043 rows under the header that the pipeline declares.
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
url="${TELCO_URL:-https://raw.githubusercontent.com/IBM/telco-customer-churn-on-icp4d/master/data/Telco-Customer-Churn.csv}"
target="${1:-${PROPENSITY_RAW:-data/raw}}/telco_churn/customer_churn_train_data.csv"
header=customerID,gender,SeniorCitizen,Partner,Dependents,tenure,PhoneService,MultipleLines,InternetService
header+=,OnlineSecurity,OnlineBackup,DeviceProtection,TechSupport,StreamingTV,StreamingMovies,Contract
header+=,PaperlessBilling,PaymentMethod,MonthlyCharges,TotalCharges,Churn
rows=7043
known=16320c9c1ec72448db59aa0a26a0b95401046bef5d02fd3aeb906448e3055e91

if [[ -f $target ]]; then
  echo "$target is there already"
  exit 0
fi
mkdir -p "$(dirname "$target")"
arriving="$(mktemp "$(dirname "$target")/.arriving.XXXXXX")"
trap 'rm -f "$arriving"' EXIT

if ! curl --fail --silent --show-error --location --retry 3 "$url" | tr -d '\r' > "$arriving"; then
  echo "Could not fetch $url: name another place with TELCO_URL, or put the file at $target" >&2
  exit 69
fi
found="$(awk 'NR > 1 && NF' "$arriving" | wc -l)"
if [[ "$(head -n 1 "$arriving")" != "$header" || $found -ne $rows ]]; then
  echo "What $url sent is not the Telco data: $found rows of $rows, header '$(head -c 80 "$arriving" | head -n 1)'" >&2
  exit 65
fi
sha256="$(sha256sum "$arriving" | cut -d' ' -f1)"
if [[ $sha256 != "$known" ]]; then
  echo "Note: the data has the right shape, but not the content that the documented figures come from ($sha256)" >&2
fi
chmod 644 "$arriving"
mv "$arriving" "$target"
echo "$target: $rows rows"
