using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2023 unregistered-modules: Layers of a module are not registered, so the optimizer never sees them.</summary>
public sealed class UnregisteredModules : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2023",
        Name = "unregistered-modules",
        Severity = Severity.Warning,
        Title = "Layers of a module are not registered, so the optimizer never sees them",
        Failure = Failure.NoTraining,
        Why = "parameters() lists what was registered. RegisterComponents() registers the layers that stand in fields when it is called, so it belongs at the end of the constructor: it runs once, and later calls do nothing. Layers in arrays, lists or dictionaries are not found by it at all: they keep their random start while the rest trains around them. A module that is a part of another is registered together with it, but not within a Sequential, which never asks its parts to register theirs.",
        Instead = "Call RegisterComponents() at the end of the constructor, and keep layers in ModuleList or ModuleDict.",
        Suppress = "When the layers are frozen on purpose, or registered by other means. Nothing is said about a module whose parameters nobody asks for, about layers without weights, and about collections whose layers are fields or parts of a ModuleList as well.",
        Sources =
        [
            "TorchSharp, NN/Module.cs: RegisterComponents, register_module; NN/Sequential.cs",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly TorchSharp.Modules.Linear layer = torch.nn.Linear(10, 2);

                public Net() : base("net") { }

                public override Tensor forward(Tensor input) => layer.forward(input);
            }

            static class Program
            {
                static void Train() => torch.optim.Adam(new Net().parameters());
            }
            """,
        Sound = """
            sealed class Net : torch.nn.Module<Tensor, Tensor>
            {
                private readonly TorchSharp.Modules.Linear layer = torch.nn.Linear(10, 2);

                public Net() : base("net")
                {
                    RegisterComponents();
                }

                public override Tensor forward(Tensor input) => layer.forward(input);
            }

            static class Program
            {
                static void Train() => torch.optim.Adam(new Net().parameters());
            }
            """,
    };
}
