using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace TrainingLint.Cli.Probing.Html;

/// <summary>How figures write numbers: enough digits for a picture, and nothing where there is no number.</summary>
internal static class FigureNumbers
{
    /// <summary>A number for people, or a dash.</summary>
    public static string Show(double value) => double.IsFinite(value) ? value.ToString("G4", CultureInfo.InvariantCulture) : "-";

    /// <summary>A whole number for people.</summary>
    public static string Show(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>An array of numbers; null in place of what is none.</summary>
    public static void Write(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WritePropertyName(name);
        Write(json, values);
    }

    /// <summary>An array of numbers without a name.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<double> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            if (double.IsFinite(value))
            {
                json.WriteNumberValue(Rounded(value));
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>An array of texts.</summary>
    public static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Positions of at most so many of the items, evenly spread, the last one included.</summary>
    public static IReadOnlyList<int> Spread(int count, int most) => count <= most
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, most).Select(i => (int)((long)i * (count - 1) / (most - 1)))];

    /// <summary>Six digits: more than a screen shows, and a third of the bytes.</summary>
    private static double Rounded(double value) =>
        double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
