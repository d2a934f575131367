using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Rules;

/// <summary>What a program does with the modules of a type.</summary>
internal enum ModuleUse
{
    /// <summary>They are parts of other modules, or nobody can be seen to use them.</summary>
    Unknown,

    /// <summary>Their weights are asked for directly.</summary>
    Taken,

    /// <summary>They are put into a Sequential.</summary>
    InSequential,
}

/// <summary>
/// Finds out whether anybody relies on the registration of a module of the program. Other types are read for that, so it is asked only
/// about a type that would be reported otherwise, and only those types are read that mention it.
/// </summary>
internal sealed class ModuleUses
{
    private static readonly HashSet<string> AsksForWeights = ["parameters", "named_parameters", "state_dict", "load_state_dict", "save", "load"];

    private readonly INamedTypeSymbol _type;
    private readonly ModuleHolds _holds;
    private readonly CheckContext _context;
    private bool _isPart;
    private bool _isTaken;
    private bool _isTakenSomewhere;
    private bool _isInSequential;

    // What becomes of one module that is created.
    private enum Fate
    {
        Unknown,
        Part,
        Taken,
        InSequential,
    }

    private ModuleUses(INamedTypeSymbol type, ModuleHolds holds, CheckContext context) =>
        (_type, _holds, _context) = (type, holds, context);

    /// <summary>What the program does with the modules of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="holds">What they hold.</param>
    /// <param name="context">The type's own unit.</param>
    public static ModuleUse Of(INamedTypeSymbol type, ModuleHolds holds, CheckContext context)
    {
        var uses = new ModuleUses(type, holds, context);
        uses.Read();
        return uses._isInSequential ? ModuleUse.InSequential
            : uses._isTaken || (uses._isTakenSomewhere && !uses._isPart) ? ModuleUse.Taken
            : ModuleUse.Unknown;
    }

    private void Read()
    {
        _isTakenSomewhere = Array.Exists(_context.Calls, call => call.Instance is IInstanceReferenceOperation && Takes(call));
        foreach (var tree in _context.Unit.Libraries.Compilation.SyntaxTrees)
        {
            if (ProgramText.Mentions(tree, _type.Name, _context.Unit.Cancellation))
            {
                var mentions = tree.GetRoot(_context.Unit.Cancellation).DescendantNodes().OfType<SimpleNameSyntax>()
                    .Where(name => name.Identifier.ValueText == _type.Name && !IsWithin(name));
                foreach (var byPlace in mentions.GroupBy(mention =>
                    (SyntaxNode?)mention.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? tree.GetRoot()))
                {
                    Read(byPlace.Key, byPlace.ToArray());
                }
            }
        }
    }

    private bool IsWithin(SyntaxNode node) =>
        _type.DeclaringSyntaxReferences.Any(own => own.SyntaxTree == node.SyntaxTree && own.Span.Contains(node.Span));

    private void Read(SyntaxNode place, SimpleNameSyntax[] mentions)
    {
        if (_context.Unit.SymbolOf(place) is not { } owner)
        {
            return;
        }

        // Another module that has one registers it, and a type that derives from it may do so.
        var isModule = (owner as ITypeSymbol).DerivesFrom(_context.Torch.Module);
        _isPart |= isModule || Array.Exists(mentions, mention => mention.FirstAncestorOrSelf<BaseTypeSyntax>() is not null);
        var bodies = owner is INamedTypeSymbol type
            ? type.GetMembers().Where(member => !isModule || IsMentionedIn(member, mentions)).Select(Body).OfType<MemberBody>()
            : new[] { Body(owner) }.OfType<MemberBody>();
        var unit = new CodeUnit(_context.Unit.Libraries, bodies, _context.Unit.Cancellation);
        foreach (var creation in unit.CallsAndCreations.OfType<IObjectCreationOperation>().Where(creation => IsOfType(creation.Type)))
        {
            Follow(creation, unit, isModule);
        }

        _isTakenSomewhere |= !isModule
            && Array.Exists(unit.LinkedCallsAndCreations,
                operation => operation is IInvocationOperation call && Takes(call) && call.Instance?.Unwrapped() is { } model
                    && IsOfType(model.Type) && !(model is IMemberReferenceOperation member && IsLayer(member.Member)));
    }

