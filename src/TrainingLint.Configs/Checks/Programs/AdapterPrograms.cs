using System;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>
/// Adapters of peft that get no gradient: loaded for inference, which is the default of <c>PeftModel.from_pretrained</c>
/// (<c>peft/peft_model.py</c>, is_trainable=False), or cut off by re-entrant gradient checkpointing over frozen embeddings
/// (<c>torch/utils/checkpoint.py</c>: "None of the inputs have requires_grad=True").
/// </summary>
internal static class AdapterPrograms
{
    private static readonly Regex Loaded = TrainingProgram.Pattern(
        @"^(?<name>[\w.]+)=(?:peft\.)?(?:PeftModel\w*|AutoPeftModel\w*)\.from_pretrained\((?<arguments>.*)\)(?:\.(?:to"
            + @"|cuda)\([^()]*\))?$");

    // Whatever makes parameters trainable again, or another adapter.
    private static readonly string[] Thawed = ["requires_grad", "is_trainable", "merge_and_unload", "get_peft_model", "add_adapter",
        "load_adapter", "inference_mode", "peft_config=", "merge_adapter", "unload(", "set_adapter", "PPOTrainer",
            "add_weighted_adapter"];

    private static readonly string[] Leads = ["enable_input_require_grads", "make_inputs_require_grad", "prepare_model_for",
        "get_input_embeddings",
        "use_reentrant\": False", "use_reentrant': False", "'use_reentrant':False", "use_reentrant=False", "use_reentrant\":False",
        "unsloth", "FastLanguageModel", "deepspeed", "requires_grad_(True)", "requires_grad=True", "requires_grad = True"];

    // transformers' trainer alone: trl's prepares the model by itself.
    private static readonly Regex Trainer = TrainingProgram.Pattern(@"\b(?:Trainer|Seq2SeqTrainer)\(");

    private static readonly Regex OwnTrainer = TrainingProgram.Pattern(@"\b(?:SFT|DPO|PPO|ORPO|KTO|CPO|Reward|GRPO|RLOO)Trainer\(");

    public static void Observe(TrainingProgram program)
    {
        if (program.Outline.Mentions("PeftModel.from_pretrained", "AutoPeftModel", "PeftModelForCausalLM.from_pretrained"))
        {
            ObserveLoaded(program);
        }

        if (program.Outline.Mentions("get_peft_model(") && program.Outline.Mentions("gradient_checkpointing=True",
            "gradient_checkpointing = True",
            "gradient_checkpointing_enable("))
        {
            ObserveCheckpointing(program);
        }
    }

    // Loaded, and handed to a trainer or an optimizer in the same function.
    private static void ObserveLoaded(TrainingProgram program)
    {
        if (program.Outline.Mentions(Thawed))
        {
            return;
        }

        foreach (var line in program.Lines)
        {
            if (Loaded.Match(line.Text) is { Success: true } loaded && loaded.Groups["arguments"].Value is var arguments
                && arguments.IndexOf("**", StringComparison.Ordinal) < 0 && loaded.Groups["name"].Value is var name
                && line.Parent?.Word is not ("if" or "elif" or "else")
                && ProgramText.Split(arguments).Count(one => !ProgramText.IsNamed(one)) < 4
                && program.Lines.Any(other => other.Index > line.Index && ReferenceEquals(other.Function, line.Function)
                    && ((Trains(other.Text, name) && IsRun(program, other))
                        || program.Optimizers.Any(built => ReferenceEquals(built.Line, other)
                        && built.Trained == name))))
            {
                program.Note("everything-frozen", line, "from_pretrained() loads an adapter for inference, with every parameter "
                    + "frozen, and it "
                    + "is trained further: there are 0 trainable parameters; pass is_trainable=True.");
            }
        }
    }

    // peft/peft_model.py, PeftModel.__init__: a model that checkpoints already gets its inputs to require gradients.
    private static bool IsEnabledFirst(TrainingProgram program, OutlineLine line) =>
        line.Text.EndsWith(".gradient_checkpointing_enable()", StringComparison.Ordinal) && program.Lines.Any(other =>
            other.Index > line.Index && other.Text.IndexOf("get_peft_model(", StringComparison.Ordinal) >= 0);

    // trainer=Trainer(model=model,...) and trainer.train(): one that evaluates or predicts takes the adapter as it is.
    private static bool IsRun(TrainingProgram program, OutlineLine built)
    {
        var name = built.Text.Split('=')[0];
        return built.Text.EndsWith(".train()", StringComparison.Ordinal)
            || (ProgramText.IsPath(name) && program.Outline.Mentions(name + ".train("));
    }

    private static bool Trains(string text, string name) => Trainer.IsMatch(text)
        && (text.IndexOf("(model=" + name + ",", StringComparison.Ordinal) > 0
            || text.IndexOf(",model=" + name + ",", StringComparison.Ordinal) > 0
            || text.IndexOf("Trainer(" + name + ",", StringComparison.Ordinal) > 0
                || text.EndsWith(",model=" + name + ")", StringComparison.Ordinal));

    private static void ObserveCheckpointing(TrainingProgram program)
    {
        if (program.Outline.Mentions(Leads) || OwnTrainer.IsMatch(program.Outline.Text) || !Trainer.IsMatch(program.Outline.Text)
            || program.Outline.Mentions("modules_to_save", "all-linear", "embed_tokens", "load_in_", "PromptTuning", "PrefixTuning"))
        {
            return;
        }

        var line = program.Lines.FirstOrDefault(one => one.Text.IndexOf("gradient_checkpointing=True", StringComparison.Ordinal) >= 0
            || one.Text.IndexOf("gradient_checkpointing_enable(", StringComparison.Ordinal) >= 0);
        if (line is null || line.Parent?.Word is "if" || IsEnabledFirst(program, line))
        {
            return;
        }

        // transformers/modeling_utils.py: gradient_checkpointing_enable() does it by itself for models that load an adapter, since 5
        // for all.
        var isReentrant = Regex.IsMatch(program.Outline.Text, @"use_reentrant['""]?\s*[:=]\s*True");
        program.Note("loss-without-graph", line, "Gradient checkpointing runs over the frozen embeddings of a model with an adapter: "
            + "no input "
            + "of a checkpoint requires a gradient, so none reaches the adapter; call model.enable_input_require_grads().",
            isReentrant ? Severity.Warning : Severity.Info);
    }
}
