using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace TrainingLint.Cli.Commands;

/// <summary>Hears Ctrl-C, and the signal with which schedulers end a job, as the wish to stop and keep what is done.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>Cancelled with the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Waits for a signal that is being handled, so that none finds the source gone.
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        // Schedulers repeat theirs while the result is written; whoever presses Ctrl-C again does not want to wait for it.
        context.Cancel = context.Signal == PosixSignal.SIGTERM || !_stop.IsCancellationRequested;
        _stop.Cancel();
    }
}
