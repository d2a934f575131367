using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// Optimizers of PyTorch that a program builds, each with the schedulers that it is handed to, the Lightning dictionary that
/// says how these are stepped, and the trainer that says how long.
/// </summary>
internal static class TorchRuns
{
    private static readonly string[] Homes = ["torch.optim", "optim", "bitsandbytes.optim", "bnb.optim", "apex.optimizers", "transformers", "transformers.optimization", "timm.optim", "lion_pytorch", "torch_optimizer", "deepspeed.ops.adam"];

    private static readonly Regex WholeModel = new(
        @"^(?:self\.)?(?:\w*model|net|network|self|bert)\.parameters$", RegexOptions.CultureInvariant);

    public static IEnumerable<MappingNode> In(PythonProgram program)
    {
        var optimizers = program.Calls.Where(call => IsOptimizer(call) && !IsInTest(call.Scope)).ToArray();
        var schedulers = program.Calls.Where(IsScheduler).ToArray();
        var trainers = program.Calls.Where(call => call.Last == "Trainer" && call.Node.HasAnyOf("max_epochs", "max_steps", "accelerator", "devices")).ToArray();
        var adapters = program.Calls.Where(call => call.Last == "LoraConfig" && call.Node.Has("target_modules")).ToArray();
        foreach (var optimizer in optimizers)
        {
            var own = schedulers.Where(scheduler => scheduler.Node.Entries.Any(entry => ReferenceEquals(entry.Value, optimizer.Node)))
                .Select(scheduler => scheduler.Node)
                .ToArray();
            var settings = Dictionaries(program).Concat(NamedSchedulers(program)).FirstOrDefault(dictionary =>
                Array.Exists(own, scheduler => ReferenceEquals(dictionary["scheduler"], scheduler)));
            var epochs = EpochsAround(program, optimizer);
            yield return PythonRoots.Parts(
                PythonRoots.Run,
                [
                    ("optimizer", optimizer.Node),
                    ("scheduler", own.Length == 1 ? own[0] : null),
                    ("schedulers", own.Length > 1 ? new SequenceNode(own[0].Source, own[0].Span, null, own) : null),
                    ("settings", settings),
                    ("outer", Outer(program, own)),
                    ("trainer", trainers.Length == 1 && optimizers.Length == 1 ? trainers[0].Node : null),
                    ("epochs", epochs?.Count),
                    ("stepping", own.Length == 1 && epochs is not null ? Stepping(program, own[0], epochs) : null),
                    ("batches", own.Length == 1 && epochs is not null ? PerBatch(program, own[0], epochs) : null),
                    ("microbatches", own.Length == 1 ? TorchLoops.SteppedEachMicroBatch(program, optimizer, own[0]) : null),
                    ("examples", own.Length == 1 ? TorchLoops.CountsExamples(program, own[0]) : null),
                    ("onerate", own.Length == 0 ? TorchLoops.AtOneRate(program, optimizer) : null),
                    ("choice", optimizers.Length > 1 || TorchLoops.GuardOf(optimizer.Node) is not null ? optimizer.Node : null),
                    ("lora", adapters.Length == 1 ? adapters[0].Node : null),
                    .. optimizers.Length == 1 ? TorchLayers.In(program) : [],
                    .. PythonRoots.ModelOf(program, TrainsWhole(optimizer)),
                ]);
        }
    }

    // def test_toy_model() within a module tries its tools, and trains nothing (facebookresearch/lingua, probe.py: SGD at rate 0).
    private static bool IsInTest(PythonScope? scope) => scope is not null
        && ((scope.Kind == PythonScopeKind.Function && scope.Name.StartsWith("test_", StringComparison.Ordinal)) || IsInTest(scope.Parent));

    // The one loop over epochs in the function that builds the optimizer.
    private static PythonLoop? EpochsAround(PythonProgram program, PythonCall optimizer)
    {
        var loops = new HashSet<PythonLoop>();
        foreach (var call in program.Calls.Where(call => call.Scope == optimizer.Scope))
        {
            for (var loop = call.Loop; loop is not null; loop = loop.Outer)
            {
                if (loop.CountsEpochs && !loop.Holds(optimizer.Loop))
                {
                    loops.Add(loop);
                }
            }
        }

        return loops.Count == 1 ? loops.First() : null;
    }

    // How often the loop steps a schedule: once an epoch, or in the loop within it. With an argument it means something else.
    private static ScalarNode? Stepping(PythonProgram program, MappingNode scheduler, PythonLoop epochs)
    {
        var steps = StepsOf(program, scheduler, epochs);
        var isEpoch = steps.Length > 0 && Array.TrueForAll(steps, call => ReferenceEquals(call.Loop, epochs));
        var isStep = steps.Length > 0 && !Array.Exists(steps, call => ReferenceEquals(call.Loop, epochs));
        return isEpoch || isStep
            ? new ScalarNode(steps[0].Node.Source, steps[0].Node.Span, null, isEpoch ? "epoch" : "step", ScalarStyle.Plain)
            : null;
    }

    // Stepped in a loop over a loader, and nowhere else: once a batch. A loop over phases is stepped once an epoch after all.
    private static ScalarNode? PerBatch(PythonProgram program, MappingNode scheduler, PythonLoop epochs)
    {
        var steps = StepsOf(program, scheduler, epochs);
        return steps.Length > 0
            && Array.TrueForAll(steps, call => call.Loop is { OverBatches: true } && !IsConditional(call.Node))
            ? new ScalarNode(steps[0].Node.Source, steps[0].Node.Span, null, "step", ScalarStyle.Plain)
            : null;
    }

