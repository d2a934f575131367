using System;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

/// <summary>Numbers that must fit each other: pictures, sound, lists side by side, shares of the data, phases of a run.</summary>
public class ShapesTests
{
    private const string Training = "optimizer: {type: AdamW, lr: 0.001}\nbatch_size: 8\n";

    [Theory]
    [InlineData("model: {image_size: 224, patch_size: 15}", "a divisor of 224")]
    [InlineData("data: {crop_size: 256, load_size: 224}", "at most 224")]
    [InlineData("data: {mean: [0.5, 0.5], std: [0.2, 0.2, 0.2]}", "one number for each channel, 3")]
    [InlineData("data: {mean: [0.5, 0.5, 0.5], std: [0.2, 0.0, 0.2]}", "numbers above 0")]
    [InlineData("data: {mean: [0.5, 0.5, 0.5], std: [58, 57, 57]}", "in the unit of the means")]
    [InlineData("audio: {segment_size: 8000, hop_length: 256}", "a multiple of 256")]
    [InlineData("model: {upsample_rates: [8, 8, 4], upsample_kernel_sizes: [16, 16]}", "a list of 3, as many as 'upsample_rates' has")]
    [InlineData("model: {resblock_kernel_sizes: [3, 7], resblock_dilation_sizes: [[1, 3], [1, 3], [1, 3]]}", "a list of 2")]
    [InlineData("encoder: {cnn_module_kernel: 16}", "an odd number")]
    [InlineData("data: {train_split: 0.9, val_split: 0.2}", "shares that add up to 1 or less")]
    [InlineData("data: {split: [0.8, 0.2, 0.1]}", "shares of one whole")]
    [InlineData("data: {val_split: 1.0}", "a share below 1")]
    [InlineData("train: {total_steps: 100, warmup_steps: 10, stable_steps: 80, decay_steps: 20}", "at most the 100 steps of the run")]
    [InlineData("max_steps: 1000\ngan: {discriminator_train_start_steps: 5000}", "less than 1000, the length of the run")]
    [InlineData("epochs: 100\nwarmup_teacher_temp_epochs: 120", "less than 100, the length of the run")]
    [InlineData("solver: {steps: [40, 70], warmup_iters: 200, warmup_factor: 0.01, warmup_method: linear}", "less than 40")]
    [InlineData("data: {max_prompt_length: 512, max_length: 512}", "less than 512, which is 'max_length'")]
    [InlineData("diffusion: {beta_start: 0.02, beta_end: 0.0001}", "at most 0.0001, which is 'beta_end'")]
    public void NumbersThatDoNotFit_AreSaid(string line, string wanted) =>
        Assert.Contains(wanted, Assert.Single(ReadText.Observed<WrongTypeObservation>(Training + line + "\n")).Wanted,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("epochs: 100\nteacher: {warmup_teacher_temp_epochs: 120}")]
    [InlineData("model: {image_size: 224, patch_size: 16}")]
    [InlineData("model: {image_size: 8, patch_size: 3}")]
    [InlineData("model: {name: siglip, image_size: 384, patch_size: 14}")]
    [InlineData("data: {crop_size: 224, load_size: 224}")]
    [InlineData("data: {crop_size: 178, image_size: 128}")]
    [InlineData("data: {crop: 148, resize: 64}")]
    [InlineData("data: {img_size: 1000, patch_size: 256}")]
    [InlineData("model: {image_size: 518, patch_size: 16, stride: 12}")]
    [InlineData("data: {train_ratio: 0.8, val_ratio: 0.2, test_ratio: 0.2}")]
    [InlineData("data: {crop_size: 36, image_size: 32, padding: 4}")]
    [InlineData("data: {mean: [123.7, 116.3, 103.5], std: [58.4, 57.1, 57.4]}")]
    [InlineData("data: {mean: [0.5], std: [0.2]}")]
    [InlineData("audio: {segment_size: 8192, hop_length: 256}")]
    [InlineData("model: {upsample_rates: [8, 8], upsample_kernel_sizes: [16, 16]}")]
    [InlineData("model: {byteformer: {conv_kernel_size: 16}}")]
    [InlineData("data: {train_split: 0.8, val_split: 0.2}")]
    [InlineData("data: {val_split: 1, test_split: 0.5}")]
    [InlineData("data: {split: [800, 200, 100]}")]
    [InlineData("train: {total_steps: 100, warmup_steps: 10, stable_steps: 70, decay_steps: 20}")]
    [InlineData("max_steps: 1000\ngan: {discriminator_train_start_steps: 500}")]
    [InlineData("solver: {steps: [8, 11], warmup_iters: 500}")]
    [InlineData("data: {max_prompt_length: 512, max_length: 1024}")]
    public void NumbersThatFit_AreLeftAlone(string line) => Assert.Empty(ReadText.Observed<WrongTypeObservation>(Training + line + "\n"));

    [Theory]
    [InlineData("[140, 170]", 1)]
    [InlineData("[40, 70]", 0)]
    [InlineData("[4000, 7000]", 0)]
    public void DropsThatSuitNoUnit_AreSaid(string drops, int found) =>
        Assert.Equal(found, ReadText.Observed<WrongTypeObservation>("SOLVER: {OPTIMIZER_NAME: Adam, BASE_LR: 0.001, MAX_EPOCHS: 120, "
            + "GAMMA: 0.1, STEPS: " + drops + "}\n").Count);

    [Theory]
    [InlineData(13, 1)]
    [InlineData(12, 0)]
    public void WindowsThatDoNotTileTheStage_AreSaid(int window, int found) =>
        Assert.Equal(found, ReadText.Observed<WrongTypeObservation>("DATA: {IMG_SIZE: 384}\nMODEL: {TYPE: swin, SWIN: {EMBED_DIM: 128, "
            + "DEPTHS: [2, 2, 18, 2], WINDOW_SIZE: " + window + "}}\nTRAIN: {EPOCHS: 30, WARMUP_EPOCHS: 5, BASE_LR: 2e-05, WEIGHT_DECAY: "
            + "1e-8}\n").Count);

    [Fact]
    public void PeriodThatSuitsNoUnit_IsSaid()
    {
        const string Step = "optimizer: {type: SGD, lr: 0.1}\nlr_scheduler: {type: StepLR, gamma: 0.1, step_size: ";

        Assert.Contains("never drops", ReadText.Observed<WrongTypeObservation>(Step + "300}\nepochs: 90\n").Single().Consequence,
            StringComparison.Ordinal);
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Step + "30}\nepochs: 90\n"));
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Step + "6000}\nepochs: 90\n"));
    }
}
