using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Dialects.HomeMade;

namespace TrainingLint.Configs.Dialects;

/// <summary>All dialects, the most specific first: the first that recognises a document reads it.</summary>
internal static class DialectCatalogue
{
    public static IReadOnlyList<Dialect> All { get; } =
    [
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
        new Generic(),
    ];

    /// <summary>The dialect of a document; null when it configures no training.</summary>
    public static Dialect? Recognise(ConfigView config) => All.FirstOrDefault(dialect => dialect.Recognises(config));
}
