using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Completions;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Projects;
using TrainingLint.Configs;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Rules;
using TrainingLint.Linting;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Cli.Commands;

/// <summary>Input options that several commands share, and how they lead to linted files.</summary>
internal sealed class InputOptions
{
    private const string ConfigPaths = "Files and directories; directories are walked for configs (YAML, JSON, TOML, INI, Jsonnet, "
        + "text of protocol buffers), Python programs, notebooks and scripts (shell, batch, PowerShell, make) under their .gitignore.";

    private const string ProjectPaths = " A C# project or solution (.csproj, .sln, .slnx) is built into a temporary folder to judge its code; the configs beside it are named on their own.";

    private const string Here = " Without any, the current directory.";

    private readonly Argument<string[]> _paths = new("paths") { Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<bool> _stdin = new("--stdin") { Description = "Read one config from standard input, as the path '-' does." };

    private readonly Option<string?> _stdinFilename = new("--stdin-filename") { Description = "The name under which standard input is reported, and from whose directory base files are found." };

    private readonly Option<string[]> _exclude = new("--exclude") { Description = "Leave out files that fit a pattern such as 'third_party/**' or '*.template.yaml'; may be repeated." };

    private readonly Option<string?> _dialect = new("--dialect")
    {
        Description = "Read the named files as this dialect instead of recognising theirs; the name is the one that 'inspect' shows.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _noDependents = new("--no-dependents") { Description = "Leave out configs that draw on the named files; otherwise those of the repository are judged as well." };

    private const int MostProblems = 5;
    private const string StandardInput = "-";

    // Fixes change configs only, so code that was judged once stays judged for the rest of the call.
    private (IReadOnlyList<LintedFile> Files, IReadOnlyList<InputError> Errors)? _code;

    /// <summary>True for a command that judges C# projects as well as configs.</summary>
    public bool TakesProjects { get; init; }

    /// <summary>True for a command that without any path reads the current directory.</summary>
    public bool StartsHere { get; init; }

    /// <summary>False for a command that reads files only.</summary>
    public bool TakesStandardInput { get; init; } = true;

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _paths.Description = ConfigPaths + (StartsHere ? Here : "") + (TakesProjects ? ProjectPaths : "");
        command.Arguments.Add(_paths);
        command.Options.Add(_exclude);
        _dialect.CompletionSources.Add(_ => ConfigReader.DialectNames().Select(name => new CompletionItem(name)));
        command.Options.Add(_dialect);
        if (TakesProjects)
        {
            command.Options.Add(_noDependents);
        }

        if (TakesStandardInput)
        {
            command.Options.Add(_stdin);
            command.Options.Add(_stdinFilename);
        }
    }

    /// <summary>True when the call lints standard input.</summary>
    public bool IsStandardInput(ParseResult call) =>
        TakesStandardInput && (call.GetValue(_stdin) || call.GetValue(_paths) is [StandardInput]);

    /// <summary>The directory that holds everything that the call may read: the repository, or what it names.</summary>
    public string Root(ParseResult call, TerminalIo io) => new FileDiscovery(io.Directory).RootFor(Paths(call));

    /// <summary>Forgets what was judged, for it may have changed.</summary>
    public void Forget() => _code = null;

    // The paths of a call that reads no standard input.
    private string[] Paths(ParseResult call)
    {
        var paths = call.GetValue(_paths) ?? [];
        var isPiped = TakesStandardInput && call.GetValue(_stdin);
        if (isPiped ? paths.Any(path => path != StandardInput) : paths.Length > 1 && paths.Contains(StandardInput, StringComparer.Ordinal))
        {
            throw new UsageException(isPiped ? "--stdin takes no paths." : "'-' is standard input and goes with no other path; a file of that name is './-'.");
        }

        if (IsStandardInput(call))
        {
            return [];
        }

        if (TakesStandardInput && call.GetValue(_stdinFilename) is not null)
        {
            throw new UsageException("--stdin-filename names what is read with --stdin or '-'.");
        }

        return paths.Length > 0 ? paths
            : StartsHere ? ["."]
            : throw new UsageException("name at least one file or directory" + (TakesStandardInput ? ", or use --stdin." : "."));
    }

    /// <summary>Reads and judges everything that the call names.</summary>
    public LintRun Lint(ParseResult call, TerminalIo io, IReadOnlyList<Rule> rules, bool withDependents = false)
    {
        var paths = Paths(call);
        var fromStdin = IsStandardInput(call);
        var discovery = new FileDiscovery(io.Directory);
        var name = call.GetValue(_stdinFilename) ?? "stdin.yaml";
        var root = discovery.RootFor(fromStdin ? [name] : paths);
        var files = new ConfigFiles(root, discovery.Display) { Programs = ProgramFiles.Below(root, discovery.Display) };
        RefuseBrokenDialects(files);
        var named = new HashSet<string>(StringComparer.Ordinal);
        var names = new Lazy<IReadOnlyList<string>>(() => ConfigReader.DialectNames(files));
        var dialect = Dialect(call, names);
        var options = new ConfiguredOptions
        {
            Dialects = names,
            DialectOf = path => dialect is not null && named.Contains(path) ? dialect : null,
        };
        var linter = new InputLinter(files, new Judge(rules), options);
        if (fromStdin)
        {
            var full = Path.GetFullPath(name, io.Directory);
            named.Add(full);
            RefuseBrokenConfiguration(options, discovery, [new InputFile(full, discovery.Display(full), IsExplicit: true)]);
            return LintStandardInput(io, discovery, linter, full);
        }

        var (inputs, errors) = discovery.Find(paths);
        named.UnionWith(inputs.Select(input => input.FullPath));
        RefuseProjects(discovery.Projects);
        var excluded = (call.GetValue(_exclude) ?? []).Select(pattern => new PathPattern(pattern)).ToArray();
        bool IsWanted(InputFile input) =>
            !excluded.Any(pattern => pattern.Fits(input.DisplayPath)) && !options.For(input.FullPath).IsExcluded;

        RefuseBrokenConfiguration(options, discovery, inputs);
        var wanted = inputs.Where(IsWanted).ToArray();
        var added = withDependents && !call.GetValue(_noDependents)
            ? Dependents(files, options, wanted, discovery).Where(IsWanted).ToArray()
            : [];
        InputFile[] judged = [.. wanted.Concat(added).OrderBy(input => input.DisplayPath, StringComparer.Ordinal)];
        var run = linter.Run(judged, errors, discovery.Skipped) with
        {
            Excluded = inputs.Count - wanted.Length,
            Added = [.. added.Select(input => input.DisplayPath)]
        };
        if (discovery.Projects.Count == 0)
        {
            return run;
        }

        var build = new ProjectBuild(io.Variable);
        return WithCode(run, _code ??= new CodeLinter(options, rules)
            .Lint([.. discovery.Projects.Select(project => build.Run(project.FullPath))], discovery.Display, IsWanted));
    }

    private static LintRun WithCode(LintRun configs, (IReadOnlyList<LintedFile> Files, IReadOnlyList<InputError> Errors) code) =>
        new([.. configs.Files.Concat(code.Files).OrderBy(file => file.File.Path, StringComparer.Ordinal)],
            [.. configs.Errors, .. code.Errors],
            configs.Root)
        { Skipped = configs.Skipped, Excluded = configs.Excluded, Added = configs.Added };

    private void RefuseProjects(IReadOnlyList<InputFile> projects)
    {
        if (projects.Count > 0 && !TakesProjects)
        {
            throw new UsageException(projects[0].DisplayPath + " is a C# project, which only 'check' reads; name configs.");
        }
    }

    // Hooks name only what has changed, and what a change of a base file breaks shows in the files that draw on it. Without a repository
    // there is no telling how far to look; whoever names a directory has said it.
    private static IEnumerable<InputFile> Dependents(ConfigFiles files, ConfiguredOptions options, IReadOnlyList<InputFile> inputs,
        FileDiscovery discovery)
    {
        string[] named = [.. inputs.Where(input => input.IsExplicit).Select(input => input.FullPath)];
        if (named.Length == 0 || !Path.Exists(Path.Combine(files.Root, ".git")))
        {
            return [];
        }

        var known = inputs.Select(input => input.FullPath).ToHashSet(StringComparer.Ordinal);
        return new RepositoryConfigs(files, options).DrawingOn(named)
            .Where(path => !known.Contains(path))
            .Select(path => new InputFile(path, discovery.Display(path), IsExplicit: false));
    }

    // What somebody meant to configure and did not would be judged otherwise than he thinks.
    private static void RefuseBrokenConfiguration(ConfiguredOptions options, FileDiscovery discovery, IEnumerable<InputFile> inputs)
    {
        var broken = inputs.SelectMany(input => options.Problems(input.FullPath)).Distinct().Take(MostProblems).ToArray();
        if (broken.Length > 0)
        {
            throw new UsageException(
                string.Join("; ",
                    broken.Select(problem =>
                        FormattableString.Invariant(
                            $"{discovery.Display(problem.Line.File)}:{problem.Line.Line}: {problem.Line.Key}: {problem.Message}"))) + ".");
        }
    }

    // A file that its own dialect does not read would be read by another one, or by none.
    private static void RefuseBrokenDialects(ConfigFiles files)
    {
        var problems = OwnDialects.Of(files).Problems.Take(MostProblems)
            .Select(problem => FormattableString.Invariant($"{problem.Place.File}:{problem.Place.Line}: {problem.Message.TrimEnd('.')}"));
        if (string.Join("; ", problems) is { Length: > 0 } told)
        {
            throw new UsageException(told + ".");
        }
    }

    // The names that there are include those of the repository's own dialects.
    private string? Dialect(ParseResult call, Lazy<IReadOnlyList<string>> names) => call.GetValue(_dialect) is not { } name ? null
        : names.Value.Contains(name, StringComparer.Ordinal) ? name
        : throw new UsageException(ConfiguredLines.NoDialect(name, names.Value) + ".");

    private static LintRun LintStandardInput(TerminalIo io, FileDiscovery discovery, InputLinter linter, string fullPath)
    {
        using var buffer = new MemoryStream();
        io.Input.CopyTo(buffer);
        var display = discovery.Display(fullPath);
        if (ConfigFormats.Find(fullPath) is null)
        {
            return linter.Run([], [new InputError(display, 1, "Standard input has a name that is not read; write --stdin-filename with a name ending in " + ConfigFormats.Endings + ".", IsInternal: false)]);
        }

        return SourceFile.Decode(display, buffer.ToArray(), fullPath) is { } source
            ? linter.Run(source)
            : linter.Run([], [new InputError(display, 1, "Standard input is no text in UTF-8, UTF-16 or UTF-32.", IsInternal: false)]);
    }
}
