using System;
using System.Collections.Generic;

namespace TrainingLint.Probe.Bridge;

/// <summary>How the child process of a bridged problem is started and watched.</summary>
public sealed record BridgeOptions
{
    /// <summary>Seconds for one command unless told otherwise; the first one includes the start of the interpreter and all imports.</summary>
    public const double DefaultTimeLimit = 300;

    /// <summary>The program: a path, or a name that is looked up like a shell does.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments, passed as they are, without a shell.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Where it runs; null for the current directory.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Bytes written to its standard input before the first command.</summary>
    public ReadOnlyMemory<byte> Preamble { get; init; }

    /// <summary>Time for one command, after which the child is stopped.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(DefaultTimeLimit);

    /// <summary>The clock that the time limit goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Hears each line that the child writes to its standard error, on the thread that waits for its answer; null drops them.</summary>
    public Action<string>? Output { get; init; }
}
