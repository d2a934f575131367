using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class TargetTypeRefusedCheck() : CodeCheck<TargetTypeRefused>(
    "cross_entropy", "nll_loss", "binary_cross_entropy", "CrossEntropyLoss", "NLLLoss", "BCELoss")
{
    private static readonly HashSet<string> Narrow = ["Int32", "int32", "Int16", "int16", "Int8", "int8"];

    private static readonly HashSet<string> Whole = ["Int64", "int64", "Int32", "int32", "Int16", "int16", "Int8", "int8", "Byte", "uint8"];

    public override void Check(CheckContext context)
    {
        foreach (var call in context.Calls)
        {
            if (RefusedBy(call, context) is { } refused && Target(call) is { } target && TypeOf(target, context) is { } type
                && refused.Contains(type))
            {
                context.ReportFailing(call, At(
                    target,
                    ReferenceEquals(refused, Narrow)
                        ? "This loss takes class numbers as Int64 and throws for " + type + "; convert them with .to(torch.int64)."
                        : "This loss takes targets of the type of its input and throws for " + type + "; convert them with .to(torch.float32)."));
            }
        }
    }

    private static HashSet<string>? RefusedBy(IInvocationOperation call, CheckContext context) => LossOf(call, context) switch
    {
        "cross_entropy" or "nll_loss" or "CrossEntropyLoss" or "NLLLoss" => Narrow,
        "binary_cross_entropy" or "BCELoss" => Whole,
        _ => null,
    };

    private static string? LossOf(IInvocationOperation call, CheckContext context) =>
        SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, context.Torch.Functional) ? call.TargetMethod.Name
        : call.TargetMethod.Name is "forward" or "call" && call.Arguments.Length >= 2
            && context.Unit.Names.CreationsOf(call.Instance) is { Count: 1 } made ? context.Torch.LayerName(made[0])
        : null;

    private static IOperation? Target(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 1)?.Value.Unwrapped();

    // The type that a conversion or a factory names, of a value that is written once.
    private static string? TypeOf(IOperation value, CheckContext context)
    {
        return (EntryOfDataset(value, context) ?? value).Behind(context.Unit) is not IInvocationOperation call
            || !context.Torch.IsFunction(call.TargetMethod) ? null : call.TargetMethod.Name switch
            {
                "to" or "to_type" or "type" => Named(call.Arguments.Select(argument => argument.Value)),
                "tensor" => TypeOfElements(call),
                "zeros" or "ones" or "arange" or "randint" or "full" => call.Argument("dtype") is { } dtype && !dtype.IsDefault() ? Named([dtype.Value]) : null,
                _ => null,
            };
    }

    // batch["label"] of a loader: what GetTensor of its data set puts under that name.
    private static IOperation? EntryOfDataset(IOperation value, CheckContext context)
    {
        if (value is not IPropertyReferenceOperation { Arguments: { Length: 1 } keys, Instance: { } batch }
            || keys[0].Value.ConstantValue is not { HasValue: true, Value: string key }
            || batch.Unwrapped() is not ILocalReferenceOperation { Local: var row }
            || value.Loops().OfType<IForEachLoopOperation>()
                .FirstOrDefault(loop => loop.Locals.Contains(row, SymbolEqualityComparer.Default)) is not { } over
            || context.Unit.Names.CreationsOf(over.Collection) is not { Count: 1 } loaders || !context.Torch.CreatesLoader(loaders[0])
            || loaders[0].Argument("dataset")?.Value.Unwrapped().Type?.GetMembers("GetTensor").OfType<IMethodSymbol>()
                .FirstOrDefault() is not { } getter)
        {
            return null;
        }

        var entries = (context.Unit.BodyOf(getter)?.Operations ?? []).Select(part => Entry(part, key)).OfType<IOperation>().ToArray();
        return entries.Length == 1 ? entries[0] : null;
    }

    // ["label"] = value, and Add("label", value).
    private static IOperation? Entry(IOperation part, string key) => part switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: { Length: 1 } keys } } assignment =>
            Says(keys[0].Value, key) ? assignment.Value : null,
        IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 2 } added } when Says(added[0].Value, key) => added[1].Value,
        _ => null,
    };

    private static bool Says(IOperation value, string key) => value.ConstantValue is { HasValue: true, Value: string text } && text == key;

    private static string? Named(IEnumerable<IOperation> values) => values
        .Select(value => value.Unwrapped() is IObjectCreationOperation { Arguments: { Length: 1 } inner } ? inner[0].Value.Unwrapped() : value.Unwrapped())
        .OfType<IFieldReferenceOperation>()
        .Select(field => field.Field.Name)
        .FirstOrDefault(Whole.Contains);

    private static string? TypeOfElements(IInvocationOperation call)
    {
        if (call.Argument("dtype") is { } dtype && !dtype.IsDefault())
        {
            return Named([dtype.Value]);
        }

        var elements = call.Arguments.Length == 0 ? null : call.Arguments[0].Parameter?.Type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } => arguments[0],
            var single => single,
        };
        return elements?.SpecialType switch
        {
            SpecialType.System_Int32 => "Int32",
            SpecialType.System_Int16 => "Int16",
            SpecialType.System_Int64 => "Int64",
            _ => null,
        };
    }
}
