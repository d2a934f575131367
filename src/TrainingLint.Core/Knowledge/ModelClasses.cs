namespace TrainingLint.Core.Knowledge;

/// <summary>From what is known of a model to its class, and the names of the classes.</summary>
public static class ModelClasses
{
    private const double Billion = 1e9;

    /// <summary>The class of a model; <see cref="ModelClass.Any"/> where nothing tells.</summary>
    /// <param name="kind">Kind of model.</param>
    /// <param name="parameters">Number of its weights; 0 where nobody knows.</param>
    public static ModelClass Of(ModelKind kind, double parameters) => kind switch
    {
        ModelKind.Diffusion => ModelClass.Diffusion,
        ModelKind.TextEncoder or ModelKind.Speech => ModelClass.PretrainedEncoder,
        ModelKind.Detector => ModelClass.Detector,
        ModelKind.DetectionTransformer => ModelClass.DetectionTransformer,
        ModelKind.LanguageModel or ModelKind.Unknown when parameters >= Billion => ModelClass.Billions,
        _ => ModelClass.Any,
    };

    /// <summary>A class for people, as the end of a sentence about an optimizer.</summary>
    public static string NameOf(ModelClass models) => models switch
    {
        ModelClass.PretrainedEncoder => " of a pretrained encoder",
        ModelClass.Billions => " of a model with a billion weights or more",
        ModelClass.Diffusion => " of a diffusion model",
        ModelClass.Detector => " of a detector",
        ModelClass.DetectionTransformer => " of a detection transformer",
        _ => "",
    };
}
