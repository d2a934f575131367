using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class LossInputMismatchCheck() : CodeCheck<LossInputMismatch>(
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

    /// <summary>A model of the program itself, whose forward pass is read.</summary>
    private sealed record Model(MemberBody Forward, INamedTypeSymbol Type);

    /// <summary>Functions whose output is of the kind of their input.</summary>
    private static readonly HashSet<string> ShapeOnly =
    [
        "squeeze", "view", "reshape", "flatten", "unsqueeze", "contiguous", "clone", "to", "cpu", "cuda", "MoveToOuterDisposeScope", "MoveToOtherDisposeScope", "DetachFromDisposeScope",
    ];

    /// <summary>The losses that raw outputs do not suit.</summary>
    private static readonly string[] LossesOfProbabilities = ["NLLLoss", "nll_loss", "BCELoss", "binary_cross_entropy"];

    public override void Check(CheckContext context)
    {
        foreach (var call in context.Calls)
        {
            if (LossOf(call, context) is { } loss && InputOf(call) is { } input
                && Problem(loss, Produces(input, model: null, context, 0)) is { } problem)
            {
                context.Report(At(call, problem));
            }
        }
    }

    private static string? Problem(string loss, Output output) => (loss, output) switch
    {
        ("CrossEntropyLoss" or "cross_entropy", Output.Softmax) => "The loss applies soft-max itself, and its input has been through soft-max already: gradients shrink to almost nothing; pass the raw outputs.",
        ("CrossEntropyLoss" or "cross_entropy", Output.Sigmoid) =>
            "The loss applies soft-max itself, and a sigmoid before it leaves all scores between 0 and 1: no class can ever win clearly; "
            + "pass the raw outputs.",
        ("BCEWithLogitsLoss" or "binary_cross_entropy_with_logits", Output.Sigmoid) => "The loss applies a sigmoid itself, and its input has been through one already; pass the raw outputs, or use BCELoss.",
        ("NLLLoss" or "nll_loss", Output.Softmax) => "The loss expects logarithms of probabilities and gets probabilities; use log_softmax.",
        ("NLLLoss" or "nll_loss", Output.Raw) => "The loss expects logarithms of probabilities and gets raw outputs; apply log_softmax, or use cross_entropy.",
        ("BCELoss" or "binary_cross_entropy", Output.Raw) => "The loss expects probabilities and gets raw outputs; apply a sigmoid, or use the loss with logits.",
        _ => null,
    };

    // functional.cross_entropy(input, target), or forward and call of a loss object.
    private static string? LossOf(IInvocationOperation call, CheckContext context) =>
        SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, context.Torch.Functional) ? call.TargetMethod.Name
        : call.TargetMethod.Name is "forward" or "call" && call.Arguments.Length >= 2
            && context.Unit.Names.CreationsOf(call.Instance) is { Count: 1 } creations ? context.Torch.LayerName(creations[0])
        : null;

    private static IOperation? InputOf(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;

    // What an expression of the training code produces or, where a model is given, one of its forward pass.
    private static Output Produces(IOperation value, Model? model, CheckContext context, int hops, CallPath? path = null)
    {
        if (hops > MostHops)
        {
            return Output.Unknown;
        }

        var expression = value.Unwrapped();
        if (expression is ILocalReferenceOperation or IParameterReferenceOperation)
        {
            return LastWrite(expression, model, context, path) is { } written
                ? Produces(written.Value, model, context, hops + 1, written.Path) : Output.Unknown;
        }

        // A part of a tuple or record that a method of the program returns.
        if (expression is IMemberReferenceOperation && model is null && context.Values.StepFrom(expression, path) is { } held)
        {
            return Produces(held.Value, model, context, hops + 1, held.Path);
        }

        return expression is IInvocationOperation call ? ProducedBy(call, model, context, hops, path) : Output.Unknown;
    }

    private static Output ProducedBy(IInvocationOperation call, Model? model, CheckContext context, int hops, CallPath? path)
    {
        if (context.Torch.IsFunction(call.TargetMethod))
        {
            return Named(call.TargetMethod.Name) is { } known ? known
                : ShapeOnly.Contains(call.TargetMethod.Name) && (call.Receiver() ?? InputOf(call)) is { } inner
                ? Produces(inner, model, context, hops + 1, path)
                : Output.Unknown;
        }

        // A method of the program stands for what it returns.
        if (!context.Torch.IsForward(call))
        {
            return context.Values.StepFrom(call, path) is { } returned ? Produces(returned.Value, model, context, hops + 1, returned.Path)
                : Output.Unknown;
        }

        return call.Instance is not { } module ? Output.Unknown
            : model is null ? ReturnedBy(module, context, hops + 1, path)
            : module.Unwrapped() is IMemberReferenceOperation
            {
                Member: IFieldSymbol or IPropertySymbol,
                Instance: IInstanceReferenceOperation
            } part
            && SingleCreation(part.Member, context) is { } creation ? OfLayer(creation, context, hops)
            : Output.Unknown;
    }

    private static Output? Named(string function) => function switch
    {
        "softmax" => Output.Softmax,
        "log_softmax" => Output.LogSoftmax,
        "sigmoid" or "sigmoid_" => Output.Sigmoid,
        "linear" => Output.Raw,
        _ => null,
    };

    // The value of a variable at its use: the only one it ever gets, or in code without branches the last one before.
    private static ValueSource? LastWrite(IOperation use, Model? model, CheckContext context, CallPath? path)
    {
        var symbol = use is ILocalReferenceOperation local ? (ISymbol)local.Local : ((IParameterReferenceOperation)use).Parameter;
        var writes = model is null ? context.Unit.Names.WritesTo(symbol) : WritesIn(model.Forward, symbol);
        if (writes.Count == 0 && symbol is IParameterSymbol && (model is null || path is not null))
        {
            return context.Values.StepFrom(use, path);
        }

        if (writes.Count == 1 && symbol is ILocalSymbol)
        {
            return writes[0] is { } only ? new ValueSource(only, Path: path)
                : model is null ? context.Values.StepFrom(use, path)
                : null;
        }

        IOperation? last = null;
        foreach (var write in writes)
        {
            if (write?.SureStatement() is not var (block, statement) || use.Statement() is not var (own, at)
                || !ReferenceEquals(block, own))
            {
                return null;
            }

            last = statement.Syntax.SpanStart < at.Syntax.SpanStart && (last is null || write.Syntax.SpanStart > last.Syntax.SpanStart)
                ? write : last;
        }

        return last is null ? null : new ValueSource(last, Path: path);
    }

    private static List<IOperation?> WritesIn(MemberBody forward, ISymbol symbol)
    {
        bool IsMeant(IOperation target) => SymbolEqualityComparer.Default.Equals(symbol, target.Unwrapped() switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        });
        var writes = new List<IOperation?>();
        foreach (var operation in forward.Operations)
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator
                    when SymbolEqualityComparer.Default.Equals(declarator.Symbol, symbol):
                    writes.Add(value);
                    break;
                case IAssignmentOperation assignment when IsMeant(assignment.Target):
                    writes.Add(assignment is ISimpleAssignmentOperation ? assignment.Value : null);
                    break;
                case IDeconstructionAssignmentOperation { Target: var targets } when targets.DescendantsAndSelf().Any(IsMeant):
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var passed } when IsMeant(passed):
                    writes.Add(null);
                    break;
            }
        }

        return writes;
    }

    private static Output ReturnedBy(IOperation module, CheckContext context, int hops, CallPath? path)
    {
        var creations = context.Unit.Names.CreationsOf(module);
        if (creations.Count != 1 && module.Behind(context.Unit, path).Value is var behind && context.Torch.CreatesModule(behind))
        {
            creations = [behind];
        }

        if (creations.Count == 1 && OfLayer(creations[0], context, hops) is var known && known != Output.Unknown)
        {
            return known;
        }

        // Models.Build(): what another type's method returns.
        if (creations.Count == 1 && creations[0] is IInvocationOperation { Type: { } built } && context.Torch.IsSequential(built)
            && context.Values.SourceOf(creations[0]) is { } made)
        {
            return OfLayer(made, context, hops);
        }

        // A model of one's own: what its forward returns, if it returns in one place. What was created tells more than how it is declared.
        var type = (creations.Count == 1 && creations[0] is IObjectCreationOperation ? creations[0]
            : module.Unwrapped()).Type as INamedTypeSymbol;
        if (hops > MostHops || type is null || context.Torch.IsOfTorch(type)
            || !MayMatter(type, context)
            || ForwardOf(type) is not { } forward || context.Unit.BodyOf(forward) is not { } body)
        {
            return Output.Unknown;
        }

        var returns = body.Operations.OfType<IReturnOperation>()
            .Where(returned => returned.ReturnedValue is not null && returned.Function() is null).ToArray();

        // A forward pass gets hops of its own: it is usually a chain as long as the one that led here.
        return returns.Length == 1 ? Produces(returns[0].ReturnedValue!, new Model(body, type), context, 0, PathInto(module, forward))
            : Output.Unknown;
    }

    private static CallPath? PathInto(IOperation module, IMethodSymbol forward) =>
        module.User() is IInvocationOperation call ? new CallPath(call, forward.OriginalDefinition, Outer: null) : null;

    // What a model inherits from a base class of the program is its own.
    private static IMethodSymbol? ForwardOf(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && current.DeclaringSyntaxReferences.Length > 0; current = current.BaseType)
        {
            if (current.GetMembers("forward").OfType<IMethodSymbol>()
                .FirstOrDefault(method => method.IsOverride && !method.IsAbstract) is { } own)
            {
                return own;
            }
        }

        return null;
    }

    // To read a model is to have the compiler bind it once more. A source without these words returns raw outputs, if it can be told at all.
    private static bool MayMatter(INamedTypeSymbol model, CheckContext context) =>
        context.Mentions(LossesOfProbabilities)
        || model.DeclaringSyntaxReferences.Any(reference =>
            ProgramText.MentionsProbabilities(reference.SyntaxTree, context.Unit.Cancellation))
        || (model.BaseType is { DeclaringSyntaxReferences.Length: > 0 } ancestor && MayMatter(ancestor, context));

    private static Output OfLayer(IOperation creation, CheckContext context, int hops) => context.Torch.LayerName(creation) switch
    {
        "Softmax" => Output.Softmax,
        "LogSoftmax" => Output.LogSoftmax,
        "Sigmoid" => Output.Sigmoid,
        "Linear" or "Conv1d" or "Conv2d" or "Conv3d" => Output.Raw,
        "Sequential" when hops < MostHops
            && LayerLists.LastOf(creation, context.Values) is { } last => context.Unit.Names.CreationsOf(last) is { Count: 1 } layers
            ? OfLayer(layers[0], context, hops + 1)
            : OfLayer(last, context, hops + 1),
        _ => Output.Unknown,
    };

    // Inside of forward the layers are fields, whose creations stand in the constructor or in their declarations.
    private static IOperation? SingleCreation(ISymbol field, CheckContext context)
    {
        var assigned = field.ContainingType.InstanceConstructors.Select(context.Unit.BodyOf).Where(body => body is not null)
            .SelectMany(body => body!.Operations)
            .OfType<ISimpleAssignmentOperation>()
            .Where(assignment =>
                assignment.Target.Unwrapped() is IMemberReferenceOperation target
                    && SymbolEqualityComparer.Default.Equals(target.Member, field))
            .Select(assignment => assignment.Value.Unwrapped())
            .ToList();
        foreach (var reference in field.DeclaringSyntaxReferences)
        {
            var initializer = reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax { Initializer.Value: var value } => value,
                PropertyDeclarationSyntax { Initializer.Value: var value } => value,
                _ => null,
            };
            if (initializer is not null && context.Unit.OperationOf(initializer) is { } operation)
            {
                assigned.Add(operation.Unwrapped());
            }
        }

        return assigned.Count == 1 ? assigned[0] : null;
    }
}
