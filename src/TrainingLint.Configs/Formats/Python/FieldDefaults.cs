using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// The defaults of the fields of a class: <c>lr: float = field(default=1e-3)</c> (dataclasses), <c>Field(1e-3, gt=0)</c> (pydantic),
/// <c>betas: list = field(default_factory=lambda: [0.9, 0.999])</c>.
/// </summary>
internal static class FieldDefaults
{
    private static readonly HashSet<string> Makers = ["field", "Field", "attrib", "ib"];

    /// <summary>The entry of a class with its field's default in the place of the call; any other entry as it is.</summary>
    public static MappingEntry Unfold(MappingEntry entry)
    {
        if (entry.Value is not MappingNode field || NodeTags.CalledBy(field) is not { } called || !Makers.Contains(DottedName.Last(called)))
        {
            return entry;
        }

        var value = field["default"] ?? (field["default_factory"] is SequenceNode or MappingNode { Tag: null } ? field["default_factory"]
            : called.EndsWith("Field", StringComparison.Ordinal) ? field["0"] : null);
        return value is null ? entry : entry with { Value = value };
    }

    /// <summary>True for <c>default_factory=lambda: ...</c>, whose body is what a new object starts with.</summary>
    public static bool IsFactory(IReadOnlyList<PythonToken> tokens, int at) =>
        at >= 2 && tokens[at].Is("lambda") && tokens[at + 1].Is(":") && tokens[at - 1].Is("=")
        && tokens[at - 2].Text is "default_factory";
}
