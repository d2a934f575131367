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
