using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Writing;

/// <summary>TL0901 number-read-as-string: A number that the loader of this framework delivers as text.</summary>
public sealed class NumberReadAsString : ObservationRule<TextNumberObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0901",
        Name = "number-read-as-string",
        Severity = Severity.Warning,
        SeverityNote = "A warning where the loader is known to read text; a note where the loader is unknown and others read a "
            + "number.",
        Title = "A number that the loader of this framework delivers as text",
        Failure = Failure.NotWhatIsWritten,
        Why = "YAML 1.1 knows a number with an exponent only with a dot and a signed exponent: 1e-4 is text. Where nothing converts it, the optimizer is built with text and the run stops, or a comparison silently goes wrong.",
        Instead = "Write a dot and a sign: 1.0e-4.",
        Suppress = "When code of your own converts the value.",
        Sources =
        [
            "YAML 1.1, float type (yaml.org/type/float.html); PyYAML, resolver.py",
            "Practice: official configs write such numbers only where their loader converts them",
        ],
        Risky = """
            optim: adam
            optim_conf:
              lr: 1e-3
            scheduler: warmuplr
            scheduler_conf:
              warmup_steps: 25000
            dataset_conf:
              batch_conf: {batch_type: static, batch_size: 16}
            encoder: conformer
            accum_grad: 1
            max_epoch: 100
            """,
        Sound = """
            optim: adam
            optim_conf:
              lr: 1.0e-3
            scheduler: warmuplr
            scheduler_conf:
              warmup_steps: 25000
            dataset_conf:
              batch_conf: {batch_type: static, batch_size: 16}
            encoder: conformer
            accum_grad: 1
            max_epoch: 100
            """,
    };

    /// <inheritdoc/>
    public override Finding? Judge(TextNumberObservation observation, TrainingFile file)
    {
        if (observation.Consequence is null)
        {
            return null;
        }

        // Where the number itself needs no other spelling, quotes or a tag made it text.
        var spelling = NumberSpelling.Portable(observation.Text, observation.Number);
        var advice = spelling is null || spelling == observation.Text ? "Write " + observation.Text + " without quotes" : "Write " + spelling;
        var finding = observation.IsLoaderUnknown
            ? At(observation, "'" + observation.Text + "' is text to PyYAML, which most programs read YAML with, and the number "
            + Show(observation.Number) + " to other loaders. " + advice + ", and it is a number to all of them.", Severity.Info)
            : At(observation, "'" + observation.Text + "' reaches the framework as text, not as the number "
            + Show(observation.Number) + ", because " + observation.Loader + " reads it so; " + observation.Consequence + ". "
            + advice + ".");
        return spelling is null ? finding : finding with
        {
            Fixes = [new Fix(advice, FixSafety.Safe,
                [new ReplaceValue(observation.Place, observation.Text, spelling) { Number = observation.Number }])],
        };
    }
}
