using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Commands;

/// <summary>Commands whose mistakes people reported, small, beside what they were told to write.</summary>
public class ReportedCommandTests
{
    private static Severity? Of(string rule, string command, string name = "train.sh") => new Judge().Findings(ReadText.As(command, name))
        .Where(finding => finding.Rule.Id == rule).Select(finding => (Severity?)finding.Severity).FirstOrDefault();

    private static string Kohya(string more, string model = "sd15.safetensors", string precision = "bf16") =>
        $"accelerate launch train_network.py --pretrained_model_name_or_path={model} --train_data_dir=img --output_dir=out "
        + $"--network_module=networks.lora --network_dim=32 --network_alpha=16 --learning_rate=1e-5 --max_train_steps=1200 --seed=5 "
        + $"--mixed_precision={precision} {more}\n";

    // kohya-ss/sd-scripts 201.
    [Theory]
    [InlineData("5e-3", Severity.Warning)]
    [InlineData("5e-5", null)]
    [InlineData("0", null)]
    public void TextEncoderHasARateOfItsOwn(string rate, Severity? severity) =>
        Assert.Equal(severity, Of("TL0102", Kohya("--text_encoder_lr=" + rate)));

    // kohya-ss/sd-scripts 601: a scheduler of torch with its arguments beside it.
    [Theory]
    [InlineData("T_max=1200", "eta_min=1e-4", Severity.Warning)]
    [InlineData("T_max=1200", "eta_min=1e-6", null)]
    public void SchedulerOfTorch_HasItsArguments(string length, string floor, Severity? severity)
    {
        var command = Kohya($"--lr_scheduler_type \"CosineAnnealingLR\" --lr_scheduler_args \"{length}\" \"{floor}\"");
        Assert.Equal(severity, Of("TL0109", command));
        Assert.Equal(1200, ReadText.Recipe(command, "train.sh").Get(Facts.ScheduleLength).Or(0));
    }

    // kohya-ss/sd-scripts 1571.
    [Theory]
    [InlineData("flux1-dev.safetensors", "fp16", Severity.Info)]
    [InlineData("flux1-dev.safetensors", "bf16", null)]
    [InlineData("sd15.safetensors", "fp16", null)]
    public void FluxIsPublishedInBfloat16(string model, string precision, Severity? severity) =>
        Assert.Equal(severity, Of("TL0505", Kohya("", model, precision)));

    private static string Fairseq(string more) =>
        "fairseq-train data-bin --arch transformer_iwslt_de_en --optimizer adam --criterion label_smoothed_cross_entropy "
        + $"--max-tokens 4096 --max-update 50000 --seed 3 {more}\n";

    // facebookresearch/fairseq 4280 and 1239: without a file to start from, training starts at random.
    [Theory]
    [InlineData("--lr 0.002 --lr-scheduler reduce_lr_on_plateau", Severity.Warning)]
    [InlineData("--lr 5e-4 --lr-scheduler fixed", Severity.Info)]
    [InlineData("--lr 5e-4 --lr-scheduler inverse_sqrt --warmup-updates 4000", null)]
    [InlineData("--lr 5e-4 --lr-scheduler fixed --restore-file model.pt", null)]
    [InlineData("--lr 5e-4 --lr-scheduler fixed --pretrained-xlm-checkpoint model.pt", null)]
    public void TransformerFromScratch_WantsAWarmup(string more, Severity? severity) =>
        Assert.Equal(severity, Of("TL0104", Fairseq(more)));

    // deepspeedai/DeepSpeed 771: a batch and one of DeepSpeed's own schedules make its file.
    [Theory]
    [InlineData("WarmupDecayLR", "deepspeed")]
    [InlineData("CosineAnnealingLR", "generic")]
    public void BatchAndItsOwnSchedule_AreDeepSpeeds(string schedule, string dialect) =>
        Assert.Equal(dialect, ReadText.As(
            "{\"train_batch_size\": 256, \"optimizer\": {\"type\": \"AdamW\", \"params\": {\"lr\": 1e-4}},\n"
            + $" \"scheduler\": {{\"type\": \"{schedule}\", \"params\": {{\"warmup_num_steps\": 10, \"total_num_steps\": 1000}}}}}}",
            "ds.json").Dialect);

    // CodefyUI 205: epochs halved, T_max kept.
    [Theory]
    [InlineData(200, LengthUnit.Epochs)]
    [InlineData(100, LengthUnit.Epochs)]
    [InlineData(301, LengthUnit.Unknown)]
    public void LengthOfAFewTimesTheEpochs_CountsEpochs(int length, LengthUnit unit) =>
        Assert.Equal(unit, ReadText.Recipe(
            "optimizer: {type: SGD, lr: 0.1, momentum: 0.9}\n"
            + $"lr_scheduler: {{type: CosineAnnealingLR, T_max: {length}}}\nepochs: 100\nbatch_size: 128\nseed: 1\n").ScheduleUnit);
}
