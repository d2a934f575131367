using System.Collections.Generic;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>The dialects that ship as data: the YAML files of this folder, embedded into the assembly.</summary>
internal static partial class DeclaredDialects
{
    /// <summary>All of them, in the order of the names of their files.</summary>
    public static IReadOnlyList<ShippedDialect> Shipped { get; } = Every();

    /// <summary>A file as it ships.</summary>
    public static SourceFile Text(string file) => ShippedFile.Text("Dialects", file);

    // The compiler reads the evidence of the files (tools/TrainingLint.CatalogueGenerator), so that no run has to.
    private static partial ShippedDialect[] Every();
}
