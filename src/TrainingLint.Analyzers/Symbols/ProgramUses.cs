using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Symbols;

/// <summary>
/// What a whole program does with a name: who writes a member, who calls a method, who implements what an interface promises. Settings
/// are filled in one type and used in another, which the members of one type cannot show. Answers null where it cannot be told.
/// </summary>
internal sealed class ProgramUses(Compilation compilation)
{
    private static readonly string[] Registering =
        ["AddSingleton", "AddScoped", "AddTransient", "TryAddSingleton", "TryAddScoped", "TryAddTransient"];

    private readonly ProgramNames _names = new(compilation);
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<IOperation>?> _writes = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<IOperation>?> _calls = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ISymbol?> _implementations = new(SymbolEqualityComparer.Default);
    private IReadOnlyList<(ITypeSymbol Type, IOperation? Value)>? _services;

    // A name such as forward or Rate stands for members of many types, each of which is asked about.
    private readonly ConcurrentDictionary<SyntaxNode, ISymbol?> _bound = new();
    private readonly ConcurrentDictionary<string, ISymbol[]?> _declared = new(System.StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, HashSet<string>?> _mentions = new(System.StringComparer.Ordinal);

    /// <summary>
    /// The operations that write a field, property, local or parameter, initializers of its declaration left out: assignments, and
    /// whatever else writes (by reference, in a deconstruction, by an operator).
    /// </summary>
    public IReadOnlyList<IOperation>? WritesTo(ISymbol symbol, CancellationToken cancellation)
    {
        var member = symbol.OriginalDefinition;
        if (!_writes.TryGetValue(member, out var writes))
        {
            writes = _writes[member] = PlacesOf(member, cancellation) is { } places ? FoundWrites(member, places, cancellation) : null;
        }

        return writes;
    }

    /// <summary>The calls of a method, or the creations, base calls and chained calls of a constructor.</summary>
    public IReadOnlyList<IOperation>? CallsOf(IMethodSymbol symbol, CancellationToken cancellation)
    {
        var method = (symbol.ReducedFrom ?? symbol).OriginalDefinition;
        if (!_calls.TryGetValue(method, out var calls))
        {
            var isConstructor = method.MethodKind == MethodKind.Constructor;
            calls = _calls[method] = (isConstructor ? _names.Of(method.ContainingType.Name, cancellation) : PlacesOf(method, cancellation))
                is not { } places ? null
                : isConstructor ? FoundCreations(method, places, cancellation)
                : FoundCalls(method, places, cancellation);
        }

        return calls;
    }

    /// <summary>
    /// The places where a symbol is named, as the outermost expressions that end in the name; null where it cannot be told.
    /// </summary>
    public IReadOnlyList<SyntaxNode>? NamesOf(ISymbol symbol, CancellationToken cancellation) =>
        PlacesOf(symbol, cancellation)?.Select(place => place.Parent).OfType<SimpleNameSyntax>()
            .Where(name => !IsOnlyNamed(name) && IsSame(SymbolOf(name, cancellation), symbol.OriginalDefinition))
            .Select(Outermost)
            .ToArray();

    /// <summary>True for a member that the program compares, tests or limits anywhere, and where that cannot be told.</summary>
    public bool IsCompared(ISymbol symbol, CancellationToken cancellation) =>
        NamesOf(symbol, cancellation) is not { } names || names.Any(name => name.Ancestors()
            .TakeWhile(around => around is not (StatementSyntax or MemberDeclarationSyntax))
            .Any(around => around switch
            {
                BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
                    or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.EqualsExpression
                    or SyntaxKind.NotEqualsExpression or SyntaxKind.CoalesceExpression,
                IsPatternExpressionSyntax or SwitchExpressionSyntax or ConditionalExpressionSyntax
                    or ConditionalAccessExpressionSyntax => true,
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var called } } =>
                    called is "Max" or "Min" or "Clamp" || called.StartsWith("Throw", System.StringComparison.Ordinal),
                _ => false,
            }));

    /// <summary>What a declaration declares.</summary>
    public ISymbol? DeclaredBy(SyntaxNode declaration, CancellationToken cancellation) => Declared(declaration, cancellation);

    /// <summary>
    /// What a container hands out for a type: the object or the factory that the program registers for it once; null where it registers
    /// none, several, or only the type itself.
    /// </summary>
    public IOperation? ServiceOf(ITypeSymbol type, CancellationToken cancellation)
    {
        var services = _services ??= Registered(cancellation);
        var found = services.Where(service => SymbolEqualityComparer.Default.Equals(service.Type, type.OriginalDefinition)).ToArray();
        return found.Length == 1 ? found[0].Value : null;
    }

    /// <summary>The creations of a type by its constructors; null when it cannot be told, or a serializer or container makes it.</summary>
    public IReadOnlyList<IOperation>? CreationsOf(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var creations = new List<IOperation>();
        foreach (var constructor in type.OriginalDefinition.InstanceConstructors)
        {
            if (CallsOf(constructor, cancellation) is not { } calls)
            {
                return null;
            }

            creations.AddRange(calls.Where(call => call is IObjectCreationOperation));
        }

        return IsFilledElsewhere(type, cancellation) ? null : creations;
    }

    /// <summary>
    /// True when something that cannot be seen makes objects of a type: <c>Deserialize&lt;T&gt;</c>, a section bound to it, <c>typeof</c>.
    /// </summary>
    public bool IsFilledElsewhere(INamedTypeSymbol type, CancellationToken cancellation) =>
        _names.Of(type.Name, cancellation) is not { } places
        || places.Any(place => place.Parent is { } name && IsHandedOver(Outermost(name)));

    /// <summary>
    /// The one member of the program that runs for a virtual, abstract or interface member; the member itself for any other.
    /// </summary>
    public ISymbol? ImplementationOf(ISymbol symbol, CancellationToken cancellation)
    {
        var member = symbol.OriginalDefinition;
        if (!IsPromise(member))
        {
            return member;
        }

        if (!_implementations.TryGetValue(member, out var implementation))
        {
            implementation = _implementations[member] = FoundImplementation(member, cancellation);
        }

        return implementation;
    }

    /// <summary>All members of the program that may run for a virtual, abstract or interface member.</summary>
    public IReadOnlyList<ISymbol> ImplementationsOf(ISymbol symbol, CancellationToken cancellation)
    {
        var member = symbol.OriginalDefinition;
        if (!_declared.TryGetValue(member.Name, out var declared))
        {
            declared = _declared[member.Name] = DeclaredBy(member.Name, cancellation);
        }

        return (declared ?? []).Where(candidate =>
            Implements(candidate, member)).Distinct<ISymbol>(SymbolEqualityComparer.Default).ToArray();
    }

    private ISymbol? FoundImplementation(ISymbol member, CancellationToken cancellation) =>
        ImplementationsOf(member, cancellation) is { Count: 1 } only ? only[0] : null;

    /// <summary>False when no method of the program by a name says a word, so that none needs to be read for it.</summary>
    public bool MayMention(string method, string word, CancellationToken cancellation)
    {
        if (!_mentions.TryGetValue(word, out var methods))
        {
            methods = _mentions[word] = _names.Of(word, cancellation) is { } places
                ? [.. places.SelectMany(place => place.Parent?.Ancestors() ?? []).Select(NameOfMethod).OfType<string>()]
                : null;
        }

        return methods?.Contains(method) != false;
    }

    /// <summary>The calls that name a type as their only type argument, such as <c>Configure&lt;T&gt;</c>.</summary>
    public IEnumerable<IInvocationOperation> CallsFor(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var place in _names.Of(type.Name, cancellation) ?? [])
        {
            if (place.Parent is { } name && Outermost(name).Parent is TypeArgumentListSyntax { Parent: GenericNameSyntax generic }
                && Outermost(generic).Parent is InvocationExpressionSyntax call
                && OperationOf(call, cancellation) is IInvocationOperation { TargetMethod.TypeArguments.Length: 1 } operation
                && IsSame(operation.TargetMethod.TypeArguments[0], type))
            {
                yield return operation;
            }
        }
    }

    /// <summary>True for a member that the program assigns and never looks at.</summary>
    public bool IsOnlyWritten(ISymbol symbol, CancellationToken cancellation) =>
        _names.Of(symbol.Name, cancellation) is { } places && places.All(place => place.Parent is not SimpleNameSyntax name
            || (Outermost(name).Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
                && assignment.Left == Outermost(name))
            || !IsSame(SymbolOf(name, cancellation), symbol.OriginalDefinition));

    /// <summary>
    /// True for a member of which the program only asks for certain members of its own, such as <c>Add</c> of a list; where
    /// <paramref name="summed"/>, also for one that is assigned and added to.
    /// </summary>
    public bool IsOnlyAskedFor(ISymbol symbol, string[] members, CancellationToken cancellation, bool summed = false) =>
        _names.Of(symbol.Name, cancellation) is { } places && places.All(place => place.Parent is not SimpleNameSyntax name
            || (Outermost(name).Parent is MemberAccessExpressionSyntax asked && asked.Expression == Outermost(name)
                && System.Array.IndexOf(members, asked.Name.Identifier.ValueText) >= 0)
            || (summed ? IsSummedInto(Outermost(name)) : IsShown(Outermost(name)))
            || !IsSame(SymbolOf(name, cancellation), symbol.OriginalDefinition));

    /// <summary>
    /// True for a dictionary whose entries the program reads by their keys, or by certain members, and never changes or hands on.
    /// </summary>
    public bool IsOnlyLookedUp(ISymbol symbol, string[] members, CancellationToken cancellation, bool mayBeWritten = false) =>
        PlacesOf(symbol, cancellation) is { } places && places.All(place => place.Parent is not SimpleNameSyntax name
            || Outermost(name).Parent switch
            {
                ElementAccessExpressionSyntax entry => entry.Expression == Outermost(name)
                    && (mayBeWritten || WriteAround(entry) is null),
                MemberAccessExpressionSyntax asked => asked.Expression == Outermost(name)
                    && System.Array.IndexOf(members, asked.Name.Identifier.ValueText) >= 0,
                _ => false,
            }
            || !IsSame(SymbolOf(name, cancellation), symbol.OriginalDefinition));

    /// <summary>
    /// The places where a method is named without being called, such as the argument of a call; null where it cannot be told.
    /// </summary>
    public IReadOnlyList<IOperation>? NamingsOf(IMethodSymbol method, CancellationToken cancellation)
    {
        if (_names.Of(method.Name, cancellation) is not { } places)
        {
            return null;
        }

        return places.Select(place => place.Parent).OfType<SimpleNameSyntax>()
            .Where(name => Outermost(name).Parent is ArgumentSyntax && IsSame(SymbolOf(name, cancellation), method.OriginalDefinition))
            .Select(name => OperationOf(Outermost(name), cancellation))
            .OfType<IOperation>()
            .ToArray();
    }

    /// <summary>The methods that a name stands for wherever the program writes it; null stands for what cannot be told.</summary>
    public IReadOnlyList<IMethodSymbol?> MethodsNamed(string name, CancellationToken cancellation) =>
        _names.Of(name, cancellation) is not { } places ? [null]
        : places.Select(place => place.Parent).OfType<SimpleNameSyntax>().Select(use => SymbolOf(use, cancellation))
            .Where(symbol => symbol is null or IMethodSymbol).Select(symbol => symbol as IMethodSymbol).ToArray();

    /// <summary>The calls of methods by a name, whatever type they belong to.</summary>
    public IReadOnlyList<IInvocationOperation> InvocationsNamed(string name, CancellationToken cancellation) =>
        (_names.Of(name, cancellation) ?? []).Select(place => place.Parent).OfType<SimpleNameSyntax>()
            .Select(use => Outermost(use) is var called && called.Parent is InvocationExpressionSyntax call && call.Expression == called
                ? OperationOf(call, cancellation) : null)
            .OfType<IInvocationOperation>().ToArray();

    /// <summary>True when the program uses anything by a name, whatever type it belongs to, and where that cannot be told.</summary>
    public bool IsUsed(string name, CancellationToken cancellation) =>
        _names.Of(name, cancellation) is not { } places || places.Any(place => place.Parent is SimpleNameSyntax);

    /// <summary>True when the program writes a name anywhere.</summary>
    public bool IsNamed(string name, CancellationToken cancellation) => _names.Of(name, cancellation) is not { Count: 0 };

    /// <summary>The texts that calls of a method get first; null stands for one that cannot be told.</summary>
    public IEnumerable<string?> TextsPassedTo(string method, CancellationToken cancellation)
    {
        foreach (var place in _names.Of(method, cancellation) ?? [])
        {
            if (place.Parent is SimpleNameSyntax name && Outermost(name).Parent is InvocationExpressionSyntax call)
            {
                yield return call.ArgumentList.Arguments.Select(argument => argument.Expression)
                    .OfType<LiteralExpressionSyntax>()
                    .FirstOrDefault(literal => literal.IsKind(SyntaxKind.StringLiteralExpression))?.Token.ValueText
                    ?? (InterpolatedStart(call) is { } start ? start + "?.json" : null);
            }
        }
    }

    /// <summary>The operation of a piece of syntax anywhere in the program.</summary>
    public IOperation? OperationOf(SyntaxNode syntax, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();

        // The driver hands its cached models to the compilation while analyzers run; only places of a traced name are asked for.
#pragma warning disable RS1030
        return compilation.ContainsSyntaxTree(syntax.SyntaxTree)
            ? compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation)
            : null;
    }

    private ISymbol? SymbolOf(SyntaxNode name, CancellationToken cancellation)
    {
        if (!_bound.TryGetValue(name, out var symbol))
        {
            symbol = _bound[name] = compilation.GetSemanticModel(name.SyntaxTree)
                .GetSymbolInfo(name, cancellation).Symbol?.OriginalDefinition;
        }

        return symbol;
    }

    // The members with a body, or a value, that are declared by a name.
    private ISymbol[]? DeclaredBy(string name, CancellationToken cancellation) => _names.Of(name, cancellation)?
        .Select(place => place.Parent is PropertyDeclarationSyntax or MethodDeclarationSyntax or ParameterSyntax
            ? Declared(place.Parent, cancellation) : null)
        .Where(declared => declared is { IsAbstract: false })
        .Select(declared => declared!)
        .ToArray();

    private ISymbol? Declared(SyntaxNode declaration, CancellationToken cancellation)
    {
        var symbol = compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellation);
