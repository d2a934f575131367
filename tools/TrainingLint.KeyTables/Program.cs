using System;
using System.IO;
using System.Linq;
using TrainingLint.KeyTables;

// Arguments: a dialect, the folder of a checkout of its framework, the version ("-" for what its sources say) and the commit that it is
// at, the folder of the tables, and checkouts of older versions, whose keys the newest may have taken away.
if (args.Length < 5 || FrameworkCatalogue.All.FirstOrDefault(one => one.Table == args[0]) is not { } recipe)
{
    Console.Error.WriteLine("Usage: TrainingLint.KeyTables DIALECT CHECKOUT VERSION COMMIT TABLES [OLDER=CHECKOUT]...");
    Console.Error.WriteLine("Dialects: " + string.Join(", ", FrameworkCatalogue.All.Select(one => one.Table)));
    return 2;
}

var older = args.Skip(5).Select(one => one.Split('=', 2)).Select(one => (one[0], recipe.Keys(new Checkout(one[1], isOlder: true))));
var version = CheckoutLabel.Version(args[1], args[2]);
var text = TableText.Of(recipe, version, CheckoutLabel.Commit(args[3]), recipe.Keys(new Checkout(args[1])), [.. older]);
File.WriteAllText(Path.Combine(args[4], recipe.Table + ".tsv"), text);
Console.WriteLine(recipe.Table + ": " + text.Split('\n').Count(line => line.Length > 0 && line[0] != '@') + " keys");
return 0;
