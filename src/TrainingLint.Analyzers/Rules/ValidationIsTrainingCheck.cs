using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class ValidationIsTrainingCheck() : CodeCheck<ValidationIsTraining>("DataLoader", "Dataset", "TensorDataset")
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
        _ => null,
    };
}

/// <summary>What the name of a variable says about the role of its data: weak evidence, good for a pair of names that disagree.</summary>
internal static class DataNames
{
    private static readonly HashSet<string> HeldOutWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "val", "valid", "validation", "test", "testing", "heldout", "holdout", "dev",
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
