using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

/// <summary>Data files of detectors, layers of darknet and grids of OpenPCDet.</summary>
public class VisionShapesTests
{
    private const string Data = "path: d\ntrain: images/train\nval: images/val\nnc: 2\nnames: [cat, dog]\n";

    private const string Darknet = "[net]\nbatch=64\nsubdivisions=16\nwidth=416\nheight=416\nlearning_rate=0.001\nmax_batches=6000\npolicy=steps\n"
        + "steps=4800,5400\nscales=.1,.1\n\n[convolutional]\nfilters=21\nsize=1\n\n[yolo]\nmask=6,7,8\nanchors=12,16, 19,36, 40,28, 36,75, 76,55, "
        + "72,146, 142,110, 192,243, 459,401\nclasses=2\nnum=9\n";

    private const string Grid = "CLASS_NAMES: ['Car']\nDATA_CONFIG:\n  POINT_CLOUD_RANGE: [0, -40, -3, 70.4, 40, 1]\n  DATA_PROCESSOR:\n"
        + "    - NAME: transform_points_to_voxels\n      VOXEL_SIZE: [0.05, 0.05, 0.1]\nMODEL:\n  NAME: SECONDNet\n  BACKBONE_3D: {NAME: VoxelBackBone8x}\n"
        + "  DENSE_HEAD:\n    ANCHOR_GENERATOR_CONFIG:\n      - {'class_name': 'Car', 'matched_threshold': 0.6, 'unmatched_threshold': 0.45}\n"
        + "OPTIMIZATION:\n  BATCH_SIZE_PER_GPU: 4\n  NUM_EPOCHS: 80\n  OPTIMIZER: adam_onecycle\n  LR: 0.003\n  WEIGHT_DECAY: 0.01\n  MOMENTUM: 0.9\n";

    private static string[] Told(string text, string name) =>
        [.. ReadText.As(text, name).Observations.OfType<WrongTypeObservation>().Select(one => one.Found + " | " + one.Wanted)];

    [Fact]
    public void SoundFiles_AreLeftAlone()
    {
        Assert.Empty(Told(Data, "data.yaml"));
        Assert.Empty(Told(Darknet, "net.cfg"));
        Assert.Empty(Told(Grid, "grid.yaml"));
    }

    [Theory]
    [InlineData("val: images/val", "val: images/train", "not trained on")]
    [InlineData("nc: 2", "nc: 3", "as there are names")]
    [InlineData("names: [cat, dog]", "names:\n  1: cat\n  2: dog", "from 0 to 1")]
    public void DataFiles(string sound, string risky, string word) =>
        Assert.Contains(Told(Data.Replace(sound, risky), "data.yaml"), one => one.Contains(word));

    [Theory]
    [InlineData("names: [cat, dog]", "names:\n  0: cat\n  1: dog")]
    [InlineData("val: images/val", "val: images/train\ndownload: https://example.org/a.zip")]
    [InlineData("names: [cat, dog]\n", "")]
    public void SoundDataFiles(string sound, string other) => Assert.Empty(Told(Data.Replace(sound, other), "data.yaml"));

    [Theory]
    [InlineData("filters=21", "filters=255", "21")]
    [InlineData("num=9", "num=6", "pairs of anchors")]
    [InlineData("mask=6,7,8", "mask=7,8,9", "below 9")]
    [InlineData("width=416", "width=420", "multiple of 32")]
    public void DarknetLayers(string sound, string risky, string word) =>
        Assert.Contains(Told(Darknet.Replace(sound, risky), "net.cfg"), one => one.Contains(word));

    [Theory]
    [InlineData("70.4", "70.0", "multiple of 16")]
    [InlineData("40, 1]", "40, 3]", "40 cells")]
    [InlineData("CLASS_NAMES: ['Car']", "CLASS_NAMES: ['Van']", "one of Van")]
    [InlineData("'unmatched_threshold': 0.45", "'unmatched_threshold': 0.75", "at most the other")]
    public void Grids(string sound, string risky, string word) =>
        Assert.Contains(Told(Grid.Replace(sound, risky), "grid.yaml"), one => one.Contains(word));

    [Theory]
    [InlineData("VoxelBackBone8x", "PillarBackbone")]
    [InlineData("70.4", "72")]
    public void SoundGrids(string sound, string other) => Assert.Empty(Told(Grid.Replace(sound, other), "grid.yaml"));
}
