using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// JAX, where nothing changes in place: results that are dropped, gradients in place of updates, chains in an order that undoes them, keys
/// that
/// are used again (<c>optax/_src/update.py</c>, <c>optax/_src/combine.py</c>; JAX documentation, pseudo-random numbers).
/// </summary>
internal static class PureUpdates
{
    private static readonly Regex Updates = TrainingProgram.Pattern(
        @"^\(?(?<updates>\w+),(?<state>[\w.]+)\)?=(?<by>[A-Za-z_][\w.]*)\.update\((?<arguments>.*)\)$");

    private static readonly Regex Applies = TrainingProgram.Pattern(@"(?<![\w.])(?:optax\.)?apply_updates\(");

    private static readonly Regex Chain = TrainingProgram.Pattern(@"(?<![\w.])(?:optax\.)?chain\(");

    private static readonly Regex Draws = TrainingProgram.Pattern(@"(?<![\w.])(?:jax\.)?(?:random|jrandom|jr|jrand)\.(?<what>normal"
        + @"|uniform|bernoulli|permutation|choice|categorical|randint|truncated_normal|gumbel|shuffle)\((?:key=)?(?<key>[A-Za-z_]\w*)[,)]");

    private static readonly Regex Keys = TrainingProgram.Pattern(@"(?:PRNGKey|random\.key|jr\.key|jrandom\.key)\(");

    private static readonly string[] Learners = ["adam", "adamw", "sgd", "rmsprop", "lamb", "lion", "adagrad", "adafactor", "nadam",
        "radam", "adabelief"];

    public static void Observe(TrainingProgram program)
    {
        if (!program.Outline.Mentions("jax") || !program.Outline.Mentions("optax", "flax"))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            ObserveDropped(program, line);
            if (line.Text.Has(".update(") && Updates.Match(line.Text) is { Success: true } updates)
            {
                ObserveUpdate(program, line, updates);
            }

            foreach (var (_, arguments, _) in line.Text.Has("apply_updates(") ? line.Text.Calls(Applies) : [])
            {
                ObserveApplied(program, line, arguments);
            }

            foreach (var (_, arguments, _) in line.Text.Has("chain(") && program.Outline.Mentions("optax") ? line.Text.Calls(Chain) : [])
            {
                ObserveChain(program, line, arguments);
            }
        }

