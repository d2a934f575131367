using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Commands;

public class CommandDialectTests
{
    private static Recipe Recipe(string text) => ReadText.Recipe(text, "train.sh");

    [Fact]
    public void LastOfTwoFlags_Wins()
    {
        var recipe = Recipe("LR=1e-3; ARGS=(--learning_rate $LR); python t.py \"${ARGS[@]}\" --learning_rate 1e-5 --batch_size 8");
        Assert.Equal(1e-5, recipe.Get(Facts.LearningRate).Or(0));
    }

    [Fact]
    public void HuggingFace_HasTheDefaultsOfTransformers()
    {
        var recipe = Recipe("torchrun --nproc_per_node 4 run.py --model_name_or_path m --output_dir o --per_device_train_batch_size 8 --num-train-epochs 3 --learning_rate 2e-5 --bf16 False --warmup_step 10");

        Assert.Equal(("transformers", Regime.FineTuning), (recipe.Dialect, recipe.Regime));
        Assert.Equal((2e-5, 42.0, 4.0, 3.0),
            (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.Seed).Or(0), recipe.Get(Facts.WorldSize).Or(0),
                recipe.Get(Facts.Epochs).Or(0)));
        Assert.True(recipe.Get(Facts.Precision).Is("fp32"));
    }

    [Fact]
    public void HuggingFace_RefusesAMisspeltFlag_ButNotTheBeginningOfOne()
    {
        const string Command = "python run.py --model_name_or_path m --output_dir o --per_device_train_batch_size 8 --num_train_epochs 3 ";
        var slip = Assert.Single(ReadText.Observed<MisspeltKeyObservation>(Command + "--learnin_rate 2e-5", "t.sh"));
        Assert.Equal(("learning_rate", true), (slip.Meant, slip.IsRefused));
        Assert.Empty(ReadText.Observed<MisspeltKeyObservation>(Command + "--learning_rat 2e-5", "t.sh"));
    }

    [Theory]
    [InlineData("--lr_scheduler constant --lr_warmup_steps 50", Severity.Info)]
    [InlineData("--prodigy_decouple False", Severity.Warning)]
    public void Diffusers_SaysWhatHasNoEffect(string flags, Severity severity) =>
        Assert.Equal(severity, Assert.Single(ReadText.Observed<WithoutEffectObservation>("accelerate launch train_dreambooth.py --pretrained_model_name_or_path m --instance_data_dir d --train_batch_size 1 --learning_rate 1e-4 --max_train_steps 10 " + flags, "t.sh")).Severity);

    [Fact]
    public void Diffusers_ScalesTheRateByBatchAndProcesses()
    {
        var recipe = Recipe("accelerate launch --num_processes 4 train_text_to_image.py --pretrained_model_name_or_path m --train_batch_size 2 --gradient_accumulation_steps 8 --learning_rate 1e-5 --scale_lr --max_train_steps 10");
        Assert.Equal(64e-5, recipe.Get(Facts.EffectiveLearningRate).Or(0), 9);
    }

    [Fact]
    public void Kohya_ScalesAnAdapterByItsDefaultAlpha()
    {
        var recipe = Recipe("accelerate launch train_network.py --network_module networks.lora --network_dim 32 --output_name x --pretrained_model_name_or_path m");
        Assert.Equal((32.0, 1.0), (recipe.Get(Facts.LoraRank).Or(0), recipe.Get(Facts.LoraAlpha).Or(0)));
        Assert.False(recipe.Get(Facts.LoraAlpha).IsWritten);
    }

    [Theory]
    [InlineData("--optimizer_type Adafactor --learning_rate 1e-4", "learning_rate")]
    [InlineData("--optimizer_type Adafactor --learning_rate 1e-4 --optimizer_args relative_step=False scale_parameter=False", null)]
    [InlineData("--optimizer_type AdamW --learning_rate 1e-4", null)]
    public void Kohya_AdafactorChoosesItsOwnRate(string flags, string? dead) =>
        Assert.Equal(dead, ReadText.Observed<WithoutEffectObservation>("python train_network.py --network_module networks.lora --output_name x " + flags, "t.sh").SingleOrDefault()?.Key);

    [Theory]
    [InlineData("--lr_warmup_steps 100.0 --lr_scheduler cosine", true)]
    [InlineData("--lr_warmup_steps 100 --lr_scheduler cosine", false)]
    [InlineData("--lr_warmup_steps 0.1 --lr_scheduler cosine", false)]
    [InlineData("--lr_warmup_steps 100 --lr_scheduler constant", true)]
    public void Kohya_WarmupWithAPointIsAShare(string flags, bool isRefused) =>
        Assert.Equal(isRefused, ReadText.Observed<WrongTypeObservation>("python train_network.py --network_module networks.lora --learning_rate 1e-4 " + flags, "t.sh").Count > 0);

    [Theory]
    [InlineData("--learning_rate 1e-4", 1)]
    [InlineData("--learning_rate 1.0", 0)]
    public void Prodigy_WantsAFactorAroundOne(string flags, int observations) =>
        Assert.Equal(observations, ReadText.Observed<WrongTypeObservation>("python train_network.py --network_module networks.lora --optimizer_type Prodigy " + flags, "t.sh").Count);

    [Fact]
    public void LeRobot_PresetWinsOverTheOptimizersFlags()
    {
        const string Command = "lerobot-train --policy.type=act --dataset.repo_id=a/b --optimizer.lr=1e-3";
        Assert.Equal(1e-5, Recipe(Command).Get(Facts.LearningRate).Or(0));
        Assert.Equal("optimizer.lr", Assert.Single(ReadText.Observed<WithoutEffectObservation>(Command, "t.sh")).Key);
        Assert.Equal(1e-3, Recipe(Command + " --use_policy_training_preset=false").Get(Facts.LearningRate).Or(0));
        Assert.Equal(3e-5, Recipe(Command + " --policy.optimizer_lr=3e-5").Get(Facts.LearningRate).Or(0));
    }

    [Fact]
    public void Verl_RunsAtAConstantRateWithoutEvaluation()
    {
        var recipe = Recipe("python3 -m verl.trainer.main_ppo actor_rollout_ref.actor.optim.lr=1e-6 trainer.test_freq=-1 data.train_batch_size=256");

        Assert.Equal("verl", recipe.Dialect);
        Assert.Equal(1e-6, recipe.Get(Facts.LearningRate).Or(0));
        Assert.True(recipe.Get(Facts.Schedule).Is("constant"));
        Assert.True(recipe.Get(Facts.Validation).Is(false));
    }

    [Fact]
    public void Megatron_TakesTheWarmupsShareOfTheDecay()
    {
        var recipe = Recipe("O=\"--micro-batch-size 4 --num-layers 2 --hidden-size 8 --seq-length 16\"\ntorchrun --nproc_per_node 8 pretrain_gpt.py $O --lr 1e-4 --train-iters 1000 --lr-decay-iters 500 --lr-warmup-fraction 0.1 --tensor-model-parallel-size 2");

        Assert.Equal("megatron-lm", recipe.Dialect);
        Assert.Equal((50.0, 500.0, 4.0),
            (recipe.Get(Facts.WarmupSteps).Or(0), recipe.Get(Facts.ScheduleLength).Or(0), recipe.Get(Facts.WorldSize).Or(0)));
    }

    [Theory]
    [InlineData("adamw", 0.2)]
    [InlineData("sgd", 0.4)]
    public void Timm_DerivesTheRateFromTheGlobalBatch(string optimizer, double rate)
    {
        var recipe = Recipe($"torchrun --nproc_per_node=8 train.py /data --model vit_base_patch16_224 --opt {optimizer} -b 128 --sched cosine --epochs 300");
        Assert.Equal(rate, recipe.Get(Facts.LearningRate).Or(0), 9);
        Assert.Equal(0.5, Recipe($"torchrun --nproc_per_node=8 train.py /data --model vit_base_patch16_224 --opt {optimizer} --lr 0.5 --sched cosine").Get(Facts.LearningRate).Or(0));
    }

    [Theory]
    [InlineData("--warmup-steps 2000 --hold-steps 8000", 10_000)]
    [InlineData("--warmup-steps 2000", 22_000)]
    public void Fairseq_KnowsWhereTheThirdStageBegins(string flags, double start)
    {
        var recipe = Recipe("fairseq-train data --arch transformer --task translation --optimizer adam --adam-betas '(0.9, 0.98)' --lr 0.0005 --lr-scheduler tri_stage --max-update 10000 " + flags);
        Assert.Equal("fairseq-train", recipe.Dialect);
        Assert.Equal((start, 0.98), (recipe.Get(Facts.DecayStart).Or(0), recipe.Get(Facts.Beta2).Or(0)));
    }

    [Theory]
    [InlineData("deepspeed --module openrlhf.cli.train_sft --learning_rate 5e-6 --train_batch_size 128", 5e-6)]
    [InlineData("deepspeed --module openrlhf.cli.train_dpo --adam.lr 1e-6", 1e-6)]
    [InlineData("python -m openrlhf.cli.train_ppo_ray --actor.adam.lr 1e-6 --critic.adam.lr 9e-6", 1e-6)]
    [InlineData("deepspeed --module openrlhf.cli.train_sft --train_batch_size 128", 5e-6)]
    public void OpenRlhf_HasAnOldAndADottedForm(string text, double rate)
    {
        Assert.Equal("openrlhf", Recipe(text).Dialect);
        Assert.Equal(rate, Recipe(text).Get(Facts.LearningRate).Or(0));
    }

    [Theory]
    [InlineData("torchrun --nproc_per_node 4 -m training.main --train-data s.tar --dataset-type webdataset --batch-size 256 --lr 5e-4 --warmup 2000 --epochs 32", "open_clip", 5e-4)]
    [InlineData("python train.py --batch_size=32 --block_size=256 --n_layer=6 --max_iters=100 --learning_rate=1e-3", "nanogpt-train", 1e-3)]
    [InlineData("python main.py --coco_path /d --lr 1e-4 --lr_backbone 1e-5 --epochs 150 --lr_drop 100", "detr", 1e-4)]
    [InlineData("yolo train model=y.pt data=d.yaml epochs=100 lr0=0.005 optimizer=SGD imgsz=640", "ultralytics", 0.005)]
    [InlineData("llamafactory-cli train --stage sft --do_train --finetuning_type lora --model_name_or_path m --template t --dataset d --learning_rate 1e-4 --num_train_epochs 3", "llama-factory", 1e-4)]
    [InlineData("python any.py --lr 0.1 --epochs 3", "generic", 0.1)]
    public void Programs_AreKnownByTheirFlags(string text, string dialect, double rate)
    {
        Assert.Equal(dialect, Recipe(text).Dialect);
        Assert.Equal(rate, Recipe(text).Get(Facts.LearningRate).Or(0));
    }

    [Theory]
    [InlineData("python main.py --name x --verbose")]
    [InlineData("curl -sSL https://x.y/install.sh | bash -s -- --version 1")]
    [InlineData("apt-get install -y python3\npython3 setup.py build --lr")]
    public void OtherScripts_AreNoTraining(string text) => Assert.False(ReadText.As(text, "t.sh").IsTraining);

    [Fact]
    public void CutCommand_IsObservedWithWhatIsLost()
    {
        var cut = Assert.Single(ReadText.Observed<CutCommandObservation>("python train.py --lr 0.1 \\\n  # x\n  --epochs 3\n", "t.sh"));
        Assert.Equal((2, 3), (cut.Place.Line, cut.Place.Column));
        Assert.Equal(["--epochs"], cut.Lost);
    }

    [Theory]
    [InlineData("", 1000, 800, 100)]
    [InlineData(" --rampup-batch-size 16 16 100", 0, 0, 0)]
    public void Megatron_CountsSamplesInBatches(string more, double steps, double decay, double warmup)
    {
        var recipe = ReadText.Recipe(
            "torchrun --nproc_per_node 8 pretrain_gpt.py --num-layers 24 --hidden-size 1024 --seq-length 2048 --micro-batch-size 4 "
            + "--global-batch-size 256 --train-samples 256000 --lr-decay-samples 204800 --lr-warmup-samples 25600 --lr 3e-4 "
            + "--lr-decay-style cosine" + more + "\n",
            "train.sh");
        Assert.Equal(
            (steps, decay, warmup),
            (recipe.Get(Facts.MaxSteps).Or(0), recipe.Get(Facts.ScheduleLength).Or(0), recipe.Get(Facts.WarmupSteps).Or(0)));
    }
}
