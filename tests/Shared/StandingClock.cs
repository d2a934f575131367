namespace TrainingLint.Tests;

/// <summary>A clock that stands still: budgets plan the work and never cut it, however busy the machine is.</summary>
internal sealed class StandingClock : System.TimeProvider
{
    public static StandingClock Instance { get; } = new();

    public override long GetTimestamp() => 0;

    public override System.Threading.ITimer CreateTimer(System.Threading.TimerCallback callback, object? state, System.TimeSpan dueTime,
        System.TimeSpan period) => new SilentTimer();

    private sealed class SilentTimer : System.Threading.ITimer
    {
        public bool Change(System.TimeSpan dueTime, System.TimeSpan period) => true;

        public void Dispose()
        {
        }

        public System.Threading.Tasks.ValueTask DisposeAsync() => default;
    }
}
