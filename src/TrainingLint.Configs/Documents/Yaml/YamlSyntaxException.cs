using System;

namespace TrainingLint.Configs.Documents.Yaml;

/// <summary>A text that PyYAML's scanner or parser refuses; never leaves the parser of documents.</summary>
internal sealed class YamlSyntaxException(int position, string message) : Exception(message)
{
    /// <summary>Position in the text.</summary>
    public int Position { get; } = position;

    /// <summary>True where the text is sound and only too much.</summary>
    public bool IsLimit { get; init; }
}
