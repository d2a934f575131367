using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// The members of one type as the rules see them, together with the members of other types that receive its training objects.
/// In nearly every program the optimizer is built in one method and used in another, so no smaller unit would do.
/// </summary>
internal sealed class CodeUnit
{
    private const int MostMembersDrawnIn = 30;

    private readonly Dictionary<ISymbol, MemberBody?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> _created = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> _references = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IInvocationOperation>> _calls = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation?>> _writes = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IOperation, MemberBody> _bodiesByRoot = [];
    private readonly Dictionary<(IOperation, int), IReadOnlyList<IOperation>> _reached = [];
    private readonly Dictionary<ISymbol, ISymbol[]> _members = new(SymbolEqualityComparer.Default);
    private readonly SymbolClasses _classes = new();
    private readonly List<MemberBody> _linked = [];
    private IOperation[]? _operations;
    private IOperation[]? _callsAndCreations;
    private IOperation[]? _linkedOperations;
    private IOperation[]? _linkedCallsAndCreations;

    public CodeUnit(TrainingLibraries libraries, IEnumerable<MemberBody> bodies, CancellationToken cancellation)
    {
        Libraries = libraries;
        Cancellation = cancellation;
        Bodies = [.. bodies.OrderBy(body => body.Roots[0].Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(body => body.Roots[0].Syntax.SpanStart)];
        foreach (var body in Bodies)
        {
            _bodies[body.Owner.OriginalDefinition] = body;
        }

        foreach (var body in Bodies.Concat(DrawnIn()).ToArray())
        {
            _linked.Add(body);
        }

        foreach (var body in _linked)
        {
            foreach (var root in body.Roots)
            {
                _bodiesByRoot[root] = body;
            }

            foreach (var operation in body.Operations)
            {
                Note(operation);
            }
        }

        foreach (var body in _linked)
        {
            foreach (var operation in body.Operations)
            {
                Link(operation);
            }
        }
    }

    public TrainingLibraries Libraries { get; }

    /// <summary>Stops the analysis when the compiler no longer wants it.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The members of the type itself, in the order in which they are written.</summary>
    public IReadOnlyList<MemberBody> Bodies { get; }

    /// <summary>Every operation of the type itself.</summary>
    public IReadOnlyList<IOperation> Operations => _operations ??= [.. Bodies.SelectMany(body => body.Operations)];

    /// <summary>The calls and object creations of the type itself: a small part of its operations, and what most rules look for.</summary>
    public IReadOnlyList<IOperation> CallsAndCreations => _callsAndCreations ??= [.. Operations.Where(IsCallOrCreation)];

    /// <summary>Every operation of the type and of the members that it hands its objects to.</summary>
    public IReadOnlyList<IOperation> LinkedOperations => _linkedOperations ??= [.. _linked.SelectMany(body => body.Operations)];

    /// <summary>The calls and object creations among <see cref="LinkedOperations"/>.</summary>
    public IReadOnlyList<IOperation> LinkedCallsAndCreations => _linkedCallsAndCreations ??= [.. LinkedOperations.Where(IsCallOrCreation)];

    /// <summary>The object that an expression stands for, by the representative of its name; null when it has none.</summary>
    public ISymbol? EntityOf(IOperation? operation) => operation is null || NameOf(operation) is not { } name ? null : _classes.Find(name);

    /// <summary>The creations that an expression may stand for: itself, or what was assigned to its name.</summary>
    public IReadOnlyList<IOperation> CreationsOf(IOperation? operation)
    {
        if (operation is null)
        {
            return [];
        }

        return EntityOf(operation) is { } entity ? CreationsOf(entity) : [operation.Unwrapped()];
    }

    /// <summary>Everything that was assigned to an object's names and is no name itself.</summary>
    public IReadOnlyList<IOperation> CreationsOf(ISymbol entity) =>
        MembersOf(entity).SelectMany(member => _created.TryGetValue(member, out var created) ? created : []).ToArray();

    /// <summary>The object that a creation ends up in; null when it is used on the spot.</summary>
    public ISymbol? EntityHolding(IOperation creation) => TargetOf(creation) is { } target ? _classes.Find(target) : null;

    /// <summary>Every place where an object is named.</summary>
    public IEnumerable<IOperation> ReferencesTo(ISymbol entity) =>
        MembersOf(entity).SelectMany(member => _references.TryGetValue(member, out var references) ? references : []);

    /// <summary>What is written to a name; null stands for a write whose value cannot be told.</summary>
    public IReadOnlyList<IOperation?> WritesTo(ISymbol symbol) => _writes.TryGetValue(symbol.OriginalDefinition, out var writes) ? writes : [];

    /// <summary>The calls of a method from within the unit.</summary>
    public IReadOnlyList<IInvocationOperation> CallsOf(ISymbol method) => _calls.TryGetValue(method.OriginalDefinition, out var calls) ? calls : [];

    /// <summary>The method or local function that an operation runs in; null within a lambda, which runs who knows when.</summary>
    public ISymbol? FunctionOf(IOperation operation) => operation.Function() switch
    {
        ILocalFunctionOperation local => local.Symbol,
        null => OwnerOf(operation),
        _ => null,
    };

    /// <summary>The whole of the function that an operation runs in.</summary>
    public static IOperation FunctionBodyOf(IOperation operation) => operation.Function() ?? RootOf(operation);

    /// <summary>The body of a method of this compilation; null for methods from elsewhere.</summary>
    public MemberBody? BodyOf(IMethodSymbol? method)
    {
        var original = (method?.ReducedFrom ?? method)?.OriginalDefinition;
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

    /// <summary>The operations of a region and of the methods of this compilation that it calls, down to a depth.</summary>
    public IReadOnlyList<IOperation> Reach(IOperation region, int depth = 2)
    {
        if (!_reached.TryGetValue((region, depth), out var reached))
        {
            _reached[(region, depth)] = reached = [.. Reach(Subtree(region), depth, new HashSet<ISymbol>(SymbolEqualityComparer.Default))];
        }

        return reached;
    }

    /// <summary>An operation and everything below it, in the order in which it is written.</summary>
    public IEnumerable<IOperation> Subtree(IOperation operation)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (_bodiesByRoot.TryGetValue(current, out var body))
            {
                return body.Subtree(operation) ?? operation.DescendantsAndSelf();
            }
        }

        return operation.DescendantsAndSelf();
    }