#pragma warning restore RS1030

        // A parameter of a record declares a property.
        return symbol is IParameterSymbol { ContainingSymbol.ContainingType: { } record }
            ? record.GetMembers(symbol.Name).FirstOrDefault(member => member is IPropertySymbol)
            : symbol;
    }

    private IReadOnlyList<NamePlace>? PlacesOf(ISymbol symbol, CancellationToken cancellation) => symbol switch
    {
        ILocalSymbol or IParameterSymbol => symbol.DeclaringSyntaxReferences.FirstOrDefault() is { SyntaxTree: var tree }
            ? ProgramNames.In(tree, symbol.Name, cancellation) : null,
        { DeclaredAccessibility: Accessibility.Private, ContainingType: { } owner } => PlacesWithin(owner, symbol.Name, cancellation),
        _ => _names.Of(symbol.Name, cancellation),
    };

    // Nobody else can name a private member, and its namesakes in other types would all have to be bound to see that.
    private static List<NamePlace>? PlacesWithin(INamedTypeSymbol owner, string name, CancellationToken cancellation)
    {
        var found = new List<NamePlace>();
        foreach (var part in owner.DeclaringSyntaxReferences)
        {
            if (ProgramNames.In(part.SyntaxTree, name, cancellation) is not { } places)
            {
                return null;
            }

            found.AddRange(places.Where(place => part.Span.Contains(place.Span)));
        }

        return found;
    }

    // services.AddSingleton<T>(...), AddSingleton<T, TImplementation>(...), AddSingleton(instance)
    private List<(ITypeSymbol Type, IOperation? Value)> Registered(CancellationToken cancellation)
    {
        var services = new List<(ITypeSymbol, IOperation?)>();
        if (compilation.GetTypeByMetadataName("Microsoft.Extensions.DependencyInjection.IServiceCollection") is null)
        {
            return services;
        }

        foreach (var place in Registering.SelectMany(name => _names.Of(name, cancellation) ?? []))
        {
            if (place.Parent is SimpleNameSyntax name && Outermost(name).Parent is InvocationExpressionSyntax call
                && OperationOf(call, cancellation) is IInvocationOperation { TargetMethod.TypeArguments: { Length: > 0 } types }
                    registration)
            {
                services.Add((types[0].OriginalDefinition, registration.Arguments.Skip(1).FirstOrDefault()?.Value));
            }
        }

        return services;
    }

    private List<IOperation> FoundWrites(ISymbol member, IReadOnlyList<NamePlace> places, CancellationToken cancellation)
    {
        var writes = new List<IOperation>();
        foreach (var place in places)
        {
            if (place.Parent is SimpleNameSyntax name && WriteAround(Outermost(name)) is { } write
                && IsSame(SymbolOf(name, cancellation), member) && OperationOf(write, cancellation) is { } operation)
            {
                writes.Add(operation);
            }
        }

        return writes;
    }

    private List<IOperation>? FoundCalls(IMethodSymbol method, IReadOnlyList<NamePlace> places, CancellationToken cancellation)
    {
        var calls = new List<IOperation>();
        foreach (var place in places)
        {
            if (place.Parent is not SimpleNameSyntax name || IsOnlyNamed(name) || SymbolOf(name, cancellation) is not { } found
                || !IsSame((found as IMethodSymbol)?.ReducedFrom?.OriginalDefinition ?? found, method))
            {
                continue;
            }

            // Whoever takes the method itself may call it with anything.
            if (Outermost(name).Parent is not InvocationExpressionSyntax call || call.Expression != Outermost(name)
                || OperationOf(call, cancellation) is not IInvocationOperation operation)
            {
                return null;
            }

            calls.Add(operation);
        }

        return calls;
    }

    private List<IOperation> FoundCreations(IMethodSymbol constructor, IReadOnlyList<NamePlace> places, CancellationToken cancellation)
    {
        var candidates = new HashSet<SyntaxNode>();
        foreach (var place in places)
        {
            if (place.Parent is not { } name)
            {
                continue;
            }

            candidates.UnionWith(Outermost(name).Parent switch
            {
                ObjectCreationExpressionSyntax creation => [creation],
                PrimaryConstructorBaseTypeSyntax baseCall => [baseCall],
                SimpleBaseTypeSyntax { Parent.Parent: TypeDeclarationSyntax derived } => Chained(derived),
                _ => name is TypeDeclarationSyntax own ? Chained(own) : [],
            });
        }

        foreach (var tree in places.Select(place => place.Tree).Distinct())
        {
            candidates.UnionWith(tree.GetRoot(cancellation).DescendantNodes().OfType<ImplicitObjectCreationExpressionSyntax>());
        }

        return candidates.Select(candidate => OperationOf(candidate, cancellation)).Where(operation => operation switch
        {
            IObjectCreationOperation creation => IsSame(creation.Constructor, constructor),
            IInvocationOperation call => IsSame(call.TargetMethod, constructor),
            _ => false,
        }).Select(operation => operation!).ToList();
    }

    // $"appsettings.{environment}.json"
    private static string? InterpolatedStart(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Select(argument => argument.Expression).OfType<InterpolatedStringExpressionSyntax>()
            .Select(text => (text.Contents.FirstOrDefault() as InterpolatedStringTextSyntax)?.TextToken.ValueText)
            .FirstOrDefault(start => start is not null);

    private static string? NameOfMethod(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        _ => null,
    };

    private static bool IsPromise(ISymbol member) =>
        member.ContainingType is { TypeKind: TypeKind.Interface } || member.IsAbstract || member.IsVirtual || member.IsOverride;

    private static IEnumerable<SyntaxNode> Chained(TypeDeclarationSyntax type) =>
        type.Members.OfType<ConstructorDeclarationSyntax>()
            .Select(constructor => constructor.Initializer)
            .Where(initializer => initializer is not null)!;

    private static bool IsSame(ISymbol? found, ISymbol member) =>
        found?.OriginalDefinition is { } definition
        && (SymbolEqualityComparer.Default.Equals(definition, member) || Implements(member, definition));

    // A member of a base class or an interface, by which it may be reached.
    private static bool Implements(ISymbol member, ISymbol promised)
    {
        if (promised.ContainingType is { TypeKind: TypeKind.Interface })
        {
            return member.ContainingType is { TypeKind: not TypeKind.Interface } type && member.Name == promised.Name
                && type.AllInterfaces.Any(found =>
                    SymbolEqualityComparer.Default.Equals(found.OriginalDefinition, promised.ContainingType));
        }

        for (var current = member; current is not null; current = Overridden(current))
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, promised))
            {
                return true;
            }
        }

        return false;
    }

    private static ISymbol? Overridden(ISymbol member) =>
        (member as IPropertySymbol)?.OverriddenProperty ?? (ISymbol?)(member as IMethodSymbol)?.OverriddenMethod;

    // The expression that a name ends: x.Name, x?.Name, N.Name.
    private static SyntaxNode Outermost(SyntaxNode name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access,
        MemberBindingExpressionSyntax binding => binding,
        QualifiedNameSyntax qualified when qualified.Right == name => qualified,
        _ => name,
    };

    private static SyntaxNode? WriteAround(SyntaxNode target) => target.Parent switch
    {
        AssignmentExpressionSyntax assignment when assignment.Left == target => assignment,
        PostfixUnaryExpressionSyntax unary when !unary.IsKind(SyntaxKind.SuppressNullableWarningExpression) => unary,
        PrefixUnaryExpressionSyntax unary when unary.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression
            or SyntaxKind.AddressOfExpression => unary,
        RefExpressionSyntax reference => reference,
        ArgumentSyntax argument when !argument.RefOrOutKeyword.IsKind(SyntaxKind.None) => argument,
        ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple }
            when assignment.Left == tuple =>
            assignment,
        _ => null,
    };

    // total = total + loss, total += loss, total = zeros(1)
    private static bool IsSummedInto(SyntaxNode name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        BinaryExpressionSyntax { Parent: AssignmentExpressionSyntax { Left: var target } } => target.IsEquivalentTo(name, topLevel: false),
        BinaryExpressionSyntax { Parent: ConditionalExpressionSyntax { Parent: AssignmentExpressionSyntax { Left: var chosen } } } =>
            chosen.IsEquivalentTo(name, topLevel: false),
        IsPatternExpressionSyntax => true,
        ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax reset } tuple } => reset.Left == tuple,
        _ => false,
    };

    // A list that a property shows to others as one to look at.
    private static bool IsShown(SyntaxNode name) => name.Parent is ArrowExpressionClauseSyntax
    {
        Parent: PropertyDeclarationSyntax
        {
            Type: GenericNameSyntax { Identifier.ValueText: "IReadOnlyList" or "IReadOnlyCollection" or "IEnumerable" }
        }
    };

    private static bool IsOnlyNamed(SyntaxNode name) =>
        Outermost(name).Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax user } }
        && user.Identifier.ValueText == "nameof";

    private static bool IsHandedOver(SyntaxNode type) => type.Parent switch
    {
        TypeOfExpressionSyntax => true,
        TypeArgumentListSyntax { Parent: GenericNameSyntax { Parent: var user } generic } => IsFilledBy(generic, user),
        _ => false,
    };

    // Configure<T>(options => ...) shows what it fills; a section of a file does not.
    private static bool IsFilledBy(GenericNameSyntax generic, SyntaxNode? user)
    {
        var called = user is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? user.Parent : user;
        return called is InvocationExpressionSyntax call && generic.Identifier.ValueText switch
        {
            "Configure" or "PostConfigure" =>
                call.ArgumentList.Arguments.All(argument => argument.Expression is not AnonymousFunctionExpressionSyntax),
            "AddSingleton" or "AddScoped" or "AddTransient" or "GetRequiredService" or "GetService" or "Empty" or "Cast" => false,
            _ => true,
        };
    }
}
