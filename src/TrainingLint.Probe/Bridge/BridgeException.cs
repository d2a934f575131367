using System;
using System.Collections.Generic;

namespace TrainingLint.Probe.Bridge;

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
