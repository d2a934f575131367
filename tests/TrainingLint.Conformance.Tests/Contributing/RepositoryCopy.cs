using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace TrainingLint.Conformance.Tests.Contributing;

/// <summary>The sources of the repository in a directory of their own, where a test may add to them and build.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private static readonly string[] Folders = ["src", "tools", "tests", "samples", "docs", "site/.vitepress"];

    // What the build makes of the sources, and what other steps of the continuous integration put beside them meanwhile.
    private static readonly HashSet<string> Made = new(StringComparer.Ordinal) { "bin", "obj", "node_modules", ".git", ".venv" };

    private RepositoryCopy() => Root = Directory.CreateTempSubdirectory("traininglint-copy-").FullName;

    /// <summary>Its root directory.</summary>
    public string Root { get; }

    public static RepositoryCopy Make()
    {
        var copy = new RepositoryCopy();
        foreach (var file in Directory.EnumerateFiles(Repository.Root))
        {
            File.Copy(file, Path.Combine(copy.Root, Path.GetFileName(file)));
        }

        foreach (var folder in Folders)
        {
            CopyTree(Repository.PathOf(folder), copy.PathOf(folder));
        }

        return copy;
    }

    public string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Adds the files of a template where they belong; no template replaces a file.</summary>
    public void Add(string template) => CopyTree(template, Root);

    /// <summary>Runs the SDK in the root. A test is about its outcome, so failure shows all that was said.</summary>
    public async Task<string> Run(IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // Servers of the build would outlive the test, and hold on to a directory that is gone.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment.Remove("UPDATE_GOLDEN");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        output += await error;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, "dotnet " + string.Join(' ', start.ArgumentList) + "\n" + output);
        return output;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void CopyTree(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: false);
        }

        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => !Made.Contains(Path.GetFileName(folder))))
        {
            CopyTree(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
