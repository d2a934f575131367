using System;
using System.Threading;

namespace TrainingLint.Probe;

/// <summary>A token that is cancelled when time is up by a given clock, or earlier with the work that it belongs to.</summary>
internal sealed class Deadline : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    /// <summary>Starts to run at once.</summary>
    /// <param name="left">Time that is left; what is less than a millisecond counts as one.</param>
    /// <param name="clock">What tells the time.</param>
    /// <param name="cancellation">Ends everything early.</param>
    public Deadline(TimeSpan left, TimeProvider clock, CancellationToken cancellation)
    {
        _timer = new CancellationTokenSource(left > Shortest ? left : Shortest, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _timer.Token);
    }

    /// <summary>Cancelled when the time is up.</summary>
    public CancellationToken Token => _either.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
