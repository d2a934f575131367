using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// What a field or property of an object holds: what is written to it later, what its creation or constructor says, or the default of
/// its declaration. Where the object is unknown, the whole program must agree.
/// </summary>
internal sealed partial class ObjectSources(CodeUnit unit)
{
    private static readonly string[] Fillers = ["Bind", "Populate", "Parse", "Read", "Load", "Fill", "Map"];

    /// <summary>The only value that a member of the program can have where it is named.</summary>
    public ValueSource? OfMember(IMemberReferenceOperation reference, ValueSources sources, CallPath? path)
    {
        var member = reference.Member.OriginalDefinition;
        if (!member.IsStatic && sources.Made(reference.Instance, path) is { } made)
        {
            return OfObject(made.Value, member, sources, made.Path) is { } held
                ? held with { Path = held.Path ?? made.Path, IsCertain = true }
                : OfOnlyWrite(member, path);
        }

        return OfConfigured(reference, member) ?? OfOwn(reference, member)
            ?? (unit.Libraries.Uses.ImplementationOf(member, unit.Cancellation) is { } implementation
                ? OfAnyObject(implementation, sources)
                : null);
    }

    /// <summary>
    /// True for a property without a value of its own that the creation of an object leaves out, and that nobody writes but creations.
    /// </summary>
    public bool IsUnset(IObjectCreationOperation creation, IPropertySymbol property) =>
        property.Type.IsReferenceType && !property.IsVirtual && !property.IsAbstract && !property.IsOverride
        && property.DeclaringSyntaxReferences is { Length: 1 } declared
        && declared[0].GetSyntax(unit.Cancellation) is PropertyDeclarationSyntax
        {
            Initializer: null,
            AccessorList.Accessors: var accessors
        }
        && accessors.All(accessor => accessor is { Body: null, ExpressionBody: null })
        && WritesTo(property) is { } writes
        && writes.All(write => write is ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation initializer }
            && !(initializer.Syntax.SyntaxTree == creation.Syntax.SyntaxTree && creation.Syntax.Span.Contains(initializer.Syntax.Span)))
        && !IsFilledElsewhere(property) && !IsFilledBySomebody(creation);

    // An object that a method of the owner makes for it: Optimizer = CreateOptimizer(), where nobody ever writes another.
    private ValueSource? OfOnlyWrite(ISymbol member, CallPath? path) =>
        member is IFieldSymbol { Type.TypeKind: TypeKind.Class } or IPropertySymbol { Type.TypeKind: TypeKind.Class }
        && WritesTo(member) is { Count: 1 } writes && Assigned.In(writes[0], member) is { Target: IMemberReferenceOperation target } only
        && target.Instance is IInstanceReferenceOperation
        && (DefaultOf(member) is not { } byDefault || byDefault.Value.Unwrapped().ConstantValue is { HasValue: true, Value: null })
        && writes[0].Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
        && unit.Libraries.Uses.DeclaredBy(method, unit.Cancellation) is { } writer
            ? new ValueSource(only.Value, Path: CallPath.To(writer, path))
            : null;

    /// <summary>What a member of a certain object holds.</summary>
    public ValueSource? OfObject(IOperation creation, ISymbol promised, ValueSources sources, CallPath? path = null)
    {
        if (Implemented(creation.Type, promised) is not { } member || WritesTo(member) is not { } writes)
        {
            return null;
        }

        var byCreation = OfCreation(creation, member, sources, path);
        Assigned? later = null;
        var byMethods = new List<(IOperation Write, Assigned Assignment)>();
        foreach (var write in writes.Where(write => !IsPartOfCreation(write, member)))
        {
            // Something writes it that shows no value, or an object that may be this one.
            if (Assigned.In(write, member) is not { Target: IMemberReferenceOperation target } assignment)
            {
                return null;
            }

            if (target.Instance is IInstanceReferenceOperation && byCreation is not null)
            {
                byMethods.Add((write, assignment));
                continue;
            }

            if (IsAskedFor(write, assignment.Value))
            {
                continue;
            }

            if (sources.CreationOf(target.Instance) is not { } written
                || (IsSame(written, creation) && (later is not null || (byCreation is not null && !IsAlwaysRun(write)))))
            {
                return null;
            }

            later = IsSame(written, creation) ? assignment : later;
        }

        return IsFilledBySomebody(creation) ? null : Last(creation, later, byMethods, byCreation);
    }

    private ValueSource? Last(
        IOperation creation, Assigned? later, List<(IOperation Write, Assigned Assignment)> byMethods, ValueSource? byCreation) =>
        later is not null ? (byMethods.Count == 0 ? new ValueSource(later.Value) : null)
        : byMethods.Count > 0 ? OfMethods(creation, byMethods, byCreation)
        : byCreation;

    private ValueSource? OfCreation(IOperation creation, ISymbol member, ValueSources sources, CallPath? path = null)
    {
        var initializer = creation switch
        {
            IWithOperation changed => changed.Initializer,
            IObjectCreationOperation created => created.Initializer,
            _ => null,
        };
        var assigned = initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IMemberReferenceOperation target && IsSame(target.Member, member));
        return assigned is not null ? new ValueSource(assigned.Value)
            : creation is IWithOperation { Operand: var old } && sources.CreationOf(old) is { } original
            ? OfObject(original, member, sources)
            : creation is IObjectCreationOperation construction && OfConstruction(construction, member) is { } built
            ? IsOneOfSeveral(construction, built) ? built with { Path = new CallPath(construction, construction.Constructor!, path) }
            : built
            : null;
    }

    // What a constructor makes for each of several objects is another thing each time, of what this one was given.
    private bool IsOneOfSeveral(IObjectCreationOperation creation, ValueSource built) =>
        creation.Constructor is { DeclaringSyntaxReferences.Length: > 0 } constructor
        && !creation.Syntax.Span.Contains(built.Value.Syntax.Span)
        && unit.Libraries.Uses.CreationsOf(constructor.ContainingType, unit.Cancellation) is { Count: > 1 };

    private ValueSource? OfConstruction(IObjectCreationOperation creation, ISymbol member)
    {
        // A parameter of a record is a property.
        if (IsOfRecord(member))
        {
            return creation.Argument(member.Name) is { } passed && !passed.IsDefault()
                ? new ValueSource(passed.Value)
                : DefaultOf(member);
        }

        var writes = WritesTo(member)!.Where(write => IsByConstructor(write, member)).ToArray();
        if (writes.Length == 0)
        {
            return DefaultOf(member);
        }

        if (writes.Length > 1 || Assigned.In(writes[0], member) is not { } assignment || !IsAlwaysRun(writes[0]))
        {
            return null;
        }

        return assignment.Value.Unwrapped() is IParameterReferenceOperation { Parameter: var parameter }
            && IsSame(parameter.ContainingSymbol, creation.Constructor)
            && creation.Argument(parameter.Name) is { } given && !given.IsDefault()
                ? new ValueSource(given.Value)
                : new ValueSource(assignment.Value);
    }

    private ValueSource? OfAnyObject(ISymbol member, ValueSources sources)
    {
        var writes = WritesTo(member);
        if (IsOfRecord(member))
        {
            return writes is { Count: 0 } ? OfAnyRecord(member, sources) : null;
        }

        var byDefault = DefaultOf(member);
        return writes is { Count: 0 } || IsComputed(member) ? byDefault
            : byDefault is null && writes is { Count: 1 } && Assigned.In(writes[0], member) is { } assignment
                && (member.DeclaredAccessibility == Accessibility.Private || !IsFilledElsewhere(member))
                ? new ValueSource(assignment.Value)
            : null;
    }

    private ValueSource? OfAnyRecord(ISymbol member, ValueSources sources)
    {
        var creations = unit.Libraries.Uses.CreationsOf(member.ContainingType, unit.Cancellation);
        return creations is { Count: 1 } ? OfCreation(creations[0], member, sources)
            : creations?.All(creation => creation.Argument(member.Name)?.IsDefault() == false) == true && creations.Count > 0 ? null
            : DefaultOf(member);
    }

    private bool IsFilledElsewhere(ISymbol member) => unit.Libraries.Uses.IsFilledElsewhere(member.ContainingType, unit.Cancellation);

    private IReadOnlyList<IOperation>? WritesTo(ISymbol member) => unit.Libraries.Uses.WritesTo(member, unit.Cancellation);

    private ValueSource? DefaultOf(ISymbol member)
    {
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            if (DefaultIn(reference.GetSyntax(unit.Cancellation)) is { } expression
                && unit.Libraries.Uses.OperationOf(expression, unit.Cancellation) is { } operation)
            {
                return new ValueSource(operation, member);
            }
        }

        return null;
    }

    private static ExpressionSyntax? DefaultIn(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { ExpressionBody.Expression: var value } => value,
        PropertyDeclarationSyntax { AccessorList.Accessors: { Count: 1 } accessors } => accessors[0].ExpressionBody?.Expression
            ?? (accessors[0].Body?.Statements is { Count: 1 } statements ? (statements[0] as ReturnStatementSyntax)?.Expression : null),
        ParameterSyntax { Default.Value: var value } => value,
        _ => null,
    };

    // What the getter returns, whatever was written.
    private static bool IsComputed(ISymbol member) =>
        member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody: not null });

    private static bool IsOfRecord(ISymbol member) =>
        member is IPropertySymbol && member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ParameterSyntax);

    // section.Bind(config) and its like fill an object out of sight.
    private bool IsFilledBySomebody(IOperation creation) =>
        creation.User() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
        && (creation.Function() ?? Root(creation)).Descendants().OfType<IInvocationOperation>().Any(call => IsFiller(call.TargetMethod)
            && call.Arguments.Any(argument => IsSame((argument.Value.Unwrapped() as ILocalReferenceOperation)?.Local, local)));

    private static bool IsFiller(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Length == 0
        && Array.Exists(Fillers, filler => method.Name.StartsWith(filler, StringComparison.Ordinal));

    private static ISymbol? Implemented(ITypeSymbol? type, ISymbol promised)
    {
        // What an abstract base does for an interface, the type at hand does for the base.
        if (promised.ContainingType.TypeKind == TypeKind.Interface)
        {
            return type.ImplementationOf(promised)?.OriginalDefinition is { } found
                ? found.ContainingType.TypeKind == TypeKind.Interface ? found : Implemented(type, found)
                : null;
        }

        var isOverridable = promised.IsVirtual || promised.IsAbstract || promised.IsOverride;
        for (var current = isOverridable ? type : null; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(promised.Name).FirstOrDefault(member => member is IPropertySymbol { IsAbstract: false }) is { } own)
            {
                return own.OriginalDefinition;
            }
        }

        return promised;
    }

    private static bool IsPartOfCreation(IOperation write, ISymbol member) =>
        write is ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation } || IsByConstructor(write, member);

    private static bool IsByConstructor(IOperation write, ISymbol member) =>
        Assigned.In(write, member) is { Target: IMemberReferenceOperation { Instance: IInstanceReferenceOperation } }
        && write.Syntax.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is { } constructor
        && write.Syntax.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is null
        && member.ContainingType.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() == constructor.Parent);

    // Nothing between the statement and its function decides whether it runs.
    private static bool IsAlwaysRun(IOperation statement)
    {
        for (var current = statement.Parent; current is not null; current = current.Parent)
        {
            if (current.Kind is OperationKind.Conditional or OperationKind.Switch or OperationKind.Loop or OperationKind.Try
                or OperationKind.ConditionalAccess or OperationKind.AnonymousFunction)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSame(IOperation left, IOperation right) =>
        left.Syntax.SyntaxTree == right.Syntax.SyntaxTree && left.Syntax.Span == right.Syntax.Span;

    private static bool IsSame(ISymbol? left, ISymbol? right) =>
        SymbolEqualityComparer.Default.Equals(left?.OriginalDefinition, right?.OriginalDefinition);

    private static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }
}
