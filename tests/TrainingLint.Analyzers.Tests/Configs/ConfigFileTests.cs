using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Configs;

/// <summary>Configs that the build offers as additional files.</summary>
public sealed class ConfigFileTests
{
    private const string Risky = "optimizer:\n  type: Adam\n  lr: 0.5\nepochs: 10\nseed: 1\n";
    private const string Sound = "optimizer:\n  type: Adam\n  lr: 0.001\nepochs: 10\nseed: 1\n";

    [Fact]
    public async Task RiskyRate_IsFoundAtItsLineAndColumn()
    {
        var found = Assert.Single(await Check([("/p/train.yaml", Risky)]));
        Assert.Equal("TL0102", found.Id);
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Equal(new FileLinePositionSpan("/p/train.yaml", new LinePosition(2, 6), new LinePosition(2, 9)), found.Location.GetLineSpan());
        Assert.Equal("0.5", Risky.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
    }

    [Fact]
    public async Task SoundConfig_IsSilent() => Assert.Empty(await Check([("/p/train.yaml", Sound)]));

    [Fact]
    public async Task OtherFiles_AreSilent() => Assert.Empty(await Check([("/p/notes.txt", Risky), ("/p/deploy.yaml", "services:\n  web: {image: nginx}\n")]));

    [Fact]
    public async Task CommentThatDisables_IsRespected() =>
        Assert.Empty(await Check([("/p/train.yaml", Risky.Replace("0.5", "0.5 # traininglint: disable=learning-rate-too-high on purpose"))]));

    [Theory]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    public async Task EditorConfig_DecidesTheLevel(string written, DiagnosticSeverity level)
    {
        var found = Assert.Single(await Check([("/p/train.yaml", Risky)], new() { ["traininglint.learning-rate-too-high.severity"] = written }));
        Assert.Equal(level, found.Severity);
    }

    [Fact]
    public async Task EditorConfig_SwitchesARuleOff() =>
        Assert.Empty(await Check([("/p/train.yaml", Risky)], new() { ["traininglint.learning-rate-too-high.severity"] = "none" }));

    [Fact]
    public async Task EditorConfig_MovesAThreshold() =>
        Assert.Empty(await Check([("/p/train.yaml", Risky)], new() { ["traininglint.learning-rate-too-high.adam.max"] = "0.6" }));

    [Fact]
    public async Task Property_SwitchesConfigsOff() =>
        Assert.Empty(await Check([("/p/train.yaml", Risky)], global: new() { ["build_property.TrainingLintConfigs"] = "false" }));

    [Fact]
    public async Task BaseFile_IsFoundAmongTheAdditionalFiles()
    {
        var found = await Check([
            ("/p/base.yaml", "SOLVER:\n  BASE_LR: 0.02\n  MAX_ITER: 1000\n  STEPS: (500, 2000)\n"),
            ("/p/child.yaml", "_BASE_: base.yaml\nSOLVER:\n  MAX_ITER: 3000\n"),
        ]);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "TL0904");
        Assert.All(found.Where(diagnostic => diagnostic.Id == "TL0108"), diagnostic => Assert.Equal("/p/base.yaml", diagnostic.Location.GetLineSpan().Path));
    }

    [Fact]
    public async Task MissingBaseFile_IsSaid() =>
        Assert.Contains(await Check([("/p/child.yaml", "_BASE_: gone.yaml\nSOLVER:\n  BASE_LR: 0.02\n")]), diagnostic => diagnostic.Id == "TL0904");

    [Theory]
    [InlineData("")]
    [InlineData("a: [1, 2")]
    [InlineData("\t\tlr: 1\n")]
    [InlineData("lr: &x *x\n\u0085lr: 1")]
    public async Task BrokenText_NeverThrows(string text) =>
        Assert.DoesNotContain(await Check([("/p/train.yaml", text)]), diagnostic => diagnostic.Id == "AD0001");

