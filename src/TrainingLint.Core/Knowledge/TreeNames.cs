namespace TrainingLint.Core.Knowledge;

/// <summary>
/// Names that libraries of gradient-boosted trees look up: XGBoost (<c>doc/parameter.rst</c>) and LightGBM (<c>docs/Parameters.rst</c>).
/// </summary>
public static class TreeNames
{
    /// <summary>Objectives, behind the task and its colon in XGBoost (<c>binary:logistic</c>).</summary>
    public static KnownNames Objectives { get; } = new("objective",
        "squarederror squaredlogerror logistic pseudohubererror absoluteerror quantileerror logitraw hinge poisson cox aft softmax "
            + "softprob ndcg map pairwise gamma tweedie linear",
        "regression regression_l1 regression_l2 huber fair quantile mape binary multiclass multiclassova cross_entropy "
            + "cross_entropy_lambda lambdarank rank_xendcg mae mse rmse l1 l2 xentropy ova softmax mean_squared_error mean_absolute_error");

    /// <summary>Metrics of evaluation.</summary>
    public static KnownNames Metrics { get; } = new("metric",
        "rmse rmsle mae mape mphe logloss error merror mlogloss auc aucpr pre ndcg map poisson-nloglik gamma-nloglik cox-nloglik "
            + "gamma-deviance tweedie-nloglik aft-nloglik interval-regression-accuracy",
        "l1 l2 quantile huber fair binary_logloss binary_error average_precision multi_logloss multi_error auc_mu cross_entropy "
            + "kullback_leibler none r2 mean_absolute_error mean_squared_error binary multiclass regression mse");

    /// <summary>How XGBoost finds its splits.</summary>
    public static KnownNames Methods { get; } = new("tree method", "auto exact approx hist gpu_hist");

    /// <summary>Kinds of boosting.</summary>
    public static KnownNames Boosters { get; } = new("boosting",
        "gbdt rf dart goss gbtree gblinear random_forest traditional plain ordered");
}
