namespace TrainingLint.Configs.Documents.Yaml;

/// <summary>The kinds of tokens of PyYAML's scanner (<c>yaml/tokens.py</c>).</summary>
internal enum TokenKind
{
    StreamEnd,
    Directive,
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias,
    Anchor,
    Tag,
    Scalar,
}

/// <summary>One token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Position of its first character.</param>
/// <param name="End">Position behind its last character.</param>
/// <param name="Text">Value of a scalar; name of an anchor, alias or directive; suffix of a tag.</param>
/// <param name="Handle">Handle of a tag, or of a directive for tags; null for a tag in full.</param>
/// <param name="IsPlain">True for a scalar without quotes.</param>
internal sealed record YamlToken(TokenKind Kind, int Start, int End, string Text = "", string? Handle = null, bool IsPlain = false)
{
    /// <summary>How PyYAML's messages name the kind, in words for people.</summary>
    public string Name => Kind switch
    {
        TokenKind.StreamEnd => "the end of the file",
        TokenKind.Directive => "a directive",
        TokenKind.DocumentStart => "'---'",
        TokenKind.DocumentEnd => "'...'",
        TokenKind.BlockSequenceStart or TokenKind.BlockEntry => "a list item",
        TokenKind.BlockMappingStart or TokenKind.Key => "a key",
        TokenKind.BlockEnd => "the end of the indented block",
        TokenKind.FlowSequenceStart => "'['",
        TokenKind.FlowSequenceEnd => "']'",
        TokenKind.FlowMappingStart => "'{'",
        TokenKind.FlowMappingEnd => "'}'",
        TokenKind.FlowEntry => "','",
        TokenKind.Value => "':'",
        TokenKind.Alias => "an alias",
        TokenKind.Anchor => "an anchor",
        TokenKind.Tag => "a tag",
        _ => "a value",
    };
}
