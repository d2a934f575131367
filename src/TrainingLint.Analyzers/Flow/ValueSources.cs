using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// Goes one step back, from a name to the only expression that it can stand for, wherever in the program that is written: what a
/// variable was assigned, what the only caller passes, what the object at hand was created with, what a method returns. Gives up
/// wherever a second value is possible.
/// </summary>
internal sealed class ValueSources
{
    private const int MostDepth = 40;

    // What takes longer than this is no constant that anybody wrote.
    private const int MostSteps = 300;

    // A delegate that is handed from one name to the next.
    private const int MostDelegates = 8;

    private readonly ObjectSources _objects;
    private readonly CalledFunctions _functions;
    private readonly DelegateCalls _delegates;
    private readonly DictionarySources _entries;
    private readonly Choices _choices;
    private readonly SequenceSources _sequences;
    private readonly CodeUnit _unit;

    /// <summary>What is assumed where several values are possible.</summary>
    public Alternatives Alternatives { get; } = new();
    private int _steps;
    private int _depth;

    public ValueSources(CodeUnit unit)
    {
        _unit = unit;
        _objects = new ObjectSources(unit);
        _functions = new CalledFunctions(unit);
        _delegates = new DelegateCalls(unit);
        _entries = new DictionarySources(unit);
        _choices = new Choices(unit);
        _sequences = new SequenceSources(unit, _choices);
    }

    /// <summary>Forgets how long the last search took.</summary>
    public void StartAnew() => _steps = 0;

    /// <summary>The source of a local, parameter, field, property or call; null for anything else and where there may be several.</summary>
    public ValueSource? Of(IOperation reference, CallPath? path = null)
    {
        if (_depth >= MostDepth || ++_steps > MostSteps)
        {
            return null;
        }

        _depth++;
        try
        {
            return reference.Unwrapped() switch
            {
                ILocalReferenceOperation local => OfLocal(local, path),
                IParameterReferenceOperation parameter => OfParameter(parameter, path),
                IFieldReferenceOperation { Field.ContainingType.IsTupleType: true } element => OfElement(element, path),
                IPropertyReferenceOperation { Arguments.Length: > 0 } entry => OfEntry(entry, path),
                IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "Lazy" or "IOptions" } } wrapped =>
                    OfWrapped(wrapped, path),
                IFieldReferenceOperation or IPropertyReferenceOperation =>
                    OfMember((IMemberReferenceOperation)reference.Unwrapped(), path),
                IInvocationOperation call => OfCall(call, path),
                IArrayElementReferenceOperation element => _sequences.ElementOf(element.ArrayReference, path),
                IConditionalOperation or ISwitchExpressionOperation or ICoalesceOperation => OfChoice(reference.Unwrapped(), path),
                ICoalesceAssignmentOperation first => OfFirst(first, path),
                _ => null,
            };
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>
    /// The creation of the object that an expression stands for: <c>new</c>, <c>with</c>, or a tuple; null when it cannot be told.
    /// </summary>
    public IOperation? CreationOf(IOperation? instance) => Made(instance, path: null)?.Value;

