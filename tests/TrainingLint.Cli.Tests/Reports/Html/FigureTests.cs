using System.Linq;
using TrainingLint.Cli.Probing.Html;
using TrainingLint.Cli.Probing.Html.Figures;
using TrainingLint.Probe.Agreement;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Cli.Tests.Reports.Html;

public sealed class FigureTests
{
    [Fact]
    public void ARunningMean_IsCentred_AndShortAtTheEnds()
    {
        Assert.Equal([2, 2, 3, 11 / 3.0, 4.5], LossFigure.RunningMean([1, 3, 2, 4, 5], 3));
        Assert.Equal([1, 3, 2], LossFigure.RunningMean([1, 3, 2], 1));
    }

    [Fact]
    public void SpreadSteps_IncludeBothEnds()
    {
        Assert.Equal([0, 1, 2], FigureNumbers.Spread(3, 5));
        Assert.Equal([0, 1, 2, 3, 4], FigureNumbers.Spread(5, 5));
        var spread = FigureNumbers.Spread(1001, 11);
        Assert.Equal([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000], spread);
    }

    [Fact]
    public void ADensity_IntegratesToOne_AndHasTheMeanOfTheSpectrum()
    {
        var density = SpectralDensity.Estimate(new DelegateOperator(3, (vector, product) =>
        {
            for (var i = 0; i < 3; i++)
            {
                product[i] = (i + 1) * vector[i];
            }
        }), steps: 3, starts: 4);

        const double Step = 0.002;
        var places = Enumerable.Range(0, 3001).Select(i => -1 + (Step * i)).ToArray();
        var values = places.Select(place => DensityFigure.Smooth(density, place, 0.05)).ToArray();

        Assert.Equal(1, values.Sum() * Step, 6);
        Assert.Equal(2, values.Zip(places, (value, place) => value * place).Sum() * Step, 6);
    }

    [Fact]
    public void LossesWellAboveZero_HaveTheirOwnLogarithm_AndRoundTicks()
    {
        var scale = LossScale.Between(0.03, 4)!;

        Assert.Equal(0, scale.Shift);
        Assert.Equal(Math.Log10(0.5), scale.HeightOf(0.5), 12);
        Assert.Equal([0.05, 0.1, 0.2, 0.5, 1, 2], scale.Ticks().Select(tick => Math.Round(tick, 12)));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1e-12, 10)]
    [InlineData(-78, 150)]
    public void LossesThatReachZero_SpanFourDecades(double lowest, double highest)
    {
        var scale = LossScale.Between(lowest, highest)!;

        Assert.InRange(scale.Top - scale.Bottom, 4, 4.001);
        Assert.All(scale.Ticks(), tick => Assert.InRange(tick, lowest - 1e-9, highest + 1e-9));
        Assert.Equal(scale.Bottom, scale.HeightOf(lowest), 12);
        Assert.True(double.IsNaN(scale.HeightOf(double.NaN)));
    }

    [Fact]
    public void AFlatLoss_HasNoScale()
    {
        Assert.Null(LossScale.Between(1, 1));
        Assert.Null(LossScale.Between(double.NaN, double.NaN));
        Assert.Null(LossScale.Between(0, double.PositiveInfinity));
    }

    [Fact]
    public void TheMatrix_IsSymmetric_WithHolesWhereARunDiverged()
    {
        SeedRun Run(int seed, bool diverged) =>
            new() { Seed = seed, Steps = 1, InitialLoss = 1, FinalLoss = 1, HasDiverged = diverged, Losses = [], Parameters = [] };
        var agreement = new AgreementReport
        {
            Runs = [Run(4, false), Run(5, true), Run(6, false)],
            Requested = 3,
            IsPartial = false,
            Pairs = [new PairComparison(0, 2) { LossDifference = 0.25, Distance = 3 }],
            Groups = [],
            Verdict = AgreementVerdict.Undecided,
            Evidence = "",
            Advice = [],
        };

        Assert.Equal([[0, double.NaN, 0.25], [double.NaN, double.NaN, double.NaN], [0.25, double.NaN, 0]],
            AgreementFigure.Matrix(agreement, pair => pair.LossDifference));
        Assert.Equal(["seed 4, seed 6", "0.25"], AgreementFigure.Of(agreement)!.Table.Rows.Single());
        Assert.Null(AgreementFigure.Of(agreement with { Pairs = [] }));
    }

    [Fact]
    public void TheEscapeCurve_CarriesItsIntervals()
    {
        var basin = new BasinReport
        {
            Random = [new BasinRadius(0.5, new Proportion(8, 8), 0, 0, 0), new BasinRadius(2, new Proportion(3, 8), 1, 2, 0)],
            Sharpest = [],
            DescentSteps = 20,
            BarrierTolerance = 0.1,
            StaysUnperturbed = true,
            UnperturbedLoss = 0.1,
            IsPartial = false,
        };
        var escape = new EscapeReport { Verdict = EscapeVerdict.Stays, Evidence = "", Basin = basin, IsPartial = false };

        var figure = EscapeFigure.Of(escape)!;

        Assert.Equal(["2", "random", "3 of 8", "0.1368 to 0.6943", "1", "2", "0"], figure.Table.Rows[1]);
        Assert.Null(EscapeFigure.Of(escape with { Basin = basin with { Random = [] } }));
        Assert.Null(EscapeFigure.Of(null));
    }
}
