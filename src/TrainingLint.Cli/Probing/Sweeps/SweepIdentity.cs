using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace TrainingLint.Cli.Probing.Sweeps;

/// <summary>A recipe of a sweep.</summary>
/// <param name="File">Its config, as it is shown.</param>
/// <param name="Name">Its name in the config; often empty.</param>
internal sealed record SweepRecipe(string File, string Name)
{
    /// <summary>File and name, for people.</summary>
    public string Title => Name.Length > 0 ? File + " " + Name : File;
}

/// <summary>One training of a sweep.</summary>
/// <param name="Number">Its number in the sweep, from 0: recipes in the order of their files, and the seeds of each.</param>
/// <param name="Recipe">What is run.</param>
/// <param name="Seed">With which seed.</param>
internal sealed record SweepUnit(int Number, SweepRecipe Recipe, int Seed);

/// <summary>Everything that makes one sweep differ from another. Two parts with the same identity belong together.</summary>
internal sealed class SweepIdentity
{
    private SweepIdentity(JsonElement json, IReadOnlyList<SweepRecipe> recipes, int steps, int firstSeed, int seeds)
    {
        (Json, Recipes, Steps, FirstSeed, Seeds) = (json, recipes, steps, firstSeed, seeds);
    }

    /// <summary>The identity as it is written.</summary>
    public JsonElement Json { get; }

    /// <summary>What is run, in order.</summary>
    public IReadOnlyList<SweepRecipe> Recipes { get; }

    /// <summary>Updates of each run.</summary>
    public int Steps { get; }

    /// <summary>The lowest seed.</summary>
    public int FirstSeed { get; }

    /// <summary>How many seeds each recipe is run with.</summary>
    public int Seeds { get; }

    /// <summary>How many trainings there are.</summary>
    public int Units => checked(Recipes.Count * Seeds);

    /// <summary>The training of a number.</summary>
    public SweepUnit Unit(int number) => new(number, Recipes[number / Seeds], FirstSeed + (number % Seeds));

    /// <summary>Understands a written identity.</summary>
    /// <exception cref="InvalidOperationException">A member is of another kind than it must be.</exception>
    /// <exception cref="KeyNotFoundException">A member is missing.</exception>
    /// <exception cref="FormatException">A number is out of range.</exception>
    public static SweepIdentity Read(JsonElement json)
    {
        var recipes = json.GetProperty("configs").EnumerateArray()
            .SelectMany(config => config.GetProperty("recipes").EnumerateArray()
                .Select(recipe => new SweepRecipe(Text(config, "file"), Text(recipe, "name"))));
        var seeds = json.GetProperty("seeds");
        var identity = new SweepIdentity(json, [.. recipes], json.GetProperty("steps").GetInt32(), seeds.GetProperty("first").GetInt32(),
            seeds.GetProperty("count").GetInt32());
        return identity.Seeds >= 1 && (long)identity.Recipes.Count * identity.Seeds <= int.MaxValue
            ? identity
            : throw new FormatException("the number of units is out of range");
    }

    /// <summary>In what another sweep differs from this one, for people; null when it does not.</summary>
    public string? DifferenceFrom(SweepIdentity other)
    {
        foreach (var member in Json.EnumerateObject())
        {
            if (!other.Json.TryGetProperty(member.Name, out var theirs) || !JsonElement.DeepEquals(member.Value, theirs))
            {
                return member.Name == "configs" ? DifferentConfig(other) : member.Name + " " + Shown(member.Value) + " instead of " + Shown(theirs);
            }
        }

        return other.Json.EnumerateObject().Count() == Json.EnumerateObject().Count() ? null : "other members";
    }

    private string DifferentConfig(SweepIdentity other)
    {
        var (mine, theirs) = (Configs(), other.Configs());
        return mine.Keys.Except(theirs.Keys).FirstOrDefault() is { } added ? "'" + added + "' besides"
            : theirs.Keys.Except(mine.Keys).FirstOrDefault() is { } lacking ? "no '" + lacking + "'"
            : mine.FirstOrDefault(config => !JsonElement.DeepEquals(config.Value, theirs[config.Key])).Key is { } changed ? "another content of '" + changed + "' or of a file that it draws on"
            : "its configs in another order";
    }

    private Dictionary<string, JsonElement> Configs() =>
        Json.GetProperty("configs").EnumerateArray().DistinctBy(config => Text(config, "file")).ToDictionary(config => Text(config, "file"));

    private static string Shown(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined
            ? "none"
            : value.GetRawText().ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal);

    private static string Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString() ?? throw new InvalidOperationException(name + " is null");
}
