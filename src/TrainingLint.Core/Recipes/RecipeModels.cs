using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Recipes;

/// <summary>What follows from the model that a recipe trains.</summary>
public static class RecipeModels
{
    /// <summary>The family of models of attention blocks, as a value of <see cref="Facts.ModelFamily"/>.</summary>
    public const string Transformer = "transformer";

    /// <summary>The family of models of convolutions.</summary>
    public const string ConvolutionalNetwork = "convnet";

    /// <summary>The kind of the model; unknown where the recipe names none that is known.</summary>
    public static ModelKind ModelKind(this Recipe recipe) =>
        recipe.Is(Facts.Diffusion) ? Knowledge.ModelKind.Diffusion
        : recipe.Get(Facts.ModelName).TryGet(out var name) && KnownModels.Find(name) is { } known ? known.Kind
        : Knowledge.ModelKind.Unknown;

    /// <summary>True where the model is known to be a transformer.</summary>
    public static bool IsTransformer(this Recipe recipe) => recipe.Get(Facts.ModelFamily).Is(Transformer);

    /// <summary>The class of the model, by which sound rates differ.</summary>
    public static ModelClass ModelClass(this Recipe recipe) => ModelClasses.Of(recipe.ModelKind(), recipe.Get(Facts.ModelParameters).Or(0));

    /// <summary>The row of the table of rates for the recipe; null where its rate can't be judged.</summary>
    public static LearningRateRange? RateRange(this Recipe recipe) =>
        LearningRateRanges.Find(recipe.OptimizerFamily, recipe.Regime, recipe.ModelClass());
}
