using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Linting.Configuration;

/// <summary>What configured lines come to, and which of them mean nothing.</summary>
public static class ConfiguredLines
{
    private const int MostNamed = 5;

    /// <summary>The options of some lines, the strongest last.</summary>
    public static LintOptions Options(IReadOnlyList<ConfiguredLine> lines) =>
        LintOptions.From(lines.Select(line => new KeyValuePair<string, string>(line.Key, line.Value)));

    /// <summary>The lines that mean nothing, each with what is wrong.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="options">What they come to.</param>
    /// <param name="dialects">The names that a dialect may have; null where a repository's own cannot be known.</param>
    public static IEnumerable<ConfigurationProblem> Problems(
        IReadOnlyList<ConfiguredLine> lines, LintOptions options, IReadOnlyList<string>? dialects) =>
        options.Problems.Select(problem => new ConfigurationProblem(lines[problem.Index], problem.Message))
            .Concat(lines.Where(line => dialects is not null && line.Key == "traininglint.dialect" && !dialects.Contains(line.Value))
                .Select(line => new ConfigurationProblem(line, NoDialect(line.Value, dialects!))));

    /// <summary>What to say of a dialect that there is not, without a period.</summary>
    public static string NoDialect(string written, IReadOnlyList<string> dialects)
    {
        var question = NearestName.Question(written, dialects);
        return "there is no dialect '" + written + "'" + (question.Length > 0 ? question : ";")
            + " the names are those that 'traininglint inspect' shows behind 'read as', such as "
            + string.Join(", ", dialects.Take(MostNamed));
    }
}
