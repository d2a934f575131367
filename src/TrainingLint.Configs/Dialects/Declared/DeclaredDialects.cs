using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>The dialects that ship as data: the YAML files of this folder, embedded into the assembly.</summary>
internal static class DeclaredDialects
{
    private const string Prefix = "TrainingLint.Dialects.";

    /// <summary>All of them, in the order of their names.</summary>
    public static IReadOnlyList<ShippedDialect> Shipped { get; } = Read();

    private static ShippedDialect[] Read()
    {
        var assembly = typeof(DeclaredDialects).GetTypeInfo().Assembly;
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .OrderBy(name => name, StringComparer.Ordinal)
                .Select(name => Read(assembly, name)),
        ];
    }

    private static ShippedDialect Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return new ShippedDialect(name.Substring(Prefix.Length), reader.ReadToEnd());
    }
}
