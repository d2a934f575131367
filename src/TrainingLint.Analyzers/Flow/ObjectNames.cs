using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// The names under which a unit keeps its objects: which of them may stand for the same object, what is written to them, and where
/// they are used.
/// </summary>
internal sealed class ObjectNames
{
    private readonly CodeUnit _unit;
    private readonly Dictionary<ISymbol, List<IOperation>> _created = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation?>> _writes = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _assignedProperties = new(System.StringComparer.Ordinal);
    private readonly SymbolClasses _classes = new();
    private readonly Dictionary<IOperation, IOperation?> _elsewhere = [];

    // Few rules ask where a name is used, and only where there is something to ask about.
    private Dictionary<ISymbol, List<IOperation>>? _references;

    private readonly Dictionary<ISymbol, ISymbol> _handed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _shared = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _adopted = new(SymbolEqualityComparer.Default);
    private readonly bool _isReady;

    public ObjectNames(CodeUnit unit)
    {
        _unit = unit;
        foreach (var body in unit.Linked)
        {
            foreach (var operation in body.Operations)
            {
                Note(operation);
            }
        }

        _isReady = true;
    }

    /// <summary>
    /// Joins what a delegate is called with to the parameters of the lambda that it holds; needs the names of the unit to find it.
    /// </summary>
    public void JoinDelegates()
    {
        foreach (var operation in _unit.LinkedCallsAndCreations)
        {
            if (operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call
                && call.Arguments.Any(argument => _unit.IsTrainingObject(argument.Value.Unwrapped().Type))
                && _unit.Values.DelegateOf(call) is IAnonymousFunctionOperation { Symbol.Parameters: var parameters })
            {
                foreach (var argument in call.Arguments)
                {
                    if (argument.Parameter is { } given && given.Ordinal < parameters.Length
                        && _unit.IsTrainingObject(argument.Value.Unwrapped().Type))
                    {
                        Hand(parameters[given.Ordinal], argument.Value);
                    }
                }
            }
        }
    }

    /// <summary>The object that an expression stands for, by the representative of its name; null when it has none.</summary>
    public ISymbol? EntityOf(IOperation? operation) => operation is null || NameOf(operation) is not { } name ? null : _classes.Find(name);

    /// <summary>
    /// True when two expressions stand for one object, and not only may: a parameter that gets one object from one caller and another
    /// from the next joins the names of both, so then only the same name will do.
    /// </summary>
    public bool AreSurelySame(IOperation? left, IOperation? right) =>
        EntityOf(left) is { } entity && SymbolEqualityComparer.Default.Equals(entity, EntityOf(right))
        && (SymbolEqualityComparer.Default.Equals(NameOf(left!), NameOf(right!))
            || !_classes.Members(entity).Any(name => _shared.Contains(name)));

    /// <summary>The creations that an expression may stand for: itself, or what was assigned to its name.</summary>
    public IReadOnlyList<IOperation> CreationsOf(IOperation? operation)
    {
        if (operation is null)
        {
            return [];
        }

        if (NameOf(operation) is not { } name)
        {
            return [MadeBehind(operation.Unwrapped())];
        }

        var created = CreationsOf(name);
        return created.Count > 0 ? [.. created.Select(MadeBehind)]
            : IsWrittenUnseen(name) || MadeElsewhere(operation) is not { } made ? []
            : [made];
    }

    // What a method of another type makes: var optimizer = factory.Create(model).
    private IOperation MadeBehind(IOperation creation) =>
        creation is IInvocationOperation { TargetMethod: var method } call
        && (method.MethodKind == MethodKind.DelegateInvoke
            || (method.DeclaringSyntaxReferences.Length > 0 && (!_unit.IsLinked(method) || MakesSeveral(call))))
        && MadeElsewhere(call) is { } made
            ? made
            : creation;

    // What the whole program says of a name that the unit only reads: state.Scheduler, an optimizer that the only caller passes.
    private IOperation? MadeElsewhere(IOperation operation)
    {
        if (!_elsewhere.TryGetValue(operation, out var made))
        {
            made = Unmoved(operation.Behind(_unit));
            _elsewhere[operation] = made = made.IsCallOrCreation() && !ReferenceEquals(made, operation.Unwrapped())
                && made is not IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.Length: > 0 }
                    ? made
                    : null;
        }

