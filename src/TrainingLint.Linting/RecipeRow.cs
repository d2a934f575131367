namespace TrainingLint.Linting;

/// <summary>One thing that is known of a recipe, for people; the texts are plain, whatever stands in the file.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value.</param>
/// <param name="Where">Its key and where it comes from; empty where there is neither.</param>
/// <param name="Line">The line of the file itself that it stands on, from 1; null where it stands elsewhere or nowhere.</param>
public sealed record RecipeRow(string Name, string Value, string Where, int? Line);
