using System;
using System.Collections.Generic;
using System.IO;
using TrainingLint.Cli;
using TrainingLint.Cli.Probing;
using TrainingLint.Probe.Bridge;
using TrainingLint.Tests;

namespace TrainingLint.PyTorch.Tests;

/// <summary>Calls of the command line with the Python of these tests, in a directory of their own.</summary>
public sealed class CommandLineCall : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("traininglint-pytorch-");

    /// <summary>Where calls run.</summary>
    public string Root => _directory.FullName;

    /// <summary>Environment variables that a call sees.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Root, name), text);
        return Path.Combine(Root, name);
    }

    /// <summary>One call.</summary>
    public (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = new CommandLine(Io(output, error)).Run(arguments);
        return (exit, output.ToString(), error.ToString());
    }

    /// <summary>A function of problems.py as a problem.</summary>
    internal BridgedProblem Start(string function)
    {
        using var output = new StringWriter();
        return PythonBridge.Start(PyTorch.Problem(function), PyTorch.Executable, TimeSpan.FromMinutes(2), Io(output, output));
    }

    private TerminalIo Io(TextWriter output, TextWriter error) => new(Stream.Null, output, error, Root, UseColor: false, Width: 120)
    {
        Clock = StandingClock.Instance,
        Variable = name => Variables.GetValueOrDefault(name) ?? (name == PythonBridge.ExecutableVariable ? PyTorch.Executable : null),
    };
}
