using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// What a sweep of Weights and Biases searches through (docs.wandb.ai, sweep configuration options): its method, its goal, and the range,
/// the distribution or the values of each parameter.
/// </summary>
internal static class SweepChoices
{
    private static readonly string[] Methods = ["grid", "random", "bayes", "custom"];

    private static readonly string[] Distributions =
        ["constant", "categorical", "categorical_w_probabilities", "int_uniform", "uniform", "q_uniform", "log_uniform",
            "log_uniform_values", "q_log_uniform",
            "q_log_uniform_values", "inv_log_uniform", "inv_log_uniform_values", "normal", "q_normal", "log_normal", "q_log_normal",
                "beta", "q_beta"];

    private static readonly string[] Exponents = ["log_uniform", "q_log_uniform"];

    private static readonly string[] Counts = ["batch_size", "train_batch_size", "epochs", "num_epochs", "max_epochs", "num_layers",
        "hidden_size", "hidden_dim", "max_steps"];

    private static readonly string[] Shares = ["dropout", "dropout_rate", "dropout_p", "momentum", "beta1", "beta2", "label_smoothing",
        "drop_rate", "gae_lambda", "warmup_ratio"];

    public static void Observe(CheckedDocument document)
    {
        var root = document.View.Root;
        if (root["parameters"] is not MappingNode parameters || root["method"] is not ScalarNode method)
        {
            return;
        }

        ObserveWord(document, method, "method", Methods);
        if (root["metric"] is MappingNode metric && metric["goal"] is ScalarNode goal)
        {
            ObserveWord(document, goal, "metric.goal", ["minimize", "maximize"]);
            if (metric["name"] is ScalarNode name && MetricDirection.Of(name.Text) is { } direction
                && goal.Text is "minimize" or "maximize"
                && !goal.Text.StartsWith(direction, StringComparison.Ordinal))
            {
                Note(document, goal, "metric.goal", "'" + goal.Text + "' for '" + name.Text + "'", "'" + direction + "imize'",
                    "the search looks for the worst settings");
            }
        }

        ObserveAll(document, parameters, "parameters", method.Text);
    }

    private static void ObserveAll(CheckedDocument document, MappingNode parameters, string path, string method)
    {
        foreach (var entry in parameters.Entries.Where(entry => entry.Value is MappingNode))
        {
            var range = (MappingNode)entry.Value;
            var at = path + "." + entry.Key.Text;
            if (range["parameters"] is MappingNode inner)
            {
                ObserveAll(document, inner, at + ".parameters", method);
                continue;
            }

            if (range["distribution"] is ScalarNode distribution)
            {
                ObserveWord(document, distribution, at + ".distribution", Distributions);
            }

            var word = KeyWords.Normalize(entry.Key.Text);
            ObserveBounds(document, range, at, word);
            if (range["values"] is SequenceNode values)
            {
                ObserveValues(document, values, at + ".values", word, method);
            }
        }
    }

    private static void ObserveBounds(CheckedDocument document, MappingNode range, string path, string word)
    {
        if (range["min"] is not ScalarNode min || range["max"] is not ScalarNode max || Number(document, min) is not { } low
            || Number(document, max) is not { } high)
        {
            return;
        }

        var isExponent = range["distribution"] is ScalarNode { Text: var kind } && Exponents.Contains(kind);
        if (low > high)
        {
            Note(document, max, path + ".max", max.Text, FormattableString.Invariant($"at least {low}, which is 'min'"),
                "there is nothing between the two, so the sweep is refused");
        }
        else if (isExponent && RateKey.Of(word) is not null && low > 0)
        {
            Note(document, (ScalarNode)range["distribution"]!, path + ".distribution", "log_uniform with bounds above 0",
                "log_uniform_values",
                "the bounds of log_uniform are exponents of e, so every learning rate lies above 1");
        }
        else if (!isExponent && Shares.Contains(word) && high > 1)
        {
            Note(document, max, path + ".max", max.Text, NumberDomain.Share.Text, "some runs of the sweep would stop or diverge by it");
        }
    }

    private static void ObserveValues(CheckedDocument document, SequenceNode values, string path, string word, string method)
    {
        if (values.Items.Count == 0)
        {
            Note(document, values, path, "an empty list", "at least one value", "there is nothing to try, so the sweep is refused");
            return;
        }

        var items = values.Items.OfType<ScalarNode>().ToArray();
        foreach (var item in items)
        {
            if (Number(document, item) is { } number
                && (RateKey.Of(word) is not null || Counts.Contains(word) ? number <= 0 : Shares.Contains(word) && number is < 0 or > 1))
            {
                Note(document, item, path, item.Text, Shares.Contains(word) ? NumberDomain.Share.Text : NumberDomain.Positive.Text,
                    "the runs that draw it cannot train");
            }
        }

        if (method == "grid" && items.GroupBy(item => item.Text).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            Note(document, twice.Last(), path, "the value " + twice.Key + " again", "each value once",
                "a grid then runs the same settings twice");
        }
    }

    private static void ObserveWord(CheckedDocument document, ScalarNode written, string path, string[] known)
    {
        if (written.Text.Length is > 0 and < 40 && !known.Contains(written.Text) && !Placeholders.IsPlaceholder(written))
        {
            var meant = NearestName.Of(written.Text,
                known) ?? known.FirstOrDefault(word => written.Text.StartsWith(word, StringComparison.Ordinal)) ?? string.Join("' or '",
                    known.Take(3));
            document.Observe(new UnknownNameObservation(
                written.Place, path, DottedName.Last(path), written.Text, meant,
                    "Weights and Biases refuses the sweep", Severity.Error)
            {
                IsOneSlip = known.Any(word => Slip.IsOne(written.Text, word)),
            });
        }
    }

    private static double? Number(CheckedDocument document, ScalarNode scalar) =>
        Values.Evaluate(document.Dialect.Loader, scalar) is { IsNumber: true, Number: var number } && !double.IsNaN(number) ? number : null;

    private static void Note(CheckedDocument document, ConfigNode node, string path, string found, string wanted, string consequence) =>
        document.Observe(new WrongTypeObservation(node.Place, path, found, wanted, consequence, Severity.Warning));
}
