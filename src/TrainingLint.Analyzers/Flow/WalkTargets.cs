using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>The functions of the program that a call may run, and their bodies.</summary>
internal sealed class WalkTargets(CodeUnit unit, TorchSymbols torch)
{
    private const int MostImplementations = 6;

    private readonly Dictionary<ISymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// What a call runs; several where it cannot be told which, or where all of them run, as the handlers of an event do.
    /// </summary>
    public IReadOnlyList<(ISymbol Symbol, IOperation Body)> Of(IInvocationOperation call, CallPath? path, out bool isChoice)
    {
        isChoice = false;
        if (HandlersOf(call) is { } handlers)
        {
            return handlers;
        }

        if (EachOf(call) is { Count: > 0 } each)
        {
            return each;
        }

        if (unit.Values.FunctionOf(call, path) is { } function)
        {
            return Body(function.Symbol, function.Syntax) is { } body ? [(function.Symbol, body)] : [];
        }

        var target = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
        if (HeldBy(call, path) is { Count: > 0 } held)
        {
            isChoice = held.Count > 1;
            return held;
        }

        if (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke || !(target.IsAbstract || target.IsVirtual || target.IsOverride))
        {
            return [];
        }

        isChoice = true;
        return unit.Libraries.Uses.ImplementationsOf(target, unit.Cancellation).Take(MostImplementations)
            .Where(found => found.DeclaringSyntaxReferences.Length == 1)
            .Select(found => (Symbol: found, Body: Body(found, found.DeclaringSyntaxReferences[0].GetSyntax(unit.Cancellation))))
            .Where(found => found.Body is not null)
            .Select(found => (found.Symbol, found.Body!))
            .ToArray();
    }

    /// <summary>The function that a delegate holds: a lambda, or a method of the program.</summary>
    public (ISymbol Symbol, IOperation Body)? BodyOf(IOperation function) => function switch
    {
        IAnonymousFunctionOperation lambda => (lambda.Symbol.OriginalDefinition, lambda.Body),
        IMethodReferenceOperation { Method: var method } when Declared(method) is var (symbol, syntax)
            && Body(symbol, syntax) is { } body => (symbol, body),
        _ => null,
    };

