using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>What ML.NET validates and evaluates on: TL2051 and TL2052.</summary>
internal static class MlNetHeldOutChecks
{
    private static readonly RuleInfo SameAsTraining = new ValidationIsTraining().Info;
    private static readonly RuleInfo Chooses = new ReportedSetChoosesModel().Info;

    /// <summary>Reports data that has two roles.</summary>
    public static void Check(CodeUnit unit, MlNetActs acts, Action<CodeFinding> report)
    {
        foreach (var fit in unit.LineageCallsAndCreations.OfType<IInvocationOperation>())
        {
            if (fit.TargetMethod.Name == "Fit" && fit.Arguments.Length > 0 && MlNetPipelines.IsOfMlNet(fit)
                && fit.Argument("validationData", "validationSet") is { } validation && !validation.IsDefault() && IsData(validation.Value))
            {
                var data = fit.Arguments[0].Value;
                unit.Values.ForEachWay(
                    () => _ = (acts.Data.Of(data, path: null), acts.Data.Of(validation.Value, path: null)),
                    site => Judge(acts.Data.Of(validation.Value, path: null), [acts.Data.Of(data, path: null)], site ?? validation));
            }
        }

        foreach (var assignment in unit.Operations.OfType<ISimpleAssignmentOperation>())
        {
            if (assignment.Target is IMemberReferenceOperation { Member: { Name: "ValidationSet" } member }
                && member.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.ML", StringComparison.Ordinal) == true
                && IsData(assignment.Value))
            {
                Judge(acts.Data.Of(assignment.Value, path: null), Fitted(unit, acts), assignment.Value);
            }
        }

        CheckSearch(unit, acts, report);

        void Judge(MlNetData.Rows? validation, MlNetData.Rows?[] training, IOperation place)
        {
            if (validation is not null)
            {
                CheckValidation(validation, training, place, acts, report);
            }
        }
    }

    private static void CheckValidation(
        MlNetData.Rows validation, MlNetData.Rows?[] training, IOperation place, MlNetActs acts, Action<CodeFinding> report)
    {
        if (Array.Exists(training, rows => rows?.Name == validation.Name))
        {
            report(new CodeFinding(
                SameAsTraining, place.Syntax.GetLocation(),
                "The fit validates on the data that it trains on; give it a part that it does not see.", SameAsTraining.Severity));
        }
        else if (acts.Everywhere().Where(evaluation => evaluation.Scored is not { } rows
                || !Array.Exists(training, fitted => fitted?.Name == rows.Name)).ToArray() is { Length: > 0 } reports
            && Array.TrueForAll(reports, evaluation => evaluation.Scored?.Name == validation.Name))
        {
            report(new CodeFinding(
                Chooses,
                place.Syntax.GetLocation(),
                "The fit stops on this set, and the result is reported on it too; hold out a third part for the report.",
                Chooses.Severity));
        }
    }

    private static MlNetData.Rows?[] Fitted(CodeUnit unit, MlNetActs acts) => [.. unit.CallsAndCreations.OfType<IInvocationOperation>()
        .Where(fit => fit.TargetMethod.Name == "Fit" && fit.Arguments.Length > 0 && MlNetPipelines.IsOfMlNet(fit))
        .Select(fit => acts.Data.Of(fit.Arguments[0].Value, path: null))];

    private static bool IsData(IOperation value) => value.Unwrapped().ConstantValue is not { HasValue: true };

    // A search that keeps the best of several models by its value on one set, and reports on that set when it is over.
    private static void CheckSearch(CodeUnit unit, MlNetActs acts, Action<CodeFinding> report)
    {
        foreach (var (choice, region, measures) in Searches(unit))
        {
            foreach (var measure in measures)
            {
                if (MeasuredBy(measure, unit, acts) is ({ Scored: { } rows } chooser, var path) && acts.Everywhere().Any(later =>
                    later.Scored?.Name == rows.Name && IsAfter(later.Site, region) && !IsOn(later.Site, chooser.Call, path)))
                {
                    report(new CodeFinding(
                        Chooses,
                        choice.Syntax.GetLocation(),
                        "The model is chosen on the set that is reported on afterwards, so the report is too good; choose on a part of the "
                        + "training set.",
                        Chooses.Severity));
                    break;
                }
            }
        }
    }

