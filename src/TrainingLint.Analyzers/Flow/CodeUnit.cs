using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// The members of one type as the rules see them, together with the members of other types that receive its training objects.
/// In nearly every program the optimizer is built in one method and used in another, so no smaller unit would do.
/// </summary>
internal sealed class CodeUnit
{
    // Members of other types are read for as long as their sources come to no more than this many characters: some thousand lines.
    private const int MostDrawnIn = 200_000;

    private const int MostDepth = 3;

    private readonly Dictionary<ISymbol, MemberBody?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _linkedOwners = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IOperation, MemberBody> _bodiesByRoot = [];
    private readonly Dictionary<IOperation, IOperation[]?[]> _reached = [];
    private readonly Dictionary<IOperation, IOperation[]?[]> _reachedCalls = [];
    private Dictionary<ISymbol, List<IInvocationOperation>>? _calls;
    private IOperation[]? _operations;
    private IOperation[]? _callsAndCreations;
    private IOperation[]? _linkedOperations;
    private IOperation[]? _linkedCallsAndCreations;
    private IOperation[]? _lineage;
    private ValueTracer? _values;

    public CodeUnit(TrainingLibraries libraries, IEnumerable<MemberBody> bodies, CancellationToken cancellation)
    {
        Libraries = libraries;
        Cancellation = cancellation;
        var own = bodies.ToArray();
        System.Array.Sort(own, ByPlace);
        Bodies = own;
        foreach (var body in own)
        {
            _bodies[body.Owner.OriginalDefinition] = body;
        }

        Linked = [.. own, .. DrawnIn()];
        foreach (var body in Linked)
        {
            _linkedOwners.Add(body.Owner.OriginalDefinition);
            foreach (var root in body.Roots)
            {
                _bodiesByRoot[root] = body;
            }
        }

        Names = new ObjectNames(this);
        Names.JoinDelegates();
    }

    public TrainingLibraries Libraries { get; }

    /// <summary>Stops the analysis when the compiler no longer wants it.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The members of the type itself, in the order in which they are written.</summary>
    public IReadOnlyList<MemberBody> Bodies { get; }

    /// <summary>The members of the type itself, and those of other types that it hands its objects to.</summary>
    public MemberBody[] Linked { get; }

    /// <summary>True when members that receive the unit's objects were left unread, so that anything may happen to an object there.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>The names of the unit's objects.</summary>
    public ObjectNames Names { get; }

    /// <summary>Follows expressions back to what they stand for.</summary>
    public ValueTracer Values => _values ??= new ValueTracer(this);

    /// <summary>Every operation of the type itself.</summary>
    public IOperation[] Operations => _operations ??= Joined(Bodies, body => body.Operations);

    /// <summary>The calls and object creations of the type itself: a small part of its operations, and what most rules look for.</summary>
    public IOperation[] CallsAndCreations => _callsAndCreations ??= Joined(Bodies, body => body.CallsAndCreations);

    /// <summary>Every operation of the type and of the members that it hands its objects to.</summary>
    public IOperation[] LinkedOperations =>
        _linkedOperations ??= Bodies.Count == Linked.Length ? Operations : Joined(Linked, body => body.Operations);

    /// <summary>The calls and object creations among <see cref="LinkedOperations"/>.</summary>
    public IOperation[] LinkedCallsAndCreations =>
        _linkedCallsAndCreations ??= Bodies.Count == Linked.Length ? CallsAndCreations : Joined(Linked, body => body.CallsAndCreations);

    /// <summary>The calls and object creations of the type itself and of the base classes of the program that it runs.</summary>
    public IOperation[] LineageCallsAndCreations => _lineage ??= Type is { } type && !type.IsAbstract
        ? [.. CallsAndCreations,
            .. Linked.Where(body => body.IsForeign && IsAncestor(body.Owner.ContainingType)).SelectMany(body => body.CallsAndCreations)]
        : CallsAndCreations;

    /// <summary>The type whose members these are.</summary>
    public INamedTypeSymbol? Type => Bodies.Count > 0 ? Bodies[0].Owner.ContainingType : null;

    /// <summary>True for a member that belongs to the unit.</summary>
    public bool IsLinked(ISymbol member) =>
        _linkedOwners.Contains(member.OriginalDefinition)
        || (member is IMethodSymbol method && (_linkedOwners.Contains(Run(method)) || IsLinkedWithin(method)));

    // A local function of a member that is linked.
    private bool IsLinkedWithin(IMethodSymbol method) => method.MethodKind == MethodKind.LocalFunction
        && method.ContainingSymbol is { } owner && IsLinked(owner);

