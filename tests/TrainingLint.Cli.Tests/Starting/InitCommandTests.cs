using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using TrainingLint.Cli.Reports;
using TrainingLint.Cli.Tests.Documents;
using TrainingLint.Cli.Tests.Reviewing;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Cli.Tests.Starting;

public sealed class InitCommandTests : IDisposable
{
    private static readonly string[] Written =
        [".azure-pipelines/traininglint.yml", ".editorconfig", ".github/workflows/traininglint.yml", ".gitlab/traininglint.yml", ".pre-commit-config.yaml"];

    private static readonly string[] All = ["init", "github", "gitlab", "azure", "pre-commit", "editorconfig"];

    private readonly GitScratch _git = new GitScratch().Write("configs/a.yaml", Scratch.Sound).Commit().Branch("change").Write("configs/a.yaml", Scratch.Risky).Commit();

    public void Dispose() => _git.Dispose();

    [Fact]
    public void Init_WritesEverythingAndSaysWhatIsLeftToDo()
    {
        File.Delete(_git.Files.PathOf(".editorconfig"));
        var outcome = _git.Files.Run(All);
        Assert.Equal(0, outcome.Exit);
        Assert.All(Written, path => Assert.True(File.Exists(_git.Files.PathOf(path)), path));
        Assert.Contains(".gitlab/traininglint.yml: written; add 'include:", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("check --write-baseline traininglint-baseline.json", outcome.Output, StringComparison.Ordinal);
        foreach (var path in Written.Where(path => path != ".editorconfig"))
        {
            Assert.Empty(DocumentParser.Parse(new SourceFile(path, _git.Files.Read(path))).Problems);
        }

        // What is written is no training config, and the section of .editorconfig means what it says.
        Assert.Equal(1, _git.Files.Run("check", ".").Exit);
        Assert.Equal(0, _git.Files.Run("config", "configs/a.yaml").Exit);
        _git.Write(".editorconfig", _git.Files.Read(".editorconfig").Replace("# traininglint.", "traininglint.", StringComparison.Ordinal));
        Assert.Equal(0, _git.Files.Run("config", "configs/a.yaml").Exit);
    }

    [Fact]
    public void WhatIsWritten_IsPinned_TheToolByItsVersion_ActionsByTheirCommit()
    {
        _git.Files.Run(All);
        foreach (var path in Written.Where(path => path != ".editorconfig"))
        {
            Assert.Contains(JsonOutput.ToolVersion, _git.Files.Read(path), StringComparison.Ordinal);
        }

        var uses = _git.Files.Read(".github/workflows/traininglint.yml").Split('\n').Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, uses.Length);
        Assert.All(uses, line => Assert.Matches("uses: [\\w/-]+@[0-9a-f]{40} # v[0-9.]+$", line));
    }

    [Fact]
    public void SecondInit_ChangesNothing()
    {
        _git.Files.Run(All);
        var before = Written.Select(_git.Files.Read).ToArray();
        var outcome = _git.Files.Run(All);
        Assert.Equal(0, outcome.Exit);
        Assert.Equal(before, Written.Select(_git.Files.Read));
        Assert.All(outcome.Lines, line => Assert.EndsWith("is set up already.", line, StringComparison.Ordinal));
    }

