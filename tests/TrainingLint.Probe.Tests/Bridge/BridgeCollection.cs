namespace TrainingLint.Probe.Tests.Bridge;

/// <summary>Tests of the bridge look for files that bridges of this process may have left, so that only one of them runs at a time.</summary>
[CollectionDefinition(nameof(Bridge))]
public sealed class BridgeCollection;
