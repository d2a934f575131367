using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.CodeFixes;

namespace TrainingLint.Analyzers.Tests.Fixes;

public sealed class RateFixTests
{
    [Fact]
    public Task RatesOutOfRange_AreBroughtIntoIt() => VerifyFix.Method(
        new RateFix(),
        """
            var adam = torch.optim.Adam(model.parameters(), 0.5 /* too much */);
            var sgd = torch.optim.SGD(model.parameters(), learningRate: 60, momentum: 0.9);
            """,
        """
            var adam = torch.optim.Adam(model.parameters(), 0.001 /* too much */);
            var sgd = torch.optim.SGD(model.parameters(), learningRate: 0.1, momentum: 0.9);
            """);

    [Fact]
    public Task Float_StaysAFloat() => VerifyFix.Method(
        new RateFix(),
        """
            var rate = 0.5f;
            var adam = torch.optim.Adam(model.parameters(), rate);
            """,
        """
            var rate = 0.001f;
            var adam = torch.optim.Adam(model.parameters(), rate);
            """);

    [Fact]
    public Task WholeNumberForAFloat_BecomesAFloat() => VerifyFix.Method(
        new RateFix(),
        """
            float rate = 1;
            var adam = torch.optim.Adam(model.parameters(), rate);
            """,
        """
            float rate = 0.001f;
            var adam = torch.optim.Adam(model.parameters(), rate);
            """);

    [Fact]
    public Task GroupsWhoseDefaultRateIsMeant_AreLeftAlone() => VerifyFix.NotOffered(
        new RateFix(),
        """
            var adamax = torch.optim.Adamax(new[] { new Adamax.ParamGroup(model.parameters()) }, lr: 0.002);
            """);
}
