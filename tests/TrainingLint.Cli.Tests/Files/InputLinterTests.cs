using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;
using TrainingLint.Core.Rules.Writing;
using DuplicateKey = TrainingLint.Core.Rules.Writing.DuplicateKey;

namespace TrainingLint.Cli.Tests.Files;

public sealed class InputLinterTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void DefectAfterAllFilesAreJudged_IsReportedWithItsFile_AndCostsNoOther()
    {
        _scratch.Write("a.yaml", Scratch.Sound + "# traininglint: disable=no-such-rule that fails\n").Write("b.yaml", Scratch.Sound);
        var linter = new InputLinter(new ConfigFiles(_scratch.Root), new Judge([new FailingRule()]), new ConfiguredOptions());

        var run = linter.Run([Named("a.yaml"), Named("b.yaml")], []);

        Assert.Equal(["a.yaml", "b.yaml"], run.Files.Select(linted => Path.GetFileName(linted.File.Path)));
        var error = Assert.Single(run.Errors);
        Assert.True(error.IsInternal);
        Assert.EndsWith("a.yaml", error.DisplayPath, StringComparison.Ordinal);
        Assert.Contains(nameof(NotSupportedException), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DefectWhileAFileIsJudged_IsReportedWithItsFile_AndCostsNoOther()
    {
        _scratch.Write("a.yaml", Scratch.Risky).Write("b.yaml", Scratch.Risky.Replace("SEED: 42", "SEED: 7", StringComparison.Ordinal)).Write("c.yaml", Scratch.Risky);
        var linter = new InputLinter(new ConfigFiles(_scratch.Root),
            new Judge([.. RuleBook.Rules.Where(rule => rule is not DuplicateKey), new FailingRecipeRule()]), new ConfiguredOptions());

        var run = linter.Run([Named("a.yaml"), Named("b.yaml"), Named("c.yaml")], []);

        Assert.Equal(["a.yaml", "c.yaml"],
            run.Findings.Where(located => located.Finding.Rule.Id == "TL0102").Select(located => Path.GetFileName(located.File.File.Path)));
        var error = Assert.Single(run.Errors);
        Assert.Equal((true, "b.yaml"), (error.IsInternal, Path.GetFileName(error.DisplayPath)));
        Assert.Contains("please report it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DefectWhileAFileIsRead_IsReportedWithItsFile_AndCostsNoOther()
    {
        _scratch.Write("a.yaml", Scratch.Risky).Write("b.yaml", Scratch.Risky);
        var files = new ConfigFiles(_scratch.Root,
            path => path.EndsWith("b.yaml", StringComparison.Ordinal) ? throw new InvalidCastException()
                : ConfigFormats.Parse(new SourceFile(path, File.ReadAllText(path), path)));

        var run = new InputLinter(files, new Judge(), new ConfiguredOptions()).Run([Named("a.yaml"), Named("b.yaml")], []);

        Assert.Contains(run.Findings, located => located.Finding.Rule.Id == "TL0102");
        Assert.Contains(nameof(InvalidCastException), Assert.Single(run.Errors).Message, StringComparison.Ordinal);
    }

    private InputFile Named(string name) => new(_scratch.PathOf(name), name, IsExplicit: true);

    private sealed class FailingRule : ObservationRule<UnusedSuppressionObservation>
    {
        public override RuleInfo Info { get; } = new UnusedSuppression().Info;

        public override Finding? Judge(UnusedSuppressionObservation observation, TrainingFile file) => throw new NotSupportedException();
    }

    // Stumbles over one recipe among others.
    private sealed class FailingRecipeRule : RecipeRule
    {
        public override RuleInfo Info { get; } = new DuplicateKey().Info;

        public override IEnumerable<Finding> Judge(Recipe recipe) =>
            recipe.Get(Facts.Seed).Text == "7" ? throw new NotSupportedException() : [];
    }
}