    [Fact]
    public void FileThatIsThere_IsReplacedOnlyByForce()
    {
        _git.Write(".github/workflows/traininglint.yml", "mine: true\n");
        var outcome = _git.Files.Run("init", "github");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains("--force", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("mine: true\n", _git.Files.Read(".github/workflows/traininglint.yml"));
        Assert.Equal(0, _git.Files.Run("init", "github", "--force").Exit);
        Assert.StartsWith("name: TrainingLint", _git.Files.Read(".github/workflows/traininglint.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void SharedFiles_KeepEveryLineThatTheyHave()
    {
        const string Hooks = "default_stages: [pre-commit]\nrepos:\n  - repo: local\n    hooks:\n      - id: mine";
        _git.Write(".pre-commit-config.yaml", Hooks).Write(".editorconfig", "root = true\n[*.cs]\nindent_size = 4");
        Assert.Equal(0, _git.Files.Run("init", "pre-commit", "editorconfig", "--force").Exit);
        Assert.StartsWith(Hooks + "\n  - repo: https://", _git.Files.Read(".pre-commit-config.yaml"), StringComparison.Ordinal);
        Assert.StartsWith("root = true\n[*.cs]\nindent_size = 4\n\n# TrainingLint", _git.Files.Read(".editorconfig"), StringComparison.Ordinal);
    }

    [Fact]
    public void SharedFileThatCannotBeExtended_IsLeftAloneAndTheEntryShown()
    {
        const string Hooks = "repos:\n  - repo: local\n    hooks: []\nci:\n  skip: []\n";
        var outcome = _git.Write(".pre-commit-config.yaml", Hooks).Files.Run("init", "pre-commit");
        Assert.Equal(2, outcome.Exit);
        Assert.Equal(Hooks, _git.Files.Read(".pre-commit-config.yaml"));
        Assert.Contains("- id: traininglint", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".github/CODEOWNERS", ".github/workflows/traininglint.yml")]
    [InlineData(".gitlab-ci.yml", ".gitlab/traininglint.yml")]
    [InlineData("azure-pipelines.yml", ".azure-pipelines/traininglint.yml")]
    public void WithoutTargets_TheSystemThatTheRepositoryShows_IsWrittenFor(string mark, string written)
    {
        File.Delete(_git.Files.PathOf(".editorconfig"));
        _git.Write(mark, "");
        Assert.Equal(0, _git.Files.Run("init").Exit);
        Assert.Equal([written], Written.Where(path => File.Exists(_git.Files.PathOf(path))));
    }

    [Fact]
    public void WithoutTargets_TheRemoteShowsTheSystem()
    {
        _git.Git("remote", "add", "origin", "git@gitlab.com:a/b.git");
        _git.Files.Run("init");
        Assert.True(File.Exists(_git.Files.PathOf(".gitlab/traininglint.yml")));
        Assert.False(File.Exists(_git.Files.PathOf(".github/workflows/traininglint.yml")));
    }

    [Fact]
    public void WithoutTargetsOrSystems_OnlyTheHookIsWritten_AndTheRestNamed()
    {
        var outcome = _git.Files.Run("init");
        Assert.Equal(0, outcome.Exit);
        Assert.True(File.Exists(_git.Files.PathOf(".pre-commit-config.yaml")));
        Assert.False(File.Exists(_git.Files.PathOf(".github/workflows/traininglint.yml")));
        Assert.Contains("traininglint init github", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownTarget_IsTwo() => Assert.Equal(2, _git.Files.Run("init", "jenkins").Exit);

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("github")]
    [InlineData("gitlab")]
    [InlineData("azure")]
    public void WrittenSteps_RunAndFailOnTheRisk_UntilABaselineAcceptsIt(string target)
    {
        if (OperatingSystem.IsWindows())
        {
            // The steps are written for the Linux images of the build servers.
            return;
        }

        Assert.Equal(0, _git.Files.Run("init", target).Exit);
        Assert.Equal(1, RunSteps(target));
        Assert.Equal(0, _git.Files.Run("check", "configs", "--write-baseline", "traininglint-baseline.json").Exit);
        Assert.Equal(0, _git.Files.Run("init", target, "--force").Exit);
        Assert.Equal(0, RunSteps(target));
        if (target == "github")
        {
            Assert.Contains("learning rate 0.02 \u2192 20", _git.Files.Read("summary.md"), StringComparison.Ordinal);
        }
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void CompositeAction_RunsWithItsInputs()
    {
        var action = DocumentParser.Parse(new SourceFile("action.yml", File.ReadAllText(Path.Combine(RepositoryCommandLine.Root, "action.yml"))));
        Assert.Empty(action.Problems);
        var scripts = Scripts(action.Roots[0]).ToArray();
        Assert.Equal(5, scripts.Length);
        _git.Write("more configs/b.yaml", Scratch.Sound);
        Assert.Equal(1, RunScripts(scripts, ("LINT_PATHS", "configs\nmore configs\n"), ("LINT_FAIL_ON", "warning"), ("LINT_BASELINE", ""), ("TOOL_VERSION", JsonOutput.ToolVersion)));
        Assert.Equal(0, RunScripts(scripts, ("LINT_PATHS", "more configs"), ("LINT_FAIL_ON", "warning"), ("LINT_BASELINE", ""), ("TOOL_VERSION", JsonOutput.ToolVersion)));
        Assert.Equal(0, RunScripts(scripts, ("LINT_PATHS", "."), ("LINT_FAIL_ON", "never"), ("LINT_BASELINE", ""), ("TOOL_VERSION", JsonOutput.ToolVersion)));
        Assert.StartsWith("<!-- traininglint-review -->", _git.Files.Read("traininglint-review.md"), StringComparison.Ordinal);
        Assert.Contains("repos/o/r/issues/7/comments -F body=@", _git.Files.Read("gh.log"), StringComparison.Ordinal);
        Assert.Contains("2.1.0", _git.Files.Read("traininglint.sarif"), StringComparison.Ordinal);
    }

    [Fact]
    public void PreCommitHooks_CallWhatTheToolUnderstands()
    {
        var hooks = DocumentParser.Parse(new SourceFile("hooks.yaml", File.ReadAllText(Path.Combine(RepositoryCommandLine.Root, ".pre-commit-hooks.yaml"))));
        Assert.Empty(hooks.Problems);
        foreach (var hook in Assert.IsType<SequenceNode>(hooks.Roots[0]).Items.Cast<MappingNode>())
        {
            var entry = ((ScalarNode)hook["entry"]!).Text.Split(' ');
            Assert.Equal("traininglint", entry[0]);
            Assert.Equal("--", entry[^1]);
            Assert.Equal(1, _git.Files.Run([.. entry.Skip(1), "configs/a.yaml"]).Exit);
        }
    }

    [Fact]
    public void VersionOfTheTool_IsOneEverywhere()
    {
        var version = JsonOutput.ToolVersion;
        string[] naming = [
            "samples/TorchSharpTraining/TorchSharpTraining.csproj", "samples/ProbeYourModel/ProbeYourModel.csproj", "action.yml", "docs/ci.md", "docs/editors.md", "docs/sweeps.md",
            "editors/vscode/package.json", "ci/sweeps/github.yml", "ci/sweeps/gitlab.yml", "ci/sweeps/kubernetes/merge.yaml", "ci/sweeps/kubernetes/sweep.yaml", "tests/TrainingLint.Benchmarks/analyzer-cost.sh",
        ];
        Assert.All(naming,
            path => Assert.Contains(version, File.ReadAllText(Path.Combine(RepositoryCommandLine.Root, path)), StringComparison.Ordinal));
        _git.Files.Run(All);
        Assert.All(Written.Where(path => path != ".editorconfig"), path => Assert.Contains(version, _git.Files.Read(path), StringComparison.Ordinal));
    }

    private int RunSteps(string target)
    {
        var path = Written.Single(path => path.Contains(target, StringComparison.Ordinal));
        return RunScripts([.. Scripts(DocumentParser.Parse(new SourceFile(path, _git.Files.Read(path))).Roots[0])]);
    }

    // What a build server would run: scalars under run and script, and lists of them.
    private static IEnumerable<string> Scripts(ConfigNode node) => node switch
    {
        MappingNode mapping => mapping.Entries.SelectMany(entry => (entry.Key.Text, entry.Value) switch
        {
            ("run" or "script", ScalarNode script) => [script.Text],
            ("script", SequenceNode lines) => [string.Join("\n", lines.Items.Cast<ScalarNode>().Select(line => line.Text))],
            _ => Scripts(entry.Value),
        }),
        SequenceNode sequence => sequence.Items.SelectMany(Scripts),
        _ => [],
    };

    // The steps one after the other, as a build server runs them; installing the tool is the one thing that is not done for real.
    private int RunScripts(IReadOnlyList<string> scripts, params (string Name, string Value)[] variables)
    {
        using var tools = new Scratch();
        Executable(tools, "traininglint", "exec \"$REAL_DOTNET\" \"" + typeof(CommandLine).Assembly.Location + "\" \"$@\"");
        Executable(tools, "pipx", "exit 0");
        Executable(tools, "pip", "exit 0");
        Executable(tools, "gh", "echo \"$*\" >> \"$RUNNER_TEMP/gh.log\"");
        Executable(tools, "dotnet", "case \"$1 $2\" in 'tool install') exit 0;; esac\nexec \"$REAL_DOTNET\" \"$@\"");
        _git.Git("update-ref", "refs/remotes/origin/main", "main");
        foreach (var script in scripts)
        {
            var start = new ProcessStartInfo("bash", ["-e", "-o", "pipefail", "-c", script])
            {
                WorkingDirectory = _git.Files.Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true
            };
            start.Environment["REAL_DOTNET"] = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "/usr/bin/env dotnet";
            start.Environment["PATH"] = tools.Root + ":" + Environment.GetEnvironmentVariable("PATH");
            start.Environment["GITHUB_BASE_REF"] = "main";
            start.Environment["GITHUB_STEP_SUMMARY"] = _git.Files.PathOf("summary.md");
            start.Environment["RUNNER_TEMP"] = _git.Files.Root;
            start.Environment["GITHUB_REPOSITORY"] = "o/r";
            start.Environment["PULL_REQUEST"] = "7";
            start.Environment["GITHUB_PATH"] = tools.PathOf("path");
            foreach (var (name, value) in variables)
            {
                start.Environment[name] = value;
            }

            using var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Assert.Equal("", error);
                return process.ExitCode;
            }
        }

        return 0;
    }

    private static void Executable(Scratch tools, string name, string script)
    {
        tools.Write(name, "#!/usr/bin/env bash\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tools.PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
