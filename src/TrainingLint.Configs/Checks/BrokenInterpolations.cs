using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Interpolations such as <c>${data.batch_siz}</c> that point nowhere in a complete document, beside a key that is one slip away.
/// What points nowhere without such a neighbour may be filled in by another file or the command line.
/// </summary>
internal static class BrokenInterpolations
{
    public static void Observe(CheckedDocument document)
    {
        if (document.Dialect.Loader.Interpolation is not (Interpolation.OmegaConf or Interpolation.Common) || !document.View.IsComplete)
        {
            return;
        }

        foreach (var leaf in document.Leaves)
        {
            if (leaf.Entry.Value is ScalarNode { Text: var text } open && text.StartsWith("${", System.StringComparison.Ordinal)
                && text.IndexOf('}') < 0
                && document.IsOwn(open) && text.IndexOf(' ') < 0)
            {
                document.Observe(new UnresolvedObservation(open.Place, leaf.Path, text, "its brace is never closed") { IsBroken = true });
            }

            if (leaf.Entry.Value is ScalarNode scalar && document.IsOwn(scalar)
                && OmegaConfReference.Target(scalar.Text.Trim(), leaf.Path) is { } target
                && !document.View.Has(target) && Meant(document, target) is { } meant)
            {
                document.Observe(new UnresolvedObservation(scalar.Place, leaf.Path, scalar.Text.Trim(), "the document has no '" + target + "'; '" + meant + "' is one slip away")
                { IsBroken = true });
            }
        }
    }

    private static string? Meant(CheckedDocument document, string target)
    {
        var split = target.LastIndexOf('.');
        var name = target.Substring(split + 1);
        var parent = split < 0 ? document.View.Root : document.View.Mapping(target.Substring(0, split));
        var meant = parent?.Entries.Select(entry => entry.Key.Text).FirstOrDefault(key => Slip.IsOne(name, key)
            && !IsNumbered(name, key));
        return meant is null ? null : target.Substring(0, split + 1) + meant;
    }

    // dim and dim2, train and trains: a number or a plural is another name.
    private static bool IsNumbered(string name, string key) =>
        name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 's') == key
            .TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 's');
}
