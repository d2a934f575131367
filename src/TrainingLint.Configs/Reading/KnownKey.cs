using System;
using System.Collections.Generic;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>A key that a framework reads, for whoever helps to write a config.</summary>
/// <param name="Path">Dotted path from the root of the document.</param>
public sealed record KnownKey(string Path)
{
    /// <summary>The setting that it holds; null for a key that is no part of a recipe.</summary>
    public SettingKey? Setting { get; init; }

    /// <summary>The framework's default; null without one, or where it is not known.</summary>
    public object? Default { get; init; }

    /// <summary>The values that the framework accepts, if these are few; a choice of them where the list is open.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What else the framework's documentation says, as a sentence.</summary>
    public string? Note { get; init; }

    /// <summary>The form that the framework demands of the value; anything where nothing is known.</summary>
    public ValueForm Form { get; init; }

    /// <summary>True when the written number is the setting itself, in its unit, so that the setting's domain holds for it.</summary>
    public bool IsPlain { get; init; }

    internal static string Absolute(string scope, string path) =>
        path.StartsWith("/", StringComparison.Ordinal) ? path.Substring(1) : scope.Length == 0 ? path : scope + "." + path;
}
