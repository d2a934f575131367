using System;
using System.Linq;
using System.Text;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>
/// Aliases within aliases make a small file stand for more nodes than there are atoms. The document is a graph, so it is read at once;
/// a dialect that walks it as if it were a tree would never come back.
/// </summary>
public class HostileInputTests
{
    [Theory]
    [InlineData("optimizer: {type: SGD, lr: [\"${optimizer.lr}\"]}\nepochs: 3\n")]
    [InlineData("defaults: [base]\ntrainer: {_target_: lightning.Trainer, max_epochs: 3}\nmodel: {_target_: m.M, optimizer: {_target_: torch.optim.Adam, _partial_: true, lr: [\"${model.optimizer.lr}\"]}}\n")]
    [InlineData("optimizer: {type: SGD, lr: [[[[[[[[[[0.1]]]]]]]]]]}\nepochs: 3\n")]
    public void ListThatHoldsItself_HasNoFirstNumber(string config) =>
        Assert.All(new ConfigReader().Read(new SourceFile("config.yaml", config)).Recipes,
            recipe => Assert.False(recipe.Get(Facts.LearningRate).Is(0.1)));

    [Theory]
    [InlineData("generic", "optimizer: {type: SGD, lr: 0.1}\nepochs: 3\n")]
    [InlineData("detectron2", "_BASE_: base.yaml\nSOLVER: {BASE_LR: 0.02, MAX_ITER: 90000}\n")]
    [InlineData("paddledetection", "_BASE_: [base.yaml]\nepoch: 12\nLearningRate: {base_lr: 0.01, schedulers: [{name: PiecewiseDecay, milestones: [8, 11]}]}\nOptimizerBuilder: {optimizer: {type: Momentum, momentum: 0.9}}\nTrainReader: {batch_size: 2}\n")]
    [InlineData("trl", "model_name_or_path: org/model\nlearning_rate: 2.0e-5\nper_device_train_batch_size: 8\nnum_train_epochs: 1\nlr_scheduler_type: cosine\n")]
    [InlineData("torchtune", "model: {_component_: torchtune.models.llama3.llama3_8b}\noptimizer: {_component_: torch.optim.AdamW, lr: 2.0e-5}\nbatch_size: 2\nepochs: 3\nmax_steps_per_epoch: null\ngradient_accumulation_steps: 8\n")]
    [InlineData("ml-agents", "behaviors:\n  W: {trainer_type: ppo, hyperparameters: {batch_size: 64, buffer_size: 2048, learning_rate: 3.0e-4}, max_steps: 500000}\n")]
    [InlineData("espnet", "optim: adam\noptim_conf: {lr: 0.002}\nscheduler: warmuplr\nscheduler_conf: {warmup_steps: 25000}\nbatch_type: numel\nbatch_bins: 1000000\nencoder: conformer\naccum_grad: 1\nmax_epoch: 100\n")]
    [InlineData("speechbrain", "seed: 1\nlr: 0.001\nnumber_of_epochs: 5\nopt_class: !name:torch.optim.Adam\n  lr: !ref <lr>\nepoch_counter: !new:speechbrain.utils.epoch_loop.EpochCounter\n  limit: !ref <number_of_epochs>\n")]
    [InlineData("hydra-lightning", "defaults: [base]\ntrainer: {_target_: lightning.Trainer, max_epochs: 3}\nmodel: {_target_: m.M, optimizer: {_target_: torch.optim.Adam, _partial_: true, lr: 0.001}}\n")]
    [InlineData("slowfast", "TRAIN: {ENABLE: True, BATCH_SIZE: 64}\nSOLVER: {BASE_LR: 0.1, MAX_EPOCH: 196, LR_POLICY: cosine}\nMODEL: {ARCH: slowfast}\n")]
    [InlineData("openpcdet", "MODEL: {_BASE_CONFIG_: base.yaml}\nOPTIMIZATION: {NUM_EPOCHS: 80, OPTIMIZER: adam_onecycle, LR: 0.003}\n")]
    public void BillionLaughs_CostADialectLittleMemory(string dialect, string config)
    {
        var text = config + Bomb("bomb");
        var files = ConfigFiles.InMemory(path => DocumentParser.Parse(new SourceFile("base.yaml", Bomb("bomb") + Bomb("other"), path)));

        // The tables of the dialects are made once for the whole process, by whoever reads first: no cost of this file.
        new ConfigReader().Read(new SourceFile("config.yaml", config));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = new ConfigReader(files).Read(new SourceFile("config.yaml", text, "/project/config.yaml"));

        Assert.Equal(dialect, read.Dialect);

        // Written out, the aliases would be 10^40 nodes. Half as much again as is used: the runtime's state of compilation makes a tenth.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
    }

    private static string Bomb(string name)
    {
        var text = new StringBuilder($"{name}0: &{name}0 {{ha: 1, ho: [1, 2]}}\n");
        for (var i = 1; i < 30; i++)
        {
            var aliases = string.Join(", ", Enumerable.Range(0, 8).Select(k => $"k{k}: *{name}{i - 1}"));
            text.Append($"{name}{i}: &{name}{i} {{{aliases}, list: [*{name}{i - 1}, *{name}{i - 1}]}}\n");
        }

        return text.ToString();
    }
}
