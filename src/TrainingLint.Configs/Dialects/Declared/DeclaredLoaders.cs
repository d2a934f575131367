using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>The loaders that a dialect file can name.</summary>
internal static class DeclaredLoaders
{
    private const string Nameless = "the loader";

    /// <summary>All of them, by their words.</summary>
    public static IReadOnlyDictionary<string, Loader> All { get; } = new Dictionary<string, Loader>(StringComparer.Ordinal)
    {
        ["pyyaml"] = Loaders.PyYaml,
        ["pyyaml-typed"] = Loaders.PyYamlTyped,
        ["yaml-with-exponents"] = Loaders.PyYamlTyped with { Name = Nameless, Schema = ScalarSchema.Yaml11WithExponents },
        ["yaml-1.2"] = Loaders.PyYamlTyped with { Name = Nameless, Schema = ScalarSchema.Yaml12 },
        ["omegaconf"] = Loaders.OmegaConf,
        ["yacs"] = Loaders.Yacs,
        ["json"] = Loaders.Json,
        ["unspecified"] = Loaders.Unspecified,
    };

    /// <summary>A loader as a framework uses it.</summary>
    /// <param name="loader">One of <see cref="All"/>.</param>
    /// <param name="duplicateKeys">What becomes of a key that stands twice; null where the loader says it.</param>
    /// <param name="numberAsText">What follows from a number that is read as text; null where the loader says it.</param>
    /// <param name="framework">Whose loader a nameless one is.</param>
    public static Loader Of(Loader loader, string? duplicateKeys, string? numberAsText, string framework) => loader with
    {
        Name = loader.Name == Nameless ? framework : loader.Name,
        RejectsDuplicateKeys = duplicateKeys is null ? loader.RejectsDuplicateKeys : duplicateKeys == "refused",
        TextNumberConsequence = numberAsText ?? loader.TextNumberConsequence,
    };
}
