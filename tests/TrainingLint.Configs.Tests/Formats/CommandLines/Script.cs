using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.Tests.Formats.CommandLines;

/// <summary>Reads small scripts of the tests' own making.</summary>
internal static class Script
{
    /// <summary>The mappings of the commands in a script.</summary>
    public static IReadOnlyList<MappingNode> Roots(string text, string name = "train.sh") =>
        [.. ConfigFormats.Parse(new SourceFile(name, text)).Roots.OfType<MappingNode>()];

    /// <summary>The mapping of the only command.</summary>
    public static MappingNode Root(string text, string name = "train.sh") => Assert.Single(Roots(text, name));

    /// <summary>The text at a path of the only command; null where nothing is.</summary>
    public static string? At(string text, string path, string name = "train.sh") => (ConfigView.Node(Root(text, name), path) as ScalarNode)?.Text;
}