    /// <summary>True for a call of a function of the program that yields one element after the other.</summary>
    public bool IsIterator(IOperation collection) => collection.Unwrapped() is IInvocationOperation { TargetMethod: var method }
        && Declared(method) is var (_, syntax)
        && syntax.DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax).Any(node => node is YieldStatementSyntax);

    /// <summary>What ends the use of an object, where the program says so itself.</summary>
    public (ISymbol Symbol, IOperation Body)? DisposeOf(ITypeSymbol? type)
    {
        for (var current = type; current is { DeclaringSyntaxReferences.Length: > 0 }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers("Dispose"))
            {
                if (member.OriginalDefinition is IMethodSymbol
                    {
                        Parameters.IsEmpty: true,
                        DeclaringSyntaxReferences: { Length: 1 } declared
                    } method
                    && Body(method, declared[0].GetSyntax(unit.Cancellation)) is { } body)
                {
                    return (method, body);
                }
            }
        }

        return null;
    }

    private (ISymbol Symbol, SyntaxNode Syntax)? Declared(IMethodSymbol method)
    {
        var run = unit.Run(method);
        return run.DeclaringSyntaxReferences is { Length: 1 } declared ? (run, declared[0].GetSyntax(unit.Cancellation)) : null;
    }

    private IOperation? Body(ISymbol function, SyntaxNode syntax)
    {
        if (!_bodies.TryGetValue(function, out var body))
        {
            body = _bodies[function] = Loaded(function, syntax);
        }

        return body;
    }

    // The unit's own trees first: an operation that is read twice is two objects.
    private IOperation? Loaded(ISymbol function, SyntaxNode syntax)
    {
        if (!ProgramText.MentionsTraining(syntax.SyntaxTree, unit.Cancellation))
        {
            return null;
        }

        if (function is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
        {
            var owner = function.ContainingSymbol;
            while (owner is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
            {
                owner = owner.ContainingSymbol;
            }

            var own = (owner as IMethodSymbol is { } method ? unit.BodyOf(method) : null)?.Operations
                .FirstOrDefault(operation => operation.Syntax == syntax
                    && operation is ILocalFunctionOperation or IAnonymousFunctionOperation);
            return Inside(own ?? unit.OperationOf(syntax));
        }

        return function is IMethodSymbol ordinary && unit.BodyOf(ordinary) is { Roots: { Count: 1 } roots } ? roots[0]
            : unit.OperationOf(syntax);
    }

    private static IOperation? Inside(IOperation? function) => function switch
    {
        ILocalFunctionOperation local => local.Body,
        IAnonymousFunctionOperation lambda => lambda.Body,
        _ => function,
    };

    // foreach (var stage in stages) stage.Execute(...), where the stages are written out: each of them runs, one after the other.
    private List<(ISymbol Symbol, IOperation Body)>? EachOf(IInvocationOperation call)
    {
        var target = call.TargetMethod.OriginalDefinition;
        if (!(target.IsAbstract || target.IsVirtual)
            || call.Instance?.Unwrapped() is not ILocalReferenceOperation { Local: var local } receiver
            || receiver.Loops().OfType<IForEachLoopOperation>().FirstOrDefault(loop =>
                loop.Locals.Contains(local, SymbolEqualityComparer.Default)) is not { } around
            || unit.Values.ElementsOf(around.Collection) is not { } elements)
        {
            return null;
        }

        var found = new List<(ISymbol, IOperation)>();
        foreach (var element in elements)
        {
            if (element.Behind(unit) is not IObjectCreationOperation { Type: { } made }
                || (target.ContainingType.TypeKind == TypeKind.Interface ? made.ImplementationOf(target)
                    : made.GetMembers(target.Name).FirstOrDefault(member => member is IMethodSymbol { IsOverride: true })) is not { } own
                || own.OriginalDefinition.DeclaringSyntaxReferences is not { Length: 1 } declared)
            {
                return null;
            }

            if (Body(own.OriginalDefinition, declared[0].GetSyntax(unit.Cancellation)) is { } body)
            {
                found.Add((own.OriginalDefinition, body));
            }
        }

        return found;
    }

    // A delegate that a member holds at first, and others that are written to it later.
    private List<(ISymbol Symbol, IOperation Body)>? HeldBy(IInvocationOperation call, CallPath? path)
    {
        if (call.TargetMethod.MethodKind != MethodKind.DelegateInvoke
            || call.Instance?.Unwrapped() is not IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } held
            || held.Member.DeclaringSyntaxReferences is not { Length: 1 } declared
            || unit.Libraries.Uses.WritesTo(held.Member.OriginalDefinition,
                unit.Cancellation) is not { Count: < MostImplementations } writes)
        {
            return null;
        }

        var values = writes.Select(write => Assigned.In(write, held.Member.OriginalDefinition)?.Value).ToList();
        var first = declared[0].GetSyntax(unit.Cancellation) switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } => value,
            PropertyDeclarationSyntax { Initializer.Value: var value } => value,
            _ => null,
        };
        if (first is not null)
        {
            values.Add(unit.Libraries.Uses.OperationOf(first, unit.Cancellation));
        }

        var bodies = values.Select(value => value is null ? null : unit.Values.DelegateBehind(value, path: path))
            .Select(function => function is null ? null : BodyOf(function)).ToArray();
        return System.Array.TrueForAll(bodies, body => body is not null) ? [.. bodies.Select(body => body!.Value)] : null;
    }

    // Finished?.Invoke(...) runs all that the program adds to the event.
    private IReadOnlyList<(ISymbol, IOperation)>? HandlersOf(IInvocationOperation call)
    {
        if (call.TargetMethod.MethodKind != MethodKind.DelegateInvoke
            || call.Instance?.Unwrapped() is not IMemberReferenceOperation { Member: var member }
            || member is not (IEventSymbol or IFieldSymbol or IPropertySymbol) || torch.IsOfTorch(member)
            || unit.Libraries.Uses.NamesOf(member.OriginalDefinition, unit.Cancellation) is not { } names)
        {
            return null;
        }

        var added = names.Select(name => name.Parent).OfType<AssignmentExpressionSyntax>()
            .Where(adding => adding.IsKind(SyntaxKind.AddAssignmentExpression)).ToArray();
        return added.Length == 0 ? null
            : [.. added.Select(adding => unit.Libraries.Uses.OperationOf(adding.Right, unit.Cancellation))
                .Select(handler => handler is null ? null : unit.Values.DelegateBehind(handler))
                .Select(function => function is null ? null : BodyOf(function))
                .Where(found => found is not null).Select(found => found!.Value)];
    }
}
