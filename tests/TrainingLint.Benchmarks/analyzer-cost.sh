#!/usr/bin/env bash
# What the analyzers cost in a build: generates a project of 500 files and compares the compiler's own analyzer report with
# the time of the compilation. Arguments: share of files that train, in percent (default 10); "none" references no training library.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
share=${1:-10}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet pack src/TrainingLint.Package -c Release -o "$work/feed" -v quiet --nologo
dotnet build tests/StandIns/TorchSharp -c Release -o "$work/standin" -v quiet --nologo > /dev/null
mkdir "$work/project"
python3 - "$work/project" "$share" <<'PYTHON'
import sys
folder, share = sys.argv[1], sys.argv[2]
ordinary = '''using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks;
namespace Generated { public sealed class Ordinary%(i)d { private readonly Dictionary<string, List<int>> _map = new(); public event EventHandler? Changed;
%(methods)s } }'''
method = '''public async Task<int> Work%(j)d(IReadOnlyList<string> names, int limit) {
  var total = 0;
  foreach (var (name, index) in names.Select((name, index) => (name, index)).Where(pair => pair.index < limit).OrderBy(pair => pair.name.Length)) {
    if (!_map.TryGetValue(name, out var list)) { _map[name] = list = new List<int>(); }
    list.Add(index * %(j)d); total += list.Where(value => value %% 2 == 0).Sum();
    switch (total %% 3) { case 0: await Task.Yield(); break; case 1: total ^= name.GetHashCode(); break; default: Changed?.Invoke(this, EventArgs.Empty); break; }
  }
  var text = string.Join(", ", _map.Select(pair => $"{pair.Key}={pair.Value.Count}")); return text.Length + total; }'''
training = '''using System; using System.Collections.Generic; using TorchSharp; using static TorchSharp.torch;
namespace Generated { public sealed class Net%(i)d : nn.Module<Tensor, Tensor> { private readonly TorchSharp.Modules.Linear a = nn.Linear(64, 32); private readonly TorchSharp.Modules.Linear b = nn.Linear(32, 10);
  public Net%(i)d() : base("net") { RegisterComponents(); } public override Tensor forward(Tensor x) => b.forward(nn.functional.relu(a.forward(x))); }
public static class Training%(i)d { public static void Run(utils.data.Dataset data, Tensor held) { torch.manual_seed(1); var model = new Net%(i)d();
  using var optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9); var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10, 0.1);
  var loader = utils.data.DataLoader(data, 32, shuffle: true, seed: 1);
  for (var epoch = 0; epoch < 30; epoch++) { model.train(); Epoch(model, optimizer, loader); scheduler.step(); model.eval(); using (torch.no_grad()) { Console.WriteLine(model.forward(held).item<float>()); } } }
  private static void Epoch(Net%(i)d model, optim.Optimizer optimizer, TorchSharp.Modules.DataLoader loader) { foreach (var batch in loader) { optimizer.zero_grad();
    var loss = nn.functional.cross_entropy(model.forward(batch["x"]), batch["y"]); loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 1.0); optimizer.step(); } }
%(methods)s  private static readonly Dictionary<string, List<int>> _map = new(); private static event EventHandler? Changed; } }'''
for i in range(500):
    trains = share != 'none' and i * int(share) % 100 < int(share)
    methods = '\n'.join(method % {'j': j} for j in range(1 if trains else 2))
    text = (training if trains else ordinary) % {'i': i, 'methods': methods}
    if trains: text = text.replace('public async Task<int> Work', 'public static async System.Threading.Tasks.Task<int> Work').replace('(this,', '(null,').replace('await Task.', 'await System.Threading.Tasks.Task.').replace('using System.Collections.Generic;', 'using System.Collections.Generic; using System.Linq;')
    open(f'{folder}/File{i}.cs', 'w').write(text)
PYTHON
cat > "$work/project/Generated.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ReportAnalyzer>true</ReportAnalyzer><RunAnalyzersDuringBuild>true</RunAnalyzersDuringBuild><EnableNETAnalyzers>false</EnableNETAnalyzers></PropertyGroup>
  <ItemGroup><PackageReference Include="TrainingLint" Version="0.2.0" />$([ "$share" = none ] || echo "<Reference Include=\"TorchSharp\" HintPath=\"$work/standin/TorchSharp.dll\" />")</ItemGroup>
</Project>
PROJECT
echo '<Project />' | tee "$work/project/Directory.Build.props" > "$work/project/Directory.Packages.props"
printf '<configuration><packageSources><add key="local" value="%s/feed" /></packageSources></configuration>' "$work" > "$work/project/nuget.config"
cd "$work/project"
dotnet restore -p:RestorePackagesPath="$work/packages" -v quiet --nologo
for round in 1 2; do
  touch File0.cs
  dotnet build --no-restore -p:RestorePackagesPath="$work/packages" -t:Rebuild -v detailed -clp:PerformanceSummary --nologo > "$work/log.txt" || { grep -m5 'error' "$work/log.txt"; exit 1; }
  python3 - "$work/log.txt" "$round" <<'PYTHON'
import re, sys
log = open(sys.argv[1]).read()
compile_ms = int(re.search(r'(\d+) ms\s+Csc\s', log).group(1))
ours = sum(float(seconds) for seconds in re.findall(r'(?:<)?([\d.]+)\s+(?:<)?\d+\s+TrainingLint\.Analyzers, Version', log))
print(f'round {sys.argv[2]}: compilation {compile_ms} ms, TrainingLint {ours * 1000:.0f} ms, {ours * 100000 / compile_ms:.2f} %')
PYTHON
done
grep -A12 "Total analyzer execution time" "$work/log.txt" | sed 's/^ *//' | head -14
