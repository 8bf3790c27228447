#!/usr/bin/env bash
# Asks OSV (https://osv.dev) whether anything that the build's jars are made of is known to be vulnerable:
#
#   scripts/vulnerabilities.sh [BILL.cdx.json ...]
#
# Without an argument it reads the bills of materials that 'mvn package' leaves beside the jars. Package
# names and versions are sent, nothing else. What is accepted, with the reason, is in
# conf/vulnerabilities.accepted: one id a line, then the reason.
#
#   OSV_URL  where it asks, https://api.osv.dev by default
#
# Ends with 0 when nothing is known, with 1 when something is, with 65 when a bill names no package, and with 69
# when OSV cannot be asked: these are no good news, and say "not run". Wants Python 3.
set -euo pipefail

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
  exit 0
fi

root="$(dirname "${BASH_SOURCE[0]}")/.."
if (($# == 0)); then
  shopt -s nullglob
  set -- "$root"/*/target/*.cdx.json
fi
if (($# == 0)); then
  echo "There is no bill of materials: run 'mvn package -DskipTests' first" >&2
  exit 66
fi
exec python3 - "$root/conf/vulnerabilities.accepted" "$@" <<'END'
import json
import os
import sys
import urllib.error
import urllib.request

URL = os.environ.get("OSV_URL", "https://api.osv.dev")
AT_ONCE = 500


def ask(queries):
    """OSV's results, in the order of the queries."""
    body = json.dumps({"queries": queries}).encode()
    request = urllib.request.Request(
        URL + "/v1/querybatch", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        results = json.load(answer)["results"]
    if len(results) != len(queries):
        raise ValueError("%d packages were asked for, %d answered" % (len(queries), len(results)))
    return results


def known_of(purls):
    """The ids of what is known of each package, page after page."""
    ids = {purl: [] for purl in purls}
    pages = [(purl, {"package": {"purl": purl}}) for purl in purls]
    while pages:
        some, pages = pages[:AT_ONCE], pages[AT_ONCE:]
        for (purl, query), result in zip(some, ask([query for _, query in some])):
            ids[purl] += [known["id"] for known in result.get("vulns", [])]
            more = result.get("next_page_token")
            if more and more == query.get("page_token"):
                raise ValueError("the page after the one of %s is that one again" % purl)
            if more:
                pages.append((purl, {"package": {"purl": purl}, "page_token": more}))
    return {purl: found for purl, found in ids.items() if found}


def accepted(path):
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as lines:
        words = [line.split(None, 1) for line in lines if line.strip() and not line.startswith("#")]
    for entry in words:
        if len(entry) < 2:
            sys.exit("%s: %s has no reason" % (path, entry[0]))
    return {entry[0]: entry[1].strip() for entry in words}


def packages(path):
    """What a bill names, but for our own."""
    with open(path, encoding="utf-8") as text:
        named = [part.get("purl", "").split("?")[0] for part in json.load(text).get("components", [])]
    purls = [purl for purl in named if purl and not purl.startswith("pkg:maven/io.propensity/")]
    if not purls:
        print("not run: %s names no package: run 'mvn package -DskipTests' again" % path, file=sys.stderr)
        sys.exit(65)
    return purls


purls = sorted({purl for bill in sys.argv[2:] for purl in packages(bill)})
try:
    found = known_of(purls)
except (urllib.error.URLError, OSError, ValueError, KeyError) as failure:
    print("not run: %s cannot be asked about %d packages: %s" % (URL, len(purls), failure), file=sys.stderr)
    sys.exit(69)
known = accepted(sys.argv[1])
bad = 0
for purl, ids in found.items():
    for id in ids:
        if id in known:
            print("accepted  %s  %s: %s" % (id, purl, known[id]))
        else:
            bad += 1
            print("%s  %s  https://osv.dev/vulnerability/%s" % (id, purl, id))
print("%d packages, %d known vulnerabilities" % (len(purls), bad))
sys.exit(1 if bad else 0)
END
