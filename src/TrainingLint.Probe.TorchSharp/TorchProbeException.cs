using System;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>A model, loss or data set cannot be measured as it is; the message says what was found and what is wanted.</summary>
/// <param name="message">For people.</param>
public sealed class TorchProbeException(string message) : Exception(message);
