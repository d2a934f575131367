using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2025 on ML.NET, where a split names its parts: TrainSet and TestSet.</summary>
internal static class MlNetDataRoles
{
    private static readonly RuleInfo Rule = new DataRolesMixed().Info;

    /// <summary>Reports a fit on the test set, and an evaluation on the training set where nobody looks at the test set.</summary>
    public static void Check(CodeUnit unit, Action<CodeFinding> report)
    {
        var looksAtTest = Array.Exists(unit.LinkedOperations, operation => IsPart(operation, "TestSet"));
        foreach (var call in unit.CallsAndCreations.OfType<IInvocationOperation>())
        {
            if (call.TargetMethod.Name == "Fit" && IsOfMlNet(call) && call.Arguments.Length > 0 && Holds(call.Arguments[0].Value, "TestSet", unit))
            {
                report(new CodeFinding(Rule, call.Arguments[0].Syntax.GetLocation(), "The test set takes part in the fit, so what it measures afterwards is memory; fit on TrainSet.", Rule.Severity));
            }
            else if (!looksAtTest && call.TargetMethod.Name is "Evaluate" or "EvaluateNonCalibrated" && IsOfMlNet(call) && call.Argument("data") is { } judged
                && judged.Value.Behind(unit) is IInvocationOperation { TargetMethod.Name: "Transform", Arguments.Length: 1 } scored
                && Holds(scored.Arguments[0].Value, "TrainSet", unit))
            {
                report(new CodeFinding(Rule, judged.Syntax.GetLocation(), "This judges the model by the set that it was fitted on, and the test set is never looked at; evaluate on TestSet.", Rule.Severity));
            }
        }
    }

    // split.TestSet itself, or what stands for it: a variable, a part of a tuple, what the only caller passes.
    private static bool Holds(IOperation value, string part, CodeUnit unit) => IsPart(value.Behind(unit), part);

    private static bool IsPart(IOperation operation, string part) => operation switch
    {
        IPropertyReferenceOperation { Property: var property } => property.Name == part && property.ContainingType?.Name == "TrainTestData",
        IFieldReferenceOperation { Field: var field } => field.Name == part && field.ContainingType?.Name == "TrainTestData",
        _ => false,
    };

    private static bool IsOfMlNet(IInvocationOperation call) =>
        call.TargetMethod.ContainingNamespace?.ToDisplayString() is { } name && name.StartsWith("Microsoft.ML", StringComparison.Ordinal);
}
