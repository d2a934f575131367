using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe.Tests;

/// <summary>A budget is kept within a fifth and one step, however long a step takes. Time here is what evaluations say they took, so no machine is too slow.</summary>
public class BudgetTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(2)]
    [InlineData(30)]
    public void ItIsKept_WithEveryQuestion(double secondsPerEvaluation)
    {
        var clock = new WorkClock();
        var problem = new SlowProblem(new Quadratic([.. Enumerable.Range(1, 60).Select(i => 1.0 / i)]), clock,
            TimeSpan.FromSeconds(secondsPerEvaluation));

        var result = Run(problem, clock);

        // The checks of a foreign problem need two evaluations and a slope before anything else, the report needs one at the end.
        const int Unavoidable = 7;
        Assert.InRange(clock.Now.TotalSeconds, 0,
            Math.Max((1.2 * Budget.TotalSeconds) + secondsPerEvaluation, Unavoidable * secondsPerEvaluation));
        Assert.NotEmpty(result.Soundness.Reason);
    }

    [Fact]
    public void ASlowProblem_IsTrainedBeforeItIsMeasured()
    {
        var clock = new WorkClock();
        var result = Run(new SlowProblem(new Quadratic([1, 0.5]), clock, TimeSpan.FromSeconds(0.3)), clock);

        Assert.InRange(result.Run.Steps, 8, 20);
        Assert.True(result.IsPartial);
        Assert.Equal(SoundnessVerdict.CouldNotTell, result.Soundness.Verdict);
    }

    private static ProbeResult Run(IProblem problem, WorkClock workClock) => OptimizationProbe.Run(new ProbeOptions
    {
        Problem = problem,
        Clock = workClock,
        Budget = Budget,
        Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd),
        Schedule = LearningRateSchedule.Constant(300, 0.1),
        Questions = ProbeQuestions.All,
    });

    /// <summary>Has no Hessian of its own and takes as long as it says.</summary>
    private sealed class SlowProblem(IProblem inner, WorkClock clock, TimeSpan each) : IProblem
    {
        public string Name => "slow";

        public int ParameterCount => inner.ParameterCount;

        public int SampleCount => inner.SampleCount;

        public void Initialize(int seed, Span<double> parameters) => inner.Initialize(seed, parameters);

        public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
        {
            clock.Advance(each);
            return inner.Evaluate(parameters, samples, gradient);
        }
    }

    /// <summary>A clock that only moves when it is told to, and rings whatever is due then.</summary>
    private sealed class WorkClock : TimeProvider
    {
        private readonly List<Alarm> _alarms = [];

        public TimeSpan Now { get; private set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;

        public void Advance(TimeSpan by)
        {
            Now += by;
            foreach (var alarm in _alarms.Where(alarm => alarm.Due <= Now).ToArray())
            {
                _alarms.Remove(alarm);
                alarm.Ring();
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var alarm = new Alarm(this, callback, state, Now + dueTime);
            _alarms.Add(alarm);
            return alarm;
        }

        private sealed class Alarm(WorkClock clock, TimerCallback callback, object? state, TimeSpan due) : ITimer
        {
            public TimeSpan Due { get; } = due;

            public void Ring() => callback(state);

            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => clock._alarms.Remove(this);

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }
}
