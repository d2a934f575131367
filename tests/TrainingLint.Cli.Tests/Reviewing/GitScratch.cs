using System.Diagnostics;
using System.Linq;

namespace TrainingLint.Cli.Tests.Reviewing;

/// <summary>A scratch directory that is a repository.</summary>
public sealed class GitScratch : IDisposable
{
    public GitScratch()
    {
        Files = new Scratch();
        Directory.Delete(Files.PathOf(".git"));
        Git("init", "-q", "-b", "main");
    }

    public Scratch Files { get; }

    public GitScratch Write(string name, string text)
    {
        Files.Write(name, text);
        return this;
    }

    public GitScratch Commit()
    {
        Git("add", "-A");
        Git("commit", "-q", "--allow-empty", "-m", "change");
        return this;
    }

    public GitScratch Branch(string name)
    {
        Git("checkout", "-q", "-b", name);
        return this;
    }

    public string Git(params string[] arguments) => Start(Files.Root, "git", ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always", .. arguments]);

    public static string Start(string directory, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var variable in new[] { "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM" })
        {
            start.Environment[variable] = "/dev/null";
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException(program + " " + string.Join(' ', arguments) + ": " + error.Result + output);
    }

    public Outcome Review(params string[] arguments) =>
        Files.Run(["review", .. arguments.Length > 0 && arguments.Contains("--base") ? arguments : ["--base", "main", .. arguments]]);

    public void Dispose() => Files.Dispose();
}
