using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>The data files that ship within the assembly: dialects, and what libraries refuse, ignore or do otherwise.</summary>
internal static class ShippedFile
{
    /// <summary>A file as it ships.</summary>
    /// <param name="folder">The folder, as in the logical name of the resource: <c>Dialects</c>.</param>
    /// <param name="file">Name of the file.</param>
    public static SourceFile Text(string folder, string file)
    {
        using var reader = new StreamReader(typeof(ShippedFile).GetTypeInfo().Assembly
            .GetManifestResourceStream("TrainingLint." + folder + "." + file)!);
        return new SourceFile(file, reader.ReadToEnd());
    }

    /// <summary>A file of ours that cannot be read is a mistake of ours, which the first test sees.</summary>
    public static InvalidOperationException Broken(IEnumerable<DialectProblem> problems) =>
        new(string.Join("; ", problems.Select(problem => problem.Place.File + ":" + problem.Place.Line + ": " + problem.Message)));
}
