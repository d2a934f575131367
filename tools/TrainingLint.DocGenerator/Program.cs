using System;
using System.IO;
using System.Linq;
using TrainingLint.DocGenerator;

const string Usage = "Usage: dotnet run --project tools/TrainingLint.DocGenerator [-- [--check] [ROOT]]";

var isCheck = args.Contains("--check");
var roots = args.Where(argument => argument != "--check").ToArray();
if (roots.Length > 1 || roots.Any(root => root.StartsWith('-')))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

var start = roots.Length == 1 ? roots[0] : Directory.GetCurrentDirectory();
if (RootAbove(start) is not { } repository)
{
    Console.Error.WriteLine($"There is no TrainingLint.sln in {Path.GetFullPath(start)} or above it.");
    Console.Error.WriteLine(Usage);
    return 2;
}

var stale = Documentation.Stale(repository);
foreach (var file in stale)
{
    if (!isCheck)
    {
        Documentation.Write(repository, file);
    }

    Console.WriteLine($"{file.Path}: {(isCheck ? "differs from the metadata of the rules" : file.Text is null ? "deleted" : "written")}");
}

if (isCheck && stale.Count > 0)
{
    Console.Error.WriteLine("Run 'dotnet run --project tools/TrainingLint.DocGenerator' and commit what it writes.");
    return 1;
}

return 0;

static string? RootAbove(string start)
{
    for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
    {
        if (File.Exists(Path.Combine(directory.FullName, "TrainingLint.sln")))
        {
            return directory.FullName;
        }
    }

    return null;
}
