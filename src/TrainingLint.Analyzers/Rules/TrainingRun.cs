using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Rules;

/// <summary>
/// A training as a program runs it: what is done from a place on that nobody else of the program calls, in order, through all types.
/// </summary>
internal sealed class TrainingRun
{
    private readonly CheckContext _context;
    private readonly Dictionary<Deed, KnownObject> _receivers = [];

    private TrainingRun(CheckContext context, ProgramWalk walk)
    {
        _context = context;
        Deeds = walk.Deeds;
        IsCutOff = walk.IsCutOff;
        Keys = new ObjectKeys(context.Unit, context.Torch);
        Backwards = [.. Deeds.Where(deed => deed.Call is { TargetMethod.Name: "backward" } call && context.Torch.IsBackward(call))];
        Steps = Calls(context.Torch.IsOptimizerStep);
        Models = new OptimizedModels(this, context);
    }

    /// <summary>What is done, in order.</summary>
    public IReadOnlyList<Deed> Deeds { get; }

    /// <summary>True when something may be done that the walk did not see.</summary>
    public bool IsCutOff { get; }

    /// <summary>Tells objects apart.</summary>
    public ObjectKeys Keys { get; }

    /// <summary>The backward passes.</summary>
    public Deed[] Backwards { get; }

    /// <summary>The steps of optimizers.</summary>
    public Deed[] Steps { get; }

    /// <summary>The models that optimizers hold.</summary>
    public OptimizedModels Models { get; }

    /// <summary>The runs that begin in a type.</summary>
    public static IReadOnlyList<TrainingRun> Of(CheckContext context)
    {
        if (!context.Unit.Libraries.Uses.IsNamed("backward", context.Unit.Cancellation))
        {
            return [];
        }

        var runs = new List<TrainingRun>();
        foreach (var body in context.Unit.Bodies)
        {
            if (body.Owner is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method
                && IsBegin(method, context))
            {
                var walk = ProgramWalk.Through(body, context.Unit, context.Torch);
                if (walk.Deeds.Any(deed => context.Torch.IsBackward(deed.Operation)))
                {
                    runs.Add(new TrainingRun(context, walk));
                }
            }
        }

        return runs;
    }

    /// <summary>The calls of a kind.</summary>
    public Deed[] Calls(Predicate<IOperation> isMeant) => [.. Deeds.Where(deed => deed.Call is { } call && isMeant(call))];

    /// <summary>The object that a call is made on.</summary>
    public KnownObject Receiver(Deed deed)
    {
        if (!_receivers.TryGetValue(deed, out var known))
        {
            known = _receivers[deed] = deed.Call?.Receiver() is { } receiver ? Keys.Of(receiver, deed.Path)
                : new KnownObject("none", null, null, []);
        }

        return known;
    }

    /// <summary>What is done within a call or loop.</summary>
    public IEnumerable<Deed> Within(Deed part)
    {
        for (var i = part.Order + 1; i <= part.End; i++)
        {
            yield return Deeds[i];
        }
    }

    /// <summary>True when a call or loop holds something of a kind.</summary>
    public bool Holds(Deed part, Predicate<IOperation> isMeant) => Within(part).Any(deed => isMeant(deed.Operation));

    // Nobody of the program calls it, or only somebody who has no other part in the training.
    private static bool IsBegin(IMethodSymbol method, CheckContext context) =>
        context.Unit.Libraries.Uses.CallsOf(method, context.Unit.Cancellation) is { } calls
        && calls.All(call => !ProgramText.MentionsTraining(call.Syntax.SyntaxTree, context.Unit.Cancellation));
}
