using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>By what a document shows that it is written in a declared dialect: all that is asked of the dialects that it is not written in.</summary>
internal sealed record DialectEvidence(string Name, string Framework, Loader Loader)
{
    /// <summary>Evidence: a document in which one of these holds is written in the dialect.</summary>
    public required IReadOnlyList<Condition> Recognition { get; init; }

    /// <summary>Programs whose flags are the keys, so that their command lines are written in the dialect, too; with a <c>/</c> a part of the path or module.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>True where the names of tables mean nothing: their keys all stand in one namespace.</summary>
    public bool FlattensTables { get; init; }

    /// <summary>True when documents of a format may be written in the dialect.</summary>
    public bool IsWrittenIn(ConfigFormat format) =>
        format.Kind == FormatKind.Document || (Programs.Count > 0 && format.Kind == FormatKind.CommandLine);

    /// <summary>True when the document is written in the dialect.</summary>
    public bool Covers(ConfigView config)
    {
        if (config.Root.Command is { } command)
        {
            return Programs.Any(program => program.IndexOf('/') >= 0 ? command.IsPartOf(program) : program == command.Stem);
        }

        var scope = new RecipeScope(Rearranged(config), Loader, []);
        return Recognition.Any(condition => condition.Holds(scope));
    }

    /// <summary>The document with its tables in one, where their names mean nothing.</summary>
    public ConfigView Rearranged(ConfigView config)
    {
        var tables = FlattensTables ? config.Root.Entries.Select(entry => entry.Value).OfType<MappingNode>().ToArray() : [];
        if (tables.Length == 0)
        {
            return config;
        }

        var plain = config.Root.Entries.Where(entry => entry.Value is not MappingNode).ToArray();
        var flat = new MappingNode(config.Root.Source, config.Root.Span, config.Root.Tag, plain, tables);
        return new ConfigView(config.File, flat, config.IsComplete) { Files = config.Files, Inherited = config.Inherited };
    }
}
