using System;
using System.IO;
using System.Linq;
using TrainingLint.KeyTables;

// Arguments: a dialect, the folder of a checkout of its framework, the version and the commit that it is at, and the folder of the tables.
if (args.Length != 5 || FrameworkCatalogue.All.FirstOrDefault(one => one.Table == args[0]) is not { } recipe)
{
    Console.Error.WriteLine("Usage: TrainingLint.KeyTables DIALECT CHECKOUT VERSION COMMIT src/TrainingLint.Configs/KeyTables");
    Console.Error.WriteLine("Dialects: " + string.Join(", ", FrameworkCatalogue.All.Select(one => one.Table)));
    return 2;
}

var text = TableText.Of(recipe, args[2], args[3], recipe.Keys(new Checkout(args[1])));
File.WriteAllText(Path.Combine(args[4], recipe.Table + ".tsv"), text);
Console.WriteLine(recipe.Table + ": " + text.Split('\n').Count(line => line.Length > 0 && line[0] != '@') + " keys");
return 0;
