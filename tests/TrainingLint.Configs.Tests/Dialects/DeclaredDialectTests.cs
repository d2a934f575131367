using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>
/// Every dialect that ships as data, by a sound and a faulty config of our own beside this file. Their first lines say what is expected:
/// <c># expect setting = value</c> of the sound one, <c># expect key: words of the observation</c> of the faulty one.
/// </summary>
public class DeclaredDialectTests
{
    private const string Mark = "# expect ";

    public static TheoryData<string> Names => [.. DeclaredDialects.Shipped.Select(dialect => dialect.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void SoundConfig_IsReadAsExpected(string name)
    {
        var text = Example("ok", name);
        var file = ReadText.As(text, name + ".yaml");

        Assert.Equal(name, file.Dialect);
        var recipe = file.Recipes[0];
        foreach (var (setting, value) in Expected(text, " = "))
        {
            var found = recipe.Settings.FirstOrDefault(one => one.Key.Name == setting).Value?.BoxedValue;
            Assert.True(found is double number ? number == double.Parse(value, CultureInfo.InvariantCulture) : found?.ToString() == value,
                $"{setting}: {found} instead of {value}");
        }

        Assert.DoesNotContain(file.Observations,
            one => one is WithoutEffectObservation { Severity: > Severity.Info } or WrongTypeObservation or MisspeltKeyObservation);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FaultyConfig_IsObserved(string name)
    {
        var text = Example("err", name);
        var file = ReadText.As(text, name + ".yaml");

        Assert.Equal(name, file.Dialect);
        foreach (var (key, words) in Expected(text, ": "))
        {
            Assert.Contains(file.Observations, one => one.Key == key && TextOf(one).Contains(words, System.StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SoundConfig_IsClaimedByNobodyElse(string name)
    {
        var parsed = Configs.Formats.DocumentParser.Parse(new(name + ".yaml", Example("ok", name)));
        var view = new ConfigView(parsed.Source, (Configs.Documents.MappingNode)parsed.Roots[0]);

        var claims = DialectCatalogue.All.Where(dialect =>
            dialect.Name is not ("generic" or "sweep") && dialect.IsWrittenIn(view.File.Format) && dialect.Recognises(view))
            .Select(dialect => dialect.Name);

        Assert.Equal([name], claims);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CompiledEvidence_IsThatOfTheFile(string name)
    {
        var shipped = DeclaredDialects.Shipped.Single(dialect => dialect.Name == name);

        Assert.Equal(Shown(shipped.Dialect.Definition.Evidence), Shown(shipped.Evidence));
    }

    private static string Shown(DialectEvidence evidence) =>
        string.Join('\n', [evidence.Name, evidence.Framework, evidence.Loader, evidence.FlattensTables, .. evidence.Programs,
            .. evidence.Recognition.Select(condition => condition.Words)]);

    private static string TextOf(Observation observation) => observation switch
    {
        WithoutEffectObservation effect => effect.Reason,
        WrongTypeObservation type => type.Found + " " + type.Consequence,
        MisspeltKeyObservation slip => slip.Consequence + " is one slip away",
        _ => "",
    };

    private static (string Key, string Value)[] Expected(string text, string separator)
    {
        var lines = text.Split('\n').Where(line => line.StartsWith(Mark, System.StringComparison.Ordinal))
            .Select(line => line[Mark.Length..].Split(separator, 2)).ToArray();
        Assert.NotEmpty(lines);
        return [.. lines.Select(parts => (parts[0], parts[1].Trim()))];
    }

    private static string Example(string kind, string name) => File.ReadAllText(Path.Combine(Folder(), kind, name + ".yaml"));

    private static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Declared");
}
