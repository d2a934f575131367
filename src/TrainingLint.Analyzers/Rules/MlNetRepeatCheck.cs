using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2030 on ML.NET: a training that is repeated from one seed, and comes to the same each time.</summary>
internal static class MlNetRepeatCheck
{
    private static readonly RuleInfo Rule = new ReseededInLoop().Info;

    private static readonly string[] Drawing = ["TrainTestSplit", "CrossValidate", "CrossValidateNonCalibrated", "CrossValidationSplit",
        "ShuffleRows",
        "BootstrapSample"];

    /// <summary>Reports seeds that are set anew for every turn of a loop that only repeats one training.</summary>
    public static void Check(CodeUnit unit, INamedTypeSymbol context, Action<CodeFinding> report)
    {
        foreach (var operation in unit.CallsAndCreations)
        {
            if (SeedOf(operation, context) is { } seed && !seed.IsDefault() && unit.Values.Trace(seed)?.Number is not null
                && TurnAround(operation, unit) is { } turn && Trains(turn.Body, unit) && !DependsOn(turn, unit))
            {
                report(new CodeFinding(
                    Rule,
                    seed.Syntax.GetLocation(),
                    "Every turn of this loop draws the same numbers again, so all of its results are one; give each turn a seed of its "
                    + "own, or seed once before the loop.",
                    Rule.Severity));
            }
        }
    }

    private static IArgumentOperation? SeedOf(IOperation operation, INamedTypeSymbol context) => operation switch
    {
        IObjectCreationOperation creation when SymbolEqualityComparer.Default.Equals(creation.Type, context) => creation.Argument("seed"),
        IInvocationOperation call when Array.IndexOf(Drawing, call.TargetMethod.Name) >= 0
            && MlNetPipelines.IsOfMlNet(call) => call.Argument("seed"),
        _ => null,
    };

    // for (var run = 0; run < 10; run++) { ... }, Enumerable.Range(0, 10).Select(_ => ...)
    private static (IOperation Body, ISymbol Counter)? TurnAround(IOperation operation, CodeUnit unit)
    {
        if (operation.Loops().FirstOrDefault() is { } loop)
        {
            return loop switch
            {
                IForLoopOperation { Locals: { Length: 1 } counters } counted => (counted.Body, counters[0]),
                IForEachLoopOperation { Locals: { Length: 1 } elements } each when IsRange(each.Collection, unit) =>
                    (each.Body, elements[0]),
                _ => null,
            };
        }

        return operation.Function() is IAnonymousFunctionOperation { Symbol.Parameters: { Length: 1 } parameters } lambda
            && lambda.Parent?.User() is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Select" } select }
            && IsRange(select.Arguments[0].Value, unit)
            ? (lambda.Body, parameters[0])
            : operation.Function() is null && unit.CallersOf(operation) is { Count: 1 } callers && callers[0] is IInvocationOperation caller
                && caller.Loops().Any() ? TurnAround(caller, unit)
            : null;
    }

    private static bool IsRange(IOperation sequence, CodeUnit unit) =>
        sequence.Behind(unit) is IInvocationOperation { TargetMethod: { Name: "Range" or "Repeat", ContainingType.Name: "Enumerable" } };

    private static bool Trains(IOperation body, CodeUnit unit) => unit.ReachCalls(body).OfType<IInvocationOperation>()
        .Any(call => call.TargetMethod.Name is "Fit" or "CrossValidate" or "CrossValidateNonCalibrated" && MlNetPipelines.IsOfMlNet(call));

    // What uses the number of the turn for more than to show it, or goes on from what the last turn left, does something else each time.
    private static bool DependsOn((IOperation Body, ISymbol Counter) turn, CodeUnit unit)
    {
        foreach (var part in turn.Body.DescendantsAndSelf())
        {
            if (Named(part) is { } name && SymbolEqualityComparer.Default.Equals(name, turn.Counter) && !IsShown(part))
            {
                return true;
            }

            if (Named(part) is { } held
                && (unit.Libraries.Uses.WritesTo(held, unit.Cancellation) is null || IsCarried(part, held, turn.Body, unit)))
            {
                return true;
            }
        }

        return false;
    }

    // Data or a learner that the loop replaces: rows = Grow(rows).
    private static bool IsCarried(IOperation place, ISymbol name, IOperation body, CodeUnit unit) =>
        place.Type?.Name is "IDataView" or "IEstimator" or "ITransformer" && !name.DeclaringSyntaxReferences.Any(declared =>
            body.Syntax.SyntaxTree == declared.SyntaxTree && body.Syntax.Span.Contains(declared.Span))
        && unit.Libraries.Uses.WritesTo(name, unit.Cancellation)?.Any(write => body.Syntax.Span.Contains(write.Syntax.Span)) != false;

    private static ISymbol? Named(IOperation part) => part switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static bool IsShown(IOperation counter) => counter.User() switch
    {
        IInterpolationOperation => true,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "Console" } } => true,
        IBinaryOperation { Type.SpecialType: SpecialType.System_String } => true,
        IBinaryOperation sum => IsShown(sum),
        IArrayElementReferenceOperation { Parent: ISimpleAssignmentOperation assignment } element =>
            ReferenceEquals(assignment.Target, element),
        _ => false,
    };
}
