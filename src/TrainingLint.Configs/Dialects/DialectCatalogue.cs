using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.HomeMade;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Dialects;

/// <summary>All dialects, the most specific first: the first that recognises a document reads it.</summary>
internal static class DialectCatalogue
{
    public static IReadOnlyList<Dialect> All { get; } =
    [
        new DeepSpeed(),
        new Nemo(),
        new Nanotron(),
        new Olmo(),
        new LlmFoundry(),
        new Torchtune(),
        new LitGpt(),
        new Axolotl(),
        new LlamaFactory(),
        new LlamaFactoryV1(),
        new OpenInstruct(),
        new Anomalib(),
        new Vissl(),
        new LatentDiffusion(),
        new BasicSr(),
        new OpenPcDet(),
        new RtDetr(),
        new Ultralytics(),
        new Swin(),
        new SlowFast(),
        new Pycls(),
        new HrNet(),
        new PaddleClas(),
        new PaddleSeg(),
        new PaddleDetection(),
        new Detectron2(),
        new MlAgents(),
        new RlZoo(),
        new RlGames(),
        new Trlx(),
        new WeNet(),
        new EspNet(),
        new JoeyNmt(),
        new OpenNmtPy(),
        new Fairseq(),
        new Ludwig(),
        new SpeechBrain(),
        new Trl(),
        new HydraLightning(),
        new LightningCli(),
        new Sweep(),
        new Generic(),
    ];

    /// <summary>The dialect of a document; null when it configures no training.</summary>
    public static Dialect? Recognise(ConfigView config) =>
        config.File.Format.Kind == FormatKind.Document && NotTraining.Covers(config) ? null
            : All.FirstOrDefault(dialect => dialect.IsWrittenIn(config.File.Format) && dialect.Recognises(config));
}
