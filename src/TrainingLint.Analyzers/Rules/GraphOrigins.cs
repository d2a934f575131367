using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

/// <summary>What ties the value of a tensor to the weights of a model.</summary>
internal enum GraphOrigin
{
    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>Data that no model has touched.</summary>
    Data,

    /// <summary>The graph of a forward pass.</summary>
    Attached,

    /// <summary>A forward pass, and a <c>detach()</c> behind it.</summary>
    Detached,

    /// <summary>A forward pass whose numbers were read and put into a new tensor.</summary>
    Rebuilt,

    /// <summary>A forward pass where gradients were switched off.</summary>
    Unrecorded,

    /// <summary>A forward pass, and a choice behind it, such as <c>argmax</c>, that has no gradient.</summary>
    Chosen,
}

/// <summary>Follows a tensor back through functions, operators and variables to the forward pass or the data that it was made of.</summary>
/// <param name="context">What is looked at.</param>
/// <param name="isUnrecorded">True for an operation that runs where gradients are switched off.</param>
internal sealed partial class GraphOrigins(CheckContext context, Func<IOperation, bool> isUnrecorded)
{
    private const int MostHops = 12;

    private const int MostWrites = 4;

    // Variables of several values branch at every hop.
    private const int MostSteps = 500;

    private int _steps;

