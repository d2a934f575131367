using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>An object of the program.</summary>
/// <param name="Key">What tells it from all others: the place where it is made, or the name that it comes by.</param>
/// <param name="Made">What makes it; null where that cannot be told.</param>
/// <param name="Path">The calls within which it is made.</param>
/// <param name="Names">The names that lead to it, nearest first.</param>
internal sealed record KnownObject(string Key, IOperation? Made, CallPath? Path, IReadOnlyList<string> Names)
{
    /// <summary>The expression at the end of the names.</summary>
    public IOperation? End { get; init; }

    /// <summary>True when it is known where the object is made, so that it is no other that is made elsewhere.</summary>
    public bool IsMade => Made is not null;
}

/// <summary>
/// Tells which object an expression stands for, across functions and types: two expressions with the same key are surely one object.
/// Different keys are surely two objects only where both are known to be made.
/// </summary>
internal sealed class ObjectKeys(CodeUnit unit, TorchSymbols torch)
{
    private const int MostHops = 16;

    private const int MostDepth = 6;

    // What hands on all rows of what it is called on, in whatever shape or order.
    private static readonly HashSet<string> Shapes =
    [
        "to", "cpu", "cuda", "view", "reshape", "flatten", "squeeze", "unsqueeze", "contiguous", "clone", "detach", "float", "to_type",
            "type",
        "t", "transpose", "permute", "alias", "ToList", "ToArray", "AsEnumerable", "Chunk", "OrderBy", "Shuffle", "Reverse",
            "ConfigureAwait",
        "WithCancellation", "Select", "Prefetch", "ToBlockingEnumerable",
    ];

    /// <summary>The object that an expression stands for.</summary>
    public KnownObject Of(IOperation value, CallPath? path) => Of(value, path, MostDepth);

    /// <summary>
    /// The rows that an expression is a part of: what the loop around goes over, what is indexed, reshaped or picked from.
    /// </summary>
    public KnownObject RowsOf(IOperation value, CallPath? path)
    {
        var names = new List<string>();
        for (var hop = 0; hop < MostHops; hop++)
        {
            // A part of an element, before what all elements are made of is looked for.
            if (ElementAround(value, path, MostDepth) is { } all)
            {
                (value, path) = all;
                continue;
            }

            var known = Of(value, path);
            names.AddRange(known.Names);
            var end = EndOf(value, path);
            if (PartOf(end.Value) is not { } whole)
            {
                return known with { Names = names };
            }

            (value, path) = (whole, end.Path);
        }

        return Of(value, path);
    }

    // The rows that batch.Pixels, row.Item1 or pair.Left.Image comes from.
    private (IOperation Value, CallPath? Path)? ElementAround(IOperation value, CallPath? path, int depth)
    {
        var owner = Unmoved(value) switch
        {
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol, Instance: { } instance } part
                when instance is not IInstanceReferenceOperation
                    && part is not IPropertyReferenceOperation { Arguments.Length: > 0 } => instance,
            ILocalReferenceOperation { Local: var local } part when Parts(local, part) is { } taken => taken,
            IPropertyReferenceOperation { Arguments: { Length: 1 } keys, Instance: { } entry }
                when keys[0].Value.ConstantValue is { HasValue: true, Value: string } => entry,
            _ => null,
        };
        if (owner is null || depth == 0)
        {
            return null;
        }

