using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class DropoutAlwaysOnCheck() : CodeCheck<DropoutAlwaysOn>()
{
    // dropout(x, 0.5, true) does not say what it is that is true; whoever wants noise in evaluation writes training: true.
    private static bool IsBareTrue(IArgumentOperation training) =>
        training.Value.ConstantValue is { HasValue: true, Value: true } && training.Syntax is ArgumentSyntax { NameColon: null };

    public override void Check(CheckContext context)
    {
        foreach (var call in context.Calls)
        {
            if (call.TargetMethod.Name.IndexOf("dropout", System.StringComparison.Ordinal) >= 0
                && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, context.Torch.Functional)
                && call.Argument("training") is { } training && (training.IsDefault()
                    ? training.Parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: true }
                    : IsBareTrue(training))
                && context.Unit.FunctionOf(call) is { } method && method.ContainingType.DerivesFrom(context.Torch.Module))
            {
                context.Report(WithArgument(call, "This dropout stays on during evaluation, because it is told training: true"
                    + (training.IsDefault() ? " by default" : "") + "; pass training: training.", "training: training") with
                {
                    Severity = training.IsDefault() ? Rule.Severity : Core.Findings.Severity.Info,
                });
            }
        }
    }
}
