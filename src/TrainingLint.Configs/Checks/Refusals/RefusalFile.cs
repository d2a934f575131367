using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.Checks.Refusals;

/// <summary>The refusals of one program, a YAML file of this folder, read once a document is met that it judges.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Dialects">Names of the dialects whose documents it judges.</param>
internal sealed record RefusalFile(string Name, params string[] Dialects)
{
    private IReadOnlyList<Refusal>? _rows;

    /// <summary>Commands that it judges whatever reads them; none by default.</summary>
    public Func<ConfigView, bool> Starts { get; init; } = _ => false;

    /// <summary>Keys under which further settings are drawn in, so that nothing can be called absent.</summary>
    public string[] Elsewhere { get; init; } = [];

    public IReadOnlyList<Refusal> Rows => _rows ??= Read();

    private List<Refusal> Read()
    {
        var problems = new List<DialectProblem>();
        using var reader = new StreamReader(typeof(RefusalFile).GetTypeInfo().Assembly
            .GetManifestResourceStream("TrainingLint.Refusals." + Name + ".yaml")!);
        var root = (MappingNode)DocumentParser.Parse(new SourceFile(Name + ".yaml", reader.ReadToEnd())).Roots[0];
        var file = new Section(root, problems);
        file.Texts("sources");
        var rows = file.Children("refusals").Select(Refusal.Read).ToList();
        file.Close();

        // A file of ours that cannot be read is a mistake of ours, which the first test sees.
        return problems.Count == 0 ? rows
            : throw new InvalidOperationException(string.Join("; ",
                problems.Select(problem => problem.Place.File + ":" + problem.Place.Line + ": " + problem.Message)));
    }
}
