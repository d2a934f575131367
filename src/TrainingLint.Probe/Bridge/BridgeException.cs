using System;
using System.Collections.Generic;

namespace TrainingLint.Probe.Bridge;

/// <summary>Why a problem behind a bridge cannot be measured.</summary>
public enum BridgeFailure
{
    /// <summary>The child process could not be started, or lacks what it needs: a program, a module, a function.</summary>
    Setup,

    /// <summary>The child process ended by itself.</summary>
    Ended,

    /// <summary>The child process did not answer in time and was stopped.</summary>
    TimeLimit,

    /// <summary>The child process answered what the protocol does not allow.</summary>
    Protocol,

    /// <summary>The user's model, loss or data failed inside of the child process.</summary>
    Problem,
}

/// <summary>A problem behind a bridge failed; the message is for people and says which command it was.</summary>
/// <param name="failure">Why.</param>
/// <param name="message">What happened.</param>
/// <param name="trace">Where in the user's code, a line each; empty when it did not happen there.</param>
/// <param name="inner">What it was noticed by.</param>
public sealed class BridgeException(BridgeFailure failure, string message, IReadOnlyList<string>? trace = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public BridgeFailure Failure { get; } = failure;

    /// <summary>Where in the user's code, a line each, outermost first; empty when it did not happen there.</summary>
    public IReadOnlyList<string> Trace { get; } = trace ?? [];
}