    private void Follow(IObjectCreationOperation creation, CodeUnit unit, bool isModule)
    {
        var fates = new HashSet<Fate>();
        Follow(creation, unit, fates, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        var isPart = fates.Contains(Fate.Part);
        _isInSequential |= fates.Contains(Fate.InSequential) && !isPart;
        _isTaken |= fates.Contains(Fate.Taken) && !isPart && !isModule;
        _isPart |= isPart;
    }

    private void Follow(IOperation start, CodeUnit unit, HashSet<Fate> fates, HashSet<ISymbol> seen)
    {
        var (fate, name) = Climb(start, unit);
        fates.Add(fate);
        if (name is null || !seen.Add(name))
        {
            return;
        }

        // A module that is also a field of another module is registered as such.
        if (IsLayer(name))
        {
            fates.Add(Fate.Part);
        }

        foreach (var reference in unit.Names.ReferencesTo(name))
        {
            if (reference is IMemberReferenceOperation member && IsLayer(member.Member))
            {
                fates.Add(Fate.Part);
            }

            Follow(reference, unit, fates, seen);
        }
    }

    // Follows a module, or a name of it, to what it is put into, asked for or called next.
    private (Fate Fate, ISymbol? Name) Climb(IOperation start, CodeUnit unit)
    {
        var part = start;
        for (var user = start.Parent; user is not null; (part, user) = (user, user.Parent))
        {
            switch (user)
            {
                case IInvocationOperation call when _context.Torch.IsSequential(call.Type)
                    || _context.Torch.IsSequential(call.TargetMethod.ContainingType):
                    return (part is IArgumentOperation ? Fate.InSequential : Fate.Unknown, null);
                case IInvocationOperation call when call.Instance == part && Takes(call):
                    return (Fate.Taken, null);
                case IInvocationOperation call when _context.Torch.CreatesModule(call)
                    || _context.Torch.IsModuleCollection(call.TargetMethod.ContainingType):
                case IObjectCreationOperation creation when creation.Type.DerivesFrom(_context.Torch.Module):
                    return (part is IArgumentOperation ? Fate.Part : Fate.Unknown, null);
                case IInvocationOperation { TargetMethod.Name: "Add" or "Insert" or "AddRange" or "Append" } call
                    when part is IArgumentOperation && call.Receiver() is { } collection and not IInstanceReferenceOperation:
                    return (Fate.Unknown, unit.Names.EntityOf(collection));
                case IInvocationOperation call when !_context.Torch.IsMove(call) && !IsOfSystem(call.TargetMethod):
                case IObjectCreationOperation { Type: { } type } when part is IArgumentOperation && !IsOfSystem(type):
                    return (Fate.Unknown, start is IObjectCreationOperation ? unit.Names.EntityHolding(start) : null);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return (Fate.Unknown, declarator.Symbol);
                case IFieldInitializerOperation field:
                    return (Fate.Unknown, field.InitializedFields[0]);
                case IPropertyInitializerOperation property:
                    return (Fate.Unknown, property.InitializedProperties[0]);
                case ISimpleAssignmentOperation assignment when assignment.Value == part:
                    return (Fate.Unknown, unit.Names.EntityOf(assignment.Target));
                case IReturnOperation when user.Function() is not IAnonymousFunctionOperation:
                    return (Fate.Unknown, unit.FunctionOf(user));
                case IMemberReferenceOperation or ILoopOperation or IExpressionStatementOperation:
                    return default;
            }
        }

        return default;
    }

    // Arrays, lists and queries hold the same modules still.
    private static bool IsOfSystem(ISymbol symbol) =>
        symbol.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) == true;

    private bool IsLayer(ISymbol symbol) =>
        (symbol is IFieldSymbol field ? field.Type : (symbol as IPropertySymbol)?.Type).DerivesFrom(_context.Torch.Module)
            && symbol.ContainingType.DerivesFrom(_context.Torch.Module);

    private bool Takes(IInvocationOperation call) =>
        (AsksForWeights.Contains(call.TargetMethod.Name) || (_holds == ModuleHolds.Mode && call.TargetMethod.Name is "eval" or "train"))
            && call.TargetMethod.ContainingType.DerivesFrom(_context.Torch.Module);

    private bool IsOfType(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, _type);

    private static bool IsMentionedIn(ISymbol member, SimpleNameSyntax[] mentions) =>
        member.DeclaringSyntaxReferences.Any(reference =>
            Array.Exists(mentions,
                mention => reference.SyntaxTree == mention.SyntaxTree && Declaration(reference.GetSyntax()).Span.Contains(mention.Span)));

    // new() stands beside the type of its field, which belongs to the declaration around the name.
    private static SyntaxNode Declaration(SyntaxNode syntax) =>
        syntax is VariableDeclaratorSyntax { Parent: { } declaration } ? declaration : syntax;

    private MemberBody? Body(ISymbol member)
    {
        var roots = member.DeclaringSyntaxReferences.Select(reference => Code(reference.GetSyntax(_context.Unit.Cancellation)))
            .Select(syntax => syntax is null ? null : _context.Unit.OperationOf(syntax))
            .OfType<IOperation>().ToArray();
        return roots.Length > 0 ? new MemberBody(member, roots, isForeign: false) : null;
    }

    private static SyntaxNode? Code(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax field => field.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        TypeDeclarationSyntax => null,
        _ => declaration,
    };
}
