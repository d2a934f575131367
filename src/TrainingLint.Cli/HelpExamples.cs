using System;
using System.Collections.Generic;
using System.CommandLine;

namespace TrainingLint.Cli;

/// <summary>What the help of a command shows besides its options.</summary>
/// <param name="Page">Where to read on.</param>
/// <param name="Calls">Calls that do something useful, each with what it is for.</param>
internal sealed record HelpExamples(string Page, IReadOnlyList<(string Call, string Purpose)> Calls)
{
    private const string Docs = "https://github.com/traininglint/traininglint/blob/main/docs/";

    private static readonly Dictionary<string, HelpExamples> ByCommand = new(StringComparer.Ordinal)
    {
        ["traininglint"] = new(Docs + "cli.md",
        [
            ("traininglint check", "everything below the current directory"),
            ("traininglint inspect train.yaml", "how a config is understood"),
            ("traininglint review --base main", "what a change makes trainings do otherwise"),
        ]),
        ["check"] = new(Docs + "cli.md#check",
        [
            ("traininglint check configs --severity info", "a directory, notes included"),
            ("traininglint check configs --fix", "and put right what cannot change a run"),
            ("traininglint check --select TL01,missing-seed --statistics", "how often some rules fire below here"),
            ("traininglint check - --stdin-filename train.yaml", "a config from a pipe"),
            ("traininglint check configs --format sarif -o findings.sarif", "a report for code scanning"),
            ("traininglint check --explain learning-rate-too-high", "what a rule is about"),
        ]),
        ["inspect"] = new(Docs + "cli.md#inspect",
        [
            ("traininglint inspect train.yaml", "each setting, where it comes from, and what follows"),
            ("traininglint inspect configs --format json", "the same for scripts"),
        ]),
        ["review"] = new(Docs + "review.md",
        [
            ("traininglint review --base main", "the work tree against the branch that it is meant for"),
            ("traininglint review --base origin/main --head HEAD --format markdown", "a comment for a pull request"),
        ]),
        ["rule"] = new(Docs + "cli.md#rule",
        [
            ("traininglint rule", "all rules"),
            ("traininglint rule learning-rate-too-high", "one of them"),
        ]),
        ["config"] = new(Docs + "configuration.md",
        [
            ("traininglint config configs/train.yaml", "what holds for a file, and which line says so"),
            ("traininglint config", "what holds for runs that are started here"),
        ]),
        ["schema"] = new(Docs + "cli.md#schema",
        [
            ("traininglint schema", "the dialects that have a schema"),
            ("traininglint schema axolotl > axolotl.schema.json", "one of them, for an editor"),
        ]),
        ["probe"] = new(Docs + "probe.md",
        [
            ("traininglint probe --config train.yaml", "a few seconds of the recipe on a small problem"),
            ("traininglint probe --config Program.cs", "the same for the optimizer that a C# program creates"),
            ("traininglint probe --config train.yaml --verify --report out.html", "prove the findings, and show it with pictures"),
        ]),
        ["sweep"] = new(Docs + "sweeps.md",
        [
            ("traininglint probe sweep configs --seeds 10", "all configs of a directory, ten seeds each"),
        ]),
        ["merge"] = new(Docs + "sweeps.md",
        [
            ("traininglint probe merge part-1.json part-2.json", "the shares of a sweep in one"),
        ]),
        ["diagnose"] = new(Docs + "diagnose.md",
        [
            ("traininglint diagnose outputs/run-7", "what went wrong in a run, from its log alone"),
            ("traininglint diagnose trainer_state.json --config train.yaml", "and which line of its config it points to"),
        ]),
        ["init"] = new(Docs + "ci.md",
        [
            ("traininglint init", "everything that runs the tool on build servers and before commits"),
            ("traininglint init pre-commit", "the hook alone"),
        ]),
        ["lsp"] = new(Docs + "editors.md",
        [
            ("traininglint lsp", "started by an editor; --baseline accepts the findings of the past"),
        ]),
        ["completion"] = new(Docs + "cli.md#completion",
        [
            ("traininglint completion bash > ~/.local/share/bash-completion/completions/traininglint", "for bash, for good"),
            ("traininglint completion zsh > ~/.zfunc/_traininglint", "for zsh"),
            ("traininglint completion fish > ~/.config/fish/completions/traininglint.fish", "for fish"),
        ]),
    };

    /// <summary>Those of a command; those of the tool for one that has none.</summary>
    public static HelpExamples Of(Command command) =>
        command is not RootCommand && ByCommand.TryGetValue(command.Name, out var own) ? own : ByCommand["traininglint"];
}
