using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Evaluation;

namespace TrainingLint.Core.Tests.Rules.Evaluation;

public class NoValidationTests : RecipeRuleTests<NoValidation>
{
    [Fact]
    public void DataHeldOutButNeverEvaluated_IsWorthKnowing() =>
        Fires(A.Recipe().With(Facts.Validation, false, "0.05"), Severity.Info, "'validation: 0.05'", "evaluation interval");

    [Fact]
    public void Evaluated_IsSilent() => IsSilent(A.Recipe().With(Facts.Validation, true));

    [Fact]
    public void DefaultUnknownOrFragment_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.Validation, false));
        IsSilent(A.Recipe().Unresolved(Facts.Validation));
        IsSilent(A.Recipe().With(Facts.Validation, false).AsFragment());
    }
}
