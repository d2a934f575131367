using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>
/// TL2041 on tensors: all rows are scaled by their own mean and deviation, and only then divided into training and test rows.
/// </summary>
internal sealed class TorchSplitCheck() : CodeCheck<FittedBeforeSplit>("mean", "std", "std_mean", "var", "amin", "amax", "min", "max", "backward")
{
    private const int MostHops = 3;

    private static readonly HashSet<string> Statistics = ["mean", "std", "std_mean", "var", "amin", "amax", "min", "max", "median",
        "quantile"];

    private static readonly HashSet<string> Parts = ["narrow", "slice", "index_select", "index"];

    public override void Check(CheckContext context)
    {
        foreach (var operation in context.Unit.Operations)
        {
            // Names of parts are at hand; what a value is made of may have to be followed through the program.
            if (Written(operation, context) is var (rows, written) && IsDivided(rows, written, context)
                && IsScaledByItself(written, context))
            {
                context.Report(At(
                    written,
                    "These rows are scaled by what all of them are like, and divided only afterwards, so the test rows took part in it; "
                    + "divide first and take mean and deviation from the training rows."));
            }
        }
    }

    // A variable that is written once, or written over with what is made of it.
    private static (ILocalSymbol Rows, IOperation Value)? Written(IOperation operation, CheckContext context) => operation switch
    {
        IVariableDeclaratorOperation { Symbol: var local } when IsTensor(local.Type, context) =>
            context.Unit.Names.WritesTo(local) is { Count: 1 } writes && writes[0] is { } only ? (local, only) : null,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Value: var value } when IsTensor(local.Type,
            context) =>
            (local, value),
        _ => null,
    };

    // (x - x.mean(0)) / x.std(0), where the numbers may have names.
    private static bool IsScaledByItself(IOperation value, CheckContext context)
    {
        // A method of the program may do the sum: features.Standardize(mean, std).
        if (!context.Unit.Subtree(value).Any(part => IsScaling(part)
            || (part is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: > 0 }
                && context.Values.SourceOf(part)?.DescendantsAndSelf().Any(IsScaling) == true)))
        {
            return false;
        }

        var (all, measured) = (new HashSet<ISymbol>(SymbolEqualityComparer.Default), new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        Gather(value, context, MostHops, all, measured);
        return measured.Any(all.Contains);
    }

    private static bool IsScaling(IOperation part) =>
        part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract or BinaryOperatorKind.Divide }
        || part is IInvocationOperation { TargetMethod.Name: "sub" or "div" };

    private static void Gather(IOperation value, CheckContext context, int hops, HashSet<ISymbol> all, HashSet<ISymbol> measured)
    {
        switch (value.Unwrapped())
        {
            case ILocalReferenceOperation { Local: var local } reference:
                if (hops > 0 && (context.Unit.Names.WritesTo(local) is { Count: 1 } writes && writes[0] is { } written
                    ? MeasuresRows(written, context) ?? MeasuresRows(reference.Behind(context.Unit), context)
                    : MeasuresRows(reference.Behind(context.Unit), context)) is { } rows)
                {
                    measured.Add(rows);
                }
                else if (context.Unit.Names.EntityOf(reference) is { } entity)
                {
                    all.Add(entity);
                }

                break;
            case IFieldReferenceOperation or IParameterReferenceOperation when context.Unit.Names.EntityOf(value) is { } entity:
                all.Add(entity);
                break;
            case IInvocationOperation call when MeasuresRows(call, context) is { } table:
                measured.Add(table);
                break;
            case var other:
                foreach (var part in other.ChildOperations)
                {
                    Gather(part is IArgumentOperation argument ? argument.Value : part, context, hops, all, measured);
                }

                break;
        }
    }

    // x.mean(), x.std(0), x.amax([0]): over all rows. What is taken along each row by itself learns nothing from the others.
    private static ISymbol? MeasuresRows(IOperation value, CheckContext context) =>
        value.Unwrapped() is IInvocationOperation call && Statistics.Contains(call.TargetMethod.Name)
            && context.Torch.IsFunction(call.TargetMethod)
        && (call.Argument("dim", "dims", "dimensions") is not { } along || along.IsDefault()
            || along.Value.DescendantsAndSelf().Any(part => part.ConstantValue is { HasValue: true, Value: 0 or 0L }
                && part is ILiteralOperation && part.Parent is not IArrayCreationOperation))
        && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } tensor && IsTensor(tensor.Type, context)
            ? context.Unit.Names.EntityOf(Passed(tensor, context))
            : null;

    // What the only caller hands to the method that measures it.
    private static IOperation Passed(IOperation tensor, CheckContext context)
    {
        var value = tensor.Unwrapped();
        for (var hop = 0; hop < MostHops && value is IParameterReferenceOperation && context.Values.SourceOf(value) is { } passed; hop++)
        {
            value = passed.Unwrapped();
        }

        return value;
    }

    private static bool IsDivided(ILocalSymbol rows, IOperation scaled, CheckContext context)
    {
        var names = context.Unit.Names.ReferencesTo(rows)
            .Where(reference => reference is ILocalReferenceOperation && reference.Syntax.SpanStart > scaled.Syntax.Span.End)
            .Select(reference => PartOf(reference)).OfType<string>().ToArray();
        return names.Any(DataNames.IsTraining) && names.Any(DataNames.IsHeldOut);
    }

    // var trainX = scaled[..cut]
    private static string? PartOf(IOperation reference) => reference.User() switch
    {
        IPropertyReferenceOperation { Arguments.Length: > 0 } rows => HolderOf(rows),
        IInvocationOperation { TargetMethod.Name: var name } call when Parts.Contains(name) => HolderOf(call),
        _ => null,
    };

    private static string? HolderOf(IOperation part) => part.User() switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local.Name,
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } => member.Name,
        IInvocationOperation { TargetMethod.Name: "clone" or "to" or "contiguous" or "MoveToOuterDisposeScope" } kept => HolderOf(kept),
        _ => null,
    };

    private static bool IsTensor(ITypeSymbol? type, CheckContext context) =>
        type is not null && SymbolEqualityComparer.Default.Equals(type.WithNullableAnnotation(NullableAnnotation.None),
            context.Torch.Tensor);
}
