using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class ValidationIsTrainingCheck() : CodeCheck<ValidationIsTraining>("DataLoader", "Dataset", "TensorDataset", "backward")
{
    public override void Check(CheckContext context)
    {
        var loaders = context.Unit.CallsAndCreations.Where(context.Torch.CreatesLoader).ToArray();
        foreach (var loader in loaders)
        {
            if (HolderOf(loader) is { } name && DataNames.IsHeldOut(name) && Data(loader, context) is { } data
                && (IsTraining(data, context) || Array.Exists(loaders, other => FeedsTraining(other, data, context))))
            {
                context.Report(At(loader, "'" + name
                    + "' gives out the data that the model is trained on; give it a data set of its own."));
            }
        }

        CheckTwins(context);
        CheckRows(context);
        CheckRoles(context);
        foreach (var call in context.Calls)
        {
            // datasets.MNIST(root, train: true), kept under the name of the other part.
            if (context.Torch.IsDataset(call.Type) && HolderOf(call) is { } name && DataNames.IsHeldOut(name)
                && call.Arguments.FirstOrDefault(argument =>
                    argument.Parameter is { Name: "train", Type.SpecialType: SpecialType.System_Boolean }) is { } part
                && context.Values.Trace(part.Value)?.Flag == true)
            {
                context.Report(At(part, "'" + name
                    + "' is loaded with train: true, which is the data that the model is trained on; pass false."));
            }
        }
    }

    private static bool FeedsTraining(IOperation loader, ISymbol data, CheckContext context) =>
        HolderOf(loader) is { } name && DataNames.IsTraining(name) && SymbolEqualityComparer.Default.Equals(Data(loader, context), data);

    // Two data sets that are made of the same names in the same way, one of them called the validation set.
    private void CheckTwins(CheckContext context)
    {
        // One data set may be read in two parts, by loaders that are told which rows to take.
        var sets = context.Unit.CallsAndCreations
            .Where(made => context.Torch.IsDataset(made.Type) && made.Arguments().Length > 0)
            .ToArray();
        if (sets.Length < 2
            || Array.Exists(context.Unit.LinkedCallsAndCreations, made => made.Argument("shuffler")?.IsDefault() == false))
        {
            return;
        }

        foreach (var held in sets)
        {
            if (HolderOf(held) is { } name && DataNames.IsHeldOut(name) && IsOfNames(held) && IsOnlyHandedOver(held, context)
                && Array.Exists(sets, other => HolderOf(other) is { } twin && DataNames.IsTraining(twin)
                    && held.Syntax.IsEquivalentTo(other.Syntax, topLevel: false)
                    && ReferenceEquals(CodeUnit.FunctionBodyOf(held), CodeUnit.FunctionBodyOf(other))))
            {
                context.Report(At(held, "'" + name + "' is made of the data that the model is trained on; give it rows of its own."));
            }
        }
    }

    // trainer.Fit(rows, validation: rows): one variable in both roles that a method, a constructor or a record of the program tells apart.
    private void CheckRoles(CheckContext context)
    {
        foreach (var call in context.Unit.CallsAndCreations)
        {
            var arguments = call.Arguments();
            if (arguments.Length < 2 || TargetOf(call) is not { DeclaringSyntaxReferences.Length: > 0 })
            {
                continue;
            }

            foreach (var held in arguments)
            {
                if (held.Parameter is { } role && !held.IsDefault() && DataNames.IsHeldOut(role.Name) && VariableOf(held.Value) is { } data
                    && HoldsRows(held.Value.Unwrapped().Type, context)
                    && arguments.FirstOrDefault(other => other.Parameter is { } training && DataNames.IsTraining(training.Name)
                        && SymbolEqualityComparer.Default.Equals(training.Type, role.Type)
                        && SymbolEqualityComparer.Default.Equals(VariableOf(other.Value), data)) is not null)
                {
                    context.Report(At(held, "'" + data.Name + "' is handed over for training and as '" + role.Name
                        + "' at once, so the model is validated on what it is trained on; give it rows of their own."));
                }
            }
        }
    }

    private static IMethodSymbol? TargetOf(IOperation call) => call switch
    {
        IInvocationOperation { TargetMethod: var method } => method,
        IObjectCreationOperation { Constructor: { } constructor } => constructor,
        _ => null,
    };

    // Rows, not numbers, settings or what is done to the rows.
    private static bool HoldsRows(ITypeSymbol? type, CheckContext context) => type is IArrayTypeSymbol || (type is not null
        && (type.DerivesFrom(context.Torch.Tensor) || context.Torch.IsDataset(type) || context.Torch.IsLoader(type)
            || type.Name is "IEnumerable" or "IDataView" || type.AllInterfaces.Any(contract => contract.Name == "IEnumerable")));

    private static ISymbol? VariableOf(IOperation value) => value.Unwrapped() switch
    {
        { Type: { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum } } => null,
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        IFieldReferenceOperation { Field: var field, Instance: null or IInstanceReferenceOperation } => field,
        _ => null,
    };

    // testRows = rows[..n], where trainRows begin at the first row too.
    private void CheckRows(CheckContext context)
    {
        var heads = context.Unit.Operations.Where(part => IsHead(part) && HolderOfRows(part) is not null).ToArray();
        foreach (var held in heads)
        {
            if (DataNames.IsHeldOut(HolderOfRows(held)!) && RowsOf(held, context) is { } rows
                && Array.Find(heads, other => DataNames.IsTraining(HolderOfRows(other)!)
                    && SymbolEqualityComparer.Default.Equals(RowsOf(other, context), rows)
                    && ReferenceEquals(held.Statement()?.Block, other.Statement()?.Block)) is { } training)
            {
                context.Report(At(held, "'" + HolderOfRows(held) + "' begins at the first row, as '" + HolderOfRows(training)
                    + "' does, so the model is validated on rows that it is trained on; take the rows behind those."));
            }
        }
    }

    // var trainRows = rows.Take(n).ToList()
    private static string? HolderOfRows(IOperation part) =>
        (part.User() is IArgumentOperation argument ? argument.Parent : part.User()) is IInvocationOperation
        {
            TargetMethod.Name: "ToList" or "ToArray" or "clone" or "contiguous" or "to"
        } kept
            ? HolderOf(kept)
            : HolderOf(part);

    // rows[..n], rows.slice(0, 0, n, 1), rows.narrow(0, 0, n), rows.Take(n), rows.GetRange(0, n)
    private static bool IsHead(IOperation part) => part switch
    {
        IInvocationOperation { TargetMethod.Name: "slice" or "narrow" } call =>
            IsZero(call.Argument("dim")?.Value) && IsZero(call.Argument("start")?.Value),
        IInvocationOperation { TargetMethod: { Name: "Take", ContainingType.Name: "Enumerable" } } => true,
        IInvocationOperation { TargetMethod: { Name: "GetRange", ContainingType.Name: "List" } } call => IsZero(call.Arguments[0].Value),
        IPropertyReferenceOperation { Arguments: { Length: > 0 } indices } => IsHead(indices[0].Value.Unwrapped()),
        IArrayElementReferenceOperation { Indices: { Length: 1 } indices } => IsHead(indices[0].Unwrapped()),
        IConversionOperation { Operand: var range } => IsHead(range),
        IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } indices } => IsHead(indices[0]),
        IRangeOperation { LeftOperand: var left, RightOperand: not null } => left is null || IsZero(left),
        _ => false,
    };

    private static bool IsZero(IOperation? value) => value?.Unwrapped() switch
    {
        { ConstantValue: { HasValue: true, Value: 0 or 0L } } => true,
        _ => false,
    };

    private static ISymbol? RowsOf(IOperation part, CheckContext context)
    {
        var rows = part switch
        {
            IInvocationOperation call => call.Receiver(),
            IPropertyReferenceOperation indexed => indexed.Instance,
            IArrayElementReferenceOperation element => element.ArrayReference,
            _ => null,
        };
        return rows?.Unwrapped() is ILocalReferenceOperation { Local: var local } && context.Unit.Names.WritesTo(local).Count <= 1 ? local
            : rows?.Unwrapped() is IParameterReferenceOperation { Parameter: var parameter }
            && context.Unit.Names.WritesTo(parameter).Count == 0 ? parameter
            : null;
    }

    private static bool IsOnlyHandedOver(IOperation creation, CheckContext context) =>
        context.Unit.Names.EntityHolding(creation) is { } set
        && context.Unit.Names.ReferencesTo(set).All(reference => reference.User() is IArgumentOperation);

    // What draws, takes turns or is written in between may be another thing the second time.
    private static bool IsOfNames(IOperation creation) => creation.Descendants().All(part => part switch
    {
        IInvocationOperation or IIncrementOrDecrementOperation or IAnonymousFunctionOperation => false,
        _ => true,
    });

    private static bool IsTraining(ISymbol data, CheckContext context) =>
        context.Unit.Names.NamesOf(data).All(name => DataNames.IsTraining(name.Name));

    // A loader that is told which rows to take may take others.
    private static ISymbol? Data(IOperation loader, CheckContext context) =>
        loader.Arguments().Any(argument => argument.Parameter?.Name == "shuffler" && !argument.IsDefault()) ? null
        : loader.Argument("dataset") is { } data ? context.Unit.Names.EntityOf(data.Value)
        : null;

    private static string? HolderOf(IOperation creation) => creation.User() switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local.Name,
        IFieldInitializerOperation { InitializedFields: var fields } => fields[0].Name,
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } => member.Name,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => local.Name,
        IArgumentOperation { Parameter: { ContainingSymbol.DeclaringSyntaxReferences.Length: > 0 } role } => role.Name,
        ITupleOperation { Type: INamedTypeSymbol { TupleElements: var names } } tuple =>
            names[tuple.Elements.Select(element => element.Unwrapped()).ToList().IndexOf(creation.Unwrapped())].Name,
        _ => null,
    };
}

