using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using TrainingLint.Configs;
using TrainingLint.Core.Rules;

namespace TrainingLint.Conformance.Tests;

public class ArchitectureTests
{
    private const string Prefix = "TrainingLint.";

    /// <summary>What each project may know. A project that is not listed must be given its floor here first.</summary>
    private static readonly Dictionary<string, Floor> Floors = new(StringComparer.Ordinal)
    {
        ["Core"] = new([], []),
        ["Configs"] = new(["Core"], ["YamlDotNet"]),
        ["Linting"] = new(["Core", "Configs"], []),
        ["Probe"] = new(["Core"], ["MathNet.Numerics", "System.Numerics.Tensors"]),
        ["Probe.TorchSharp"] = new(["Core", "Probe"], ["TorchSharp"]),
        ["Analyzers"] = new(["Core", "Configs", "Linting"], ["Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Analyzers"]),
        ["CodeFixes"] = new(["Core", "Configs", "Linting", "Analyzers"], ["Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.CSharp.Workspaces", "Microsoft.CodeAnalysis.Analyzers"]),
        ["Compiled"] = new(["Analyzers"], ["Microsoft.CodeAnalysis.CSharp"]),
        ["Package"] = new(["Core", "Configs", "Linting", "Analyzers", "CodeFixes"], null),
        ["LanguageServer"] = new(["Core", "Configs", "Linting"], []),
        ["Cli"] = new(["Core", "Configs", "Linting", "Probe", "LanguageServer", "Analyzers"], null),
        ["Native"] = new(["Cli"], null),
    };

    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void EveryProject_KnowsOnlyWhatItsFloorAllows(string project)
    {
        var floor = FloorOf(project);
        var file = XDocument.Load(Repository.PathOf("src", project, project + ".csproj"));

        Assert.Empty(References(file, "ProjectReference").Select(path => NameOf(path.Replace('\\', '/'))).Except(floor.Projects));
        if (floor.Packages is { } packages)
        {
            Assert.Empty(References(file, "PackageReference").Except(packages));
        }
    }

    [Fact]
    public void CompiledAssemblies_KnowOnlyWhatTheirFloorAllows()
    {
        var checkedAssemblies = new List<string>();
        foreach (var assembly in Compiled())
        {
            var name = assembly.GetName().Name!;
            var floor = FloorOf(name);
            var known = assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(reference => !IsFramework(reference));
            Assert.Empty(known.Except([.. floor.Projects.Select(project => Prefix + project), .. floor.Packages ?? []]));
            checkedAssemblies.Add(name);
        }

        Assert.Contains("TrainingLint.Core", checkedAssemblies);
        Assert.Contains("TrainingLint.Configs", checkedAssemblies);
    }

    [Fact]
    public void NothingButItsOwnMachineCode_KnowsTheCommandLine() =>
        Assert.All(Floors.Where(floor => floor.Key != "Native"), floor => Assert.DoesNotContain("Cli", floor.Value.Projects));

    private static IEnumerable<Assembly> Compiled()
    {
        yield return typeof(Rule).Assembly;
        yield return typeof(ConfigReader).Assembly;
        var probe = Path.Combine(AppContext.BaseDirectory, "TrainingLint.Probe.dll");
        if (File.Exists(probe))
        {
            yield return Assembly.LoadFrom(probe);
        }
    }

    private static Floor FloorOf(string project)
    {
        Assert.True(project.StartsWith(Prefix, StringComparison.Ordinal) && Floors.ContainsKey(project[Prefix.Length..]), project + " has no floor yet; decide what it may know.");
        return Floors[project[Prefix.Length..]];
    }

    private static string NameOf(string projectPath) => Path.GetFileNameWithoutExtension(projectPath)[Prefix.Length..];

    private static IEnumerable<string> References(XDocument project, string kind) =>
        project.Descendants(kind)
            // What only helps the compiler is no part of the program.
            .Where(reference => (string?)reference.Attribute("OutputItemType") != "Analyzer")
            .Select(reference => (string)reference.Attribute("Include")!);

    private static bool IsFramework(string name) =>
        name is "netstandard" or "mscorlib" or "Microsoft.Win32.Primitives" || (name.StartsWith("System.", StringComparison.Ordinal) && name != "System.Numerics.Tensors");

    private sealed record Floor(string[] Projects, string[]? Packages);
}