        ObserveKeys(program);
    }

    private static void ObserveDropped(TrainingProgram program, OutlineLine line)
    {
        var isDropped = Regex.IsMatch(line.Text, @"^(?:optax\.)?apply_updates\(") && program.Outline.Mentions("optax")
            || Regex.IsMatch(line.Text, @"^[\w.]*state\w*\.apply_gradients\(grads?=") && program.Outline.Mentions("flax");
        if (isDropped && ProgramText.Call(line.Text) is { } call && !program.Outline.Mentions("def apply_updates", "nnx."))
        {
            program.Note("backward-without-step", line, DottedName.Last(call.Name) + "() gives the new parameters back and changes "
                + "nothing in place; its result is dropped, so nothing is ever trained: write "
                + (call.Name.Has("apply_updates") ? "params = " : call.Name.Substring(0, call.Name.LastIndexOf('.')) + " = ") + call.Name
                    + "(...).");
        }
    }

    private static void ObserveUpdate(TrainingProgram program, OutlineLine line, Match updates)
    {
        var made = program.Names.Follow(line, updates.Groups["by"].Value)?.Text ?? "";
        var given = ProgramText.Split(updates.Groups["arguments"].Value);
        var isOptax = made.Has("optax.") || (program.Outline.Mentions("from optax")
            && Learners.Contains(DottedName.Last(ProgramText.Call(made)?.Name ?? "")));
        if (!isOptax || given.Count < 2)
        {
            return;
        }

        if (updates.Groups["state"].Value == "_" && !(made.Has("sgd(") && !made.Has("momentum")))
        {
            program.Note("backward-without-step", line, "The new state of the optimizer is dropped, so its moments and its count of "
                + "steps stay at the start: it corrects every step as if it were the first; keep it: "
                + updates.Groups["updates"].Value + ", " + given[1] + " = ....");
        }
        else if (given.Count == 2 && !given[1].Has("*") && Regex.IsMatch(made, @"^(?:optax\.)?(?:adamw|lamb|lars|lion|nadamw|adamaxw)\("
            + @"|chain\(.*(?:adamw|lamb|add_decayed_weights)\("))
        {
            program.NoteUnfit(program.Outline.PlaceOf(line), "update", "gradients and state for an optimizer that decays weights", "the "
                + "parameters as the third argument",
                "optax stops: \"You are using a transformation that requires the current value of parameters\"");
        }
    }

    // apply_updates(params, grads): plus the gradient, at a rate of 1.
    private static void ObserveApplied(TrainingProgram program, OutlineLine line, string arguments)
    {
        var given = ProgramText.Argument(arguments, "updates", 1) ?? "";
        var values = !Regex.IsMatch(given, @"^\w*grads?\w*$") ? [] : program.Names.All(line, given).Where(value =>
            value.Line.Index < line.Index && ReferenceEquals(value.Line.Function, line.Function)).ToArray();
        if (values.Length == 1 && Regex.IsMatch(values[0].Text, @"grad(?:_fn)?\(") && !values[0].Text.Has(".update("))
        {
            program.Note("step-order", line, "'" + given + "' are the gradients as they come from grad(): adding them goes up the slope "
                + "at a rate of 1; hand over the updates that the optimizer's update() makes of them.");
        }
    }

    private static void ObserveChain(TrainingProgram program, OutlineLine line, string arguments)
    {
        var names = ProgramText.Split(arguments).Select(one => DottedName.Last(ProgramText.Call(one)?.Name ?? "")).ToArray();
        var learner = Array.FindIndex(names, Learners.Contains);
        var clip = Array.FindIndex(names, name => name is "clip_by_global_norm" or "clip" or "clip_by_block_rms" or "adaptive_grad_clip");
        if (learner >= 0 && clip > learner)
        {
            program.Note("misplaced-clipping", line, "The chain clips what " + names[learner] + " has already made of the gradients, "
                + "which is about as large as the rate: a limit for gradients is never reached there; put "
                + names[clip] + " first.");
            return;
        }

        var last = ProgramText.Split(arguments).LastOrDefault() ?? "";
        if (learner < 0 && names.Any(name => name.StartsAs("scale_by_")) && Array.TrueForAll(names, name => name.Length > 0)
            && !arguments.HasAny("(-", ",-", "=-", "scale_by_learning_rate", "*", "scale_by_schedule")
            && Regex.IsMatch(last, @"^(?:optax\.)?scale\((?:step_size=)?(?:\d[\d.e-]*|lr|learning_rate|args\.lr|config\.lr)\)$"))
        {
            program.NoteUnfit(program.Outline.PlaceOf(line), "chain", last + " at the end", "a negative factor, or "
                + "scale_by_learning_rate()", "apply_updates() adds, so the loss is climbed");
        }
    }

    // A key from before the loop that every round of it draws with.
    private static void ObserveKeys(TrainingProgram program)
    {
        foreach (var loop in program.Lines.Where(line => line.IsLoop()))
        {
            var body = program.Within(loop).ToArray();
            if (!Array.Exists(body, line => line.Text.HasAny("grad", "train_step", "update(", "apply_gradients")))
            {
                continue;
            }

            foreach (var line in body)
            {
                var key = Draws.Match(line.Text) is { Success: true } draws ? draws.Groups["key"].Value : HandedKey(program, line);
                if (key is not null && IsSame(program, loop, line, key, body))
                {
                    program.Note("reseeded-in-loop", line, "'" + key + "' is the same in every round, so the same random numbers are "
                        + "drawn in every step; write " + key + ", sub = jax.random.split(" + key + ") in the loop, or fold_in the step.");
                    return;
                }
            }
        }
    }

    // step(params, batch, dropout_rng)
    private static string? HandedKey(TrainingProgram program, OutlineLine line) => !line.Text.Has("(")
        || !program.Outline.Mentions("rngs=", "random.bernoulli") || program.Outline.Mentions("fold_in") ? null
        : Regex.Match(line.Text, @"[(,=](?<key>\w*(?:rng|dropout_key|prng)\w*)[),]") is { Success: true } handed
            && !line.Text.HasAny(".init(", "split(") ? handed.Groups["key"].Value : null;

    private static bool IsSame(TrainingProgram program, OutlineLine loop, OutlineLine line, string key, OutlineLine[] body)
    {
        var values = program.Names.All(line, key);
        return values.Count > 0 && values.All(value => value.Line.Index < loop.Index && ReferenceEquals(value.Line.Function, line.Function)
            && (Keys.IsMatch(value.Text) || value.Text.Has("split(")))
            && values.Any(value => Keys.IsMatch(value.Text)) && !Array.Exists(body, other => other.Text.HasAny("fold_in", "split(" + key))
                && !line.Around.TakeWhile(header => !ReferenceEquals(header, loop)).Any(header => header.Word == "if");
    }
}
