using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Modules behind DataParallel and DistributedDataParallel: asked for what only the module has, called past the wrapper, or fed
/// the same data in every
/// process.</summary>
internal static class WrappedModules
{
    private static readonly Regex Wraps = TrainingProgram.Pattern(@"^(?<name>(?:self\.)?\w+)=(?:[\w.]+\.)?(?<class>DataParallel"
        + @"|DistributedDataParallel|DDP)\((?:module=)?(?<module>[\w.]+(?:\([^()]*\))?(?:\.(?:to|cuda)\([^()]*\))*)[,)]");

    public static void Observe(TrainingProgram program)
    {
        if (!program.IsOfTorch() || !program.Outline.Mentions("DataParallel", "DDP("))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Wraps.Match(line.Text) is { Success: true } wraps && line.Parent?.Word is not ("if" or "elif" or "else"))
            {
                ObserveAttribute(program, line, wraps);
                ObservePast(program, wraps);
            }
        }

        ObserveShared(program);
    }

    // model = nn.DataParallel(Net()), and model.head, which Net has and DataParallel has not.
    private static void ObserveAttribute(TrainingProgram program, OutlineLine line, Match wraps)
    {
        var (name, module) = (wraps.Groups["name"].Value, wraps.Groups["module"].Value);
        var made = module.Has("(") ? module : program.Names.All(line, module).Where(value => value.Line.Index < line.Index).Select(value =>
            value.Text).LastOrDefault() ?? "";
        made = Regex.Replace(made, @"\.(?:to|cuda|float)\([\w.:']*\)$", "");
        var owner = ProgramText.Call(made) is { } call ? program.Names.Class(call.Name) : null;
        var parts = owner is null ? [] : program.Lines.Skip(owner.Index + 1).TakeWhile(one => one.IsIn(owner)).Select(one =>
            Regex.Match(one.Text, @"^self\.(?<part>\w+)=").Groups["part"].Value)
            .Where(part => part.Length > 0
                && part is not ("module" or "training" or "device" or "device_ids" or "dim")).Distinct().ToArray();
        var used = parts.Length == 0 ? null : program.SameFunction(line).FirstOrDefault(other => other.Index > line.Index
            && Array.Exists(parts, part => Regex.IsMatch(other.Text, @"(?<![\w.])" + Regex.Escape(name) + @"\." + part
            + @"(?![\w(]*=(?!=))\b")));
        if (used is not null && program.SameFunction(line).Count(other => other.Text.StartsAs(name + "=") && other.Index > line.Index) == 0)
        {
            program.NoteUnfit(program.Outline.PlaceOf(used), name, "an attribute of the module asked of " + wraps.Groups["class"].Value,
                name + ".module, and the attribute of it",
                "the wrapper has no attributes of the module that it wraps: AttributeError", Severity.Error);
        }
    }

    // out = model.module(x) in the loop that trains: the hooks that exchange gradients hang on the wrapper's own call.
    private static void ObservePast(TrainingProgram program, Match wraps)
    {
        var name = wraps.Groups["name"].Value;
        if (wraps.Groups["class"].Value == "DataParallel" || program.Outline.Mentions("all_reduce", "no_sync"))
        {
            return;
        }

        foreach (var round in program.Rounds.Where(round => round.Own.Any(one => one.Act == TrainingAct.Backward)
            && round.Own.Any(one => one.Act == TrainingAct.Step)))
        {
            var body = program.Within(round.Loop).ToArray();
            var past = Array.Find(body, line => Regex.IsMatch(line.Text, @"=(?:\w+\()?" + Regex.Escape(name) + @"\.module(?:\.forward)?\(")
                && !line.Around.Any(header => header.Text.Has("no_grad")));
            if (past is not null && !Array.Exists(body, line => line.Text.Has(name + "(")))
            {
                program.NoteUnfit(program.Outline.PlaceOf(past), name + ".module", "the module called past " + wraps.Groups["class"].Value,
                    name + "(...)",
                    "gradients are exchanged by the wrapper's own call alone, so each process trains a model of its own");
                return;
            }
        }
    }

    // Every process shuffles and reads all of the data.
    private static void ObserveShared(TrainingProgram program)
    {
        if (!program.Outline.Mentions("init_process_group(") || !program.Outline.Mentions("DDP(", "DistributedDataParallel(")
            || program.Outline.Mentions("Sampler", "sampler", "IterableDataset", "WebDataset", "wds.", "rank::", "shard", "get_loader",
            "[rank:", "accelerat",
            "dali", "seed + rank", "seed+rank", "rank, world_size", "world_size, rank"))
        {
            return;
        }

        var loader = program.Lines.FirstOrDefault(line => line.Text.Has("DataLoader(") && line.Text.Has("shuffle=True"));
        if (loader is not null && program.Steps.Count > 0)
        {
            program.NoteUnfit(program.Outline.PlaceOf(loader), "DataLoader.sampler", "none, in a program of several processes",
                "DistributedSampler, and set_epoch() in each epoch",
                "every process goes through all of the data, so an epoch is as many epochs as there are processes", Severity.Info);
        }
    }
}
