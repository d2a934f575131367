#!/usr/bin/env bash
# What needs libtorch itself: the tests of TrainingLint.Probe.TorchSharp, and the sample that probes models. Nothing of it is part of the
# solution. Where TorchSharp can't be restored there is nothing to run, and it says so.
set -Eeuo pipefail
trap 'echo "ci/torchsharp.sh:$LINENO: \"$BASH_COMMAND\" failed with exit code $?." >&2' ERR
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

tests=tests/TrainingLint.Probe.TorchSharp.Tests
sample=samples/TorchSharpProbe.Tests
if ! dotnet restore "$tests" -v quiet --nologo > "$work/restore.log" 2>&1; then
  cat "$work/restore.log"
  grep -qi 'libtorch\|TorchSharp-cpu' "$work/restore.log"
  echo "libtorch can't be restored here, so nothing was run."
  exit 0
fi
dotnet restore "$sample" -v quiet --nologo
dotnet build "$tests" -c Release --no-restore -v quiet --nologo
dotnet build "$sample" -c Release --no-restore -v quiet --nologo
. "$root/ci/libtorch.sh"
for project in "$tests" "$sample"; do
  LD_PRELOAD=$preload dotnet test "$project" -c Release --no-build --nologo | tee "$work/results"
  # A loader that finds nothing, and a run that skips everything, must not look like success.
  grep -qE 'Passed: *[1-9]' "$work/results"
done
