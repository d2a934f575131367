using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2015 parameter-group-default-rate: A parameter group takes its own default rate instead of the optimizer's.</summary>
public sealed class ParameterGroupDefaultRate : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2015",
        Name = "parameter-group-default-rate",
        Severity = Severity.Warning,
        Title = "A parameter group takes its own default rate instead of the optimizer's",
        Failure = Failure.NotWhatIsWritten,
        Why = "The constructor of a group fixes every option, the learning rate included. The rate that the optimizer is given does not reach the group, and the default is 1.0 for Adamax, NAdam and RAdam: a thousand times what was meant.",
        Instead = "Pass lr to the group, or write new ParamGroup { Parameters = ... }, which inherits.",
        Suppress = "When the group is meant to train at the default rate.",
        Sources =
        [
            "TorchSharp, Optimizers/*.cs: the constructors of ParamGroup; run against TorchSharp 0.107",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var groups = new[] { new TorchSharp.Modules.Adamax.ParamGroup(model.parameters()) };
            var adamax = torch.optim.Adamax(groups, lr: 0.002);
            """,
        Sound = """
            var groups = new[] { new TorchSharp.Modules.Adamax.ParamGroup(model.parameters(), lr: 0.002) };
            var adamax = torch.optim.Adamax(groups, lr: 0.002);
            """,
    };

    /// <inheritdoc/>
    public override bool IsSure => true;
}
