using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Reports;

/// <summary>Origins as the contract spells them.</summary>
internal static class OriginNames
{
    public static string Of(Origin origin) => origin switch
    {
        Origin.Inherited => "inherited",
        Origin.Default => "default",
        Origin.Derived => "derived",
        _ => "file",
    };
}
