using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Rules;

public sealed class ParameterGroupDefaultRateTests
{
    private const string Rule = "TL2015";

    [Fact]
    public Task GroupWithoutRate_IsFound() => Verify.Method(
        Rule,
        """
            var groups = new[] { [|new NAdam.ParamGroup(model.parameters())|] };
            var nadam = torch.optim.NAdam(groups, lr: 0.002);
            """);

    [Fact]
    public Task GroupWithRate_IsSilent() => Verify.Method(
        Rule,
        """
            var groups = new[] { new NAdam.ParamGroup(model.parameters(), lr: 0.002) };
            var nadam = torch.optim.NAdam(groups);
            """);

    [Fact]
    public Task GroupByInitializer_IsSilent() => Verify.Method(
        Rule,
        """
            var groups = new[] { new NAdam.ParamGroup { Parameters = model.parameters() } };
            var nadam = torch.optim.NAdam(groups, lr: 0.002);
            """);
}
