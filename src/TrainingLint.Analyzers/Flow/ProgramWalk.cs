using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// Goes through what a function does in the order in which it is done, and through the functions of the program that it calls:
/// methods behind interfaces and base classes, delegates, handlers of events, lambdas that a library calls. What it comes to keeps the
/// calls by which it was reached, so that a parameter stands for what this caller passes.
/// </summary>
internal sealed class ProgramWalk
{
    private const int MostDepth = 9;

    // A program that does more than this in one go is not followed to its end.
    private const int MostOperations = 30_000;

    // What a library runs once, of all that takes a function.
    private static readonly HashSet<string> RunOnce = ["Run", "StartNew", "Invoke", "InvokeAsync", "step", "ContinueWith"];

    private readonly CodeUnit _unit;
    private readonly TorchSymbols _torch;
    private readonly WalkTargets _targets;
    private readonly List<Deed> _deeds = [];
    private readonly Stack<State> _states = new();
    private readonly HashSet<ISymbol> _made = new(SymbolEqualityComparer.Default);
    private State _state = new();
    private int _operations;

    private ProgramWalk(CodeUnit unit, TorchSymbols torch)
    {
        (_unit, _torch) = (unit, torch);
        _targets = new WalkTargets(unit, torch);
    }

    /// <summary>True when something was left out: a delegate that nobody knows, or more than is worth to follow.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<Deed> Deeds => _deeds;

    /// <summary>Walks through the body of a member.</summary>
    public static ProgramWalk Through(MemberBody body, CodeUnit unit, TorchSymbols torch)
    {
        var walk = new ProgramWalk(unit, torch);
        if (body.Owner is IMethodSymbol { IsStatic: false, ContainingType.InstanceConstructors: { Length: 1 } constructors }
            && unit.BodyOf(constructors[0]) is { } before)
        {
            foreach (var root in before.Roots)
            {
                walk.Visit(root);
            }
        }

        foreach (var root in body.Roots)
        {
            walk.Visit(root);
        }

        return walk;
    }

    private void Visit(IOperation? operation)
    {
        if (operation is null || ++_operations > MostOperations)
        {
            IsCutOff |= operation is not null;
            return;
        }

        switch (operation)
        {
            case IAnonymousFunctionOperation or ILocalFunctionOperation or INameOfOperation or ITypeOfOperation:
                break;
            case ILoopOperation loop:
                VisitLoop(loop);
                break;
            case IConditionalOperation choice:
                VisitChoice(choice);
                break;
            case ISwitchCaseOperation or ISwitchExpressionArmOperation or ICatchClauseOperation:
                VisitAll(operation.ChildOperations, operation);
                break;
            case IUsingOperation used:
                VisitUsing(used);
                break;
            case IBlockOperation block:
                VisitBlock(block);
                break;
            case IInvocationOperation call:
                VisitCall(call);
                break;
            case IObjectCreationOperation creation:
                VisitCreation(creation);
                break;
            default:
                VisitOther(operation);
                break;
        }
    }

    private void VisitOther(IOperation operation)
    {
        VisitAll(operation.ChildOperations, guard: null);
        if (operation is IAssignmentOperation)
        {
            Add(operation);
        }
    }

    private void VisitChoice(IConditionalOperation choice)
    {
        Visit(choice.Condition);
        VisitGuarded(choice.WhenTrue, choice);
        VisitGuarded(choice.WhenFalse, choice);
    }

    private void VisitAll(IOperation.OperationList operations, IOperation? guard)
    {
        foreach (var child in operations)
        {
            if (guard is null)
            {
                Visit(child);
            }
            else
            {
                VisitGuarded(child, guard);
            }
        }
    }

    private void VisitGuarded(IOperation? operation, IOperation guard)
    {
        if (operation is not null)
        {
            Within(_state with { Guards = _state.Guards + 1, Guard = guard }, () => Visit(operation));
        }
    }

