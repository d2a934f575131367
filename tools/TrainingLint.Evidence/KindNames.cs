using System.Linq;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Evidence;

/// <summary>Kinds of recipes for people.</summary>
internal static class KindNames
{
    /// <summary>Such as <c>fine tuning of a pretrained encoder, Adam-type optimizers</c>.</summary>
    public static string Of(EvidenceRow row) => Words(row.Regime.ToString()) + ModelClasses.NameOf(row.Models) + ", "
        + (row.Family == OptimizerFamily.Unknown ? "optimizer not named" : OptimizerFamilies.NameOf(row.Family));

    private static string Words(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? " " : "") + char.ToLowerInvariant(letter)
            : letter.ToString()))
            .Replace("unknown", "kind unknown");
}
