using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using System.Xml.Linq;

namespace TrainingLint.Analyzers.Tests;

/// <summary>Packs the package and looks inside. Takes a build, hence one test for everything.</summary>
public sealed class PackageTests
{
    private static readonly string[] Expected =
    [
        "README.md",
        "analyzers/dotnet/cs/TrainingLint.Analyzers.dll",
        "analyzers/dotnet/cs/TrainingLint.CodeFixes.dll",
        "analyzers/dotnet/cs/TrainingLint.Configs.dll",
        "analyzers/dotnet/cs/TrainingLint.Core.dll",
        "analyzers/dotnet/cs/TrainingLint.Linting.dll",
        "analyzers/dotnet/cs/YamlDotNet.dll",
        "build/TrainingLint.props",
        "build/TrainingLint.targets",
        "icon.png",
        .. Compiled("linux-x64"),
        .. Compiled("win-x64"),
    ];

    // A build replaces all of the portable files, or none.
    private static string[] Compiled(string runtime) =>
        [.. new[] { "Analyzers", "CodeFixes", "Configs", "Core", "Linting" }.Select(part => $"build/compiled/{runtime}/TrainingLint.{part}.dll"), $"build/compiled/{runtime}/YamlDotNet.dll"];

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Package_HoldsAnalyzersAndNothingForTheProgram()
    {
        var folder = Directory.CreateTempSubdirectory("traininglint").FullName;
        try
        {
            await Pack(folder);
            using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder, "TrainingLint.*.nupkg")));
            var names = package.Entries.Select(entry => entry.FullName).ToArray();
            Assert.Empty(Expected.Except(names));
            Assert.DoesNotContain(names, name => name.StartsWith("lib/", System.StringComparison.Ordinal));
            Assert.Equal(Compiled("linux-x64").Order(), names.Where(name => name.StartsWith("build/compiled/linux-x64/", System.StringComparison.Ordinal)).Order());

            // Machine code comes on top of the portable code, so its files are larger.
            long Size(string name) => package.GetEntry(name)!.Length;
            Assert.All(["Analyzers", "Configs", "Core"], part => Assert.True(Size($"build/compiled/linux-x64/TrainingLint.{part}.dll") > 1.5 * Size($"analyzers/dotnet/cs/TrainingLint.{part}.dll"), part));

            using var manifest = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", System.StringComparison.Ordinal)).Open();
            var metadata = XDocument.Load(manifest).Root!.Elements().Single();
            string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
            Assert.Equal("TrainingLint", Value("id"));
            Assert.Equal("true", Value("developmentDependency"));
            Assert.Equal("MIT", Value("license"));
            Assert.Null(Value("dependencies"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Pack(string folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "pack", Path.Combine(Root(), "src", "TrainingLint.Package"), "-c", "Release", "-o", folder, "--nologo", "-v", "quiet", "-p:EnforceCodeStyleInBuild=false", "-nodeReuse:false" })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..");
}