    private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);

    /// <summary>The origin of the value of an expression.</summary>
    public GraphOrigin Of(IOperation value) => Of(value, MostHops, path: null);

    private GraphOrigin Of(IOperation value, int hops, CallPath? path)
    {
        var plain = value.Unwrapped();
        if (hops == 0 || ++_steps > MostSteps)
        {
            return GraphOrigin.Unknown;
        }

        return plain switch
        {
            ILocalReferenceOperation local => OfLocal(local, hops, path),
            IParameterReferenceOperation when IsTensor(plain.Type) && context.Values.StepFrom(plain, path) is { } passed =>
                Of(passed.Value, hops - 1, passed.Path),
            IInvocationOperation call => OfCall(call, hops, path),
            IBinaryOperation { OperatorKind: >= BinaryOperatorKind.Equals and <= BinaryOperatorKind.GreaterThan } => GraphOrigin.Data,
            IBinaryOperation sum => Together(Of(sum.LeftOperand, hops - 1, path), Of(sum.RightOperand, hops - 1, path)),
            IUnaryOperation sign => Of(sign.Operand, hops - 1, path),
            IPropertyReferenceOperation { Instance: { } rows, Arguments.Length: > 0 } when IsTensor(rows.Type) => Of(rows, hops - 1, path),
            IMemberReferenceOperation when IsTensor(plain.Type) && context.Values.StepFrom(plain, path) is { } held =>
                Of(held.Value, hops - 1, held.Path),
            IFieldReferenceOperation { Field.ContainingType.IsTupleType: true, Instance: { } output } when IsTensor(plain.Type)
                && output.Behind(context.Unit, path).Value is IInvocationOperation made && context.Torch.IsForward(made) =>
                OfCall(made, hops - 1, path),
            _ when plain.ConstantValue.HasValue || IsNumber(plain.Type) => GraphOrigin.Data,
            _ => LossArgumentsSwappedCheck.IsData(plain, context) ? GraphOrigin.Data : GraphOrigin.Unknown,
        };
    }

    private GraphOrigin OfLocal(ILocalReferenceOperation reference, int hops, CallPath? path)
    {
        var local = reference.Local;
        if (context.Unit.Names.WritesTo(local) is not { Count: >= 1 and <= MostWrites } writes || writes.Contains(null))
        {
            return LossArgumentsSwappedCheck.IsData(reference, context) ? GraphOrigin.Data : GraphOrigin.Unknown;
        }

        // angle = Advance(angle, ...): what it was before adds nothing to what the other values say of it.
        if (!_open.Add(local))
        {
            return writes.Count > 1 ? GraphOrigin.Data : GraphOrigin.Unknown;
        }

        var origin = Of(writes[0]!, hops - 1, path);
        foreach (var write in writes.Skip(1))
        {
            origin = Together(origin, Of(write!, hops - 1, path));
        }

        _open.Remove(local);
        return context.Unit.Names.ReferencesTo(local).Any(RequiresGradient) ? WithNewStart(origin) : origin;
    }

    // A tensor that is told to need a gradient begins a graph of its own, which somebody may want; one that is made of an output's
    // numbers, and whose gradient nobody reads before an optimizer steps, only keeps backward() from failing.
    private GraphOrigin WithNewStart(GraphOrigin origin) =>
        origin is GraphOrigin.Rebuilt or GraphOrigin.Chosen
            && Array.Exists(context.Unit.LinkedCallsAndCreations, context.Torch.IsOptimizerStep)
            && !Array.Exists(context.Unit.LinkedOperations, context.Torch.IsGradient)
            ? origin
            : GraphOrigin.Unknown;

    private GraphOrigin OfCall(IInvocationOperation call, int hops, CallPath? path)
    {
        if (context.Torch.IsForward(call))
        {
            return call.Arguments.Length >= 2 && IsLoss(call) ? OfParts(call, hops, path)
                : isUnrecorded(call) ? GraphOrigin.Unrecorded
                : ReturnsDetached(call) ? GraphOrigin.Detached
                : GraphOrigin.Attached;
        }

        if (!context.Torch.IsFunction(call.TargetMethod))
        {
            return context.Values.StepFrom(call, path) is { } returned
                ? Of(returned.Value, hops - 1, returned.Path)
                : GraphOrigin.Unknown;
        }

        return call.TargetMethod.Name switch
        {
            "requires_grad_" => GraphOrigin.Unknown,
            "detach" or "detach_" => call.Receiver() is { } tensor && Of(tensor, hops - 1, path) == GraphOrigin.Attached
                ? GraphOrigin.Detached
                : call.Receiver() is { } other ? Of(other, hops - 1, path) : GraphOrigin.Unknown,
            "argmax" or "argmin" or "argsort" or "eq" or "ne" or "gt" or "ge" or "lt" or "le" =>
                OfParts(call, hops, path) is GraphOrigin.Attached ? GraphOrigin.Chosen : OfParts(call, hops, path),
            "tensor" or "as_tensor" or "from_array" or "scalar_tensor" => OfNumbers(call, hops, path),
            "zeros" or "ones" or "full" or "eye" or "arange" or "rand" or "randn" or "randint" or "load" =>
                call.Argument("requires_grad")?.IsDefault() == false ? GraphOrigin.Unknown : GraphOrigin.Data,
            _ => OfParts(call, hops, path),
        };
    }

    // A module of the program whose forward pass ends in detach(), whatever way it takes.
    private bool ReturnsDetached(IInvocationOperation forward)
    {
        var method = forward.Instance?.Unwrapped().Type?.GetMembers("forward").OfType<IMethodSymbol>().FirstOrDefault();
        var results = (context.Unit.BodyOf(method)?.Operations ?? []).OfType<IReturnOperation>()
            .Where(returned => returned.Function() is null).ToArray();
        return results.Length > 0 && Array.TrueForAll(results, returned =>
            returned.ReturnedValue?.Unwrapped() is IInvocationOperation { TargetMethod: { Name: "detach" or "detach_" } last }
            && SymbolEqualityComparer.Default.Equals(last.ContainingType, context.Torch.Tensor));
    }

    private bool IsLoss(IInvocationOperation call) => context.Unit.Names.CreationsOf(call.Instance) is { Count: 1 } made
        && context.Torch.LayerName(made[0]) is { } name && name.EndsWith("Loss", StringComparison.Ordinal);

    private GraphOrigin OfParts(IInvocationOperation call, int hops, CallPath? path)
    {
        var origin = call.Instance is { } tensor && IsTensor(tensor.Type) ? Of(tensor, hops - 1, path) : GraphOrigin.Data;
        foreach (var argument in call.Arguments)
        {
            if (IsTensor(argument.Value.Unwrapped().Type))
            {
                var part = Of(argument.Value, hops - 1, path);
                origin = Together(origin,
                    part == GraphOrigin.Unknown && IsWithoutGradient(argument.Parameter, call) ? GraphOrigin.Data : part);
            }
            else if (argument.Value.Unwrapped().Type is { } type && HoldsTensors(type) && !argument.IsDefault())
            {
                return GraphOrigin.Unknown;
            }
        }

        return origin;
    }

    // Rows and columns to pick, a mask, and the target of a loss.
    private static bool IsWithoutGradient(IParameterSymbol? parameter, IInvocationOperation call) =>
        parameter?.Name is "index" or "indices" or "mask"
        || (parameter?.Name == "target" && call.TargetMethod.Name is not ("mse_loss" or "l1_loss" or "smooth_l1_loss" or "kl_div"));

    private bool HoldsTensors(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsTensor(array.ElementType),
        INamedTypeSymbol { TypeArguments: var arguments } => arguments.Any(IsTensor),
        _ => false,
    };

    // One attached part is enough for a gradient; a part that cannot be told may be attached.
    private static GraphOrigin Together(GraphOrigin left, GraphOrigin right) =>
        left == GraphOrigin.Attached || right == GraphOrigin.Attached ? GraphOrigin.Attached
        : left == GraphOrigin.Unknown || right == GraphOrigin.Unknown ? GraphOrigin.Unknown
        : left == GraphOrigin.Data ? right
        : left;

    private bool IsTensor(ITypeSymbol? type) => type is not null
        && SymbolEqualityComparer.Default.Equals(type.WithNullableAnnotation(NullableAnnotation.None), context.Torch.Tensor);

    private static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    private static bool RequiresGradient(IOperation reference) => reference.User() switch
    {
        IPropertyReferenceOperation { Property.Name: "requires_grad" } => true,
        IInvocationOperation { TargetMethod.Name: "requires_grad_" or "set_requires_grad" } => true,
        _ => false,
    };
}
