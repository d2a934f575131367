using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

/// <summary>A part of a run that trains on rows, or is judged by them.</summary>
/// <param name="Part">The call or loop.</param>
/// <param name="Rows">What it goes over, as objects.</param>
internal sealed record RowUse(Deed Part, IReadOnlyList<KnownObject> Rows)
{
    /// <summary>The forward passes in it.</summary>
    public IReadOnlyList<Deed> Forwards { get; init; } = [];

    /// <summary>True when both go over the same rows.</summary>
    public KnownObject? Shared(RowUse other) => Rows.FirstOrDefault(row => other.Rows.Any(own => own.Key == row.Key));
}

/// <summary>Which rows a run trains on, and which it is judged by.</summary>
internal sealed class RunData
{
    private readonly TrainingRun _run;
    private readonly CheckContext _context;

    public RunData(TrainingRun run, CheckContext context)
    {
        (_run, _context) = (run, context);
        var forwards = run.Calls(context.Torch.IsForward);
        // An attack differentiates as well, and moves no weights.
        Training = [.. run.Backwards.Select(backward => backward.Loops().FirstOrDefault()).OfType<Deed>().Distinct()
            .Where(loop => run.Steps.Any(loop.Contains))
            .Select(loop => new RowUse(loop, RowsOf(loop)))];
        Judged = [.. forwards.GroupBy(Judging).Where(same => same.Key is not null)
            .Select(same => new RowUse(same.Key!, RowsOf(same.Key!)) { Forwards = [.. same] })];
    }

    /// <summary>The loops that train.</summary>
    public RowUse[] Training { get; }

    /// <summary>The calls and loops that run a model and learn nothing.</summary>
    public RowUse[] Judged { get; }

    // The largest part around a forward pass without a backward pass, beside a training.
    private Deed? Judging(Deed forward)
    {
        Deed? part = null;
        foreach (var around in forward.Around())
        {
            if (_run.Backwards.Any(around.Contains))
            {
                break;
            }

            part = around;
        }

        // In a turn of a training loop itself, what is run is the loss.
        return part is not null && (forward.IsUnrecorded || part.Call is not null || part.IsLoop)
            && !(_run.Backwards.Any(backward => backward.Loops().FirstOrDefault() == forward.Loops().FirstOrDefault()
                && !forward.IsUnrecorded))
                ? part
                : null;
    }

    // What is looped over on the way, and where no loop is, what the models are run on.
    private List<KnownObject> RowsOf(Deed part)
    {
        var rows = new List<KnownObject>();
        var deeds = new[] { part }.Concat(_run.Within(part)).ToArray();
        foreach (var deed in deeds)
        {
            if (deed.Operation is IForEachLoopOperation each)
            {
                Add(each.Collection, deed.Path, rows);
            }
            else if (deed.Call is { } call && _context.Torch.IsForward(call))
            {
                foreach (var argument in call.Arguments)
                {
                    if (argument.Value.Unwrapped() is not IInvocationOperation inner || !_context.Torch.IsForward(inner))
                    {
                        Add(argument.Value, deed.Path, rows);
                    }
                }
            }
        }

        return rows;
    }

    private void Add(IOperation value, CallPath? path, List<KnownObject> rows)
    {
        var known = _run.Keys.RowsOf(value, path);
        if (!rows.Exists(row => row.Key == known.Key)
            && known.End is not IInvocationOperation { TargetMethod.Name: "Range" or "randperm" or "arange" or "randn" or "rand" })
        {
            rows.Add(known);
        }
    }
}