        return made;
    }

    /// <summary>Everything that was assigned to an object's names and is no name itself.</summary>
    public IReadOnlyList<IOperation> CreationsOf(ISymbol entity) => Gathered(entity, _created);

    /// <summary>The object that a creation ends up in; null when it is used on the spot.</summary>
    public ISymbol? EntityHolding(IOperation creation) => TargetOf(creation) is { } target ? _classes.Find(target) : null;

    /// <summary>Every place where an object is named.</summary>
    public IReadOnlyList<IOperation> ReferencesTo(ISymbol entity)
    {
        Adopt(entity);
        return Gathered(entity, _references ??= References());
    }

    /// <summary>What is written to a name; null stands for a write whose value cannot be told.</summary>
    public IReadOnlyList<IOperation?> WritesTo(ISymbol symbol)
    {
        Adopt(symbol);
        return _writes.TryGetValue(symbol.OriginalDefinition, out var writes) ? writes : [];
    }

    /// <summary>True when a name is written in a way that does not show the value: by reference, in a deconstruction, by an operator.</summary>
    public bool IsWrittenUnseen(IOperation operation) => NameOf(operation) is { } name && IsWrittenUnseen(name);

    /// <summary>True when one of an object's names is written in a way that does not show the value.</summary>
    public bool IsWrittenUnseen(ISymbol entity) => _classes.Members(entity).Any(name => WritesTo(name).Contains(null));

    /// <summary>The names that may stand for an object.</summary>
    public IReadOnlyList<ISymbol> NamesOf(ISymbol entity) => _classes.Members(entity);

    /// <summary>
    /// True when code that cannot be seen may do something to an object: it is returned to callers outside, kept in a member that
    /// others can reach, or passed to a method without a body at hand.
    /// </summary>
    public bool Escapes(ISymbol entity) =>
        _unit.IsCutOff || _classes.Members(entity).Any(IsReachableFromOutside) || ReferencesTo(entity).Any(LeavesUnit);

    /// <summary>The models whose parameters an expression hands over, such as the creation of an optimizer.</summary>
    public IEnumerable<ISymbol> ModelsIn(IOperation expression) => NamingsOfModelsIn(expression)
        .Select(EntityOf)
        .Where(model => model is not null)
        .Select(model => model!);

    /// <summary>The same models, as they are named there.</summary>
    public IEnumerable<IOperation> NamingsOfModelsIn(IOperation expression) => _unit.Libraries.Torch is not { } torch ? []
        : _unit.Subtree(expression)
            .OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.Name is "parameters" or "named_parameters" && call.TargetMethod.ContainingType.DerivesFrom(torch.Module))
            .Select(call => call.Instance)
            .OfType<IOperation>();

    /// <summary>True when a property of TorchSharp by this name, such as the rate of an optimizer's group, is assigned anywhere in the unit.</summary>
    public bool Assigns(string property) => _assignedProperties.Contains(property);

    // A variable of a method that a search came into from the unit, and that the unit hands none of its objects to.
    private void Adopt(ISymbol symbol)
    {
        if (symbol is not (ILocalSymbol or IParameterSymbol) || !_isReady)
        {
            return;
        }

        var owner = symbol.ContainingSymbol;
        while (owner is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
        {
            owner = owner.ContainingSymbol;
        }

        if (owner is IMethodSymbol { DeclaringSyntaxReferences.Length: > 0 } method && !_unit.IsLinked(method) && _adopted.Add(method)
            && _unit.BodyOf(method) is { } body)
        {
            _references ??= References();
            foreach (var operation in body.Operations)
            {
                Note(operation);
                if (operation.Kind is OperationKind.LocalReference or OperationKind.ParameterReference && NameOf(operation) is { } name)
                {
                    _references.AddTo(name.OriginalDefinition, operation);
                }
            }
        }
    }

    private List<IOperation> Gathered(ISymbol entity, Dictionary<ISymbol, List<IOperation>> byName)
    {
        var gathered = new List<IOperation>();
        foreach (var name in _classes.Members(entity))
        {
            if (byName.TryGetValue(name, out var operations))
            {
                gathered.AddRange(operations);
            }
        }

        return gathered;
    }

    private Dictionary<ISymbol, List<IOperation>> References()
    {
        var references = new Dictionary<ISymbol, List<IOperation>>(SymbolEqualityComparer.Default);
        foreach (var body in _unit.Linked)
        {
            foreach (var operation in body.Operations)
            {
                if (operation.Kind is OperationKind.LocalReference or OperationKind.FieldReference or OperationKind.PropertyReference
                    or OperationKind.ParameterReference
                    && NameOf(operation) is { } name)
                {
                    references.AddTo(name.OriginalDefinition, operation);
                }
            }
        }

        return references;
    }

    private void NoteAssignment(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is IPropertyReferenceOperation assigned && _unit.Libraries.Torch?.IsOfTorch(assigned.Property) == true)
        {
            _assignedProperties.Add(assigned.Property.Name);
        }

        Write(NameOf(assignment.Target), assignment.Value);
    }

    private void Note(IOperation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.VariableDeclarator when Initializer((IVariableDeclaratorOperation)operation) is { } value:
                Write(((IVariableDeclaratorOperation)operation).Symbol, value);
                break;
            case OperationKind.FieldInitializer:
                var field = (IFieldInitializerOperation)operation;
                Write(field.InitializedFields[0], field.Value);
                break;
            case OperationKind.PropertyInitializer:
                var property = (IPropertyInitializerOperation)operation;
                Write(property.InitializedProperties[0], property.Value);
                break;
            case OperationKind.SimpleAssignment:
                NoteAssignment((ISimpleAssignmentOperation)operation);
                break;
            case OperationKind.CompoundAssignment:
                Write(NameOf(((ICompoundAssignmentOperation)operation).Target), null);
                break;
            case OperationKind.Increment or OperationKind.Decrement:
                Write(NameOf(((IIncrementOrDecrementOperation)operation).Target), null);
                break;
            case OperationKind.DeconstructionAssignment:
                NoteParts((IDeconstructionAssignmentOperation)operation);
                break;
            case OperationKind.Argument:
                NoteArgument((IArgumentOperation)operation);
                break;
            case OperationKind.Return when !_isReady && ((IReturnOperation)operation).ReturnedValue is { } returned
                && _unit.FunctionOf(operation) is { } owner:
                Connect(owner, returned);
                break;
        }
    }

    // (_net, _rate) = (net, rate) are two assignments; what is taken apart otherwise does not show.
    private void NoteParts(IDeconstructionAssignmentOperation assignment)
    {
        if (assignment.Target.Unwrapped() is ITupleOperation targets && assignment.Value.Unwrapped() is ITupleOperation values
            && targets.Elements.Length == values.Elements.Length)
        {
            for (var i = 0; i < targets.Elements.Length; i++)
            {
                Write(NameOf(targets.Elements[i]), values.Elements[i]);
            }

            return;
        }

        foreach (var part in assignment.Target.DescendantsAndSelf())
        {
            Write(NameOf(part), null);
        }
    }

    private void NoteArgument(IArgumentOperation argument)
    {
        if (argument.Parameter is not { } parameter)
        {
            return;
        }

        if (parameter.RefKind is RefKind.Ref or RefKind.Out)
        {
            Write(NameOf(argument.Value), null);
        }

        if (parameter.ContainingSymbol is IMethodSymbol method && _unit.IsLinked(method) && !_isReady)
        {
            Hand(ParameterOf(_unit.Run(method), parameter), argument.Value);
        }
    }

    private void Write(ISymbol? target, IOperation? value)
    {
        if (target is null)
        {
            return;
        }

        // Of an adopted method only its variables are of interest.
        if (_isReady && target is not (ILocalSymbol or IParameterSymbol))
        {
            return;
        }

        _writes.AddTo(target.OriginalDefinition, value);
        if (value is not null)
        {
            Connect(target, value);
        }
    }

    private void Connect(ISymbol target, IOperation value)
    {
        var plain = value.Unwrapped();
        switch (plain.Kind)
        {
            case OperationKind.Conditional when ((IConditionalOperation)plain).WhenFalse is { } whenFalse:
                ConnectPlain(target, ((IConditionalOperation)plain).WhenTrue);
                ConnectPlain(target, whenFalse);
                break;
            case OperationKind.Coalesce:
                ConnectPlain(target, ((ICoalesceOperation)plain).Value);
                ConnectPlain(target, ((ICoalesceOperation)plain).WhenNull);
                break;
            case OperationKind.SwitchExpression:
                foreach (var arm in ((ISwitchExpressionOperation)plain).Arms)
                {
                    ConnectPlain(target, arm.Value);
                }

                break;
            default:
                ConnectPlain(target, plain);
                break;
        }
    }

    // Describe(teacher); Describe(student);
    private void Hand(ISymbol parameter, IOperation value)
    {
        if (NameOf(value) is { } name)
        {
            if (!_handed.TryGetValue(parameter, out var first))
            {
                _handed[parameter] = name;
            }
            else if (!SymbolEqualityComparer.Default.Equals(first, name))
            {
                _shared.Add(parameter);
            }
        }

        Connect(parameter, value);
    }

    private void ConnectPlain(ISymbol target, IOperation value)
    {
        if (NameOf(value) is { } name)
        {
            _classes.Join(target, name);
        }
        else
        {
            _created.AddTo(target.OriginalDefinition, Unmoved(value.Unwrapped()));
        }
    }

    // new Net().to(device) creates the net.
    private IOperation Unmoved(IOperation value) =>
        _unit.Libraries.Torch is { } torch && torch.IsMove(value) && ((IInvocationOperation)value).Receiver() is { } moved
            ? Unmoved(moved.Unwrapped()) : value;

    private ISymbol? NameOf(IOperation operation)
    {
        var plain = operation.Unwrapped();
        switch (plain.Kind)
        {
            case OperationKind.LocalReference:
                return ((ILocalReferenceOperation)plain).Local;
            case OperationKind.ParameterReference:
                return ((IParameterReferenceOperation)plain).Parameter;
            case OperationKind.FieldReference:
                return ((IFieldReferenceOperation)plain).Field;
            case OperationKind.PropertyReference when ((IPropertyReferenceOperation)plain).Property is var property
                && property.DeclaringSyntaxReferences.Length > 0:
                return property;
            case OperationKind.Invocation:
                // A module that was moved is the same module; a method of this unit stands for what it returns.
                var call = (IInvocationOperation)plain;
                return _unit.Libraries.Torch?.IsMove(call) == true && call.Receiver() is { } moved ? NameOf(moved)
                    : _unit.IsLinked(call.TargetMethod) && !MakesSeveral(call) ? _unit.Run(call.TargetMethod)
                    : null;
            default:
                return null;
        }
    }

    // A method that makes a model at each of several calls, or reads the rows that each asks for: what they return is not one object.
    private bool MakesSeveral(IInvocationOperation call)
    {
        if (call.TargetMethod.DeclaringSyntaxReferences.Length == 0)
        {
            return false;
        }

        return call.Type?.Name == "IDataView"
            ? !call.Arguments.IsEmpty && _unit.CallsOf(_unit.Run(call.TargetMethod)).Any(other => !AsksForTheSame(other, call))
            : _unit.Libraries.Torch is { } torch && torch.IsModule(call.Type)
                && _unit.CallsOf(_unit.Run(call.TargetMethod)).Count > 1 && torch.CreatesModule(call.Behind(_unit));
    }

    private static bool AsksForTheSame(IInvocationOperation left, IInvocationOperation right) =>
        left.Arguments.Length == right.Arguments.Length
        && left.Arguments.Zip(right.Arguments, (a, b) => a.Syntax.IsEquivalentTo(b.Syntax)).All(same => same);

    private static IParameterSymbol ParameterOf(IMethodSymbol method, IParameterSymbol parameter) =>
        parameter.Ordinal < method.Parameters.Length ? method.Parameters[parameter.Ordinal] : parameter;

    private ISymbol? TargetOf(IOperation creation)
    {
        var user = creation.User();
        while (user?.Kind is OperationKind.Conditional or OperationKind.Coalesce or OperationKind.SwitchExpressionArm
            or OperationKind.SwitchExpression or OperationKind.Invocation)
        {
            if (user.Kind == OperationKind.Invocation && _unit.Libraries.Torch?.IsMove(user) != true)
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
            IReturnOperation returned => _unit.FunctionOf(returned),
            IArgumentOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } when _unit.IsLinked(method) =>
                ParameterOf(_unit.Run(method), parameter),
            _ => null,
        };
    }

    private bool IsReachableFromOutside(ISymbol symbol) => symbol switch
    {
        // Of what a sealed type inherits, its base classes use their own, which are read along.
        IFieldSymbol or IPropertySymbol => symbol.DeclaredAccessibility is not (Accessibility.Private or Accessibility.NotApplicable)
            && !(symbol.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedAndInternal
                && _unit.Type is { IsSealed: true }),
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } => false,
        IMethodSymbol => symbol.DeclaredAccessibility is not Accessibility.Private && _unit.CallsOf(symbol).Count == 0,
        _ => false,
    };

    private bool LeavesUnit(IOperation reference) => reference.User() switch
    {
        IInvocationOperation or IPropertyReferenceOperation or IFieldReferenceOperation or IConditionalAccessOperation
            or IExpressionStatementOperation => false,
        IVariableInitializerOperation or IFieldInitializerOperation or IPropertyInitializerOperation => false,
        ISimpleAssignmentOperation assignment =>
            !ReferenceEquals(assignment.Target.Unwrapped(), reference) && NameOf(assignment.Target) is null,
        IReturnOperation or IUsingOperation or IIsTypeOperation or IIsPatternOperation or IBinaryOperation or ICoalesceOperation
            or IConditionalOperation or INameOfOperation => false,
        IArgumentOperation { Parameter.ContainingSymbol: IMethodSymbol method } => !_unit.IsLinked(method)
            && method.MethodKind != MethodKind.LocalFunction
            && !(method.ContainingType is { } owner && _unit.Libraries.Torch is { } torch && torch.IsOfTorch(owner)),
        _ => true,
    };

    private static IOperation? Initializer(IVariableDeclaratorOperation declarator) =>
        declarator.Initializer?.Value ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer?.Value;
}
