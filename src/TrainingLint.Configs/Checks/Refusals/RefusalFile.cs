using System;
using System.Collections.Generic;
using System.Linq;
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
        var root = (MappingNode)DocumentParser.Parse(ShippedFile.Text("Refusals", Name + ".yaml")).Roots[0];
        var file = new Section(root, problems);
        file.Texts("sources");
        var rows = file.Children("refusals").Select(Refusal.Read).ToList();
        file.Close();
        return problems.Count == 0 ? rows : throw ShippedFile.Broken(problems);
    }
}
