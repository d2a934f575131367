#!/usr/bin/env bash
# Packs TrainingLint into a local feed, builds samples/TorchSharpTraining from it in a clean folder and compares the
# compiler's error log with what the sample expects; then trains both variants: the sound one learns, the risky one does not.
# The stand-in takes TorchSharp's place only where it can't be restored. Whatever ends it, it says where and why.
set -Eeuo pipefail
trap 'echo "ci/sample.sh:$LINENO: \"$BASH_COMMAND\" failed with exit code $?." >&2' ERR
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet pack src/TrainingLint.Package -c Release -o "$work/feed" -v quiet --nologo
cp -r samples/TorchSharpTraining "$work/sample"
rm -rf "$work/sample/bin" "$work/sample/obj"
cat > "$work/sample/nuget.config" <<CONFIG
<configuration>
  <packageSources>
    <add key="local" value="$work/feed" />
  </packageSources>
</configuration>
CONFIG
cd "$work/sample"
echo 'root = true' > .editorconfig

properties=(-p:RestorePackagesPath="$work/packages" "-p:ErrorLog=$work/log.sarif%2Cversion=2.1" -p:ReportAnalyzer=true)
if ! dotnet restore "${properties[@]}" -v quiet --nologo > "$work/restore.log" 2>&1; then
  cat "$work/restore.log"
  if ! grep -q 'TorchSharp' "$work/restore.log"; then
    echo "The sample can't be restored, and TorchSharp is not the reason."
    exit 1
  fi
  echo "TorchSharp can't be restored here; building against the stand-in."
  dotnet build "$root/tests/StandIns/TorchSharp" -c Release -o "$work/standin" -v quiet --nologo
  properties+=(-p:UseTorchSharpStandIn=true "-p:TorchSharpStandIn=$work/standin/TorchSharp.dll")
  dotnet restore "${properties[@]}" -v quiet --nologo
fi

# Twice: with the machine code that a build on this machine chooses, if there is any, and with the portable analyzers.
for compiled in true false; do
  dotnet build --no-restore -t:Rebuild "${properties[@]}" -p:TrainingLintCompiled=$compiled -v quiet --nologo
  python3 - "$work/log.sarif" > "$work/found-$compiled.txt" <<'PYTHON'
import json, sys
with open(sys.argv[1], encoding='utf-8-sig') as log:
    results = json.load(log)['runs'][0]['results']
for result in results:
    place = result['locations'][0]['physicalLocation']
    region = place['region']
    print(place['artifactLocation']['uri'].split('/')[-1], region['startLine'], region['startColumn'], result['level'], result['ruleId'])
PYTHON
  LC_ALL=C sort -o "$work/found-$compiled.txt" "$work/found-$compiled.txt"
done
if ! diff "$work/found-true.txt" "$work/found-false.txt"; then
  echo "The compiled analyzers (<) find other things than the portable ones (>)."
  exit 1
fi
mv "$work/found-true.txt" "$work/found.txt"
dotnet msbuild "${properties[@]}" -t:ResolvePackageAssets -t:ResolveLockFileAnalyzers -t:UseCompiledTrainingLint -getItem:Analyzer > "$work/analyzers.json"
if [ "$(uname -sm)" = "Linux x86_64" ] && ! grep -q 'build/compiled/linux-x64/TrainingLint.Analyzers.dll' "$work/analyzers.json"; then
  echo "The build does not use the compiled analyzers."
  exit 1
fi
if [ "${1:-}" = "--accept" ]; then
  cp "$work/found.txt" "$root/samples/TorchSharpTraining/expected.txt"
else
  if ! diff "$root/samples/TorchSharpTraining/expected.txt" "$work/found.txt"; then
    echo "The findings (>) are not those of expected.txt (<); ci/sample.sh --accept writes it anew."
    exit 1
  fi
  echo "The sample shows exactly the $(wc -l < "$work/found.txt") findings that it should."
fi

# Nothing can be trained against the stand-in.
if [[ " ${properties[*]} " == *UseTorchSharpStandIn* ]]; then
  echo "TorchSharp can't be restored here, so the sample was not run."
  exit 0
fi
. "$root/ci/libtorch.sh"

# Trains a variant and prints its last accuracy; shows all it said where it does not end with one.
train() {
  local status=0 accuracy
  LD_PRELOAD=$preload dotnet bin/Debug/net10.0/TorchSharpTraining.dll "$@" > "$work/run.out" 2> "$work/run.log" || status=$?
  accuracy=$(tail -n 1 "$work/run.out" | sed 's/.*: //')
  if [ "$status" -ne 0 ] || ! [[ $accuracy =~ ^[0-9.]+$ ]]; then
    echo "The training '$*' ended with exit code $status and '$accuracy' as its last accuracy. It wrote:" >&2
    cat "$work/run.out" "$work/run.log" >&2
    return 1
  fi
  echo "$accuracy"
}
sound=$(train)
risky=$(train risky)
if ! awk -v sound="$sound" -v risky="$risky" 'BEGIN { exit !(sound >= 0.95 && risky <= 0.6) }'; then
  echo "The sound variant ends at '$sound' and should reach 0.95; the risky one ends at '$risky' and should stay below 0.6."
  exit 1
fi
echo "The sound variant ends at $sound, the risky one at $risky."
