namespace TrainingLint.Core.Recipes;

/// <summary>A length with its unit and the setting that it was read from.</summary>
/// <param name="Amount">How many.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Setting">Where it is written.</param>
public sealed record RunLength(double Amount, LengthUnit Unit, Setting Setting);
