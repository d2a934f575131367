using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class ParameterGroupDefaultRateCheck() : CodeCheck<ParameterGroupDefaultRate>()
{
    public override void Check(CheckContext context)
    {
        foreach (var creation in context.Unit.CallsAndCreations.OfType<IObjectCreationOperation>())
        {
            if (creation.Type is { ContainingType: { } optimizer } && creation.Type.DerivesFrom(context.Torch.ParameterGroup)
                && creation.Argument("lr", "learningRate") is { } rate && rate.IsDefault()
                && rate.Parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: double value }
                && !(creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Any(SetsRate) ?? false))
            {
                var shown = value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
                context.Report(WithArgument(creation, "This group trains at its own default rate of " + shown + ", whatever rate " + optimizer.Name + " is given; pass lr to the group.", "lr: " + shown));
            }
        }
    }

    private static bool SetsRate(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IMemberReferenceOperation { Member.Name: "LearningRate" or "Options" };
}