    // Behind the search, or in a method of its own.
    private static bool IsAfter(IOperation site, IOperation region) => site.Syntax.SyntaxTree != region.Syntax.SyntaxTree
        || site.Syntax.SpanStart > region.Syntax.Span.End
        || !ReferenceEquals(MethodOf(site), MethodOf(region));

    // The evaluation that the search itself makes is no report, nor is the call by which it asks a helper for it.
    private static bool IsOn(IOperation later, IOperation chooser, CallPath? path)
    {
        var isOn = later.Syntax == chooser.Syntax;
        for (var current = path; current is not null; current = current.Outer)
        {
            isOn |= later.Syntax == current.Site.Syntax;
        }

        return isOn;
    }

    private static SyntaxNode? MethodOf(IOperation operation) =>
        operation.Syntax.FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.MemberDeclarationSyntax>();

    // Where a model is kept by a comparison, and where the first of an order is taken.
    private static IEnumerable<(IOperation Choice, IOperation Region, IOperation[] Measures)> Searches(CodeUnit unit)
    {
        foreach (var choice in unit.Operations.OfType<IConditionalOperation>())
        {
            if (choice.Loops().LastOrDefault() is { } search && choice.Condition.Unwrapped() is IBinaryOperation comparison
                && KeepsModel(choice.WhenTrue))
            {
                yield return (choice.Condition, search, [comparison.LeftOperand, comparison.RightOperand]);
            }
        }

        foreach (var order in unit.CallsAndCreations.OfType<IInvocationOperation>())
        {
            if (order.TargetMethod.Name is "MaxBy" or "MinBy" or "OrderBy" or "OrderByDescending" && SequenceSources.IsOfLinq(order)
                && order.Arguments.Length > 1 && unit.Values.DelegateBehind(order.Arguments[1].Value) is IAnonymousFunctionOperation key
                && key.Body.Descendants().OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue is { } measure
                && (order.TargetMethod.Name.EndsWith("By", StringComparison.Ordinal) && order.TargetMethod.Name != "OrderBy"
                    || IsFirstTaken(order)))
            {
                yield return (order, StatementOf(order), [measure]);
            }
        }
    }

    private static bool IsFirstTaken(IOperation order)
    {
        for (var user = order.User(); user is IArgumentOperation or IInvocationOperation; user = user.User())
        {
            if (user is IInvocationOperation { TargetMethod.Name: "First" or "FirstOrDefault" or "Last" or "LastOrDefault" })
            {
                return true;
            }
        }

        return order.User() is IVariableInitializerOperation;
    }

    private static IOperation StatementOf(IOperation operation) => operation.Statement() is { Statement: var statement } ? statement
        : operation;

    private static bool KeepsModel(IOperation branch) => branch.DescendantsAndSelf().Any(kept => kept switch
    {
        ISimpleAssignmentOperation { Target.Type: { } type } => HoldsModel(type),
        IDeconstructionAssignmentOperation { Target: ITupleOperation tuple } => tuple.Elements.Any(part => HoldsModel(part.Type)),
        _ => false,
    });

    private static bool HoldsModel(ITypeSymbol? type) => IsModel(type)
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(part => IsModel(part.Type)))
        || (type is { DeclaringSyntaxReferences.Length: > 0 } && type.GetMembers().Any(member =>
            member is IPropertySymbol { Type: var held } && IsModel(held)));

    private static bool IsModel(ITypeSymbol? type) => type is { Name: "ITransformer" or "TransformerChain" };

    // context.Regression.Evaluate(...).RSquared, the number or what it is read from in variables, records and helpers.
    private static (MlNetActs.Evaluation Evaluation, CallPath? Path)? MeasuredBy(IOperation operand, CodeUnit unit, MlNetActs acts)
    {
        var metric = operand.Behind(unit, path: null);
        while (metric.Value is IPropertyReferenceOperation { Instance: { } metrics, Property.DeclaringSyntaxReferences.IsEmpty: true })
        {
            metric = metrics.Behind(unit, metric.Path);
        }

        return metric.Value is IInvocationOperation call && MlNetActs.IsEvaluation(call) && call.Argument("data")?.Value is { } data
            ? (acts.Read(call, data, metric.Path), metric.Path)
            : null;
    }
}
