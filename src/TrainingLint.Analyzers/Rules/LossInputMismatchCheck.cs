using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Rules;

internal sealed class LossInputMismatchCheck() : CodeCheck(
    "TL2005",
    "CrossEntropyLoss", "cross_entropy", "BCEWithLogitsLoss", "binary_cross_entropy_with_logits", "NLLLoss", "nll_loss", "BCELoss", "binary_cross_entropy")
{
    private enum Output
    {
        Unknown,
        Raw,
        Softmax,
        LogSoftmax,
        Sigmoid,
    }

    private const int MostHops = 6;

    /// <summary>The losses that raw outputs do not suit.</summary>
    private static readonly string[] LossesOfProbabilities = ["NLLLoss", "nll_loss", "BCELoss", "binary_cross_entropy"];

    public override void Check(CheckContext context)
    {
        foreach (var call in context.Calls)
        {
            if (LossOf(call, context) is { } loss && InputOf(call) is { } input && Problem(loss, Produces(input, context, 0)) is { } problem)
            {
                context.Report(At(call, problem));
            }
        }
    }

    private static string? Problem(string loss, Output output) => (loss, output) switch
    {
        ("CrossEntropyLoss" or "cross_entropy", Output.Softmax) => "The loss applies soft-max itself, and its input has been through soft-max already: gradients shrink to almost nothing; pass the raw outputs.",
        ("BCEWithLogitsLoss" or "binary_cross_entropy_with_logits", Output.Sigmoid) => "The loss applies a sigmoid itself, and its input has been through one already; pass the raw outputs, or use BCELoss.",
        ("NLLLoss" or "nll_loss", Output.Softmax) => "The loss expects logarithms of probabilities and gets probabilities; use log_softmax.",
        ("NLLLoss" or "nll_loss", Output.Raw) => "The loss expects logarithms of probabilities and gets raw outputs; apply log_softmax, or use cross_entropy.",
        ("BCELoss" or "binary_cross_entropy", Output.Raw) => "The loss expects probabilities and gets raw outputs; apply a sigmoid, or use the loss with logits.",
        _ => null,
    };

    // functional.cross_entropy(input, target), or forward and call of a loss object.
    private static string? LossOf(IInvocationOperation call, CheckContext context) =>
        SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, context.Torch.Functional) ? call.TargetMethod.Name
        : call.TargetMethod.Name is "forward" or "call" && call.Arguments.Length >= 2 && context.Unit.Names.CreationsOf(call.Instance) is { Count: 1 } creations ? context.Torch.LayerName(creations[0])
        : null;

    private static IOperation? InputOf(IInvocationOperation call) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;

    private static Output Produces(IOperation value, CheckContext context, int hops)
    {
        if (hops > MostHops)
        {
            return Output.Unknown;
        }

        var expression = value.Unwrapped();
        if (expression is ILocalReferenceOperation local)
        {
            return context.Unit.Names.WritesTo(local.Local) is { Count: 1 } writes && writes[0] is { } written ? Produces(written, context, hops + 1) : Output.Unknown;
        }

        if (expression is not IInvocationOperation call)
        {
            return Output.Unknown;
        }

        if (context.Torch.IsFunction(call.TargetMethod))
        {
            return Named(call.TargetMethod.Name, call, context, hops);
        }

        return call.TargetMethod.Name is "forward" or "call" && call.Instance is { } module ? ReturnedBy(module, context, hops + 1) : Output.Unknown;
    }

    private static Output Named(string function, IInvocationOperation call, CheckContext context, int hops) => function switch
    {
        "softmax" => Output.Softmax,
        "log_softmax" => Output.LogSoftmax,
        "sigmoid" or "sigmoid_" => Output.Sigmoid,
        "linear" => Output.Raw,

        // These only change the shape.
        "squeeze" or "view" or "reshape" or "flatten" or "unsqueeze" or "to" when (call.Receiver() ?? InputOf(call)) is { } inner => Produces(inner, context, hops + 1),
        _ => Output.Unknown,
    };

    private static Output ReturnedBy(IOperation module, CheckContext context, int hops)
    {
        var creations = context.Unit.Names.CreationsOf(module);
        if (creations.Count == 1 && OfLayer(creations[0], context, hops) is var known && known != Output.Unknown)
        {
            return known;
        }

        // A model of one's own: what its forward returns, if it returns in one place.
        if (hops > MostHops || module.Unwrapped().Type is not INamedTypeSymbol type || context.Torch.IsOfTorch(type)
            || !MayMatter(type, context) || type.GetMembers("forward").OfType<IMethodSymbol>().FirstOrDefault(method => method.IsOverride) is not { } forward || context.Unit.BodyOf(forward) is not { } body)
        {
            return Output.Unknown;
        }

        var returns = body.Operations.OfType<IReturnOperation>().Where(returned => returned.ReturnedValue is not null && returned.Function() is null).ToArray();
        return returns.Length == 1 ? InForward(returns[0].ReturnedValue!, body, type, context, hops + 1) : Output.Unknown;
    }

    // To read a model is to have the compiler bind it once more. A source without these words returns raw outputs, if it can be told at all.
    private static bool MayMatter(INamedTypeSymbol model, CheckContext context) =>
        context.Mentions(LossesOfProbabilities)
        || model.DeclaringSyntaxReferences.Any(reference => ProgramText.MentionsProbabilities(reference.SyntaxTree, context.Unit.Cancellation));

    private static Output OfLayer(IOperation creation, CheckContext context, int hops) => context.Torch.LayerName(creation) switch
    {
        "Softmax" => Output.Softmax,
        "LogSoftmax" => Output.LogSoftmax,
        "Sigmoid" => Output.Sigmoid,
        "Linear" or "Conv1d" or "Conv2d" or "Conv3d" => Output.Raw,
        "Sequential" when hops < MostHops && LastLayer(creation) is { } last => context.Unit.Names.CreationsOf(last) is { Count: 1 } layers ? OfLayer(layers[0], context, hops + 1) : Output.Unknown,
        _ => Output.Unknown,
    };

    // Sequential takes layers, or pairs of a name and a layer, as its last arguments.
    private static IOperation? LastLayer(IOperation sequential)
    {
        var arguments = sequential switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        var last = arguments.Length == 1 && arguments[0].Value.Unwrapped() is IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements }
            ? elements[elements.Length - 1].Unwrapped()
            : null;
        return last is ITupleOperation { Elements.Length: 2 } pair ? pair.Elements[1] : last;
    }

    // Inside of forward the layers are fields, whose creations stand in the constructor or in their declarations.
    private static Output InForward(IOperation value, MemberBody forward, INamedTypeSymbol type, CheckContext context, int hops)
    {
        var expression = value.Unwrapped();
        if (expression is ILocalReferenceOperation local)
        {
            var writes = forward.Operations.OfType<IVariableDeclaratorOperation>().Where(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local)).Select(declarator => declarator.Initializer?.Value)
                .Concat(forward.Operations.OfType<IAssignmentOperation>().Where(assignment => assignment.Target.Unwrapped() is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local.Local)).Select(assignment => (IOperation?)assignment.Value))
                .ToArray();
            return writes.Length == 1 && writes[0] is { } written ? InForward(written, forward, type, context, hops + 1) : Output.Unknown;
        }

        if (hops > MostHops * 2 || expression is not IInvocationOperation call)
        {
            return Output.Unknown;
        }

        if (context.Torch.IsFunction(call.TargetMethod))
        {
            return Named(call.TargetMethod.Name, call, context, MostHops);
        }

        return call.TargetMethod.Name is "forward" or "call" && call.Instance?.Unwrapped() is IFieldReferenceOperation { Field: { } field } && SingleCreation(field, type, context) is { } creation
            ? OfLayer(creation, context, MostHops - 2)
            : Output.Unknown;
    }

    private static IOperation? SingleCreation(IFieldSymbol field, INamedTypeSymbol type, CheckContext context)
    {
        var assigned = type.InstanceConstructors.Select(context.Unit.BodyOf).Where(body => body is not null)
            .SelectMany(body => body!.Operations)
            .OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target.Unwrapped() is IFieldReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Field, field))
            .Select(assignment => assignment.Value.Unwrapped())
            .ToList();
        foreach (var reference in field.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer.Value: { } initializer } && context.Unit.OperationOf(initializer) is { } operation)
            {
                assigned.Add(operation.Unwrapped());
            }
        }

        return assigned.Count == 1 ? assigned[0] : null;
    }
}
