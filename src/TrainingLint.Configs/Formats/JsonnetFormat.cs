using System.Collections.Generic;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats;

/// <summary>
/// The literal part of jsonnet (https://jsonnet.org/ref/spec.html), as AllenNLP's configs are written: objects, locals, arithmetic. Functions,
/// comprehensions, imports, conditions and external variables are unknown values.
/// </summary>
internal sealed class JsonnetFormat : ConfigFormat
{
    public override string Name => "jsonnet";

    public override IReadOnlyList<string> Extensions { get; } = [".jsonnet"];

    // Most jsonnet describes machines and dashboards.
    public override ByteMarks? Marks { get; } = new(["optimizer", "learning_rate", "lr"], ["trainer", "train", "epochs"]);

    public override CommentSyntax? Comments { get; } = new("//", "#");

    public override ScalarSchema? Schema => ScalarSchema.Json;

    public override ParsedFile Parse(SourceFile source) => new JsonnetReader(source).Read();
}
