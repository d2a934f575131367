#!/usr/bin/env bash
# Follows "From the packed file" of docs/ide.md word for word, from an empty folder, and sees that a build warns.
set -Eeuo pipefail
trap 'echo "ci/ide.sh:$LINENO: \"$BASH_COMMAND\" failed with exit code $?." >&2' ERR
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The n-th fenced block of the section.
block() {
  awk -v wanted="$1" '/^## From the packed file/ { inside = 1; next } /^## / { inside = 0 }
    inside && /^```/ { if (open) { open = 0 } else { open = 1; count++ } next } inside && open && count == wanted' "$root/docs/ide.md"
}

mkdir "$work/feed" "$work/project"
bash -euo pipefail -c "$(block 1 | sed "s#PATH/TO/PROJECT#$work/project#")"
# Only now: whoever packs has a folder of packages already, and another one would build everything anew.
export NUGET_PACKAGES=$work/packages
cd "$work/project"
dotnet new console --no-restore -v quiet > /dev/null
block 2 > nuget.config
bash -euo pipefail -c "$(block 3)"
printf 'model: {name: resnet50}\noptimizer: {type: Adam, lr: 50.0}\nepochs: 10\nbatch_size: 32\n' > train.yaml
dotnet build -v quiet --nologo > build.log || { cat build.log; exit 1; }
grep -q 'warning TL0102' build.log || { cat build.log; echo "The build does not warn."; exit 1; }
echo "The packed file installs as docs/ide.md says, and the build warns."

# What appsettings.json binds to a class of options is judged where it stands there.
mkdir "$work/project/bound"
cd "$work/project/bound"
cat > bound.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="TrainingLint" Version="0.2.0" /><PackageReference Include="TorchSharp" Version="0.107.0" /></ItemGroup>
</Project>
PROJECT
printf '{\n  "Training": {\n    "Rate": 0.5\n  }\n}\n' > appsettings.json
cat > Program.cs <<'CODE'
using Microsoft.Extensions.Options;
using TorchSharp;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.Configure<TrainingOptions>(builder.Configuration.GetSection("Training"));
builder.Build().Services.GetRequiredService<Trainer>().Run();

public sealed class TrainingOptions { public double Rate { get; set; } = 1e-3; }

public sealed class Trainer(IOptions<TrainingOptions> options)
{
    public void Run()
    {
        var model = torch.nn.Linear(4, 2);
        using var optimizer = torch.optim.AdamW(model.parameters(), options.Value.Rate);
    }
}
CODE
dotnet build -v quiet --nologo > build.log || { cat build.log; exit 1; }
grep -q 'appsettings.json(3,13): warning TL0102' build.log || { cat build.log; echo "The bound rate is not warned about."; exit 1; }
echo "A rate that appsettings.json binds is warned about in that file."
