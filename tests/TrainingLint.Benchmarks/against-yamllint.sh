#!/usr/bin/env bash
# The whole tool from process start against yamllint on the same files, five runs each, shortest time shown.
# usage: against-yamllint.sh CORPUS COMMAND...   (for example: against-yamllint.sh configs traininglint)
set -euo pipefail
corpus=$1
shift
command -v yamllint > /dev/null || { echo "yamllint is missing: apt-get install yamllint" >&2; exit 2; }

times=$(mktemp)
trap 'rm -f "$times"' EXIT

shortest() {
  for _ in 1 2 3 4 5; do
    /usr/bin/time -o "$times" -f '%e %M' "$@" > /dev/null 2>&1 || true
    grep -E '^[0-9.]+ [0-9]+$' "$times"
  done | sort -n | head -1
}

echo "yamllint -d relaxed    (seconds, peak kB): $(shortest yamllint -d relaxed "$corpus")"
echo "traininglint check     (seconds, peak kB): $(shortest "$@" check "$corpus" --no-fail)"
