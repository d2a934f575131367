using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Reading;

/// <summary>
/// The types of a yacs config: those of the defaults in Python. yacs compares types when it merges a file and widens nothing, not even a
/// whole number to a float (<c>yacs/config.py</c>, _check_and_coerce_cfg_value_type); None fits everything.
/// </summary>
internal static class YacsTypes
{
    private const string Refused = "yacs refuses a value whose type is not that of the default, and training does not start";

    /// <summary>One fact for each key, by the type of its default.</summary>
    public static IReadOnlyList<TypeFact> Of(string[] floats, string[] integers, string[] flags, string[] sequences) =>
    [
        .. floats.Select(path => TypeFact.Float(path, Refused)),
        .. integers.Select(path => TypeFact.Integer(path, Refused)),
        .. flags.Select(path => TypeFact.Flag(path, Refused)),
        .. sequences.Select(path => TypeFact.Sequence(path, Refused)),
    ];

    /// <summary>A sequence, where relatives of the program that read their files otherwise have quoted text: what is quoted fits.</summary>
    public static TypeFact SequenceOrText(string path)
    {
        var sequence = TypeFact.Sequence(path, Refused);
        return sequence with
        {
            Fits = (node, value) => node is ScalarNode { Style: not ScalarStyle.Plain } || sequence.Fits(node, value),
        };
    }
}
