using System.Linq;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.General;

/// <summary>
/// Parameters of gradient-boosted trees, for XGBoost or LightGBM, in a file of somebody's own. Trees have no optimizer, so the recipe holds
/// little; the checks of values judge the rest.
/// </summary>
internal sealed class GradientBoosting : Dialect
{
    private static readonly string[] Parts = ["", "params.", "model.", "model.params.", "xgboost.", "lightgbm.", "lgbm.", "xgb.",
        "hyperparameters.", "model_params.", "train_params."];

    public GradientBoosting()
        : base("gradient-boosting", Loaders.Unspecified)
    {
        Map(Facts.Seed, [.. Parts.SelectMany(part => new[] { part + "seed", part + "random_state" })]);
        Map(Facts.EarlyStoppingPatience,
            [.. Parts.SelectMany(part => new[] { part + "early_stopping_rounds", part + "early_stopping_round" })]);
    }

    // Behind the readers of everything that trains networks, which have such words too.
    public override int Precedence => 430;

    public override bool Recognises(ConfigView config) => config.Keys.Count() <= MostKeys
        && LeafCollector.Of(config).GroupBy(leaf => leaf.ParentPath).Any(siblings =>
            TreeWords.AreSpokenIn(siblings.Select(leaf => leaf.Word)));

    // A search space or a table of results has such words as well.
    private const int MostKeys = 100;

    protected override bool IsFragment(ConfigView config) => true;
}
