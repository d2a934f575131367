using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>
/// A dialect that ships as data. Its evidence is read at once, the rest when a document shows it: a run meets one framework or two, and
/// reading the tables of all of them would be the greater part of its time and memory.
/// </summary>
internal sealed class ShippedDialect
{
    // What the evidence needs; each stands at the margin of a file.
    private static readonly string[] Head = ["dialect", "framework", "loader", "duplicate-keys", "number-as-text", "recognised-by", "programs", "flatten"];

    private readonly Lazy<DeclaredDialect> _dialect;

    public ShippedDialect(string name, string text)
    {
        Evidence = Read(new SourceFile(name, HeadOf(text)), DialectFile.ReadEvidence);
        _dialect = new(() => Read(new SourceFile(name, text), DialectFile.Read));
    }

    public DialectEvidence Evidence { get; }

    /// <summary>All of it.</summary>
    public DeclaredDialect Dialect => _dialect.Value;

    private static T Read<T>(SourceFile source, Func<ParsedFile, ICollection<DialectProblem>, T?> read)
        where T : class
    {
        // A file of ours that cannot be read is a mistake of ours, which the first test sees.
        var problems = new List<DialectProblem>();
        return read(DocumentParser.Parse(source), problems)
            ?? throw new InvalidOperationException(string.Join("; ",
                problems.Select(problem => problem.Place.File + ":" + problem.Place.Line + ": " + problem.Message)));
    }

    // Blocks whose first line begins with one of the keys. Our own files keep to this form; whoever strays from it is told by the reader.
    private static string HeadOf(string text)
    {
        var head = new StringBuilder();
        var isHead = false;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var at ? at + 1 : text.Length;
            if (char.IsLetter(text[start]))
            {
                var colon = text.IndexOf(':', start, end - start);
                isHead = Array.Exists(Head,
                    key => colon - start == key.Length && string.CompareOrdinal(text, start, key, 0, key.Length) == 0);
            }

            if (isHead)
            {
                head.Append(text, start, end - start);
            }

            start = end;
        }

        return head.ToString();
    }
}
