using System.Linq;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>Mistakes that people reported of frameworks' settings, by kind, each with what looks like it.</summary>
public class ReportedMistakesTests
{
    private static bool Refused(string text, string key, string name = "config.yaml") =>
        ReadText.Observed<WrongTypeObservation>(text, name).Any(one => one.Key!.EndsWith(key, System.StringComparison.Ordinal));

    private static string Factory(string model, string targets) => "model_name_or_path: " + model
        + "\nstage: sft\ndo_train: true\nfinetuning_type: lora\nlora_target: " + targets
        + "\ndataset: a\ntemplate: default\noutput_dir: out\nlearning_rate: 1.0e-4\nnum_train_epochs: "
            + "3.0\nper_device_train_batch_size: 4\n";

    [Theory]
    [InlineData("/model/chatglm3-6b-model/", "q_proj,v_proj", true)]
    [InlineData("baichuan-inc/Baichuan2-7B-Chat", "q_proj,v_proj", true)]
    [InlineData("meta-llama/Llama-2-7b-hf", "query_key_value", true)]
    [InlineData("openai-community/gpt2", "q_proj", true)]
    [InlineData("/model/chatglm3-6b-model/", "query_key_value", false)]
    [InlineData("meta-llama/Llama-2-7b-hf", "q_proj,c_attn", false)]
    [InlineData("meta-llama/Llama-2-7b-hf", "all", false)]
    [InlineData("meta-llama/Llama-2-7b-hf", "my_proj", false)]
    [InlineData("my/own-model", "query_key_value", false)]
    public void ModulesThatTheModelLacks_AreTold(string model, string targets, bool found) =>
        Assert.Equal(found, Refused(Factory(model, targets), "lora_target"));

    [Theory]
    [InlineData("[\"q\", \"k\", \"v\"]", true)]
    [InlineData("[\"query_key_value\"]", false)]
    [InlineData("targets", false)]
    public void ModulesInAProgram_AreToldToo(string targets, bool found) => Assert.Equal(found, Refused(
        "import torch\nimport peft\nfrom transformers import AutoModel\nname = \"THUDM/chatglm-6b\"\nmodel = "
            + "AutoModel.from_pretrained(name)\n"
        + "model = peft.get_peft_model(model, peft.LoraConfig(r=8, target_modules=" + targets + "))\n"
        + "opt = torch.optim.AdamW(model.parameters(), lr=2e-5)\n", "target_modules", "train.py"));

    private static string Group(string batch, string group, string more = "") => "from trl import GRPOConfig\nargs = GRPOConfig(\"o\", "
        + "learning_rate=1e-6, per_device_train_batch_size=" + batch + ", gradient_accumulation_steps=4, num_generations=" + group
            + more + ")\n";

    [Theory]
    [InlineData("1", "16", "", true)]
    [InlineData("3", "8", "", true)]
    [InlineData("4", "16", "", false)]
    [InlineData("1", "4", "", false)]
    [InlineData("1", "16", ", generation_batch_size=16", false)]
    [InlineData("batch", "16", "", false)]
    public void GroupsThatABatchCannotHold_AreANote(string batch, string group, string more, bool found) =>
        Assert.Equal(found, Refused(Group(batch, group, more), "num_generations", "train.py"));

    private static string Rollouts(string fragment, string batch) => "pong:\n  env: Pong\n  run: PPO\n  config:\n    train_batch_size: "
        + batch
        + "\n    rollout_fragment_length: " + fragment + "\n    sgd_minibatch_size: 500\n    num_workers: 32\n    num_envs_per_worker: "
            + "5\n    lr: 5.0e-5\n";

    [Theory]
    [InlineData("20", "5000", true)]
    [InlineData("32", "5000", false)]
    [InlineData("31", "5000", true)]
    [InlineData("20", "6400", false)]
    [InlineData("20", "6000", false)]
    [InlineData("auto", "5000", false)]
    public void TrainBatchOfNoWholeRounds_IsANote(string fragment, string batch, bool found) =>
        Assert.Equal(found, Refused(Rollouts(fragment, batch), "train_batch_size"));

