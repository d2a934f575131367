using System;
using System.IO;
using System.Linq;
using TrainingLint.Evidence;

if (args.Length < 2)
{
    Console.Error.WriteLine("Usage: dotnet run --project tools/TrainingLint.Evidence -- REPOSITORY CHECKOUT...");
    Console.Error.WriteLine("REPOSITORY is this one; each CHECKOUT is a folder named OWNER+NAME with a public repository in it.");
    return 2;
}

var repository = Path.GetFullPath(args[0]);
var recipes = Survey.Of(args.Skip(1));
var rows = EvidenceTable.Of(recipes);
var names = recipes.Select(row => row.Repository.Replace('+', '/')).Distinct().ToArray();
var header = string.Join('\t', ["framework", "regime", "models", "optimizer", "quantity", "recipes", "repositories",
    .. EvidenceRow.Percentiles.Select(percent => "p" + percent)]);
Write("src/TrainingLint.Core/Knowledge/evidence.tsv", header + "\n" + string.Concat(rows.Select(row => row.Text() + "\n")));
Write("docs/evidence.md", EvidencePage.Markdown(rows, names, recipes.Count));
Plot("rate", "evidence-rates", "Learning rates that people write");
Plot("weightDecay", "evidence-decay", "Weight decay that people write");
return 0;

void Plot(string quantity, string file, string title) =>
    Write("docs/images/" + file + ".svg", RatePlot.Svg(title, [.. rows.Where(row => row.Framework == "all" && row.Quantity == quantity
        && row.Values.Count >= 10)]));

void Write(string path, string text)
{
    File.WriteAllText(Path.Combine(repository, path), text);
    Console.WriteLine(path);
}
