using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

/// <summary>The models whose weights a loss depends on by its graph.</summary>
internal sealed class LossModels(TrainingRun run, CheckContext context)
{
    private const int MostSteps = 400;

    private static readonly HashSet<string> Cuts = ["detach", "detach_", "item", "ToSingle", "ToDouble", "argmax", "argmin", "eq", "ne",
        "ToInt64", "data"];

    private readonly HashSet<(SyntaxNode, CallPath?)> _seen = [];
    private int _steps;

    /// <summary>The models, by their keys.</summary>
    public Dictionary<string, KnownObject> Models { get; } = [];

    /// <summary>False where other models may take part.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>True where a graph was cut on the way: a model has a part in the value, but none in its gradient.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Adds what a value depends on.</summary>
    public LossModels Add(IOperation value, CallPath? path)
    {
        Visit(value, path);
        return this;
    }

    /// <summary>Adds what a loss depends on.</summary>
    public LossModels Add(Deed backward)
    {
        if (backward.Call?.Receiver() is { } loss)
        {
            Visit(loss, backward.Path);
        }
        else
        {
            IsComplete = false;
        }

        return this;
    }

    private void Visit(IOperation value, CallPath? path)
    {
        var plain = value.Unwrapped();
        if (++_steps > MostSteps)
        {
            IsComplete = false;
            return;
        }

        if (!_seen.Add((plain.Syntax, path)))
        {
            return;
        }

        switch (plain)
        {
            case ILiteralOperation:
                break;
            case ILocalReferenceOperation local:
                VisitLocal(local, path);
                break;
            case IInvocationOperation call:
                VisitCall(call, path);
                break;
            case IParameterReferenceOperation or IMemberReferenceOperation when MayCarryGraph(plain.Type):
                VisitNamed(plain, path);
                break;
            case IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } indexed }:
                Visit(indexed, path);
                break;
            default:
                foreach (var child in plain.ChildOperations)
                {
                    Visit(child, path);
                }

