using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Commands;

public class AdapterMethodTests
{
    private const string Transformers = "python main.py --model_name_or_path m/chat-6b --output_dir o --per_device_train_batch_size 1 --max_steps 9 --learning_rate 2e-2 ";
    private const string Dreambooth = "accelerate launch train_dreambooth.py --pretrained_model_name_or_path m --instance_data_dir d --max_train_steps 9 --learning_rate 5e-3 ";

    [Theory]
    [InlineData(Transformers, Regime.FineTuning)]
    [InlineData(Transformers + "--pre_seq_len 128", Regime.FewWeights)]
    [InlineData(Transformers + "--use_ia3 True", Regime.Unknown)]
    [InlineData(Dreambooth, Regime.FineTuning)]
    [InlineData(Dreambooth + "--use_hra --hra_r 8", Regime.Unknown)]
    [InlineData(Dreambooth + "--rank 8", Regime.Adapter)]
    public void FewNewWeights_AreNotHeldToTheRatesOfWholeModels(string command, Regime regime) =>
        Assert.Equal(regime, ReadText.Recipe(command, "run.sh").Regime);

    [Theory]
    [InlineData("", 8)]
    [InlineData("--tensor_model_parallel_size 4", null)]
    public void DevicesThatShareAModel_DoNotMultiplyTheBatch(string flags, int? devices)
    {
        var recipe = ReadText.Recipe("NPROC_PER_NODE=8 megatron sft --model m --dataset d --tuner_type lora --split_dataset_ratio 0.1 --lr 1e-4 " + flags, "run.sh");
        Assert.Equal(devices ?? double.NaN, recipe.Get(Facts.WorldSize).Or(double.NaN));
    }
}
