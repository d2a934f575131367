using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2035 parameter-twice: The same parameters are handed to one optimizer twice.</summary>
public sealed class ParameterTwice : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2035",
        Name = "parameter-twice",
        Severity = Severity.Warning,
        Title = "The same parameters are handed to one optimizer twice",
        Failure = Failure.NotWhatIsWritten,
        Why = "TorchSharp does not refuse a parameter that stands in two groups. Every step then moves it twice, once for each group, with a rate that nobody wrote.",
        Instead = "Give every parameter to one group: leave out of the second what is in the first.",
        Suppress = "When both steps are meant.",
        Sources =
        [
            "TorchSharp, Optimizer.add_param_group",
            "torch.optim documentation, per-parameter options",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            var net = torch.nn.Linear(4, 1);
            var trainer = torch.optim.SGD(net.parameters().Concat(net.parameters()), 0.01, momentum: 0.9);
            """,
        Sound = """
            var net = torch.nn.Linear(4, 1);
            var head = torch.nn.Linear(4, 1);
            var trainer = torch.optim.SGD(net.parameters().Concat(head.parameters()), 0.01, momentum: 0.9);
            """,
    };
}
