using System;

namespace TrainingLint.Configs.Tests.Documents;

/// <summary>RFC 8259, section 7: what a backslash may stand before.</summary>
public class JsonEscapeTests
{
    [Theory]
    [InlineData("\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u00e9 \\uD83D\\uDE80")]
    public void Escapes_AreRead(string text) => Assert.Empty(Parsed.Json("{\"lr\": \"" + text + "\"}").Problems);

    [Theory]
    [InlineData("C:\\data", 'd')]
    [InlineData("\\x41", 'x')]
    [InlineData("\\u12", 'u')]
    [InlineData("\\u12g4", 'u')]
    [InlineData("\\'", '\'')]
    public void OtherBackslashes_AreRefusedWhereTheyStand(string text, char behind)
    {
        var json = "{\"lr\": \"" + text + "\"}";
        var problem = Assert.Single(Parsed.Json(json).Problems);
        Assert.Contains("a backslash stands before what it cannot escape", problem.Message, StringComparison.Ordinal);
        Assert.Equal(json.IndexOf("\\" + behind, StringComparison.Ordinal) + 1, problem.Span.Column);
    }
}
