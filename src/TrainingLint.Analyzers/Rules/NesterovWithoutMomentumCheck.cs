using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class NesterovWithoutMomentumCheck() : CodeCheck<NesterovWithoutMomentum>("SGD")
{
    public override void Check(CheckContext context)
    {
        foreach (var creation in context.Optimizers)
        {
            if (context.Torch.OptimizerCreatedBy(creation)?.Name != "SGD" || context.Values.Trace(creation.Argument("nesterov"))?.Flag != true)
            {
                continue;
            }

            if (context.Values.Trace(creation.Argument("momentum"))?.Number is 0)
            {
                context.ReportFailing(creation, WithArgument(creation, "Nesterov's method looks ahead along the momentum and throws without one; pass momentum: 0.9.", "momentum: 0.9"));
            }
            else if (context.Values.Trace(creation.Argument("dampening"))?.Number is { } dampening && dampening != 0)
            {
                context.ReportFailing(creation, At(creation, "Nesterov's method does not allow dampening and throws; leave it at 0."));
            }
        }
    }
}