    // if i == len(loader) - 1: scheduler.step()
    private static bool IsConditional(ConfigNode call)
    {
        var (file, line) = (call.Source, call.Span.Line);
        var depth = DepthOf(file.Line(line));
        while (--line > 0)
        {
            var text = file.Line(line);
            if (text.Trim().Length > 0 && DepthOf(text) < depth)
            {
                return text.TrimStart() is var opening && (opening.StartsWith("if", StringComparison.Ordinal)
                    || opening.StartsWith("el", StringComparison.Ordinal));
            }
        }

        return false;
    }

    private static int DepthOf(string line) => line.Length - line.TrimStart().Length;

    private static PythonCall[] StepsOf(PythonProgram program, MappingNode scheduler, PythonLoop epochs) =>
        [.. program.Calls.Where(call => call.Last == "step" && call.Node.Entries.Count == 0 && epochs.Holds(call.Loop)
            && call.Receiver.IndexOf('.') < 0 && ReferenceEquals(call.Scope.Find(call.Receiver), scheduler))];

    // model.parameters() is the whole model; a head or a few layers are not.
    private static bool TrainsWhole(PythonCall optimizer) =>
        (optimizer.Node["0"] ?? optimizer.Node["params"]) is MappingNode trained && NodeTags.CalledBy(trained) is { } called
            && WholeModel.IsMatch(called);

    /// <summary>Dictionaries that say how a schedule is stepped which no optimizer in sight is handed to.</summary>
    public static IEnumerable<MappingNode> Stepped(PythonProgram program)
    {
        var optimizers = program.Calls.Where(IsOptimizer).Select(call => call.Node).ToArray();
        return Dictionaries(program)
            .Where(dictionary => dictionary["scheduler"] is MappingNode scheduler
                && !scheduler.Entries.Any(entry => optimizers.Contains(entry.Value)))
            .Distinct()
            .Select(dictionary => PythonRoots.Parts(PythonRoots.Stepping, ("settings", dictionary)));
    }

    private static bool IsOptimizer(PythonCall call) =>
        (Array.IndexOf(Homes, call.Receiver) >= 0 || call.Receiver.StartsWith("torch.optim.", StringComparison.Ordinal)
            || call.Receiver.EndsWith(".optim", StringComparison.Ordinal))
        && OptimizerFamilies.Of(call.Last) != OptimizerFamily.Unknown
        && call.Node.Has("0") | call.Node.Has("params");

    private static bool IsScheduler(PythonCall call) =>
        call.Receiver.EndsWith("lr_scheduler", StringComparison.Ordinal) || call.Last.EndsWith("LR", StringComparison.Ordinal)
            || call.Last.StartsWith("get_", StringComparison.Ordinal) && call.Last.Contains("schedule");

    // {"scheduler": ..., "interval": ...}, wherever it stands in what a module returns.
    private static IEnumerable<MappingNode> Dictionaries(PythonProgram program) =>
        AllDictionaries(program).Where(node => node.HasAnyOf("interval", "frequency", "monitor") && node.Has("scheduler"));

    // {"scheduler": ..., "name": ...}: a scheduler's settings without a word of how it is stepped. What a checkpoint holds has other keys.
    private static IEnumerable<MappingNode> NamedSchedulers(PythonProgram program) =>
        program.Text.Text.IndexOf("def configure_optimizers", StringComparison.Ordinal) < 0 ? []
        : AllDictionaries(program).Where(node => node.Has("scheduler")
            && node.Entries.All(entry => entry.Key.Text is "scheduler" or "name" or "strict" or "reduce_on_plateau"));

    private static IEnumerable<MappingNode> AllDictionaries(PythonProgram program) =>
        program.Returned.SelectMany(returned => Inner(returned.Node, 0))
            .Concat(program.Scopes.SelectMany(scope => scope.Order.Select(scope.Own).OfType<MappingNode>())
                .SelectMany(node => Inner(node, 0)));

    // {"optimizer": ..., "lr_scheduler": scheduler, ...}: what configure_optimizers returns around a scheduler without settings.
    private static MappingNode? Outer(PythonProgram program, MappingNode[] own) =>
        program.Text.Text.IndexOf("def configure_optimizers", StringComparison.Ordinal) < 0 ? null
        : BareList(program, own) is { } list ? list
        : program.Returned.Select(returned => returned.Node)
            .Concat(program.Scopes.SelectMany(scope => scope.Order.Select(scope.Own).OfType<MappingNode>()))
            .FirstOrDefault(node => node.Has("optimizer") && node["lr_scheduler"] is { } scheduler
                && Array.Exists(own, one => ReferenceEquals(one, scheduler)));

    // return [optimizer], [scheduler]
    private static MappingNode? BareList(PythonProgram program, MappingNode[] own) =>
        program.ReturnedLists.Where(list => list.Items.Count == 2)
            .Select(list => list.Items[1])
            .OfType<SequenceNode>()
            .SelectMany(list => list.Items)
            .OfType<MappingNode>()
            .FirstOrDefault(item => Array.Exists(own, one => ReferenceEquals(one, item))) is { } bare
            ? PythonRoots.Parts(PythonRoots.Stepping, ("lr_scheduler", bare))
            : null;

    private static IEnumerable<MappingNode> Inner(MappingNode node, int depth) =>
        depth > 4 ? [] : node.Entries.Select(entry => entry.Value).OfType<MappingNode>().SelectMany(child => Inner(child, depth + 1))
            .Prepend(node);
}