    /// <summary>The calls of a method from within the unit.</summary>
    public IReadOnlyList<IInvocationOperation> CallsOf(ISymbol method) =>
        (_calls ??= CallsByMethod()).TryGetValue(method.OriginalDefinition, out var calls) ? calls : [];

    /// <summary>The method or local function that an operation runs in; null within a lambda, which runs who knows when.</summary>
    public ISymbol? FunctionOf(IOperation operation) => operation.Function() switch
    {
        ILocalFunctionOperation local => local.Symbol,
        null => BodyAround(operation)?.Owner,
        _ => null,
    };

    /// <summary>
    /// The calls of the function that an operation runs in, a lambda's too, from the whole program where the type itself has none; null
    /// where they cannot be told.
    /// </summary>
    public IReadOnlyList<IOperation>? CallersOf(IOperation operation)
    {
        switch (operation.Function())
        {
            case ILocalFunctionOperation local:
                return CallsOf(local.Symbol) is { Count: > 0 } here ? here : Libraries.Uses.CallsOf(local.Symbol, Cancellation);
            case IAnonymousFunctionOperation lambda:
                return Values.CallsOf(lambda.Symbol);
            default:
                return (BodyAround(operation)?.Owner ?? DeclaredAround(operation)) is not IMethodSymbol method ? null
                    : CallsOf(method) is { Count: > 0 } own ? own
                    : Libraries.Uses.CallsOf(method, Cancellation);
        }
    }

    // The method of another type that a search came into.
    private ISymbol? DeclaredAround(IOperation operation) =>
        operation.Syntax.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } declared
            ? Libraries.Uses.DeclaredBy(declared, Cancellation)
            : null;

    /// <summary>The innermost loop that repeats an operation: around it, or around a call of its function.</summary>
    public ILoopOperation? LoopAround(IOperation operation, int depth = MostDepth) =>
        operation.Loops().FirstOrDefault() ?? (depth == 0 ? null
            : CallersOf(operation)?.Select(call => LoopAround(call, depth - 1)).FirstOrDefault(loop => loop is not null));

    /// <summary>The whole of the function that an operation runs in.</summary>
    public static IOperation FunctionBodyOf(IOperation operation) => operation.Function() ?? RootOf(operation);

    /// <summary>
    /// The method that runs where another is called: what implements an interface or overrides a method, where the program has only one.
    /// </summary>
    public IMethodSymbol Run(IMethodSymbol method)
    {
        var original = (method.ReducedFrom ?? method).OriginalDefinition;
        return (original.IsAbstract || original.IsVirtual) && original.DeclaringSyntaxReferences.Length > 0
            && Libraries.Uses.ImplementationOf(original, Cancellation) is IMethodSymbol implementation
                ? implementation
                : original;
    }

    /// <summary>
    /// Where in the type itself an operation is done: its own place, or the calls that lead to it from there. None for one that the type
    /// does not come to.
    /// </summary>
    public IReadOnlyList<IOperation> SitesOf(IOperation operation, int depth = MostDepth)
    {
        if (BodyAround(operation) is not { IsForeign: true })
        {
            return BodyAround(operation) is null ? [] : [operation];
        }

        return depth == 0 || FunctionOf(operation) is not { } function ? []
            : [.. CallsOf(function).SelectMany(call => SitesOf(call, depth - 1))];
    }

    /// <summary>The body of a method of this compilation; null for methods from elsewhere.</summary>
    public MemberBody? BodyOf(IMethodSymbol? method)
    {
        var original = method is null ? null : Run(method);
        if (original is null || original.DeclaringSyntaxReferences.Length == 0)
        {
            return null;
        }

        if (!_bodies.TryGetValue(original, out var body))
        {
            body = _bodies[original] = Load(original);
        }

        return body;
    }

    /// <summary>The operations of a region and of the methods of this compilation that it calls, down to a depth of at most 3 calls.</summary>
    public IOperation[] Reach(IOperation region, int depth = 2) => Reached(region, depth, _reached, onlyCalls: false);

    /// <summary>The calls and object creations among <see cref="Reach"/>, which is a small part of it.</summary>
    public IOperation[] ReachCalls(IOperation region, int depth = 2) => Reached(region, depth, _reachedCalls, onlyCalls: true);

    /// <summary>An operation and everything below it, in the order in which it is written.</summary>
    public IEnumerable<IOperation> Subtree(IOperation operation) =>
        BodyAround(operation)?.Subtree(operation) is { } subtree ? subtree : operation.DescendantsAndSelf();

    /// <summary>Reads operations in a tree of another type, as the compiler's own cached model sees them.</summary>
    public IOperation? OperationOf(SyntaxNode syntax)
    {
        Cancellation.ThrowIfCancellationRequested();

        // The driver hands its cached models to the compilation while analyzers run, and only files that receive training objects are asked for.
#pragma warning disable RS1030
        return Libraries.Compilation.ContainsSyntaxTree(syntax.SyntaxTree)
            ? Libraries.Compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, Cancellation)
            : null;