/// <summary>What the name of a variable says about the role of its data: weak evidence, good for a pair of names that disagree.</summary>
internal static class DataNames
{
    private static readonly HashSet<string> HeldOutWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "val", "valid", "validation", "test", "testing", "heldout", "holdout", "dev", "unseen",
    };

    private static readonly HashSet<string> TrainingWords = new(StringComparer.OrdinalIgnoreCase) { "train", "training" };

    /// <summary>True for names such as testLoader and val_set, and false for trainTestLoader.</summary>
    public static bool IsHeldOut(string name) => Words(name).Any(HeldOutWords.Contains) && !Words(name).Any(TrainingWords.Contains);

    /// <summary>True for names such as trainLoader and training_set.</summary>
    public static bool IsTraining(string name) => Words(name).Any(TrainingWords.Contains) && !Words(name).Any(HeldOutWords.Contains);

    /// <summary>True for names that say test, and nothing of a validation.</summary>
    public static bool IsTest(string name) => IsHeldOut(name)
        && Words(name).Any(word => word.StartsWith("test", StringComparison.OrdinalIgnoreCase));

    // camelCase, PascalCase, snake_case.
    private static IEnumerable<string> Words(string name)
    {
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i == name.Length || name[i] == '_' || (char.IsUpper(name[i]) && !char.IsUpper(name[i - 1])))
            {
                if (i > start)
                {
                    yield return name.Substring(start, i - start).Trim('_');
                }

                start = i;
            }
        }
    }
}