    private static string Spacy(string patience) => "[nlp]\nlang = \"en\"\n\n[training]\npatience = " + patience
        + "\nmax_steps = 0\nmax_epochs = 3\neval_frequency = 100\n\n[training.optimizer]\n@optimizers = \"Adam.v1\"\nlearn_rate = 0.001\n";

    [Theory]
    [InlineData("-1", true)]
    [InlineData("0", false)]
    [InlineData("1600", false)]
    public void NegativePatienceOfSpacy_StopsAtOnce(string patience, bool found) =>
        Assert.Equal(found, Refused(Spacy(patience), "training.patience", "config.cfg"));

    private static string[] Rules(string text) => [.. new Judge().Findings(ReadText.As(text, "train.py")).Select(finding =>
        finding.Rule.Id)];

    private static string Warmup(string warmup, string whole) => "import torch\nfrom transformers import get_linear_schedule_with_warmup\n"
        + "opt = torch.optim.AdamW(model.parameters(), lr=1e-5)\nsched = get_linear_schedule_with_warmup(opt, num_warmup_steps=" + warmup
        + ", num_training_steps=" + whole + ")\n";

    [Theory]
    [InlineData("steps", "args.warmup_proportion * steps", true)]
    [InlineData("args.warmup_proportion * steps", "steps", false)]
    [InlineData("warm", "steps * epochs", false)]
    [InlineData("start", "steps + warmup_steps", false)]
    public void WarmupAndLengthInEachOthersPlace_AreTold(string warmup, string whole, bool found) =>
        Assert.Equal(found, Rules(Warmup(warmup, whole)).Contains("TL0105"));

    private static bool Disagrees(string flags, string micro) => ReadText.Together(
        ("run.sh", "deepspeed run.py --model_name_or_path bloom --do_train --do_eval --output_dir o --fp16 --deepspeed ds.json" + flags
            + "\n"),
        ("ds.json", "{\"train_micro_batch_size_per_gpu\": " + micro + ", \"zero_optimization\": {\"stage\": 2}}\n"))
        .Observations.OfType<WithoutEffectObservation>().Any(one => one.Reason.Contains("train_micro_batch_size_per_gpu"));

    [Theory]
    [InlineData("", "1", true)]
    [InlineData("", "8", false)]
    [InlineData("", "\"auto\"", false)]
    [InlineData(" --per_device_train_batch_size 1", "1", false)]
    public void DefaultThatDeepSpeedContradicts_IsTold(string flags, string micro, bool found) =>
        Assert.Equal(found, Disagrees(flags, micro));

    private static bool EndsFlat(string decay) => new Judge().Findings(ReadText.As("python pretrain_gpt.py --num-layers 24 "
        + "--hidden-size 2048 "
        + "--num-attention-heads 16 --seq-length 2048 --micro-batch-size 4 --global-batch-size 1024 --train-iters 100000 "
            + "--lr-warmup-iters 5000 "
        + "--lr-decay-iters " + decay + " --lr 3e-4 --lr-decay-style cosine\n", "run.sh")).Any(finding =>
            finding.Message.Contains("by just its warmup"));

    [Theory]
    [InlineData("95000", true)]
    [InlineData("100000", false)]
    [InlineData("90000", false)]
    public void WarmupThatIsTakenOffTheDecay_IsANote(string decay, bool found) => Assert.Equal(found, EndsFlat(decay));

    [Theory]
    [InlineData("streaming: true\n", true)]
    [InlineData("streaming: true\nmax_steps: 5000\n", false)]
    [InlineData("streaming: true\ntrain_iters: 5000\n", false)]
    [InlineData("streaming: false\n", false)]
    public void StreamWithoutSteps_IsTold(string lines, bool found) =>
        Assert.Equal(found, Refused(Factory("my/own-model", "all") + lines, "streaming"));

    [Theory]
    [InlineData("evaluation_strategy: steps\n", true)]
    [InlineData("eval_strategy: steps\n", false)]
    [InlineData("evaluation_strategy: \"no\"\n", false)]
    public void OldNameOfTheStrategy_IsANote(string line, bool found) => Assert.Equal(found, ReadText.Observed<WithoutEffectObservation>(
        Factory("my/own-model", "all") + line).Any(one => one.Reason.Contains("eval_strategy since")));
}
