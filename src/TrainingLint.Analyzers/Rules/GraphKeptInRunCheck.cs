using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2027 over a run: a loss that was differentiated and is added to something that outlives the loop.</summary>
internal sealed class GraphKeptInRunCheck() : CodeCheck<GraphKept>()
{
    private static readonly HashSet<string> Collecting = ["Add", "Enqueue", "Push", "AddLast", "AddFirst", "Append"];

    private static readonly HashSet<string> Emptying =
        ["Clear", "Dequeue", "TryDequeue", "Pop", "TryPop", "TryTake", "RemoveAt", "RemoveRange", "RemoveFirst", "RemoveLast", "Remove"];

    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            var losses = run.Backwards.Where(backward => !IsRetained(backward))
                .Select(run.Receiver).Where(loss => loss.End is IInvocationOperation or IBinaryOperation)
                .Select(loss => loss.Key).ToArray();
            foreach (var deed in losses.Length == 0 ? [] : run.Deeds)
            {
                if (KeptBy(deed, context) is var (kept, into) && deed.Loops().Any() && !deed.IsUnrecorded && IsOuter(into, deed)
                    && kept.Any(value => losses.Contains(run.Keys.Of(value, deed.Path).Key)) && !IsDifferentiated(into, run)
                    && !IsEmptied(into, context))
                {
                    context.ReportOnce(At(Place(deed, kept),
                        "This keeps the graph of every batch alive, so memory grows until the run is out of it; keep loss.item<float>() "
                        + "or loss.detach()."));
                }
            }
        }
    }

    private static (IEnumerable<IOperation> Kept, IOperation Into)? KeptBy(Deed deed, CheckContext context) => deed.Operation switch
    {
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum when IsTensor(sum.Target, context) =>
            (Terms(sum.Value), sum.Target),
        ISimpleAssignmentOperation { Value: var value } sum when IsTensor(sum.Target, context) && NameOf(sum.Target) is { } name
            && value.DescendantsAndSelf().OfType<IBinaryOperation>().FirstOrDefault(added => added.OperatorKind == BinaryOperatorKind.Add
                && added.Descendants().Any(part => SymbolEqualityComparer.Default.Equals(name, NameOf(part)))) is { } added =>
            (Terms(added), sum.Target),
        IInvocationOperation { Arguments.Length: 1 } call when Collecting.Contains(call.TargetMethod.Name)
            && call.TargetMethod.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections",
                System.StringComparison.Ordinal) == true
            && IsTensor(call.Arguments[0].Value, context) && call.Instance is { } list => ([call.Arguments[0].Value], list),
        _ => null,
    };

    // What is added up, as it is: a detached loss is another value.
    private static IEnumerable<IOperation> Terms(IOperation sum) => sum.Unwrapped() is IBinaryOperation binary
        ? Terms(binary.LeftOperand).Concat(Terms(binary.RightOperand))
        : [sum];

    private static bool IsTensor(IOperation operation, CheckContext context) => SymbolEqualityComparer.Default.Equals(
        operation.Unwrapped().Type?.WithNullableAnnotation(NullableAnnotation.None), context.Torch.Tensor);

    private static ISymbol? NameOf(IOperation operation) => operation.Unwrapped() switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IMemberReferenceOperation { Member: var member } => member,
        _ => null,
    };

    // What is declared in the turn is gone with it.
    private static bool IsOuter(IOperation into, Deed deed)
    {
        var name = NameOf(into);
        return name is IFieldSymbol or IPropertySymbol || (name is ILocalSymbol local && deed.Loops().First().Operation is var loop
            && (loop.Syntax.SyntaxTree != into.Syntax.SyntaxTree || !loop.Syntax.Span.Contains(into.Syntax.Span)
                ? false
                : !local.DeclaringSyntaxReferences.Any(declared => loop.Syntax.Span.Contains(declared.Span))));
    }

    // Whoever hands the loss over, where a function keeps what it is given.
    private static IOperation Place(Deed deed, IEnumerable<IOperation> kept)
    {
        var place = deed;
        foreach (var value in kept)
        {
            var given = value.Unwrapped() as IParameterReferenceOperation
                ?? value.Descendants().OfType<IParameterReferenceOperation>().FirstOrDefault();
            while (given is not null && place.Path is { } path
                && SymbolEqualityComparer.Default.Equals(given.Parameter.ContainingSymbol.OriginalDefinition, path.Function)
                && place.Around().FirstOrDefault(around => around.Operation == path.Site) is { } caller
                && path.Argument(given.Parameter) is { } argument)
            {
                (place, given) = (caller, argument.Value.Unwrapped() as IParameterReferenceOperation);
            }
        }

        return place.Operation;
    }

    // Something is taken out again, or the whole is begun anew.
    private static bool IsEmptied(IOperation into, CheckContext context)
    {
        var name = NameOf(into);
        var uses = name is ILocalSymbol ? CodeUnit.FunctionBodyOf(into).Descendants().OfType<ILocalReferenceOperation>()
                .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, name)).Select(use => use.Syntax)
            : name is null ? [] : context.Unit.Libraries.Uses.NamesOf(name, context.Unit.Cancellation) ?? [];
        return uses.Any(use => use.Parent is MemberAccessExpressionSyntax asked && asked.Expression == use
            && Emptying.Contains(asked.Name.Identifier.ValueText))
            || (into.Type?.Name != "Tensor" && name is IFieldSymbol or IPropertySymbol
                && context.Unit.Libraries.Uses.WritesTo(name, context.Unit.Cancellation) is not { Count: 0 });
    }

    // A sum of losses that is differentiated itself needs its graphs.
    private static bool IsDifferentiated(IOperation into, TrainingRun run)
    {
        var name = NameOf(into);
        return run.Backwards.Any(backward => backward.Call?.Receiver() is { } loss
            && loss.DescendantsAndSelf().Concat(run.Receiver(backward).End?.DescendantsAndSelf() ?? [])
                .Any(part => SymbolEqualityComparer.Default.Equals(NameOf(part), name)));
    }

    private static bool IsRetained(Deed backward) => backward.Call?.Arguments.Any(argument =>
        argument.Parameter?.Name == "retain_graph" && !argument.IsDefault()) == true;
}