    private void VisitLoop(ILoopOperation loop)
    {
        IOperation? once = loop switch
        {
            IForEachLoopOperation each => each.Collection,
            _ => null,
        };
        if (loop is IForLoopOperation counted)
        {
            foreach (var before in counted.Before)
            {
                Visit(before);
            }
        }

        // An iterator of the program runs in turns with the loop that goes over it.
        if (once is not null && !_targets.IsIterator(once))
        {
            Visit(once);
            once = null;
        }

        var deed = Add(loop, isLoop: true);
        Within(_state with { Parent = deed, IsScoped = false, Guard = null }, () =>
        {
            Visit(once);
            Visit((loop as IForLoopOperation)?.Condition ?? (loop as IWhileLoopOperation)?.Condition);
            Visit(loop.Body);
        });
        deed.End = _deeds.Count - 1;
    }

    private void VisitUsing(IUsingOperation used)
    {
        Visit(used.Resources);
        Within(Opened(used.Resources), () => Visit(used.Body));
        VisitDispose(used.Resources);
    }

    // What a guard of the program does when its scope ends, such as to switch back what it switched.
    private void VisitDispose(IOperation resources)
    {
        IEnumerable<IOperation> held = resources is IVariableDeclarationGroupOperation group
            ? group.Declarations.SelectMany(declaration => declaration.Declarators).Select(one =>
                one.GetVariableInitializer()?.Value).OfType<IOperation>()
            : [resources];
        foreach (var value in held)
        {
            var type = value.Unwrapped().Type is { DeclaringSyntaxReferences.Length: > 0 } or { TypeKind: TypeKind.Interface }
                ? value.Behind(_unit, _state.Path).Value.Type ?? value.Unwrapped().Type : null;
            if (_targets.DisposeOf(type) is var (symbol, body) && Depth() < MostDepth && _made.Add(symbol))
            {
                Within(_state with { Guard = null }, () => Visit(body));
                _made.Remove(symbol);
            }
        }
    }

    // What a using declaration opens lasts to the end of the block.
    private void VisitBlock(IBlockOperation block)
    {
        var outer = _state;
        var held = new Stack<IOperation>();
        foreach (var statement in block.Operations)
        {
            Visit(statement);
            if (statement is IUsingDeclarationOperation declared)
            {
                _state = Opened(declared.DeclarationGroup);
                held.Push(declared.DeclarationGroup);
            }
        }

        _state = outer;
        foreach (var resources in held)
        {
            VisitDispose(resources);
        }
    }

    private State Opened(IOperation resources)
    {
        var state = _state;
        foreach (var call in resources.DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            var opening = call.TargetMethod.DeclaringSyntaxReferences.Length == 0 ? call
                : call.Behind(_unit, state.Path).Value as IInvocationOperation ?? call;
            if (_torch.SwitchesGradients(opening))
            {
                state = state with { IsUnrecorded = opening.TargetMethod.Name is not "enable_grad" && !SaysTrue(opening) };
            }
            else if (opening.TargetMethod.Name == "NewDisposeScope")
            {
                state = state with { IsScoped = true };
            }
        }

        return state;
    }

    private static bool SaysTrue(IInvocationOperation call) => call.TargetMethod.Name == "set_grad_enabled"
        && call.Arguments.Length > 0 && call.Arguments[0].Value.ConstantValue is not { HasValue: true, Value: false };

