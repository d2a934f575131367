using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Projects;

/// <summary>Something that keeps a project from being judged as a whole.</summary>
/// <param name="Project">Absolute path of the project or solution.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsInternal">True for a defect of the tool itself.</param>
internal sealed record ProjectProblem(string Project, string Message, bool IsInternal);

/// <summary>What came of a build.</summary>
/// <param name="Sources">Absolute paths of the C# files that were compiled, without generated ones.</param>
/// <param name="Findings">The findings, at absolute paths.</param>
/// <param name="Problems">What keeps them from being complete.</param>
internal sealed record ProjectResult(IReadOnlyList<string> Sources, IReadOnlyList<Finding> Findings, IReadOnlyList<ProjectProblem> Problems)
{
    /// <summary>The recipes that the analyzers read, each with its project, in a build that asks for them.</summary>
    public IReadOnlyList<(string Project, CodeRecipe Recipe)> Recipes { get; init; } = [];
}

/// <summary>
/// Builds a project or solution with the analyzers that come with the tool and reads what the compiler logs. All that the build
/// writes goes to a temporary folder, unless a step of the project itself writes elsewhere.
/// </summary>
internal sealed class ProjectBuild(Func<string, string?> variable)
{
    // A build inside a build must not take the other's idea of where the SDK is.
    private static readonly string[] VariablesOfOuterBuilds = ["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath"];

    /// <summary>Where the analyzers and the files that add them to a build lie beside the tool.</summary>
    public static string AnalyzerDirectory { get; } = Path.Combine(AppContext.BaseDirectory, "analyzers");

    /// <summary>True where the analyzers are asked for the recipes that they read.</summary>
    public bool ReportsRecipes { get; init; }

    /// <summary>Builds a project or solution.</summary>
    public ProjectResult Run(string project)
    {
        var work = Directory.CreateTempSubdirectory("traininglint-").FullName;
        try
        {
            var (exit, output) = Build(project, work);
            return Read(project, work, exit, output);
        }
        catch (Win32Exception)
        {
            return Failed(project, "The dotnet program cannot be started, and a C# project is judged while it is built; install the .NET SDK, or put it on the path.");
        }
        finally
        {
            Remove(work);
        }
    }

    private static ProjectResult Read(string project, string work, int exit, string output)
    {
        var records = Path.Combine(work, "records");
        var begun = Directory.Exists(records) ? Directory.GetFiles(records, "*.project") : [];
        Array.Sort(begun, StringComparer.Ordinal);
        var sources = new HashSet<string>(StringComparer.Ordinal);
        var findings = new List<Finding>();
        var problems = new List<ProjectProblem>();
        var recipes = new List<(string Project, CodeRecipe Recipe)>();
        AddErrors(project, exit, output, problems);
        var unfinished = new List<string>();
        foreach (var record in begun)
        {
            var (name, log) = (File.ReadAllText(record).Trim(), Path.ChangeExtension(record, ".sarif"));
            if (!File.Exists(log))
            {
                unfinished.Add(name);
                continue;
            }

            sources.UnionWith(File.ReadAllLines(Path.ChangeExtension(record, ".sources")).Where(path => !path.StartsWith(work,
                StringComparison.Ordinal)));
            AddLog(name, log, findings, recipes, problems);
        }

        if (exit != 0)
        {
            AddUnfinished(unfinished, problems);
        }

        if (problems.Count == 0 && begun.Length == unfinished.Count)
        {
            problems.Add(new ProjectProblem(project, exit == 0 ? "No C# project was compiled, so nothing was judged." : "The project does not build; dotnet says: " + BuildOutput.Gist(output), IsInternal: false));
        }

        return new ProjectResult([.. sources.Order(StringComparer.Ordinal)], findings, problems) { Recipes = recipes };
    }

    private static void AddErrors(string project, int exit, string output, List<ProjectProblem> problems)
    {
        if (exit != 0)
        {
            problems.AddRange(BuildOutput.Errors(output).Select(error => new ProjectProblem(error.Project ?? project,
                "The project does not build, so not all of it was judged: " + error.Message, IsInternal: false)));
        }
    }

    // Findings that somebody made errors stop a project, and then those that refer to it.
    private static void AddUnfinished(List<string> unfinished, List<ProjectProblem> problems)
    {
        var known = problems.Select(problem => problem.Project).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(unfinished.Distinct(StringComparer.Ordinal).Where(name => !known.Contains(name))
            .Select(name => new ProjectProblem(name, "The project was not judged, because one that it refers to does not build.", IsInternal: false)));
    }

    private static void AddLog(
        string project, string path, List<Finding> findings, List<(string Project, CodeRecipe Recipe)> recipes,
        List<ProjectProblem> problems)
    {
        try
        {
            var log = CompilerLog.Read(File.ReadAllText(path));
            findings.AddRange(log.Findings);
            recipes.AddRange(log.Recipes.Select(recipe => (project, recipe)));
            problems.AddRange(log.Defects.Take(1).Select(defect => new ProjectProblem(project, "An analyzer failed, so not all of the project was judged; please report it: " + defect, IsInternal: true)));
        }
        catch (JsonException)
        {
            problems.Add(new ProjectProblem(project, "The compiler's log cannot be read, so the project was not judged.", IsInternal: false));
        }
    }

    private (int Exit, string Output) Build(string project, string work)
    {
        using var process = Process.Start(StartInfo(project, work))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + "\n" + error.Result);
    }

    private ProcessStartInfo StartInfo(string project, string work)
    {
        // No servers: nothing stays behind when the tool ends, and none keeps analyzers of another version.
        string[] arguments =
        [
            "build", project, "-nologo", "-tl:off", "-v:quiet", "-clp:NoSummary", "-nodeReuse:false", "-p:UseSharedCompilation=false",
            "-p:TrainingLintWork=" + Escaped(work + Path.DirectorySeparatorChar),
            "-p:CustomBeforeMicrosoftCommonTargets=" + Escaped(Path.Combine(AnalyzerDirectory, "TrainingLint.Check.targets")),
            .. ReportsRecipes ? ["-p:TrainingLintRecipes=true"] : Array.Empty<string>(),
        ];
        var start = new ProcessStartInfo(variable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet", arguments)
        {
            // The global.json that counts is the one above the project.
            WorkingDirectory = Path.GetDirectoryName(project)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };

        // A property of the command line could not be extended, as the SDK does with this one for its artifacts folder.
        start.Environment["CustomAfterDirectoryBuildProps"] = Path.Combine(AnalyzerDirectory, "TrainingLint.Check.props");
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var name in VariablesOfOuterBuilds)
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    // What separates properties on MSBuild's command line.
    private static string Escaped(string path) =>
        path.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal).Replace(",", "%2C",
            StringComparison.Ordinal);

    private static ProjectResult Failed(string project, string message) =>
        new([], [], [new ProjectProblem(project, message, IsInternal: false)]);

    private static void Remove(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A virus scanner may hold a fresh assembly; the folder is a temporary one.
        }
    }
}
