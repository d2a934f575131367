using System;

namespace TrainingLint.Cli.Watching;

/// <summary>Something that tells when files change.</summary>
internal interface IChangeSource : IDisposable
{
    /// <summary>Waits for the next change; at once where one came since the last call.</summary>
    /// <returns>False when there will be none any more.</returns>
    bool Wait();
}
