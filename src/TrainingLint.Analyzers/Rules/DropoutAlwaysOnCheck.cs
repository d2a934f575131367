using Microsoft.CodeAnalysis;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class DropoutAlwaysOnCheck() : CodeCheck<DropoutAlwaysOn>()
{
    public override void Check(CheckContext context)
    {
        foreach (var call in context.Calls)
        {
            if (call.TargetMethod.Name.IndexOf("dropout", System.StringComparison.Ordinal) >= 0
                && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, context.Torch.Functional)
                && call.Argument("training") is { } training && training.IsDefault()
                && training.Parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: true }
                && context.Unit.FunctionOf(call) is { } method && method.ContainingType.DerivesFrom(context.Torch.Module))
            {
                context.Report(WithArgument(call, "This dropout stays on during evaluation, because its default is training: true; pass training: training.", "training: training"));
            }
        }
    }
}
