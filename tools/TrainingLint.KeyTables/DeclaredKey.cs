namespace TrainingLint.KeyTables;

/// <summary>A key as a source declares it, in the columns of a table.</summary>
/// <param name="Path">Dotted path.</param>
/// <param name="Types">The types that the source allows, between <c>|</c>; empty where it says nothing.</param>
/// <param name="Default">As it would stand in YAML; empty where there is none or only a run finds it.</param>
/// <param name="Values">The values that the source allows, between <c>|</c>.</param>
/// <param name="Outdated">What became of it, as the rest of a sentence; empty for a current key.</param>
internal sealed record DeclaredKey(string Path, string Types = "", string Default = "", string Values = "", string Outdated = "")
{
    /// <summary>The file that declares it, relative to the checkout.</summary>
    public string Source { get; init; } = "";

    /// <summary>The line of the table.</summary>
    public string Line => string.Join('\t', Path, Types, Default, Values, Outdated).TrimEnd('\t');
}
