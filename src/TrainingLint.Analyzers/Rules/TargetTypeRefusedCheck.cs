using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class TargetTypeRefusedCheck() : CodeCheck<TargetTypeRefused>(
    "cross_entropy", "nll_loss", "binary_cross_entropy", "binary_cross_entropy_with_logits", "mse_loss", "huber_loss",
    "CrossEntropyLoss", "NLLLoss", "BCELoss", "BCEWithLogitsLoss", "MSELoss", "HuberLoss")
{
    private static readonly HashSet<string> Narrow = ["Int32", "int32", "Int16", "int16", "Int8", "int8", "Bool", "bool"];

    private static readonly HashSet<string> Whole =
        ["Int64", "int64", "Int32", "int32", "Int16", "int16", "Int8", "int8", "Byte", "uint8", "Bool", "bool"];

    // These compute a value of any type, and throw for their gradient: "Found dtype Long but expected Float".
    private static readonly HashSet<string> OtherThanInput = [.. Whole, "Float64", "float64"];

    private const int MostHops = 6;

    public override void Check(CheckContext context)
    {
        foreach (var call in context.Calls)
        {
            if (RefusedBy(call, context) is { } refused && Target(call) is { } target && TypeOf(target, context, 0) is { } type
                && refused.Contains(type) && !(type is "Float64" or "float64" && context.Unit.LinkedOperations.Any(MakesDoubles)))
            {
                Report(type, refused, target);
            }
            else if (ReferenceEquals(RefusedBy(call, context), Narrow) && Target(call) is { } floats && IsRowOfFloats(floats, context))
            {
                Report("Float32", Narrow, floats);
            }

            void Report(string type, HashSet<string> refused, IOperation target) =>
                context.ReportFailing(call, At(
                    target,
                    ReferenceEquals(refused, Narrow)
                        ? "This loss takes class numbers as Int64 and throws for " + type + "; convert them with .to(torch.int64)."
                        : "This loss takes targets of the type of its input and throws for " + type + "; convert them with .to(torch.float32)."));
        }
    }

    // torch.tensor(classes) of an array of float is a row of floats, which no soft-max loss takes for class numbers.
    private static bool IsRowOfFloats(IOperation target, CheckContext context) =>
        target.Behind(context.Unit) is IInvocationOperation { TargetMethod.Name: "tensor" or "from_array" or "as_tensor" } made
        && context.Torch.IsFunction(made.TargetMethod) && made.Argument("dtype")?.IsDefault() != false
        && made.Arguments.Length > 0 && made.Arguments[0].Value.Unwrapped().Type is IArrayTypeSymbol
        {
            Rank: 1,
            ElementType.SpecialType: SpecialType.System_Single
        }
        && !made.Arguments.Any(argument => argument.Parameter?.Name is "dimensions" or "rows" or "columns" && !argument.IsDefault());

    private static HashSet<string>? RefusedBy(IInvocationOperation call, CheckContext context) => LossOf(call, context) switch
    {
        "cross_entropy" or "nll_loss" or "CrossEntropyLoss" or "NLLLoss" => Narrow,
        "binary_cross_entropy" or "binary_cross_entropy_with_logits" or "BCELoss" or "BCEWithLogitsLoss" => Whole,
        "mse_loss" or "huber_loss" or "MSELoss" or "HuberLoss" when IsOfForward(call, context) => OtherThanInput,
        _ => null,
    };

    // The output of a model, which computes in Float32 unless something says otherwise, and a gradient that somebody asks for.
    private static bool IsOfForward(IInvocationOperation call, CheckContext context) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value is { } input
        && new GraphOrigins(context, _ => false).Of(input) == GraphOrigin.Attached
        && context.Unit.Subtree(CodeUnit.FunctionBodyOf(call)).Any(context.Torch.IsBackward);

    // A model that is moved to Float64, or a program whose tensors are by default.
    private static bool MakesDoubles(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "double" or "set_default_dtype" } => true,
        IInvocationOperation { TargetMethod.Name: "to" } move => move.Arguments.Any(argument =>
            argument.Value.Unwrapped() is IFieldReferenceOperation { Field.Name: "Float64" or "float64" }),
        IArgumentOperation { Parameter.Name: "dtype", Value: var dtype } => dtype.Unwrapped() switch
        {
            IFieldReferenceOperation { Field.Name: "Float64" or "float64" } => true,
            IObjectCreationOperation { Arguments: { Length: 1 } inner } =>
                inner[0].Value.Unwrapped() is IFieldReferenceOperation { Field.Name: "Float64" or "float64" },
            _ => false,
        },
        _ => false,
    };

    private static string? LossOf(IInvocationOperation call, CheckContext context) =>
        SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, context.Torch.Functional) ? call.TargetMethod.Name
        : call.TargetMethod.Name is "forward" or "call" && call.Arguments.Length >= 2
            && context.Unit.Names.CreationsOf(call.Instance) is { Count: 1 } made ? context.Torch.LayerName(made[0])
        : null;

    private static IOperation? Target(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 1)?.Value.Unwrapped();

    // The type that a conversion or a factory names, of a value that is written once, whatever its shape.
    private static string? TypeOf(IOperation value, CheckContext context, int hops)
    {
        if (hops > MostHops || (EntryOfDataset(value, context) ?? value).Behind(context.Unit) is not IInvocationOperation call
            || !context.Torch.IsFunction(call.TargetMethod))
        {
            return null;
        }

        var named = Named(call.Arguments.Select(argument => argument.Value));
        return call.TargetMethod.Name switch
        {
            "to" or "to_type" or "type" when named is not null => named,
            "tensor" or "from_array" or "as_tensor" => TypeOfElements(call),
            "zeros" or "ones" or "arange" or "randint" or "full" => call.Argument("dtype") is { } dtype && !dtype.IsDefault()
                ? Named([dtype.Value]) : null,
            "reshape" or "view" or "unsqueeze" or "squeeze" or "flatten" or "cpu" or "cuda" or "contiguous" or "clone" or "t" =>
                call.Receiver() is { } shaped ? TypeOf(shaped, context, hops + 1) : null,
            "to" when call.Arguments.All(argument => argument.Parameter?.Type.Name is "Device" or "DeviceType"
                or "Int32" or "Boolean" or "String") =>
                call.Receiver() is { } moved ? TypeOf(moved, context, hops + 1) : null,
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
        .Select(value =>
            value.Unwrapped() is IObjectCreationOperation { Arguments: { Length: 1 } inner } ? inner[0].Value.Unwrapped()
                : value.Unwrapped())
        .OfType<IFieldReferenceOperation>()
        .Select(field => field.Field.Name)
        .FirstOrDefault(OtherThanInput.Contains);

    private static string? TypeOfElements(IInvocationOperation call)
    {
        if (call.Argument("dtype") is { } dtype && !dtype.IsDefault())
        {
            return Named([dtype.Value]);
        }

        var elements = call.Arguments.Length == 0 ? null
            : (call.Arguments[0].Value.Unwrapped().Type as IArrayTypeSymbol ?? call.Arguments[0].Parameter?.Type) switch
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
            SpecialType.System_Byte => "Byte",
            SpecialType.System_Boolean => "Bool",
            SpecialType.System_Double => "Float64",
            _ => null,
        };
    }
}
