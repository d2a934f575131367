using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Tests.Documents;

/// <summary>Parses small texts of the tests' own making.</summary>
internal static class Parsed
{
    public static ParsedFile Yaml(string text) => DocumentParser.Parse(new SourceFile("config.yaml", text));

    public static ParsedFile Json(string text) => DocumentParser.Parse(new SourceFile("config.json", text));

    /// <summary>The only document of a text without problems, which is a mapping.</summary>
    public static MappingNode Mapping(string text, string name = "config.yaml")
    {
        var parsed = ConfigFormats.Parse(new SourceFile(name, text));
        Assert.Equal([], parsed.Problems.Select(problem => problem.Message));
        return Assert.IsType<MappingNode>(Assert.Single(parsed.Roots));
    }

    /// <summary>The text of the scalar at a dotted path.</summary>
    public static string? At(this MappingNode root, string path) => (root.Node(path) as ScalarNode)?.Text;

    /// <summary>The node at a dotted path.</summary>
    public static ConfigNode? Node(this MappingNode root, string path) =>
        path.Split('.').Aggregate((ConfigNode?)root, (node, part) => node switch
        {
            MappingNode mapping => mapping[part],
            SequenceNode sequence => sequence.Items[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)],
            _ => null,
        });
}
