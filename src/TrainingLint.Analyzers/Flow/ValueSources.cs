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
internal sealed class ValueSources(CodeUnit unit)
{
    private const int MostDepth = 40;

    // What takes longer than this is no constant that anybody wrote.
    private const int MostSteps = 300;

    // A delegate that is handed from one name to the next.
    private const int MostDelegates = 8;

    // Choices within choices.
    private const int MostChoices = 3;

    private readonly ObjectSources _objects = new(unit);
    private readonly CalledFunctions _functions = new(unit);
    private readonly DelegateCalls _delegates = new(unit);
    private readonly DictionarySources _entries = new(unit);
    private int _steps;
    private int _depth;

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
                IParameterReferenceOperation parameter => OfParameter(parameter.Parameter, path),
                IFieldReferenceOperation { Field.ContainingType.IsTupleType: true } element => OfElement(element, path),
                IPropertyReferenceOperation { Arguments.Length: > 0 } entry => _entries.Of(entry, this),
                IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "Lazy" or "IOptions" } } wrapped =>
                    OfWrapped(wrapped, path),
                IFieldReferenceOperation or IPropertyReferenceOperation =>
                    OfMember((IMemberReferenceOperation)reference.Unwrapped(), path),
                IInvocationOperation call => OfCall(call, path),
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
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: INamedTypeSymbol type } =>
            MadeOutside(type, path)
                ?? (unit.Libraries.Uses.CreationsOf(type, unit.Cancellation) is { Count: 1 } only ? new ValueSource(only[0]) : null),
        var named => Of(named, path) is { } source ? Made(source.Value, source.Path) : null,
    };

    /// <summary>True for a member of which the object at hand never gets a value, so that it is null.</summary>
    public bool IsUnset(IOperation value, CallPath? path) => value.Unwrapped() is IPropertyReferenceOperation { Instance: { } owner } member
        && Made(owner, path) is { Value: IObjectCreationOperation creation }
        && _objects.IsUnset(creation, member.Property.OriginalDefinition);

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

    /// <summary>What is passed for a parameter by the call that was followed, or by the only one that there is.</summary>
    public (IArgumentOperation Argument, CallPath? Path)? Passed(IParameterSymbol parameter, CallPath? path) =>
        CallPath.To(parameter.ContainingSymbol, path) is { } frame
            ? frame.Argument(parameter) is { } given && unit.Libraries.Uses.WritesTo(parameter, unit.Cancellation) is { Count: 0 }
                ? (given, frame.Outer)
                : null
        : ArgumentsFor(parameter) is { Count: 1 } only ? (only[0], null)
        : null;

    /// <summary>The calls of a lambda; null when there may be others.</summary>
    public IReadOnlyList<IOperation>? CallsOf(IMethodSymbol lambda) => _delegates.CallsOf(lambda);

    /// <summary>What callers pass for a parameter that nobody writes, defaults included; null when there may be callers unseen.</summary>
    public IReadOnlyList<IArgumentOperation>? ArgumentsFor(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method
            || method.MethodKind is MethodKind.PropertySet
            || unit.Libraries.Uses.WritesTo(parameter, unit.Cancellation) is not { Count: 0 }
            || (method.MethodKind == MethodKind.AnonymousFunction ? _delegates.CallsOf(method)
                : unit.Libraries.Uses.CallsOf(method, unit.Cancellation)) is not { } calls)
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

    private ValueSource? OfParameter(IParameterSymbol parameter, CallPath? path) =>
        Passed(parameter, path) is { } passed
            ? passed.Argument.IsDefault() ? null : new ValueSource(passed.Argument.Value, Path: passed.Path)
        : IsInjected(parameter) ? OfService(parameter.Type)
        : null;

    // Nobody writes new, so a container calls the constructor.
    private bool IsInjected(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && unit.Libraries.Uses.CallsOf(constructor, unit.Cancellation) is { Count: 0 };

    // What a container was told to hand out: services.AddSingleton(_ => new MLContext()).
    private ValueSource? OfService(ITypeSymbol type) => unit.Libraries.Uses.ServiceOf(type, unit.Cancellation) switch
    {
        null => null,
        var service when DelegateBehind(service, path: null) is { } maker =>
            maker is IAnonymousFunctionOperation lambda && SoleResult(lambda.Syntax) is { } result ? Read(result) : null,
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
                        && SoleResult(lambda.Syntax) is { } result && Read(result) is { } value ? value with { Path = within } : null;
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

    private ValueSource? OfMember(IMemberReferenceOperation member, CallPath? path) =>
        member.Member.DeclaringSyntaxReferences.Length > 0 ? _objects.OfMember(member, this, path) : null;

    // The object that the method runs on which the search came into.
    private ValueSource? MadeOutside(INamedTypeSymbol type, CallPath? path) =>
        path is { Call.Instance: { } receiver, Function: IMethodSymbol { MethodKind: MethodKind.Ordinary } method }
        && type.DerivesFrom(method.ContainingType.OriginalDefinition)
            ? Made(receiver, path.Outer)
            : null;

    private ValueSource? OfLocal(ILocalReferenceOperation reference, CallPath? path) =>
        LastOf(reference, path) is { } source ? source with { Path = source.Path ?? path } : null;

    private ValueSource? LastOf(ILocalReferenceOperation reference, CallPath? path)
    {
        var local = reference.Local;
        if (local.IsConst || local.IsRef || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } declaration
            || unit.Libraries.Uses.WritesTo(local, unit.Cancellation) is not { } writes)
        {
            return null;
        }

        return declaration switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } when writes.Count == 0 => Read(value),
            VariableDeclaratorSyntax when writes.Count == 1 && Assigned.In(writes[0], local) is { } only
                && !IsInitialized(declaration) =>
                new ValueSource(only.Value),
            VariableDeclaratorSyntax declarator => Reaching(reference, declarator, writes),
            SingleVariableDesignationSyntax part => writes.Count == 0 ? OfPart(part, path) : null,
            _ => null,
        };
    }

    private static bool IsInitialized(SyntaxNode declaration) => declaration is VariableDeclaratorSyntax { Initializer: not null };

    // chain = chain.Append(...): what was written last before a place, where every write is a statement of the block of the declaration.
    private ValueSource? Reaching(ILocalReferenceOperation reference, VariableDeclaratorSyntax declarator, IReadOnlyList<IOperation> writes)
    {
        var block = BlockOf(declarator.FirstAncestorOrSelf<StatementSyntax>());
        if (block is null || writes.Any(write => write is not ISimpleAssignmentOperation
            || write.Syntax.Parent is not ExpressionStatementSyntax statement || BlockOf(statement) != block))
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

        var before = writes.Where(write => write.Syntax.Span.End <= place[place.Length - 1].SpanStart)
            .OrderBy(write => write.Syntax.SpanStart).LastOrDefault();
        return before is ISimpleAssignmentOperation last ? new ValueSource(last.Value)
            : declarator.Initializer is { Value: var first } ? Read(first)
            : null;
    }

    // Top-level statements are no block of their own, and the file is.
    private static SyntaxNode? BlockOf(StatementSyntax? statement) => statement?.Parent switch
    {
        BlockSyntax block => block,
        GlobalStatementSyntax { Parent: var file } => file,
        _ => null,
    };

    // var (rate, epochs) = Load();
    private ValueSource? OfPart(SingleVariableDesignationSyntax part, CallPath? path) =>
        part.Parent is ParenthesizedVariableDesignationSyntax whole
        && whole.Parent is DeclarationExpressionSyntax { Parent: AssignmentExpressionSyntax assignment }
        && Made(Operation(assignment.Right), path) is { } made
        && PartOf(made.Value, whole.Variables.IndexOf(part), whole.Variables.Count) is { } value
            ? new ValueSource(value, Path: made.Path)
            : null;

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
            && unit.Libraries.Uses.WritesTo(property, unit.Cancellation) is { Count: 0 });

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

    private ValueSource? OfCall(IInvocationOperation call, CallPath? path) =>
        _functions.Of(call, this, path) is { } function
            ? SoleResult(function.Syntax) is { } result && Chosen(Read(result)?.Value, call) is { } returned
                ? returned with { Path = new CallPath(call, function.Symbol, path) }
                : null
        : call.TargetMethod is { Name: "GetRequiredService" or "GetService", TypeArguments: { Length: 1 } services } asked
            && asked.DeclaringSyntaxReferences.Length == 0
            ? OfService(services[0])
        : null;

    // Open(Part.Test): the arm that a call asks for by a constant.
    private ValueSource? Chosen(IOperation? result, IInvocationOperation call)
    {
        var value = result?.Unwrapped();
        for (var hop = 0; hop < MostChoices && value is not null; hop++)
        {
            IOperation? chosen = value switch
            {
                ISwitchExpressionOperation choice when Given(choice.Value, call) is { HasValue: true, Value: var asked } =>
                    Arm(choice, asked),
                IConditionalOperation { WhenFalse: not null } choice
                    when Given(choice.Condition, call) is { HasValue: true, Value: bool asked } =>
                    asked ? choice.WhenTrue : choice.WhenFalse,
                _ => null,
            };
            if (chosen is null)
            {
                break;
            }

            value = chosen.Unwrapped();
        }

        return value is null ? null : new ValueSource(value);
    }

    private static IOperation? Arm(ISwitchExpressionOperation choice, object? asked)
    {
        foreach (var arm in choice.Arms)
        {
            if (arm.Guard is not null)
            {
                return null;
            }

            switch (arm.Pattern)
            {
                case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var constant } }
                    when Equals(constant, asked):
                case IDiscardPatternOperation:
                    return arm.Value;
                case IConstantPatternOperation { Value.ConstantValue.HasValue: true }:
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    // The constant that a call passes for a parameter which its method never writes.
    private Optional<object?> Given(IOperation value, IInvocationOperation call) =>
        value.Unwrapped() is IParameterReferenceOperation { Parameter: var parameter }
        && unit.Libraries.Uses.WritesTo(parameter, unit.Cancellation) is { Count: 0 }
        && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } passed
            ? passed.Value.Unwrapped().ConstantValue
            : default;

    private ValueSource? Read(ExpressionSyntax value) => Operation(value) is { } operation ? new ValueSource(operation) : null;

    private IOperation? Operation(SyntaxNode syntax) => unit.Libraries.Uses.OperationOf(syntax, unit.Cancellation);

    private static ExpressionSyntax? SoleResult(SyntaxNode method)
    {
        var (body, arrow) = method switch
        {
            BaseMethodDeclarationSyntax member => (member.Body, member.ExpressionBody),
            LocalFunctionStatementSyntax local => (local.Body, local.ExpressionBody),
            AnonymousFunctionExpressionSyntax lambda => (lambda.Block, null),
            _ => (null, null),
        };
        var results = body?.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Where(node => node is ReturnStatementSyntax or YieldStatementSyntax)
            .ToArray();
        return arrow?.Expression ?? (method as AnonymousFunctionExpressionSyntax)?.ExpressionBody
            ?? (results is { Length: 1 } ? (results[0] as ReturnStatementSyntax)?.Expression : null);
    }
}