    /// <summary>
    /// True when code that cannot be seen may do something to an object: it is returned to callers outside, kept in a member that
    /// others can reach, or passed to a method without a body at hand.
    /// </summary>
    public bool Escapes(ISymbol entity) =>
        MembersOf(entity).Any(IsReachableFromOutside) || ReferencesTo(entity).Any(reference => LeavesUnit(reference));

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

    private static bool IsCallOrCreation(IOperation operation) => operation.Kind is OperationKind.Invocation or OperationKind.ObjectCreation;

    private ISymbol? OwnerOf(IOperation operation)
    {
        for (var current = operation; current is not null; current = current.Parent)
        {
            if (_bodiesByRoot.TryGetValue(current, out var body))
            {
                return body.Owner;
            }
        }

        return null;
    }

    private ISymbol[] MembersOf(ISymbol entity)
    {
        if (!_members.TryGetValue(entity, out var members))
        {
            _members[entity] = members = [.. _classes.Members(entity)];
        }

        return members;
    }

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is { } parent and not IMethodBodyBaseOperation)
        {
            operation = parent;
        }

        return operation;
    }

    private IEnumerable<IOperation> Reach(IEnumerable<IOperation> operations, int depth, HashSet<ISymbol> seen)
    {
        foreach (var operation in operations)
        {
            yield return operation;
            var target = operation switch
            {
                IInvocationOperation call => call.TargetMethod,
                IObjectCreationOperation creation => creation.Constructor,
                _ => null,
            };
            if (depth > 0 && target is not null && !IsForwardPass(target) && BodyOf(target) is { } body && seen.Add(body.Owner))
            {
                foreach (var inner in Reach(body.Operations, depth - 1, seen))
                {
                    yield return inner;
                }
            }
        }
    }

    // What a model computes neither steps nor clears anything, and reading every model for that would cost.
    private bool IsForwardPass(IMethodSymbol method) =>
        (method.MethodKind == MethodKind.Constructor || method.Name is "forward" or "call") && Libraries.Torch is { } torch && method.ContainingType.DerivesFrom(torch.Module);

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
        return roots.Length > 0 ? new MemberBody(member, roots, IsForeign: true) : null;
    }

    // Members of other types that get an optimizer, a scheduler or a model from here; a constructor brings its whole type along.
    private IEnumerable<MemberBody> DrawnIn()
    {
        var drawn = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in Bodies.SelectMany(body => body.Operations).ToArray())
        {
            var (target, arguments) = operation switch
            {
                IInvocationOperation call => (call.TargetMethod, call.Arguments),
                IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
                _ => (null, ImmutableArray<IArgumentOperation>.Empty),
            };
            if (target is null || target.DeclaringSyntaxReferences.Length == 0 || !arguments.Any(argument => IsTrainingObject(argument.Value.Unwrapped().Type)))
            {
                continue;
            }

            var members = target.MethodKind == MethodKind.Constructor
                ? target.ContainingType.GetMembers().OfType<IMethodSymbol>().Where(method => method.DeclaringSyntaxReferences.Length > 0).Take(MostMembersDrawnIn)
                : [target];
            foreach (var member in members)
            {
                if (drawn.Add(member.OriginalDefinition) && !_bodies.ContainsKey(member.OriginalDefinition) && BodyOf(member) is { } body)
                {
                    yield return body;
                }
            }
        }
    }

    private bool IsTrainingObject(ITypeSymbol? type) =>
        Libraries.Torch is { } torch && (type.DerivesFrom(torch.Optimizer) || type.DerivesFrom(torch.Scheduler) || type.DerivesFrom(torch.Module));

    private void Note(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                Add(_calls, call.TargetMethod.OriginalDefinition, call);
                break;
            case ILocalReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation when NameOf(operation) is { } name:
                Add(_references, name.OriginalDefinition, operation);
                break;
            case IVariableDeclaratorOperation declarator when Initializer(declarator) is { } value:
                Write(declarator.Symbol, value);
                break;
            case IFieldInitializerOperation field:
                Write(field.InitializedFields[0], field.Value);
                break;
            case IPropertyInitializerOperation property:
                Write(property.InitializedProperties[0], property.Value);
                break;
            case ISimpleAssignmentOperation assignment when NameOf(assignment.Target) is { } target:
                Write(target, assignment.Value);
                break;
            case ICompoundAssignmentOperation compound when NameOf(compound.Target) is { } target:
                Write(target, null);
                break;
            case IIncrementOrDecrementOperation step when NameOf(step.Target) is { } target:
                Write(target, null);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } byReference when NameOf(byReference.Value) is { } target:
                Write(target, null);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                foreach (var part in deconstruction.Target.DescendantsAndSelf())
                {
                    if (NameOf(part) is { } target)
                    {
                        Write(target, null);
                    }
                }

                break;
        }
    }

    private void Link(IOperation operation)
    {
        if (operation is IArgumentOperation { Parameter: { } parameter } argument && parameter.ContainingSymbol is IMethodSymbol method && _bodies.TryGetValue(method.OriginalDefinition, out _))
        {
            Connect(parameter, argument.Value);
        }
        else if (operation is IReturnOperation { ReturnedValue: { } returned })
        {
            if (FunctionOf(operation) is { } owner)
            {
                Connect(owner, returned);
            }
        }
    }

    private void Write(ISymbol target, IOperation? value)
    {
        Add(_writes, target.OriginalDefinition, value);
        if (value is not null)
        {
            Connect(target, value);
        }
    }

    private void Connect(ISymbol target, IOperation value)
    {
        foreach (var source in Alternatives(value.Unwrapped()))
        {
            if (NameOf(source) is { } name)
            {
                _classes.Join(target.OriginalDefinition, name.OriginalDefinition);
            }
            else
            {
                Add(_created, target.OriginalDefinition, source);
            }
        }
    }

    private static IEnumerable<IOperation> Alternatives(IOperation value) => value switch
    {
        IConditionalOperation { WhenFalse: { } whenFalse } choice => [choice.WhenTrue.Unwrapped(), whenFalse.Unwrapped()],
        ICoalesceOperation coalesce => [coalesce.Value.Unwrapped(), coalesce.WhenNull.Unwrapped()],
        ISwitchExpressionOperation choice => choice.Arms.Select(arm => arm.Value.Unwrapped()),
        _ => [value],
    };

    private ISymbol? NameOf(IOperation operation) => operation.Unwrapped() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property when property.Property.DeclaringSyntaxReferences.Length > 0 => property.Property,

        // A module that was moved is the same module; a method of this compilation stands for what it returns.
        IInvocationOperation call when Libraries.Torch?.IsMove(call) == true && call.Receiver() is { } moved => NameOf(moved),
        IInvocationOperation call when call.TargetMethod.DeclaringSyntaxReferences.Length > 0 && _bodies.ContainsKey(call.TargetMethod.OriginalDefinition) => call.TargetMethod,
        _ => null,
    };

    private ISymbol? TargetOf(IOperation creation)
    {
        var user = creation.User();
        while (user is IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation or IInvocationOperation)
        {
            if (user is IInvocationOperation call && Libraries.Torch?.IsMove(call) != true)
            {
                return null;
            }

            user = user.User();
        }

        return user switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            IFieldInitializerOperation field => field.InitializedFields[0],
            IPropertyInitializerOperation property => property.InitializedProperties[0],
            ISimpleAssignmentOperation assignment => NameOf(assignment.Target),
            IReturnOperation returned => FunctionOf(returned),
            IArgumentOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } when _bodies.ContainsKey(method.OriginalDefinition) => parameter,
            _ => null,
        };
    }

    private bool IsReachableFromOutside(ISymbol symbol) => symbol switch
    {
        IFieldSymbol or IPropertySymbol => symbol.DeclaredAccessibility is not (Accessibility.Private or Accessibility.NotApplicable),
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } => false,
        IMethodSymbol => symbol.DeclaredAccessibility is not Accessibility.Private && CallsOf(symbol).Count == 0,
        _ => false,
    };

    private bool LeavesUnit(IOperation reference) => reference.User() switch
    {
        IInvocationOperation or IPropertyReferenceOperation or IFieldReferenceOperation or IConditionalAccessOperation or IExpressionStatementOperation => false,
        IVariableInitializerOperation or IFieldInitializerOperation or IPropertyInitializerOperation => false,
        ISimpleAssignmentOperation assignment => !ReferenceEquals(assignment.Target.Unwrapped(), reference) && NameOf(assignment.Target) is null,
        IReturnOperation or IUsingOperation or IIsTypeOperation or IIsPatternOperation or IBinaryOperation or ICoalesceOperation or IConditionalOperation or INameOfOperation => false,
        IArgumentOperation { Parameter.ContainingSymbol: IMethodSymbol method } => !_linked.Any(body => SymbolEqualityComparer.Default.Equals(body.Owner, method.OriginalDefinition))
            && method.MethodKind != MethodKind.LocalFunction
            && !(method.ContainingType is { } owner && Libraries.Torch is { } torch && torch.IsOfTorch(owner)),
        _ => true,
    };

    private static IOperation? Initializer(IVariableDeclaratorOperation declarator) =>
        declarator.Initializer?.Value ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer?.Value;

    private static void Add<T>(Dictionary<ISymbol, List<T>> map, ISymbol key, T value)
    {
        if (!map.TryGetValue(key, out var list))
        {
            map[key] = list = [];
        }

        list.Add(value);
    }
}