    [Theory]
    [InlineData("/p/traininglint.yaml", "ignore: [TL0102]\n")]
    [InlineData("/traininglint.yaml", "rules: {learning-rate-too-high: none}\n")]
    [InlineData("/p/.traininglint.yaml", "rules:\n  learning-rate-too-high: {adam.max: 0.6}\n")]
    [InlineData("/p/traininglint.yaml", "per-file:\n  'train.*': {ignore: [TL01]}\n")]
    [InlineData("/p/traininglint.yaml", "exclude: [train.yaml]\n")]
    [InlineData("/p/pyproject.toml", "[tool.traininglint]\nignore = ['TL0102']\n")]
    public async Task SettingsAmongTheAdditionalFiles_QuietTheRule(string path, string settings) =>
        Assert.Empty(await Check([("/p/train.yaml", Risky), (path, settings)]));

    [Theory]
    [InlineData("/other/traininglint.yaml", "ignore: [TL0102]\n")]
    [InlineData("/p/deep/traininglint.yaml", "ignore: [TL0102]\n")]
    [InlineData("/p/.github/traininglint.yaml", "ignore: [TL0102]\n")]
    [InlineData("/p/traininglint.yaml", "per-file:\n  'debug.*': {ignore: [TL01]}\n")]
    public async Task SettingsOfOtherFiles_LeaveTheRule(string path, string settings) =>
        Assert.Equal("TL0102", Assert.Single(await Check([("/p/train.yaml", Risky), (path, settings)])).Id);

    [Fact]
    public async Task NearerSettings_GoFirst_AndRootsEndTheSearch()
    {
        (string, string) config = ("/p/train.yaml", Risky);
        (string, string) above = ("/traininglint.yaml", "ignore: [TL0102]\n");
        var found = Assert.Single(await Check([config, above, ("/p/traininglint.yaml", "rules: {TL0102: error}\n")]));
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Single(await Check([config, above, ("/p/traininglint.yaml", "root: true\n")]));
    }

    [Fact]
    public async Task OfSeveralSettingsInOneDirectory_TheFirstNameCounts()
    {
        (string, string) config = ("/p/train.yaml", Risky);
        (string, string) own = ("/p/traininglint.yaml", "rules: {TL0102: error}\n");
        (string, string) shared = ("/p/pyproject.toml", "[tool.traininglint]\nignore = ['TL0102']\n");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await Check([config, own, shared])).Severity);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await Check([config, shared, own])).Severity);
    }

    [Fact]
    public async Task Settings_GoBeforeEditorConfig() =>
        Assert.Empty(await Check(
            [("/p/train.yaml", Risky), ("/p/traininglint.yaml", "ignore: [TL0102]\n")],
            new() { ["traininglint.learning-rate-too-high.severity"] = "error" }));

    [Fact]
    public async Task SettingsThatMeanNothing_AreSaidAtTheirLine()
    {
        var found = await Check([("/p/traininglint.yaml", "root: true\nignor: [TL0102]\nselect: [TL99]\ndialect: of-our-own\n")]);
        Assert.All(found, problem => Assert.Equal("TL0000", problem.Id));
        Assert.Equal([1, 2], found.Select(problem => problem.Location.GetLineSpan().StartLinePosition.Line));
        var message = found[0].GetMessage(CultureInfo.InvariantCulture);
        Assert.StartsWith("ignor: there is no such key; did you mean 'ignore'?", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DialectByPattern_DecidesHowAConfigIsRead()
    {
        const string Odd = "SOLVER:\n  BASE_LR: 20.0\n";
        Assert.Empty(await Check([("/p/train.yaml", Odd)]));
        Assert.Contains(
            await Check([("/p/train.yaml", Odd), ("/p/traininglint.yaml", "per-file: {'*.yaml': {dialect: detectron2}}\n")]),
            found => found.Id == "TL0102");
    }

    private static async Task<IReadOnlyList<Diagnostic>> Check((string Path, string Text)[] files,
        Dictionary<string, string>? options = null, Dictionary<string, string>? global = null) =>
        await Compilations.Analyze(
            Compilations.Compile(new SnippetOptions { WithLibraries = false }, ""),
            files.Select(file => new MemoryFile(file.Path, file.Text)),
            new Options(new MapOptions(options ?? []), new MapOptions(global ?? [])));

    private sealed class MemoryFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(AnalyzerConfigOptions files, AnalyzerConfigOptions global) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => global;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => files;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => files;
    }
}