                break;
        }
    }

    private void VisitNamed(IOperation named, CallPath? path)
    {
        if (named is IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } indexed })
        {
            Visit(indexed, path);
        }
        else if (context.Values.StepFrom(named, path) is { } source)
        {
            Visit(source.Value, source.Path);
        }
        else if (named is IFieldReferenceOperation { Field.ContainingType.IsTupleType: true, Instance: { } tuple })
        {
            Visit(tuple, path);
        }
        else if (named is IMemberReferenceOperation { Member: var member }
            && context.Unit.Libraries.Uses.WritesTo(member.OriginalDefinition, context.Unit.Cancellation) is not { Count: 0 }
            && SymbolEqualityComparer.Default.Equals(Plain(named.Type), context.Torch.Tensor))
        {
            IsComplete = false;
        }
    }

    private void VisitLocal(ILocalReferenceOperation local, CallPath? path)
    {
        if (!MayCarryGraph(local.Type))
        {
            return;
        }

        var writes = context.Unit.Names.WritesTo(local.Local);
        foreach (var write in writes)
        {
            if (write is not null)
            {
                Visit(write, path);
            }
        }

        if (writes.Count == 0 || writes.Contains(null))
        {
            if (context.Values.StepFrom(local, path) is { } source)
            {
                Visit(source.Value, source.Path);
            }
            else if (!VisitParts(local, path) && writes.Contains(null))
            {
                VisitAdded(local, path);
            }
        }

        VisitFilled(local, path);
    }

    // var (states, hidden) = gru.call(x); a loop variable is data.
    private bool VisitParts(ILocalReferenceOperation local, CallPath? path)
    {
        var parts = CodeUnit.FunctionBodyOf(local).DescendantsAndSelf().OfType<IDeconstructionAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target.DescendantsAndSelf().Any(part => IsSame(part, local.Local)));
        if (parts is not null)
        {
            Visit(parts.Value, path);
        }

        return parts is not null;
    }

    // total += loss
    private void VisitAdded(ILocalReferenceOperation local, CallPath? path)
    {
        foreach (var sum in CodeUnit.FunctionBodyOf(local).Descendants().OfType<ICompoundAssignmentOperation>())
        {
            if (IsSame(sum.Target, local.Local))
            {
                Visit(sum.Value, path);
            }
        }
    }

    // losses.Add(loss)
    private void VisitFilled(ILocalReferenceOperation list, CallPath? path)
    {
        if (list.Type?.Name is not ("List" or "Queue" or "Stack" or "Dictionary") && list.Type is not IArrayTypeSymbol)
        {
            return;
        }

        foreach (var use in CodeUnit.FunctionBodyOf(list).Descendants().Where(part => IsSame(part, list.Local)))
        {
            switch (use.User())
            {
                case IInvocationOperation { TargetMethod.Name: "Add" or "Enqueue" or "Push" or "AddRange" } add:
                    foreach (var argument in add.Arguments)
                    {
                        Visit(argument.Value, path);
                    }

                    break;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: > 0 } }:
                    IsComplete = false;
                    break;
                case IArrayElementReferenceOperation { Parent: ISimpleAssignmentOperation { Value: var stored } }:
                    Visit(stored, path);
                    break;
            }
        }
    }

    private void VisitCall(IInvocationOperation call, CallPath? path)
    {
        if (Cuts.Contains(call.TargetMethod.Name) && context.Torch.IsOfTorch(call.TargetMethod))
        {
            IsCut = true;
            return;
        }

        // Of what they are given, these take the shape.
        if (call.TargetMethod.Name.EndsWith("_like", System.StringComparison.Ordinal) && context.Torch.IsOfTorch(call.TargetMethod))
        {
            return;
        }

        if (context.Torch.IsForward(call))
        {
            if (!AddModel(call, path))
            {
                return;
            }
        }
        else if (call.TargetMethod.DeclaringSyntaxReferences.Length > 0 || call.TargetMethod.MethodKind == MethodKind.DelegateInvoke)
        {
            VisitFunction(call, path);
            return;
        }

        foreach (var child in call.ChildOperations)
        {
            if (child is not IArgumentOperation { Value: var given } || MayCarryGraph(given.Unwrapped().Type))
            {
                Visit(child, path);
            }
        }
    }

    // False for a pass that records no graph.
    private bool AddModel(IInvocationOperation forward, CallPath? path)
    {
        if (IsUnrecorded(forward, path))
        {
            IsCut = true;
            return false;
        }

        if (forward.Instance is { } model && !context.Torch.IsWeightless(model.Type))
        {
            var known = run.Keys.Of(model, path);
            Models[known.Key] = known;
        }

        return true;
    }

    private void VisitFunction(IInvocationOperation call, CallPath? path)
    {
        if (!MayCarryGraph(call.Type))
        {
            return;
        }

        if (context.Values.StepFrom(call, path) is { } returned)
        {
            if (!IsUnrecorded(returned.Value, returned.Path))
            {
                Visit(returned.Value, returned.Path);
            }

            return;
        }

        IsComplete = false;
    }

    private bool IsUnrecorded(IOperation operation, CallPath? path)
    {
        if (LossWithoutGraphCheck.IsWithoutGradients(operation, context))
        {
            return true;
        }

        for (var frame = path; frame is not null; frame = frame.Outer)
        {
            if (LossWithoutGraphCheck.IsWithoutGradients(frame.Site, context))
            {
                return true;
            }
        }

        return false;
    }

    // Numbers, texts and switches carry none.
    private static bool MayCarryGraph(ITypeSymbol? type) => type is { SpecialType: SpecialType.None, TypeKind: not TypeKind.Enum };

    private static ITypeSymbol? Plain(ITypeSymbol? type) => type?.WithNullableAnnotation(NullableAnnotation.None);

    private static bool IsSame(IOperation part, ILocalSymbol local) =>
        part.Unwrapped() is ILocalReferenceOperation { Local: var named } && SymbolEqualityComparer.Default.Equals(named, local);
}
