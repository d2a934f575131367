using System;
using System.IO;
using System.Linq;
using TrainingLint.Probe.Bridge;

namespace TrainingLint.Cli.Probing;

/// <summary>
/// The PyTorch side of the bridge, which this tool carries with it and hands to a Python through its standard input: no file of it needs
/// to be anywhere, and its version is always the right one.
/// </summary>
internal static class PythonBridge
{
    public const string FileName = "traininglint_bridge.py";
    public const string ExecutableVariable = "TRAININGLINT_PYTHON";

    private const string Resource = "TrainingLint.Cli." + FileName;
    private const string DefaultFunction = "problem";

    /// <summary>
    /// Reads the bridge from standard input as a module of its usual name, so that the user's file can import it, and starts it.
    /// Signals come first: Ctrl-C reaches this process too, and imports take seconds.
    /// </summary>
    private const string Bootstrap = $"""
        import os, signal, sys, types
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        source, length = b"", int(sys.argv[1])
        while len(source) < length:
            part = os.read(0, length - len(source))
            if not part:
                sys.exit(0)
            source += part
        module = sys.modules["traininglint_bridge"] = types.ModuleType("traininglint_bridge")
        module.__file__ = "{FileName}"
        exec(compile(source, module.__file__, "exec"), module.__dict__)
        module.main(sys.argv[2:])
        """;

    /// <summary>Starts a Python with a user's function.</summary>
    /// <param name="place">FILE or FILE:FUNCTION.</param>
    /// <param name="executable">The Python; null for that of the environment.</param>
    /// <param name="timeLimit">Time for each command.</param>
    /// <param name="io">The circumstances of the call.</param>
    /// <exception cref="UsageException">There is no such file, Python or function.</exception>
    public static BridgedProblem Start(string place, string? executable, TimeSpan timeLimit, TerminalIo io)
    {
        var (file, function) = Split(place);
        var path = Path.GetFullPath(file, io.Directory);
        if (!File.Exists(path))
        {
            throw new UsageException("there is no Python file '" + file + "'.");
        }

        var source = Source();
        var python = executable ?? NullIfEmpty(io.Variable(ExecutableVariable)) ?? (OperatingSystem.IsWindows() ? "python" : "python3");
        return Start(new BridgeOptions
        {
            Program = Resolved(python, io),
            Arguments = ["-c", Bootstrap, FormattableString.Invariant($"{source.Length}"), path, function],
            Preamble = source,
            WorkingDirectory = io.Directory,
            TimeLimit = timeLimit,
            Output = io.Tell,
        });
    }

    /// <summary>Absolute path of the file in FILE:FUNCTION.</summary>
    public static string FileOf(string place, TerminalIo io) => Path.GetFullPath(Split(place).File, io.Directory);

    /// <summary>Starts a program that speaks the protocol itself.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="timeLimit">Time for each command.</param>
    /// <param name="io">The circumstances of the call.</param>
    /// <exception cref="UsageException">There is no such program.</exception>
    public static BridgedProblem Start(string[] command, TimeSpan timeLimit, TerminalIo io) => Start(new BridgeOptions
    {
        Program = Resolved(command[0], io),
        Arguments = [.. command.Skip(1)],
        WorkingDirectory = io.Directory,
        TimeLimit = timeLimit,
        Output = io.Tell,
    });

    /// <summary>Writes the bridge into a directory, for imports and for reading.</summary>
    /// <exception cref="UsageException">The directory is not there or cannot be written to.</exception>
    public static void Write(string directory, TerminalIo io)
    {
        var path = Path.Combine(Path.GetFullPath(directory, io.Directory), FileName);
        try
        {
            File.WriteAllBytes(path, Source());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw UsageException.Unwritable("'" + Path.Combine(directory, FileName) + "' cannot be written: "
                + (failure is DirectoryNotFoundException ? "there is no such directory." : "no permission, or no room."));
        }

        io.SayPlain(Path.Combine(directory, FileName));
    }

    private static BridgedProblem Start(BridgeOptions options)
    {
        try
        {
            return BridgedProblem.Start(options);
        }
        catch (BridgeException failure) when (failure.Failure == BridgeFailure.Setup)
        {
            throw new UsageException(failure.Message + ".");
        }
    }

    /// <summary>The function stands behind the last colon; the colon of a Windows drive is followed by a separator.</summary>
    private static (string File, string Function) Split(string place)
    {
        var colon = place.LastIndexOf(':');
        return colon < 0 || place.AsSpan(colon + 1).IndexOfAny('/', '\\') >= 0 ? (place, DefaultFunction)
            : colon == 0 || colon == place.Length - 1 ? throw new UsageException("--python wants FILE:FUNCTION, such as probe.py:problem, not '" + place + "'.")
            : (place[..colon], place[(colon + 1)..]);
    }

    /// <summary>A path is meant from the current directory, a bare name from wherever programs are found.</summary>
    private static string Resolved(string program, TerminalIo io) =>
        program.AsSpan().IndexOfAny('/', '\\') >= 0 ? Path.GetFullPath(program, io.Directory) : program;

    private static byte[] Source()
    {
        using var resource = typeof(PythonBridge).Assembly.GetManifestResourceStream(Resource)!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
