using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

/// <summary>TL2025 and TL2051 over a run: the rows that a model is trained on, and those that it is judged by.</summary>
internal sealed class RolesInRunCheck() : CodeCheck<ValidationIsTraining>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            var data = new RunData(run, context);
            foreach (var judged in data.Judged)
            {
                // Whoever also looks at other rows may well look at those of the training.
                if (data.Training.Select(judged.Shared).FirstOrDefault(shared => shared is not null) is { } rows
                    && !MayBeMadeTwice(rows)
                    && judged.Rows.All(row => data.Training.Any(training => training.Rows.Any(own => own.Key == row.Key)))
                    && (IsCalledHeldOut(judged, rows) || (!data.Judged.Any(other => other != judged && other.Rows.Count > 0
                            && data.Training.All(training => other.Shared(training) is null))
                        && (ClaimsToValidate(judged.Part, run) || LeavesHeldOutIdle(run, context) || HasIdleTwin(rows, context)))))
                {
                    context.ReportOnce(At(PlaceOf(judged.Part), "'" + NameOf(rows)
                        + "' is what the model is trained on, and what it is judged by here; judge it by rows that were held out."));
                    break;
                }
            }
        }
    }

    // What a constructor or a method with parameters makes, it makes anew for each set that is asked of it.
    private static bool MayBeMadeTwice(KnownObject rows) =>
        rows.End is not (null or IParameterReferenceOperation or IMemberReferenceOperation)
        && rows.End.SemanticModel?.GetEnclosingSymbol(rows.End.Syntax.SpanStart) is IMethodSymbol method
        && (method.MethodKind == MethodKind.Constructor || method.Parameters.Length > 0);

    // validLoader, of the rows that the training goes over.
    private static bool IsCalledHeldOut(RowUse judged, KnownObject rows) => judged.Rows.Any(row => row.Key == rows.Key
        && row.Names.Any(DataNames.IsHeldOut) && !row.Names.TakeWhile(name => !DataNames.IsHeldOut(name)).Any(DataNames.IsTraining));

    // Beside Training and train, a part or parameter of the same type that nobody of the program ever asks for.
    private static bool HasIdleTwin(KnownObject rows, CheckContext context) => rows.End switch
    {
        IMemberReferenceOperation { Member: IPropertySymbol { ContainingType: { DeclaringSyntaxReferences.Length: > 0 } owner } asked } =>
            owner.GetMembers().OfType<IPropertySymbol>().Any(twin => DataNames.IsHeldOut(twin.Name)
                && SymbolEqualityComparer.Default.Equals(twin.Type, asked.Type)
                && context.Unit.Libraries.Uses.NamesOf(twin, context.Unit.Cancellation) is { Count: 0 }),
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { Parameters: { Length: > 1 } all } } own } =>
            all.Any(twin => SymbolEqualityComparer.Default.Equals(twin.Type, own.Type)
                && context.Unit.Libraries.Uses.NamesOf(twin, context.Unit.Cancellation) is { Count: 0 }),
        _ => false,
    };

    private static IOperation PlaceOf(Deed part) => part.Operation is IForEachLoopOperation each ? each.Collection : part.Operation;

    private static string NameOf(KnownObject rows) => rows.Names.Count > 0 ? rows.Names[rows.Names.Count - 1] : "this";

    // Validate(rows), valLoss = Loss(rows), $"validation {...}"
    private static bool ClaimsToValidate(Deed part, TrainingRun run)
    {
        foreach (var around in new[] { part }.Concat(part.Around().TakeWhile(outer => !outer.IsLoop)))
        {
            if (around.Call?.TargetMethod.Name is { } name
                && (DataNames.IsHeldOut(name) || name.StartsWith("Validat", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        var statement = part.Operation.Syntax.FirstAncestorOrSelf<StatementSyntax>();
        if (statement is null || part.Operation is ILoopOperation)
        {
            return false;
        }

        return statement.DescendantTokens().Any(token => IsHeldOutText(token.ValueText))
            || (statement is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables }
                && (DataNames.IsHeldOut(variables[0].Identifier.ValueText) || IsShownAsHeldOut(variables[0])));
    }

    // Console.WriteLine($"validation {loss}")
    private static bool IsShownAsHeldOut(VariableDeclaratorSyntax measured) =>
        measured.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<InterpolationSyntax>().Any(hole =>
            hole.Expression is IdentifierNameSyntax shown && shown.Identifier.ValueText == measured.Identifier.ValueText
            && hole.Parent is InterpolatedStringExpressionSyntax text && text.Contents.TakeWhile(part => part != hole).LastOrDefault()
                is InterpolatedStringTextSyntax before && IsHeldOutText(before.TextToken.ValueText + " ")) == true;

    private static bool IsHeldOutText(string text) => text.IndexOf(' ') >= 0 || text.IndexOf('=') >= 0 || text.IndexOf(':') >= 0
        ? Has(text, "validation") || Has(text, "val_") || Has(text, "val ") || Has(text, "held out") || Has(text, "held-out")
            || Has(text, "test error") || Has(text, "test acc") || Has(text, "test loss")
        : DataNames.IsHeldOut(text);

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    // A parameter or variable that is called a test set, and that nobody looks at.
    private static bool LeavesHeldOutIdle(TrainingRun run, CheckContext context)
    {
        var functions = run.Deeds.Select(deed => CodeUnit.FunctionBodyOf(deed.Operation)).Distinct().ToArray();
        foreach (var function in functions)
        {
            var named = function.DescendantsAndSelf().ToArray();
            foreach (var variable in named.OfType<IVariableDeclaratorOperation>().Select(made => (ISymbol)made.Symbol)
                .Concat(ParametersOf(function, context)))
            {
                if (DataNames.IsHeldOut(variable.Name) && HoldsRows(variable, context) && !named.Any(use => use switch
                {
                    ILocalReferenceOperation { Local: var local } => SymbolEqualityComparer.Default.Equals(local, variable),
                    IParameterReferenceOperation { Parameter: var parameter } => SymbolEqualityComparer.Default.Equals(parameter, variable),
                    _ => false,
                }))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IEnumerable<ISymbol> ParametersOf(IOperation function, CheckContext context) =>
        (context.Unit.FunctionOf(function) as IMethodSymbol)?.Parameters ?? Enumerable.Empty<ISymbol>();

    private static bool HoldsRows(ISymbol variable, CheckContext context)
    {
        var type = (variable as ILocalSymbol)?.Type ?? ((IParameterSymbol)variable).Type;
        return type is IArrayTypeSymbol || SymbolEqualityComparer.Default.Equals(type, context.Torch.Tensor)
            || context.Torch.IsDataset(type) || context.Torch.IsLoader(type)
            || (type.SpecialType == SpecialType.None && type.AllInterfaces.Any(contract => contract.Name == "IEnumerable"));
    }
}

/// <summary>TL2025 over a run: rows that are called a test set, and that the model is trained on.</summary>
internal sealed class FittedOnTestCheck() : CodeCheck<DataRolesMixed>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            var data = new RunData(run, context);
            foreach (var training in data.Training)
            {
                if (training.Rows.FirstOrDefault(IsTest) is { } rows && !training.Rows.Any(IsTraining)
                    && data.Judged.Any(judged => judged.Shared(training)?.Key == rows.Key))
                {
                    context.ReportOnce(At(training.Part.Operation is IForEachLoopOperation each ? each.Collection : training.Part.Operation,
                        "'" + rows.Names.First(DataNames.IsTest)
                            + "' is what the model is judged by, and what it is trained on here; train on rows of their own."));
                }
            }
        }
    }

    private static bool IsTest(KnownObject rows) => rows.Names.Any(DataNames.IsTest) && !rows.Names.Any(DataNames.IsTraining);

    private static bool IsTraining(KnownObject rows) => rows.Names.Any(DataNames.IsTraining);
}

/// <summary>TL2052 over a run: a choice between epochs by the set that is reported on in the end.</summary>
internal sealed class ChosenOnTestCheck() : CodeCheck<ReportedSetChoosesModel>()
{
    public override void Check(CheckContext context)
    {
        foreach (var run in context.Runs)
        {
            var data = new RunData(run, context);
            foreach (var judged in data.Judged)
            {
                if (judged.Part.Loops().LastOrDefault() is { } epochs && run.Backwards.Any(epochs.Contains)
                    && judged.Rows.FirstOrDefault(rows => rows.Names.Any(DataNames.IsTest)) is { } test
                    && data.Judged.Any(last => last.Part.Order > epochs.End && last.Rows.Any(rows => rows.Key == test.Key))
                    && Decision(judged.Forwards[0], epochs) is { } choice)
                {
                    context.ReportOnce(At(choice, "The epoch to keep is chosen on '" + test.Names.First(DataNames.IsTest)
                        + "', so what it measures afterwards is too good; choose on a validation set.", Severity.Info));
                    break;
                }
            }
        }
    }

    // A comparison, on the way from the epochs to what was measured, of a value that came of it.
    private static IOperation? Decision(Deed forward, Deed epochs)
    {
        foreach (var deed in new[] { forward }.Concat(forward.Around().TakeWhile(around => around != epochs).Where(around =>
            !around.IsLoop)))
        {
            foreach (var choice in CodeUnit.FunctionBodyOf(deed.Operation).Descendants().OfType<IConditionalOperation>())
            {
                if (choice.Condition.DescendantsAndSelf().Any(operand => operand is ILocalReferenceOperation or IInvocationOperation
                    && Compares(choice.Condition) && ComesFrom(operand, deed)))
                {
                    return choice.Condition;
                }
            }
        }

        return null;
    }

    private static bool Compares(IOperation condition) => condition.DescendantsAndSelf().Any(part => part is IBinaryOperation
    {
        OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.LessThanOrEqual
            or BinaryOperatorKind.GreaterThanOrEqual
    } || part is IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean });

    private static bool ComesFrom(IOperation operand, Deed measured)
    {
        var syntax = measured.Operation.Syntax;
        return operand.Syntax == syntax || (operand is ILocalReferenceOperation { Local: var local }
            && local.DeclaringSyntaxReferences.Any(declared => declared.SyntaxTree == syntax.SyntaxTree
                && declared.Span.Contains(syntax.Span)));
    }
}