#pragma warning restore RS1030
    }

    /// <summary>What a piece of syntax of another type declares.</summary>
    public ISymbol? SymbolOf(SyntaxNode declaration)
    {
        Cancellation.ThrowIfCancellationRequested();
#pragma warning disable RS1030
        return Libraries.Compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, Cancellation);
#pragma warning restore RS1030
    }

    private static int ByPlace(MemberBody left, MemberBody right)
    {
        var (first, second) = (left.Roots[0].Syntax, right.Roots[0].Syntax);
        var byFile = string.CompareOrdinal(first.SyntaxTree.FilePath, second.SyntaxTree.FilePath);
        return byFile != 0 ? byFile : first.SpanStart.CompareTo(second.SpanStart);
    }

    private static IOperation[] Joined(IReadOnlyList<MemberBody> bodies, System.Func<MemberBody, IOperation[]> part)
    {
        var joined = new List<IOperation>();
        for (var i = 0; i < bodies.Count; i++)
        {
            joined.AddRange(part(bodies[i]));
        }

        return joined.ToArray();
    }

    private MemberBody? BodyAround(IOperation operation)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (_bodiesByRoot.TryGetValue(current, out var body))
            {
                return body;
            }
        }

        return null;
    }

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent and not IMethodBodyBaseOperation)
        {
            operation = parent;
        }

        return operation;
    }

    private Dictionary<ISymbol, List<IInvocationOperation>> CallsByMethod()
    {
        var byMethod = new Dictionary<ISymbol, List<IInvocationOperation>>(SymbolEqualityComparer.Default);
        foreach (var operation in LinkedCallsAndCreations)
        {
            if (operation is IInvocationOperation { TargetMethod: var method } call && method.DeclaringSyntaxReferences.Length > 0)
            {
                byMethod.AddTo(method.OriginalDefinition, call);
                if (Run(method) is var run && !SymbolEqualityComparer.Default.Equals(run, method.OriginalDefinition))
                {
                    byMethod.AddTo(run, call);
                }
            }
        }

        return byMethod;
    }

    private IOperation[] Reached(IOperation region, int depth, Dictionary<IOperation, IOperation[]?[]> known, bool onlyCalls)
    {
        if (!known.TryGetValue(region, out var byDepth))
        {
            known[region] = byDepth = new IOperation[MostDepth + 1][];
        }

        if (byDepth[depth] is not { } reached)
        {
            var operations = new List<IOperation>();
            AddReached(Subtree(region), depth, onlyCalls, new HashSet<ISymbol>(SymbolEqualityComparer.Default), operations);
            byDepth[depth] = reached = operations.ToArray();
        }

        return reached;
    }

    private void AddReached(IEnumerable<IOperation> operations, int depth, bool onlyCalls, HashSet<ISymbol> seen, List<IOperation> reached)
    {
        foreach (var operation in operations)
        {
            if (!onlyCalls || operation.IsCallOrCreation())
            {
                reached.Add(operation);
            }

            if (operation is IAnonymousFunctionOperation { Symbol: var written })
            {
                seen.Add(written);
            }

            if (depth > 0 && CalledBy(operation) is { } target && !IsForwardPass(target))
            {
                if (target.MethodKind == MethodKind.DelegateInvoke)
                {
                    AddDelegate((IInvocationOperation)operation, depth - 1, onlyCalls, seen, reached);
                }
                else if (BodyOf(target) is { } body && seen.Add(body.Owner))
                {
                    AddReached(onlyCalls ? body.CallsAndCreations : body.Operations, depth - 1, onlyCalls, seen, reached);
                }
            }
        }
    }

    // What a delegate holds, unless the region around its call has it already.
    private void AddDelegate(IInvocationOperation call, int depth, bool onlyCalls, HashSet<ISymbol> seen, List<IOperation> reached)
    {
        switch (Values.DelegateOf(call))
        {
            case IAnonymousFunctionOperation lambda when seen.Add(lambda.Symbol):
                AddReached(Subtree(lambda.Body), depth, onlyCalls, seen, reached);
                break;
            case IMethodReferenceOperation { Method: var method } when BodyOf(method) is { } body && seen.Add(body.Owner):
                AddReached(onlyCalls ? body.CallsAndCreations : body.Operations, depth, onlyCalls, seen, reached);
                break;
        }
    }

    private static IMethodSymbol? CalledBy(IOperation operation) => operation.Kind switch
    {
        OperationKind.Invocation => ((IInvocationOperation)operation).TargetMethod,
        OperationKind.ObjectCreation => ((IObjectCreationOperation)operation).Constructor,
        _ => null,
    };

    // What a model computes neither steps nor clears anything, and reading every model for that would cost.
    private bool IsForwardPass(IMethodSymbol method) =>
        (method.MethodKind == MethodKind.Constructor || method.Name is "forward" or "call") && Libraries.Torch is { } torch
            && method.ContainingType.DerivesFrom(torch.Module);

    /// <summary>The calls of a method of the program, also of a file that has nothing to do with training.</summary>
    public IEnumerable<IInvocationOperation> CallsIn(IMethodSymbol method) => BodyOf(method) is { } body
        ? body.CallsAndCreations.OfType<IInvocationOperation>()
        : Run(method).DeclaringSyntaxReferences.Select(declared => OperationOf(declared.GetSyntax(Cancellation)))
            .SelectMany(root => root?.Descendants() ?? []).OfType<IInvocationOperation>();

    private MemberBody? Load(ISymbol member)
    {
        if (!member.DeclaringSyntaxReferences.Any(reference => ProgramText.MentionsTraining(reference.SyntaxTree, Cancellation)))
        {
            return null;
        }

        var roots = member.DeclaringSyntaxReferences
            .Select(reference => OperationOf(reference.GetSyntax(Cancellation)))
            .Where(operation => operation is not null)
            .Select(operation => operation!)
            .ToArray();
        return roots.Length > 0 ? new MemberBody(member, roots, isForeign: true) : null;
    }

    // Members of other types that get an optimizer, a scheduler or a model from here, and what the type inherits.
    private List<MemberBody> DrawnIn()
    {
        var bodies = new List<MemberBody>();
        var left = MostDrawnIn;
        foreach (var member in Inherited().Concat(Receivers()))
        {
            if (_bodies.ContainsKey(member.OriginalDefinition))
            {
                continue;
            }

            left -= member.DeclaringSyntaxReferences.Sum(reference => reference.Span.Length);
            if (left < 0)
            {
                IsCutOff = true;
                return bodies;
            }

            if (BodyOf(member) is { } body)
            {
                bodies.Add(body);
            }
        }

        return bodies;
    }

    // A constructor brings its whole type along.
    private IEnumerable<IMethodSymbol> Receivers()
    {
        foreach (var operation in CallsAndCreations)
        {
            if (CalledBy(operation) is { DeclaringSyntaxReferences.Length: > 0 } target && TakesTrainingObject(operation.Arguments()))
            {
                foreach (var member in target.MethodKind == MethodKind.Constructor ? MethodsOf(target.ContainingType) : [Run(target)])
                {
                    yield return member;
                }
            }
        }
    }

    // A base class of the program creates what its heirs use.
    private IEnumerable<IMethodSymbol> Inherited()
    {
        if (Bodies.Count == 0)
        {
            yield break;
        }

        var ancestor = Bodies[0].Owner.ContainingType?.BaseType;
        for (; ancestor is { DeclaringSyntaxReferences.Length: > 0 }; ancestor = ancestor.BaseType)
        {
            foreach (var member in MethodsOf(ancestor))
            {
                yield return member;
            }
        }
    }

    private bool IsAncestor(INamedTypeSymbol? type)
    {
        for (var ancestor = Type?.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(ancestor.OriginalDefinition, type?.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<IMethodSymbol> MethodsOf(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(method => method.DeclaringSyntaxReferences.Length > 0);

    private bool TakesTrainingObject(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (IsTrainingObject(argument.Value.Unwrapped().Type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for optimizers, schedulers and models.</summary>
    public bool IsTrainingObject(ITypeSymbol? type) =>
        Libraries.Torch is { } torch
            && (type.DerivesFrom(torch.Optimizer) || type.DerivesFrom(torch.Scheduler) || type.DerivesFrom(torch.Module));
}
