using System.Collections.Generic;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Projects;

/// <summary>A recipe, or a part of one, as the analyzers read it in a compilation.</summary>
/// <param name="Place">Where it was read, at an absolute path.</param>
/// <param name="Texts">Its facts, as <see cref="Core.Recipes.RecipeText"/> writes them, and its role.</param>
internal sealed record CodeRecipe(Place Place, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>The note that the analyzers hand recipes over in.</summary>
    public const string RuleId = "TL0001";

    /// <summary>What it was read from.</summary>
    private string Role => Texts.GetValueOrDefault("role", "");

    /// <summary>An optimizer was created.</summary>
    public bool IsOptimizer => Role == "optimizer";

    /// <summary>A group of parameters with settings of its own.</summary>
    public bool IsGroup => Role == "group";

    /// <summary>A loader that shuffles, as one does that is trained from.</summary>
    public bool IsShuffledLoader => Role == "shuffledLoader";
}
