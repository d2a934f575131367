using System;
using TrainingLint.Core.Findings;
using TrainingLint.Probe;

namespace TrainingLint.Cli.Probing.Reports;

/// <summary>One line on a terminal that follows a probe; silent where nobody watches.</summary>
internal sealed class ProbeProgressLine(TerminalIo io) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly bool _watched = !Console.IsErrorRedirected;
    private TimeSpan _next;
    private int _width;

    /// <summary>Shows where the probe is, a few times a second.</summary>
    public void Show(ProbeProgress progress)
    {
        if (!_watched || (progress.Elapsed < _next && progress.Step < progress.Steps))
        {
            return;
        }

        _next = progress.Elapsed + Interval;
        var left = progress.Step > 0 ? progress.Elapsed / progress.Step * (progress.Steps - progress.Step) : TimeSpan.Zero;
        var loss = double.IsNaN(progress.Loss) ? "" : FormattableString.Invariant($", loss {progress.Loss.Rounded()}");
        var text = FormattableString.Invariant($"{progress.Stage}: {progress.Step} of {progress.Steps}{loss}, about {Math.Ceiling(left.TotalSeconds)} s left");
        io.Error.Write("\r" + text.PadRight(_width));
        _width = text.Length;
    }

    /// <summary>Wipes the line.</summary>
    public void Clear()
    {
        if (_width > 0)
        {
            io.Error.Write("\r" + new string(' ', _width) + "\r");
            _width = 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
