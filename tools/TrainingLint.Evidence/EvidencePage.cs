using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace TrainingLint.Evidence;

/// <summary>The page that shows the table to people.</summary>
internal static class EvidencePage
{
    /// <summary>The page as Markdown; the pictures lie in <c>images/</c> beside it.</summary>
    public static string Markdown(IReadOnlyList<EvidenceRow> rows, IReadOnlyList<string> repositories, int recipes)
    {
        var page = new StringBuilder("# What public recipes write\n\n");
        page.Append(CultureInfo.InvariantCulture,
            $"Counts and percentiles over {recipes} recipes of {repositories.Count} public repositories, read by the same readers ")
            .Append("that check your files. `tools/TrainingLint.Evidence` builds this page, its pictures and the table in "
                + "`src/TrainingLint.Core/Knowledge/evidence.tsv` ")
            .Append("from checkouts; nothing but these sums is kept. A recipe counts once a repository for the same value, batch and "
                + "model. ")
            .Append("What a framework fills in by default does not count, only what people wrote.\n\n")
            .Append("The ranges of [TL0102](rules/TL0102.md) and [TL0103](rules/TL0103.md) are such percentiles with a margin, so that "
                + "recipes beyond common ")
            .Append("practice are still left alone where somebody made them work. Messages quote the row of the recipe's own kind.\n\n");
        page.Append("![Learning rates by kind of training](images/evidence-rates.svg)\n\n![Weight decay by kind of "
            + "training](images/evidence-decay.svg)\n\n");
        foreach (var quantity in rows.Where(row => row.Framework == "all").GroupBy(row => row.Quantity))
        {
            page.Append("## ").Append(TitleOf(quantity.Key)).Append("\n\n| kind of training | recipes | repositories | 5 % | 25 % | "
                + "median | 75 % | 95 % | largest |\n");
            page.Append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
            foreach (var row in quantity)
            {
                page.Append("| ").Append(KindNames.Of(row)).Append(CultureInfo.InvariantCulture,
                    $" | {row.Values.Count} | {row.Repositories}");
                foreach (var percent in new[] { 5, 25, 50, 75, 95, 100 })
                {
                    page.Append(" | ").Append(row.Percentile(percent).ToString("G3", CultureInfo.InvariantCulture));
                }

                page.Append(" |\n");
            }

            page.Append('\n');
        }

        page.Append("## Repositories\n\n").AppendJoin(", ", repositories.Select(name => $"[{name}](https://github.com/{name})"))
            .Append('\n');
        return page.ToString();
    }

    private static string TitleOf(string quantity) => quantity switch
    {
        "rate" => "Learning rate",
        "batch" => "Samples per step",
        "warmupShare" => "Warmup, as a share of the run",
        "weightDecay" => "Weight decay",
        "clipNorm" => "Largest gradient norm",
        _ => quantity,
    };
}
