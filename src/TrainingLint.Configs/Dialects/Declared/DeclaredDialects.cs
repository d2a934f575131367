using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>The dialects that ship as data: the YAML files of this folder, embedded into the assembly.</summary>
internal static class DeclaredDialects
{
    private const string Prefix = "TrainingLint.Dialects.";

    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<DeclaredDialect> Shipped { get; } = Read();

    // A file of ours that cannot be read is a mistake of ours, which the first test sees.
    private static DeclaredDialect[] Read()
    {
        var assembly = typeof(DeclaredDialects).GetTypeInfo().Assembly;
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).OrderBy(name => name, StringComparer.Ordinal)
                .Select(name => Read(assembly, name)),
        ];
    }

    private static DeclaredDialect Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        var problems = new List<DialectProblem>();
        return DialectFile.Read(DocumentParser.Parse(new SourceFile(name.Substring(Prefix.Length), reader.ReadToEnd())), problems)
            ?? throw new InvalidOperationException(string.Join("; ", problems.Select(problem => problem.Place.File + ":" + problem.Place.Line + ": " + problem.Message)));
    }
}
