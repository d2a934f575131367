using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Configs.Composition;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;
using TrainingLint.Core.Rules.Writing;

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

    private InputFile Named(string name) => new(_scratch.PathOf(name), name, IsExplicit: true);

    private sealed class FailingRule : ObservationRule<UnusedSuppressionObservation>
    {
        public override RuleInfo Info { get; } = new UnusedSuppression().Info;

        public override Finding? Judge(UnusedSuppressionObservation observation, TrainingFile file) => throw new NotSupportedException();
    }
}