    private void VisitCall(IInvocationOperation call)
    {
        VisitAll(call.ChildOperations, guard: null);
        var function = call.TargetMethod;
        if (function.DeclaringSyntaxReferences.Length == 0 && function.MethodKind != MethodKind.DelegateInvoke)
        {
            VisitFunctionsGiven(call);
            Add(call);
            return;
        }

        var deed = Add(call);
        if (_torch.IsForward(call) || Depth() >= MostDepth)
        {
            return;
        }

        var targets = _targets.Of(call, _state.Path, out var isChoice);
        IsCutOff |= targets.Count == 0 && function.MethodKind == MethodKind.DelegateInvoke && !ReturnsData(call);
        foreach (var (symbol, body) in targets)
        {
            if (!IsOpen(symbol))
            {
                var inner = new State
                {
                    Path = new CallPath(call, symbol, _state.Path),
                    Parent = deed,
                    IsUnrecorded = _state.IsUnrecorded,
                    IsScoped = _state.IsScoped,
                    Guards = _state.Guards,
                    Guard = _state.Guard,
                    IsChoice = _state.IsChoice || isChoice,
                };
                Within(inner, () => Visit(body));
            }
        }

        deed.End = _deeds.Count - 1;
    }

    // A function that hands out rows or computes a tensor steps nothing and switches no mode; one that is for what it does may.
    private bool ReturnsData(IInvocationOperation call) => call.Type is { SpecialType: SpecialType.None } type
        && !type.DerivesFrom(_torch.Module) && !type.DerivesFrom(_torch.Optimizer) && type.Name != "Task";

    // What a constructor of the program does; whoever is created in it is created once for each.
    private void VisitCreation(IObjectCreationOperation creation)
    {
        VisitAll(creation.ChildOperations, guard: null);
        var deed = Add(creation);
        if (creation.Constructor is { DeclaringSyntaxReferences.Length: > 0 } constructor && _made.Add(constructor.OriginalDefinition)
            && Depth() < MostDepth && _unit.BodyOf(constructor) is { } body)
        {
            Within(_state with { Parent = deed, Guard = null }, () =>
            {
                foreach (var root in body.Roots)
                {
                    Visit(root);
                }
            });
            _made.Remove(constructor.OriginalDefinition);
            deed.End = _deeds.Count - 1;
        }
    }

    // batches.ForEach(batch => ...), Task.Run(() => ...), optimizer.step(closure)
    private void VisitFunctionsGiven(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.Unwrapped().Type is { TypeKind: TypeKind.Delegate }
                && _unit.Values.DelegateBehind(argument.Value, path: _state.Path) is { } given
                && _targets.BodyOf(given) is var (symbol, body)
                && Depth() < MostDepth && !IsOpen(symbol))
            {
                var isOnce = RunOnce.Contains(call.TargetMethod.Name);
                var deed = Add(given, isLoop: !isOnce);
                Within(_state with { Parent = deed, Guard = null, IsScoped = isOnce && _state.IsScoped }, () => Visit(body));
                deed.End = _deeds.Count - 1;
            }
        }
    }

    private Deed Add(IOperation operation, bool isLoop = false)
    {
        var deed = new Deed(operation, _state.Path, _state.Parent)
        {
            Order = _deeds.Count,
            End = _deeds.Count,
            IsUnrecorded = _state.IsUnrecorded,
            IsScoped = _state.IsScoped,
            Guards = _state.Guards,
            Guard = _state.Guard,
            IsChoice = _state.IsChoice,
            IsLoop = isLoop,
        };
        _deeds.Add(deed);
        return deed;
    }

    private void Within(State state, Action visit)
    {
        _states.Push(_state);
        _state = state;
        visit();
        _state = _states.Pop();
    }

    private int Depth()
    {
        var depth = 0;
        for (var current = _state.Path; current is not null; current = current.Outer)
        {
            depth++;
        }

        return depth;
    }

    private bool IsOpen(ISymbol function) => CallPath.To(function, _state.Path) is not null;

    // Where the walk is, and what holds there.
    private sealed record State
    {
        public CallPath? Path { get; init; }

        public Deed? Parent { get; init; }

        public bool IsUnrecorded { get; init; }

        public bool IsScoped { get; init; }

        public int Guards { get; init; }

        public IOperation? Guard { get; init; }

        public bool IsChoice { get; init; }
    }
}
