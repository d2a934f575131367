using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Rules.Code;

/// <summary>TL2055 resumed-without-optimizer-state: A run is resumed from the weights alone, without the state of its optimizer.</summary>
public sealed class ResumedWithoutOptimizerState : CodeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL2055",
        Name = "resumed-without-optimizer-state",
        Severity = Severity.Info,
        Title = "A run is resumed from the weights alone, without the state of its optimizer",
        Failure = Failure.PoorMinimum,
        Why =
            "Adam's moments and the momentum of SGD live in the optimizer. Resumed without them, the first steps are as long "
            + "as those of a fresh run, far from a fresh start: the loss jumps, and the run may leave the place that it had "
            + "found.",
        Instead = "Save optimizer.state_dict() beside the weights, and load both.",
        Suppress = "When the loaded weights are the start of another training, such as fine-tuning.",
        Sources =
        [
            "PyTorch, Saving and Loading a General Checkpoint",
            "TorchSharp, Optimizers/Optimizer.cs: state_dict, load_state_dict",
        ],
        ExampleLanguage = ExampleLanguage.CSharp,
        Risky = """
            if (System.IO.File.Exists("checkpoint.dat"))
            {
                model.load("checkpoint.dat");
            }

            var adam = torch.optim.Adam(model.parameters());
            for (var epoch = 0; epoch < 10; epoch++)
            {
                foreach (var batch in batches)
                {
                    adam.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y).backward();
                    adam.step();
                }

                model.save("checkpoint.dat");
            }
            """,
        Sound = """
            var adam = torch.optim.Adam(model.parameters());
            for (var epoch = 0; epoch < 10; epoch++)
            {
                foreach (var batch in batches)
                {
                    adam.zero_grad();
                    torch.nn.functional.mse_loss(model.forward(batch.X), batch.Y).backward();
                    adam.step();
                }

                model.save("checkpoint.dat");
            }
            """,
    };
}
