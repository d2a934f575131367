using System.Collections.Generic;
using System.IO;
using System.Reflection;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>The dialects that ship as data: the YAML files of this folder, embedded into the assembly.</summary>
internal static partial class DeclaredDialects
{
    /// <summary>All of them, in the order of the names of their files.</summary>
    public static IReadOnlyList<ShippedDialect> Shipped { get; } = Every();

    /// <summary>A file as it ships.</summary>
    public static SourceFile Text(string file)
    {
        using var reader = new StreamReader(typeof(DeclaredDialects).GetTypeInfo().Assembly
            .GetManifestResourceStream("TrainingLint.Dialects." + file)!);
        return new SourceFile(file, reader.ReadToEnd());
    }

    // The compiler reads the evidence of the files (tools/TrainingLint.CatalogueGenerator), so that no run has to.
    private static partial ShippedDialect[] Every();
}
