using System;
using System.Collections.Generic;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>
/// A dialect that ships as data. Its evidence is part of the program and made when a document is held against it; the file is read when a
/// document shows the evidence: a run meets one framework or two, and reading all files would be the greater part of its time and memory.
/// </summary>
/// <param name="name">Name of the dialect.</param>
/// <param name="file">Name of its file.</param>
/// <param name="evidence">By what a document shows that it is written in it.</param>
internal sealed class ShippedDialect(string name, string file, Func<DialectEvidence> evidence)
{
    private readonly Lazy<DialectEvidence> _evidence = new(evidence);
    private readonly Lazy<DeclaredDialect> _dialect = new(() => Read(file));

    public string Name => name;

    /// <summary>Name of its file among <see cref="DeclaredDialects"/>.</summary>
    public string File => file;

    public DialectEvidence Evidence => _evidence.Value;

    /// <summary>All of it.</summary>
    public DeclaredDialect Dialect => _dialect.Value;

    private static DeclaredDialect Read(string file)
    {
        var problems = new List<DialectProblem>();
        return DialectFile.Read(DocumentParser.Parse(DeclaredDialects.Text(file)), problems)
            ?? throw ShippedFile.Broken(problems);
    }
}
