using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Programs;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>Reads small configs of the tests' own making.</summary>
internal static class ReadText
{
    /// <summary>The file that a text becomes, without a disk.</summary>
    public static TrainingFile As(string text, string name = "config.yaml") => new ConfigReader().Read(new SourceFile(name, text));

    /// <summary>The only recipe in a text.</summary>
    public static Recipe Recipe(string text, string name = "config.yaml") => Assert.Single(As(text, name).Recipes);

    /// <summary>The observations of one kind.</summary>
    public static IReadOnlyList<T> Observed<T>(string text, string name = "config.yaml")
        where T : Observation =>
        [.. As(text, name).Observations.OfType<T>()];

    /// <summary>Reads the first of several files that lie beside each other on disk.</summary>
    public static TrainingFile Together(params (string Name, string Text)[] files) => Beside(null, files);

    /// <summary>Reads the first of several files that lie beside each other on disk, with a program in their repository.</summary>
    public static TrainingFile Beside(string? program, params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("traininglint-").FullName;
        try
        {
            foreach (var (name, text) in files)
            {
                var path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text);
            }

            var first = Path.Combine(folder, files[0].Name);
            var source = new SourceFileName(Path.Combine(folder, "train.py"), "train.py", "train.py");
            var config = new ConfigFiles(folder)
            {
                Programs = program is null ? null : new ProgramSources(_ => folder, _ => [source], _ => program),
            };
            return new ConfigReader(config).Read(new SourceFile(files[0].Name, files[0].Text, first));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
