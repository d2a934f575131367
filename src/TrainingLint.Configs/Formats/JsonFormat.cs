using System.Collections.Generic;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats;

/// <summary>JSON: a JSON file has JSON's numbers whatever reads the framework's YAML, and no comments that all programs accept.</summary>
internal sealed class JsonFormat : ConfigFormat
{
    public override string Name => "JSON";

    public override IReadOnlyList<string> Extensions { get; } = [".json"];

    public override CommentSyntax? Comments => null;

    public override ScalarSchema? Schema => ScalarSchema.Json;

    public override ParsedFile Parse(SourceFile source) => DocumentParser.Parse(source);
}
