using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>cuDNN asked for the same result every time and for the fastest kernel of the day, in one program.</summary>
internal static class CudnnModes
{
    private static readonly Regex Benchmark = TrainingProgram.Pattern(@"(?:^|\.)cudnn\.benchmark=True$");

    private static readonly Regex Deterministic = TrainingProgram.Pattern(@"(?:^|\.)cudnn\.deterministic=True$");

    public static void Observe(TrainingProgram program)
    {
        var fast = program.Lines.FirstOrDefault(line => Benchmark.IsMatch(line.Text));
        var same = program.Lines.FirstOrDefault(line => Deterministic.IsMatch(line.Text));
        if (fast is not null && same is not null && ReferenceEquals(fast.Parent, same.Parent)
            && program.Lines.Any(line => line.Text.IndexOf("seed", StringComparison.OrdinalIgnoreCase) >= 0))
        {
            program.Note("nondeterministic-mode", fast, "cudnn.deterministic is True, but cudnn.benchmark picks the kernel that is fastest "
                + "at the moment, so two runs of the same seed may still differ; set benchmark to False where results must repeat.",
                Severity.Info);
        }
    }
}
