using System.Globalization;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Diagnosing.Checks;

/// <summary>Numbers of a log as people read them: four digits are enough.</summary>
internal static class Text
{
    public static string Of(double value) =>
        NumberText.Of(double.IsFinite(value)
            ? double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : value);
}
