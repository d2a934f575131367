using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TrainingLint.Release;

// usage: TrainingLint.Release [--output FOLDER] [PLATFORM...], where a platform is a RID or linux-x64-baseline
// Builds the tool for the platforms (this machine's by default) and packs it for each channel: wheel, npm packages, tarball with checksums and bill of materials.
var root = Root();
var output = Path.GetFullPath(Option("--output") ?? "artifacts");
var rids = args.Where((word, i) => !word.StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] != "--output")).ToArray();
rids = rids.Length > 0 ? rids : [System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier];
if (rids.FirstOrDefault(rid => Platform.Find(rid) is null) is { } unknown)
{
    Console.Error.WriteLine($"there is no platform '{unknown}'; there are {string.Join(", ", Platform.All.Select(platform => platform.Name))}.");
    return 2;
}

Directory.CreateDirectory(output);
var version = Regex.Match(File.ReadAllText(Path.Combine(root, "Directory.Build.props")), "<Version>([^<]+)</Version>").Groups[1].Value;
var readme = File.ReadAllText(Path.Combine(root, "docs", "package.md"));
var licence = File.ReadAllBytes(Path.Combine(root, "LICENSE"));
List<string> written = [NpmPackages.WriteMain(output, version, readme, licence)];
foreach (var platform in rids.Select(rid => Platform.Find(rid)!))
{
    var work = Directory.CreateTempSubdirectory("traininglint-release-").FullName;
    if (NativeBuild.Run(root, platform, work) is not { } program)
    {
        Console.Error.WriteLine($"the tool could not be built for {platform.Name}; nothing is packed for it.");
        return 1;
    }

    Directory.Delete(work, recursive: true);
    var tarball = $"traininglint-{version}-{platform.Name}.tar.gz";
    var materials = $"traininglint-{version}-{platform.Name}.cdx.json";
    Tarball.Write(Path.Combine(output, tarball), [new("LICENSE", licence), new(platform.ProgramName, program, IsProgram: true)]);
    File.WriteAllText(Path.Combine(output, materials), BillOfMaterials.Of(NativeBuild.Assets(root), version));
    written.AddRange([tarball, materials]);
    if (platform.HasPackages)
    {
        var wheel = Wheel.NameOf(platform, version);
        Wheel.Write(Path.Combine(output, wheel), platform, version, program, readme);
        written.AddRange([wheel, NpmPackages.WritePlatform(output, platform, version, program, licence)]);
    }
}

var sums = new StringBuilder();
foreach (var file in written.Order(StringComparer.Ordinal))
{
    sums.Append(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(output, file))))).Append("  ").Append(file)
        .Append('\n');
    Console.WriteLine(FormattableString.Invariant($"{new FileInfo(Path.Combine(output, file)).Length,10} {file}"));
}

File.WriteAllText(Path.Combine(output, "SHA256SUMS"), sums.ToString());
return 0;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

static string Root()
{
    var folder = AppContext.BaseDirectory;
    while (folder is not null && !File.Exists(Path.Combine(folder, "TrainingLint.sln")))
    {
        folder = Path.GetDirectoryName(folder);
    }

    return folder ?? throw new InvalidOperationException("this program belongs into a checkout of TrainingLint");
}
