using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Configs.Dialects;

/// <summary>All dialects, the most specific first: the first that recognises a document reads it.</summary>
internal static class DialectCatalogue
{
    public static IReadOnlyList<Dialect> All { get; } =
    [
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
        new HydraLightning(),
        new LightningCli(),
    ];

    /// <summary>The dialect of a document; null when it configures no training.</summary>
    public static Dialect? Recognise(ConfigView config) => All.FirstOrDefault(dialect => dialect.Recognises(config));
}