    /// <summary>The creation of an object, and the calls within which it is made.</summary>
    public ValueSource? Made(IOperation? instance, CallPath? path) => instance?.Unwrapped() switch
    {
        null => null,
        IObjectCreationOperation or IWithOperation or ITupleOperation => new ValueSource(instance.Unwrapped(), Path: path),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: INamedTypeSymbol type } own =>
            ObjectAt(own.Syntax, type, path),
        var named => Of(named, path) is { } source ? Made(source.Value, source.Path) : null,
    };

    // The object that the function around a place runs on: what it was called on, or the only one that there is.
    private ValueSource? ObjectAt(SyntaxNode place, INamedTypeSymbol type, CallPath? path)
    {
        if (MadeOutside(type, path) is { } outside)
        {
            return outside;
        }

        if (_unit.Libraries.Uses.CreationsOf(type, _unit.Cancellation) is not { Count: > 0 } creations)
        {
            return null;
        }

        return creations.Count == 1 ? new ValueSource(creations[0])
            : path is null && _depth < MostDepth ? ObjectOf(place, type, creations)
            : null;
    }

    // Of several objects, the one that the only call is made on; each of them where a constructor does it.
    private ValueSource? ObjectOf(SyntaxNode place, INamedTypeSymbol type, IReadOnlyList<IOperation> creations)
    {
        if (place.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not MethodDeclarationSyntax declared)
        {
            return OfConstructor(type, creations);
        }

        if (_unit.Libraries.Uses.DeclaredBy(declared, _unit.Cancellation) is not IMethodSymbol { IsStatic: false } method
            || _unit.Libraries.Uses.CallsOf(method, _unit.Cancellation) is not { Count: > 0 } calls)
        {
            return null;
        }

        if ((calls.Count == 1 ? calls[0] : Alternatives.Of(method)) is IInvocationOperation { Instance: { } receiver })
        {
            _depth++;
            var made = Made(receiver, path: null);
            _depth--;
            return made;
        }

        Alternatives.GiveUpAt(method, calls);
        return null;
    }

    private ValueSource? OfConstructor(INamedTypeSymbol type, IReadOnlyList<IOperation> creations)
    {
        if (type.OriginalDefinition.InstanceConstructors.Select(Alternatives.Of).FirstOrDefault(made => made is not null) is { } assumed)
        {
            return new ValueSource(assumed);
        }

        if (creations[0] is IObjectCreationOperation { Constructor: { OriginalDefinition: var constructor } }
            && creations.All(creation => SymbolEqualityComparer.Default.Equals(
                (creation as IObjectCreationOperation)?.Constructor?.OriginalDefinition, constructor)))
        {
            Alternatives.GiveUpAt(constructor, creations);
        }

        return null;
    }

    /// <summary>True for a member of which the object at hand never gets a value, so that it is null.</summary>
    public bool IsUnset(IOperation value, CallPath? path) => IsLeftOut(value.Unwrapped(), path)
        || value.Unwrapped() is IPropertyReferenceOperation { Instance: { } owner } member
        && Made(owner, path) is { Value: IObjectCreationOperation creation }
        && _objects.IsUnset(creation, member.Property.OriginalDefinition);

    // A parameter that the only call leaves at its default of null.
    private bool IsLeftOut(IOperation value, CallPath? path) =>
        value is IParameterReferenceOperation parameter && Passed(parameter.Parameter, path, value.Syntax) is { Argument: { } given }
        && given.IsDefault() && given.Value.Unwrapped().ConstantValue is { HasValue: true, Value: null };

    /// <summary>The lambda or method of the program that a delegate stands for; null when it cannot be told.</summary>
    public IOperation? DelegateBehind(IOperation? value, CallPath? path)
    {
        for (var hop = 0; hop < MostDelegates && value is not null; hop++)
        {
            switch (value.Unwrapped())
            {
                case IDelegateCreationOperation { Target: var target }:
                    return target.Unwrapped();
                case IAnonymousFunctionOperation or IMethodReferenceOperation:
                    return value.Unwrapped();
                case var named when Of(named, path) is { } source:
                    (value, path) = (source.Value, source.Path);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The function of the program that a call runs; null for one of a library and where it cannot be told.</summary>
    public (ISymbol Symbol, SyntaxNode Syntax)? FunctionOf(IInvocationOperation call, CallPath? path) => _functions.Of(call, this, path);

    /// <summary>What is passed for a parameter by the call that was followed, or by the only one that there is.</summary>
    public (IArgumentOperation Argument, CallPath? Path)? Passed(IParameterSymbol parameter, CallPath? path, SyntaxNode? place = null) =>
        CallPath.To(parameter.ContainingSymbol, path) is { } frame
            ? frame.Argument(parameter) is { } given && _unit.Libraries.Uses.WritesTo(parameter, _unit.Cancellation) is { Count: 0 }
                ? (given, frame.Outer)
                : null
        : Assumed(parameter) is { } assumed ? (assumed, null)
        : ArgumentsFor(parameter) is not { } passed ? null
        : passed.Count == 1 ? (passed[0], null)
        : IsCaptured(parameter, place) ? Captured(parameter, place!, path)
        : GiveUpAt(parameter.ContainingSymbol, passed);

    // A parameter of a type that one of its methods uses: which value it has depends on the object.
    private static bool IsCaptured(IParameterSymbol parameter, SyntaxNode? place) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsAbstract: false } constructor
        && constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax
        && place?.FirstAncestorOrSelf<MemberDeclarationSyntax>() is BaseMethodDeclarationSyntax
            or PropertyDeclarationSyntax { Initializer: null };

    private (IArgumentOperation, CallPath?)? Captured(IParameterSymbol parameter, SyntaxNode place, CallPath? path) =>
        ObjectAt(place, parameter.ContainingType, path) is { Value: IObjectCreationOperation creation } made
        && creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } given
        && SymbolEqualityComparer.Default.Equals(creation.Constructor?.OriginalDefinition, parameter.ContainingSymbol.OriginalDefinition)
            ? (given, made.Path)
            : null;

    // The argument of the call that is assumed to be the one.
    private IArgumentOperation? Assumed(IParameterSymbol parameter) => Alternatives.Of(parameter.ContainingSymbol)?.Arguments()
        .FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal);

    private (IArgumentOperation, CallPath?)? GiveUpAt(ISymbol function, IReadOnlyList<IArgumentOperation> given)
    {
        Alternatives.GiveUpAt(function, [.. given.Select(argument => argument.Parent).OfType<IOperation>()]);
        return null;
    }

    /// <summary>The calls of a lambda; null when there may be others.</summary>
    public IReadOnlyList<IOperation>? CallsOf(IMethodSymbol lambda) => _delegates.CallsOf(lambda);

    /// <summary>What callers pass for a parameter that nobody writes, defaults included; null when there may be callers unseen.</summary>
    public IReadOnlyList<IArgumentOperation>? ArgumentsFor(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method
            || method.MethodKind is MethodKind.PropertySet
            || _unit.Libraries.Uses.WritesTo(parameter, _unit.Cancellation) is not { Count: 0 }
            || (method.MethodKind == MethodKind.AnonymousFunction ? _delegates.CallsOf(method)
                : _unit.Libraries.Uses.CallsOf(method, _unit.Cancellation)) is not { } calls)
        {
            return null;
        }

        var arguments = new List<IArgumentOperation>();
        foreach (var call in calls)
        {
            if (call.Arguments().FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is not { } passed)
            {
                return null;
            }

            arguments.Add(passed);
        }

        return arguments;
    }

    private ValueSource? OfParameter(IParameterReferenceOperation reference, CallPath? path) =>
        OfParameter(reference.Parameter, path, reference.Syntax);

    private ValueSource? OfParameter(IParameterSymbol parameter, CallPath? path, SyntaxNode place) =>
        Passed(parameter, path, place) is { } passed
            ? passed.Argument.IsDefault() ? null : new ValueSource(passed.Argument.Value, Path: passed.Path)
        : IsInjected(parameter) ? OfService(parameter.Type)
        : SequenceOf(parameter) is { } sequence ? OfElements(parameter, sequence, path)
        : null;

    // What a loop or a lambda is handed from a sequence: one expression, or one of the elements that are written out.
    private ValueSource? OfElements(ISymbol name, IOperation sequence, CallPath? path)
    {
        if (_sequences.ElementOf(sequence, path) is { } only)
        {
            return only;
        }

        if (Alternatives.Of(name) is { } assumed)
        {
            return new ValueSource(assumed);
        }

        if (_unit.Values.ElementsWithin(sequence, path) is { } elements)
        {
            if (elements.Count == 1)
            {
                return new ValueSource(elements[0]);
            }

            Alternatives.GiveUpAt(name, elements);
        }

        return null;
    }

    // rows.Where(row => ...), trials.MaxBy(trial => ...): the first parameter of a lambda that is called for each element.
    private IOperation? SequenceOf(IParameterSymbol parameter) =>
        parameter is { Ordinal: 0, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda }
        && lambda.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_unit.Cancellation)
            is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
        && Operation(call) is IInvocationOperation taker && SequenceSources.IsOfLinq(taker) && taker.Arguments.Length > 1
            ? taker.Arguments[0].Value
            : null;

    /// <summary>True for a parameter of a constructor that nobody calls, so that a container does.</summary>
    public bool IsInjected(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && _unit.Libraries.Uses.CallsOf(constructor, _unit.Cancellation) is { Count: 0 };

    // What a container was told to hand out: services.AddSingleton(_ => new MLContext()).
    private ValueSource? OfService(ITypeSymbol type) => _unit.Libraries.Uses.ServiceOf(type, _unit.Cancellation) switch
    {
        null => null,
        var service when DelegateBehind(service, path: null) is { } maker =>
            maker is IAnonymousFunctionOperation lambda && _choices.ResultOf(lambda.Syntax, path: null) is { } result
                ? new ValueSource(result) : null,
        var instance => new ValueSource(instance),
    };

    // new Lazy<T>(() => value).Value, Options.Create(value).Value
    private ValueSource? OfWrapped(IPropertyReferenceOperation wrapped, CallPath? path)
    {
        var (holder, within) = (wrapped.Instance?.Unwrapped(), path);
        for (var hop = 0; hop < MostDelegates && holder is not null; hop++)
        {
            switch (holder)
            {
                case IObjectCreationOperation { Type.Name: "Lazy", Arguments: { Length: > 0 } made }:
                    return DelegateBehind(made[0].Value, within) is IAnonymousFunctionOperation lambda
                        && _choices.ResultOf(lambda.Syntax, within) is { } result ? new ValueSource(result, Path: within) : null;
                case IInvocationOperation
                {
                    TargetMethod: { Name: "Create", ContainingType.Name: "Options" },
                    Arguments: { Length: 1 } given
                }:
                    return new ValueSource(given[0].Value, Path: within);
                default:
                    if (Of(holder, within) is not { } source)
                    {
                        return null;
                    }

                    (holder, within) = (source.Value.Unwrapped(), source.Path);
                    break;
            }
        }

        return null;
    }

    private ValueSource? OfEntry(IPropertyReferenceOperation entry, CallPath? path) => _entries.Of(entry, this, path)
        ?? (entry.Instance is { } list && entry.Property.ContainingType.Name is "List" or "IReadOnlyList" or "IList"
            ? _sequences.ElementOf(list, path) : null);

    /// <summary>Whether a dictionary has an entry that a call looks for; null when it cannot be told.</summary>
    public bool? HasEntry(IInvocationOperation call, CallPath? path) => _entries.Has(call, this, path);

    private ValueSource? OfMember(IMemberReferenceOperation member, CallPath? path) =>
        member.Member.DeclaringSyntaxReferences.Length > 0 ? _objects.OfMember(member, this, path) : null;

    // The object that the method runs on which the search came into.
    private ValueSource? MadeOutside(INamedTypeSymbol type, CallPath? path) =>
        path is { Call.Instance: { } receiver, Function: IMethodSymbol { MethodKind: MethodKind.Ordinary } method }
        && type.DerivesFrom(method.ContainingType.OriginalDefinition)
            ? Made(receiver, path.Outer)
            : null;

    private ValueSource? OfLocal(ILocalReferenceOperation reference, CallPath? path) =>
        LastOf(reference, path) is { } source ? source with { Path = source.Path ?? CallPath.Around(reference.Local, path) } : null;

    private ValueSource? LastOf(ILocalReferenceOperation reference, CallPath? path)
    {
        var local = reference.Local;
        if (local.IsConst || local.IsRef || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } declaration
            || _unit.Libraries.Uses.WritesTo(local, _unit.Cancellation) is not { } writes)
        {
            return null;
        }

        return declaration switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } when writes.Count == 0 => Read(value),
            VariableDeclaratorSyntax when writes.Count == 1 && Assigned.In(writes[0], local) is { } only
                && !IsInitialized(declaration) =>
                new ValueSource(only.Value),
            VariableDeclaratorSyntax declarator => Reaching(reference, declarator, writes, path),
            SingleVariableDesignationSyntax part => writes.Count == 0 ? OfPart(part, path) ?? OfOut(part, path) : null,
            ForEachStatementSyntax each => writes.Count == 0 && Operation(each.Expression) is { } sequence
                ? OfElements(local, sequence, path) : null,
            _ => null,
        };
    }

    private static bool IsInitialized(SyntaxNode declaration) => declaration is VariableDeclaratorSyntax { Initializer: not null };

    // chain = chain.Append(...): what was written last before a place, where every write is a statement of the block of the declaration,
    // or of a branch of which it can be told whether it is taken.
    private ValueSource? Reaching(ILocalReferenceOperation reference, VariableDeclaratorSyntax declarator, IReadOnlyList<IOperation> writes,
        CallPath? path)
    {
        var block = BlockOf(declarator.FirstAncestorOrSelf<StatementSyntax>());
        if (block is null || writes.Any(write => write is not ISimpleAssignmentOperation
            || write.Syntax.Parent is not ExpressionStatementSyntax
            || !block.Contains(write.Syntax)))
        {
            return null;
        }

        // What runs later, such as a lambda, sees the last write of all, whenever that is.
        var place = reference.Syntax.AncestorsAndSelf().TakeWhile(node => node != block).ToArray();
        if (place.Length == 0 || place[place.Length - 1].Parent != block
            || place.Any(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        {
            return null;
        }

        // A write of a loop is seen by the next turn, also where it stands behind the place.
        if (writes.Any(write => LoopWithin(write.Syntax, block) is { } loop && loop.Contains(reference.Syntax)))
        {
            return null;
        }

        return LastBefore(reference, writes, block, path, out var isOpen)
            ?? (!isOpen && declarator.Initializer is { Value: var first } ? Read(first) : null);
    }

    private ValueSource? LastBefore(
        ILocalReferenceOperation reference, IReadOnlyList<IOperation> writes, SyntaxNode block, CallPath? path, out bool isOpen)
    {
        isOpen = false;
        foreach (var write in writes.Where(write => write.Syntax.Span.End <= reference.Syntax.SpanStart)
            .OrderByDescending(write => write.Syntax.SpanStart))
        {
            // In one of its own branches, the other one is not there.
            if (ObjectSources.IsAskedFor(write, ((ISimpleAssignmentOperation)write).Value))
            {
                continue;
            }

            switch (write.Syntax.Parent!.Parent == block ? true : _choices.Runs(write.Syntax.Parent, block, path))
            {
                case null:
                    isOpen = true;
                    return null;
                case true:
                    return new ValueSource(((ISimpleAssignmentOperation)write).Value);
            }
        }

        return null;
    }

    private static SyntaxNode? LoopWithin(SyntaxNode node, SyntaxNode block) => node.Ancestors().TakeWhile(outer => outer != block)
        .FirstOrDefault(outer => outer is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);

    // Top-level statements are no block of their own, and the file is.
    private static SyntaxNode? BlockOf(StatementSyntax? statement) => statement?.Parent switch
    {
        BlockSyntax block => block,
        GlobalStatementSyntax { Parent: var file } => file,
        _ => null,
    };

    // settings.TryGetValue("rate", out var rate)
    private ValueSource? OfOut(SingleVariableDesignationSyntax part, CallPath? path) =>
        part.Parent is DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
        && Operation(call) is IInvocationOperation asked
            ? _entries.Written(asked, this, path)
            : null;

    // var (rate, epochs) = Load();
    private ValueSource? OfPart(SingleVariableDesignationSyntax part, CallPath? path) =>
        part.Parent is ParenthesizedVariableDesignationSyntax whole
        && TakenApart(whole, path) is { } made
            ? PartOf(made.Value, whole.Variables.IndexOf(part), whole.Variables.Count) is { } value
            ? new ValueSource(value, Path: made.Path)
                : PropertyOf(made.Value.Type, whole.Variables.IndexOf(part), whole.Variables.Count) is { } property
                    && _objects.OfObject(made.Value, property, this) is { } held
                    ? held with { Path = held.Path ?? made.Path, IsCertain = true }
                : null
            : null;

    // The property that a record takes itself apart into, by its place.
    private ISymbol? PropertyOf(ITypeSymbol? type, int index, int count) => type is INamedTypeSymbol { IsRecord: true } record
        && record.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.Length == count
            && constructor.Parameters.All(parameter =>
            record.GetMembers(parameter.Name).Any(member => member is IPropertySymbol))) is { } primary
        && record.GetMembers("Deconstruct").All(member => member.IsImplicitlyDeclared)
            ? record.GetMembers(primary.Parameters[index].Name).OfType<IPropertySymbol>().FirstOrDefault()
            : null;

    private ValueSource? TakenApart(ParenthesizedVariableDesignationSyntax whole, CallPath? path) => whole.Parent switch
    {
        DeclarationExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } => Made(Operation(assignment.Right), path),
        DeclarationExpressionSyntax { Parent: ForEachVariableStatementSyntax each } when Operation(each.Expression) is { } sequence
            && _sequences.ElementOf(sequence, path) is { } element => Made(element.Value, element.Path),
        _ => null,
    };

    // A part of a tuple, or of a record that is taken apart in the order of its parameters.
    private IOperation? PartOf(IOperation made, int index, int count) => made switch
    {
        ITupleOperation tuple when tuple.Elements.Length == count => tuple.Elements[index],
        IObjectCreationOperation
        {
            Type: INamedTypeSymbol { IsRecord: true } record,
            Constructor: { } constructor,
            Initializer: null
        } creation
            when constructor.Parameters.Length == count && IsPlain(record, constructor)
            && creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == index) is { } given && !given.IsDefault() =>
            given.Value,
        _ => null,
    };

    // Nobody writes the properties that the parameters declare, nor a way of one's own to take the record apart.
    private bool IsPlain(INamedTypeSymbol record, IMethodSymbol constructor) =>
        record.GetMembers("Deconstruct").All(member => member.IsImplicitlyDeclared)
        && constructor.Parameters.All(parameter => record.GetMembers(parameter.Name).FirstOrDefault() is IPropertySymbol property
            && _unit.Libraries.Uses.WritesTo(property, _unit.Cancellation) is { Count: 0 });

    private ValueSource? OfElement(IFieldReferenceOperation element, CallPath? path)
    {
        var names = element.Field.ContainingType.TupleElements;
        var wanted = element.Field.Name;
        var named = names.FirstOrDefault(name => name.Name == wanted || name.CorrespondingTupleField?.Name == wanted);
        return named is not null && Made(element.Instance, path) is { Value: ITupleOperation tuple } made
            && names.IndexOf(named) < tuple.Elements.Length
            ? new ValueSource(tuple.Elements[names.IndexOf(named)], Path: made.Path)
            : null;
    }

    // What a function returns, where the constants that it is called with leave only one value.
    private ValueSource? OfResult(SyntaxNode function, CallPath path) =>
        _choices.ResultOf(function, path) is { } result ? new ValueSource(_choices.Made(result, path), Path: path) : null;

    // _context ??= new MLContext(1), where nobody else writes it.
    private ValueSource? OfFirst(ICoalesceAssignmentOperation first, CallPath? path) => first.Target switch
    {
        IMemberReferenceOperation member when _unit.Libraries.Uses.WritesTo(member.Member, _unit.Cancellation) is { Count: 1 } =>
            new ValueSource(first.Value, Path: path),
        ILocalReferenceOperation local when _unit.Libraries.Uses.WritesTo(local.Local, _unit.Cancellation) is { Count: 1 } =>
            new ValueSource(first.Value, Path: path),
        _ => null,
    };

    // flag ? a : b, name switch { ... }, settings.Rate ?? 0.1
    private ValueSource? OfChoice(IOperation choice, CallPath? path) =>
        _choices.Made(choice, path) is var made && !ReferenceEquals(made, choice) ? new ValueSource(made, Path: path) : null;

    private ValueSource? OfCall(IInvocationOperation call, CallPath? path) =>
        _functions.Of(call, this, path) is { } function
            ? OfResult(function.Syntax, new CallPath(call, function.Symbol, path))
        : SequenceSources.Picks(call) ? _sequences.ElementOf(call.Arguments[0].Value, path)
        : call.TargetMethod.Name == "GetValueOrDefault" ? _entries.Of(call, this, path)
        : call.TargetMethod is { Name: "GetRequiredService" or "GetService", TypeArguments: { Length: 1 } services } asked
            && asked.DeclaringSyntaxReferences.Length == 0
            ? OfService(services[0])
        : null;

    private ValueSource? Read(ExpressionSyntax value) => Operation(value) is { } operation ? new ValueSource(operation) : null;

    private IOperation? Operation(SyntaxNode syntax) => _unit.Libraries.Uses.OperationOf(syntax, _unit.Cancellation);
}