        var (end, last) = Follow(owner, path, []);
        return end switch
        {
            ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation
                or IPropertyReferenceOperation { Arguments.Length: > 0 } when PartOf(end) is { } whole => (whole, last),
            IMemberReferenceOperation => ElementAround(end, last, depth - 1),
            _ => null,
        };
    }

    // var (left, right, same) = pair;
    private static IOperation? Parts(ILocalSymbol local, IOperation place)
    {
        for (var current = place.Parent; current is not null; current = current.Parent)
        {
            if (current is IBlockOperation block)
            {
                foreach (var statement in block.Operations)
                {
                    if (statement.Action() is IDeconstructionAssignmentOperation { Value: var taken } parts
                        && taken.Unwrapped() is ILocalReferenceOperation or IParameterReferenceOperation
                        && parts.Target.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation { Local: var named }
                            && SymbolEqualityComparer.Default.Equals(named, local)))
                    {
                        return taken;
                    }
                }
            }
        }

        return null;
    }

    private KnownObject Of(IOperation value, CallPath? path, int depth)
    {
        var names = new List<string>();
        var (end, last) = Follow(value, path, names);
        return Known(end, last, depth, names) with { End = end };
    }

    private KnownObject Known(IOperation end, CallPath? last, int depth, List<string> names) =>
        end switch
        {
            ILocalReferenceOperation { Local: var local } => new("local " + Place(local) + Frame(local, last), null, last, names),
            IParameterReferenceOperation { Parameter: var parameter } => new(
                IsService(parameter) ? "service " + parameter.Type.ToDisplayString()
                    : "parameter " + Place(parameter) + Frame(parameter, last), null, last, names),
            IInstanceReferenceOperation self => OfSelf(self, last, depth, names),
            IMemberReferenceOperation { Member: var member } named => new(
                (named.Instance is { } owner && depth > 0 ? Of(owner, last, depth - 1).Key : "static") + "." + member.Name
                    + (named is IPropertyReferenceOperation { Arguments: { Length: > 0 } keys } ? "[" + Texts(keys, last, depth) + "]"
                        : ""),
                null, last, names),
            // Two calls make two objects; two calls with one question get the same data.
            IInvocationOperation made when unit.IsTrainingObject(made.Type) || torch.IsModule(made.Type) =>
                new("made " + Place(end.Syntax) + Frames(last), IsFactory(made) ? end : null, last, names),
            IInvocationOperation { TargetMethod: var method } call when method.DeclaringSyntaxReferences.Length > 0
                || !IsFactory(call) => new(
                "call " + (call.Receiver() is { } receiver && depth > 0 ? Of(receiver, last, depth - 1).Key : method.ContainingType.Name)
                    + "." + method.Name + "(" + Texts(call.Arguments, last, depth) + ")", null, last, [.. names, method.Name]),
            _ => new("made " + Place(end.Syntax) + Frames(last), IsMaker(end) ? end : null, last, names),
        };

    // A container has one object of a type that the program made up, unless a constructor asks for two.
    private bool IsService(IParameterSymbol parameter) => parameter.Type.DeclaringSyntaxReferences.Length > 0
        && unit.Values.IsInjected(parameter)
        && parameter.ContainingSymbol is IMethodSymbol { Parameters: var all }
        && all.Count(other => SymbolEqualityComparer.Default.Equals(other.Type, parameter.Type)) == 1;

    // The object that a method runs on, where the call that led to it says so.
    private KnownObject OfSelf(IInstanceReferenceOperation self, CallPath? path, int depth, List<string> names)
    {
        for (var frame = path; frame is not null && depth > 0; frame = frame.Outer)
        {
            if (frame is { Call.Instance: { } receiver, Function: IMethodSymbol { MethodKind: MethodKind.Ordinary } method }
                && (self.Type as INamedTypeSymbol).DerivesFrom(method.ContainingType.OriginalDefinition)
                && receiver.Unwrapped() is not IInstanceReferenceOperation)
            {
                return Of(receiver, frame.Outer, depth - 1);
            }
        }

        return new("this " + self.Type?.ToDisplayString(), null, path, names);
    }

    /// <summary>The expression at the end of the names that lead to an object.</summary>
    public (IOperation Value, CallPath? Path) EndOf(IOperation value, CallPath? path) => Follow(value, path, []);

    private (IOperation Value, CallPath? Path) Follow(IOperation value, CallPath? path, List<string> names)
    {
        var current = Unmoved(value);
        for (var hop = 0; hop < MostHops; hop++)
        {
            if (NameOf(current) is { } name)
            {
                names.Add(name);
            }

            if ((unit.Values.StepFrom(current, path) ?? RunOf(current, path)) is not { } source)
            {
                break;
            }

            (current, path) = (Unmoved(source.Value), source.Path);
        }

        return (current, path);
    }

    private IOperation Unmoved(IOperation value)
    {
        var plain = value.Unwrapped();
        while (plain is IInvocationOperation call && (torch.IsMove(call) || IsHandedOn(call)) && call.Receiver() is { } moved)
        {
            plain = moved.Unwrapped();
        }

        return plain;
    }

    private static bool IsHandedOn(IInvocationOperation call) => call.TargetMethod.Name is "MoveToOuterDisposeScope"
        or "MoveToOtherDisposeScope" or "DetachFromDisposeScope" or "ConfigureAwait" or "requires_grad_";

    // await Task.Run(() => { ... return loss; })
    private ValueSource? RunOf(IOperation value, CallPath? path) => value is IInvocationOperation
    {
        TargetMethod: { Name: "Run" or "FromResult", ContainingType.Name: "Task" },
        Arguments: { Length: > 0 } arguments
    }
        ? arguments[0].Value.Unwrapped().Type?.TypeKind != TypeKind.Delegate ? new ValueSource(arguments[0].Value, Path: path)
            : unit.Values.DelegateBehind(arguments[0].Value, path: path) is IAnonymousFunctionOperation lambda
            && lambda.Body.Descendants().OfType<IReturnOperation>().Where(result =>
                result.Function() == lambda).ToArray() is { Length: 1 } results
            && results[0].ReturnedValue is { } result ? new ValueSource(result, Path: path)
            : null
        : null;

    private IOperation? PartOf(IOperation value)
    {
        switch (value)
        {
            case ILocalReferenceOperation { Local: var local }:
                return LoopOver(local, value)?.Collection;
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol lambda }:
                return lambda.MethodKind == MethodKind.AnonymousFunction ? GivenTo(lambda, value) : null;
            case IPropertyReferenceOperation { Arguments: { Length: > 0 } keys, Instance: { } indexed }:
                return keys[0].Value.ConstantValue is { HasValue: true, Value: string } || GoesOverAll(keys[0].Value, indexed) ? indexed
                    : null;
            case IArrayElementReferenceOperation { Indices: { Length: 1 } indices } element:
                return GoesOverAll(indices[0], element.ArrayReference) ? element.ArrayReference : null;
            case IInvocationOperation loader when torch.CreatesLoader(loader) && loader.Argument("shuffler")?.IsDefault() != false:
                return loader.Argument("dataset")?.Value;
            case IMemberReferenceOperation { Instance: { } owner, Member: IFieldSymbol or IPropertySymbol } member
                when owner is not IInstanceReferenceOperation && EndsInElement(owner, member):
                return owner;
            case IInvocationOperation
            {
                TargetMethod.Name: "stack" or "vstack" or "from_array" or "tensor",
                Arguments: { Length: > 0 } all
            } joined
                when torch.IsFunction(joined.TargetMethod):
                return all[0].Value;
            case IInvocationOperation { TargetMethod: var method } call when Shapes.Contains(method.Name)
                && method.DeclaringSyntaxReferences.Length == 0 && call.Receiver() is { } shaped:
                return shaped;
            default:
                return null;
        }
    }

    // rows[i], where i counts to rows.Count; x[rows], where the rows are drawn from x.shape[0]. What else picks may pick a part.
    private static bool GoesOverAll(IOperation index, IOperation all)
    {
        var part = index.DescendantsAndSelf().OfType<ILocalReferenceOperation>().ToArray();
        if (part.Length != 1 || SymbolOf(all) is not { } rows)
        {
            return false;
        }

        for (var current = index.Parent; current is not null; current = current.Parent)
        {
            if (current is ILoopOperation loop && loop.Locals.Contains(part[0].Local, SymbolEqualityComparer.Default))
            {
                var bound = (loop as IForLoopOperation)?.Condition ?? (loop as IForEachLoopOperation)?.Collection;
                return bound?.Descendants().Any(named => SymbolEqualityComparer.Default.Equals(SymbolOf(named), rows)) == true;
            }
        }

        return false;
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation.Unwrapped() switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        IMemberReferenceOperation { Member: var member, Instance: null or IInstanceReferenceOperation } => member,
        _ => null,
    };

    // batch.X of what a loop goes over.
    private static bool EndsInElement(IOperation owner, IMemberReferenceOperation member) => owner.Unwrapped() switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation => true,
        IMemberReferenceOperation { Instance: { } next } => EndsInElement(next, member),
        IPropertyReferenceOperation { Arguments.Length: > 0 } or IArrayElementReferenceOperation => true,
        _ => false,
    };

    private static IForEachLoopOperation? LoopOver(ILocalSymbol local, IOperation place)
    {
        for (var current = place.Parent; current is not null; current = current.Parent)
        {
            if (current is IForEachLoopOperation loop && loop.Locals.Contains(local, SymbolEqualityComparer.Default))
            {
                return loop;
            }
        }

        return null;
    }

    private static IOperation? GivenTo(IMethodSymbol lambda, IOperation place)
    {
        for (var current = place.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, lambda))
            {
                return function.Parent?.User() is IArgumentOperation { Parent: IInvocationOperation taker }
                    && taker.TargetMethod.DeclaringSyntaxReferences.Length == 0 ? taker.Receiver() : null;
            }
        }

        return null;
    }

    private static string Text(object? value) => System.Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private string Texts(IEnumerable<IArgumentOperation> arguments, CallPath? path, int depth)
    {
        var text = new StringBuilder();
        foreach (var argument in arguments.Where(argument => !argument.IsDefault()))
        {
            text.Append(argument.Value.ConstantValue is { HasValue: true, Value: var constant } ? Text(constant)
                : unit.Values.Trace(argument.Value)?.Value is { } traced ? Text(traced)
                : depth > 0 ? Of(argument.Value, path, depth - 1).Key : "?").Append(',');
        }

        return text.ToString();
    }

    private static bool IsMaker(IOperation value) => value.IsCallOrCreation() || value is ITupleOperation or IArrayCreationOperation;

    private bool IsFactory(IInvocationOperation call) => torch.CreatesModule(call) || torch.OptimizerCreatedBy(call) is not null
        || torch.CreatesScheduler(call) || torch.CreatesLoader(call)
        || call.TargetMethod.Name is "ToList" or "ToArray" || torch.IsFunction(call.TargetMethod);

    private static string? NameOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IMemberReferenceOperation member => member.Member.Name,
        IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.Length: > 0 } method } => method.Name,
        _ => null,
    };

    private static string Frame(ISymbol variable, CallPath? path) =>
        CallPath.Around(variable, path) is { } frame ? Frames(frame) : "";

    private static string Frames(CallPath? path)
    {
        var text = new StringBuilder();
        for (var frame = path; frame is not null; frame = frame.Outer)
        {
            text.Append(" < ").Append(Place(frame.Site.Syntax));
        }

        return text.ToString();
    }

    /// <summary>The key of what is made at a place, whoever calls it.</summary>
    public static string KeyOfPlace(SyntaxNode creation) => "made " + Place(creation);

    private static string Place(ISymbol symbol) =>
        symbol.Name + (symbol.DeclaringSyntaxReferences.FirstOrDefault() is { } declared ? Place(declared.GetSyntax()) : "");

    private static string Place(SyntaxNode syntax) => syntax.SyntaxTree.FilePath + ":" + syntax.SpanStart + "-" + syntax.Span.End;
}
