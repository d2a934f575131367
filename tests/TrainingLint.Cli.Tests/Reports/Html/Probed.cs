using TrainingLint.Cli.Probing;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Tests;

namespace TrainingLint.Cli.Tests.Reports.Html;

/// <summary>A small experiment with pictures.</summary>
internal static class Probed
{
    public static ProbeAnswer OnOwnProblem(string name)
    {
        var plan = new ProbeOptions
        {
            Clock = StandingClock.Instance,
            Problem = new NamedParabola(name),
            Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd),
            Schedule = LearningRateSchedule.Constant(20, 0.3),
            Steps = 20,
            Questions = ProbeQuestions.Surfaces,
            Budget = TimeSpan.FromMinutes(5),
        };
        return new ProbeAnswer(plan.Problem, Recipe: null) { Plan = plan, Result = OptimizationProbe.Run(plan) };
    }

    private sealed class NamedParabola(string name) : IProblem
    {
        public string Name => name;

        public int ParameterCount => 3;

        public int SampleCount => 1;

        public void Initialize(int seed, Span<double> parameters)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i] = 1 + seed + (i * i);
            }
        }

        public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
        {
            var sum = 0.0;
            for (var i = 0; i < parameters.Length; i++)
            {
                sum += (i + 1) * parameters[i] * parameters[i] / 2;
                if (!gradient.IsEmpty)
                {
                    gradient[i] = (i + 1) * parameters[i];
                }
            }

            return sum;
        }
    }
}
