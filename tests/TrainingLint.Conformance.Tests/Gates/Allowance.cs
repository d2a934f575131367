using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace TrainingLint.Conformance.Tests.Gates;

/// <summary>
/// How often the sources still break a rule of the house, from <c>allowance.tsv</c>. The numbers may only shrink: a test run with
/// <c>UPDATE_ALLOWANCE=1</c> lowers those that can be lowered, and nothing raises one.
/// </summary>
internal static class Allowance
{
    private static readonly string FilePath = Repository.PathOf("tests", "TrainingLint.Conformance.Tests", "Gates", "allowance.tsv");

    /// <summary>Fails when a rule is broken more often than is allowed, and names the places.</summary>
    /// <param name="rule">Name of the rule in the file.</param>
    /// <param name="offenders">The places where it is broken.</param>
    public static void Check(string rule, IEnumerable<string> offenders)
    {
        string[] found = [.. offenders.Order(StringComparer.Ordinal)];
        var allowed = Read();
        var limit = allowed.GetValueOrDefault(rule);
        Assert.True(
            found.Length <= limit,
            string.Create(CultureInfo.InvariantCulture, $"{rule}: {found.Length} places, and {limit} are allowed. Mend the new one:\n{string.Join("\n", found)}"));
        if (found.Length < limit && Environment.GetEnvironmentVariable("UPDATE_ALLOWANCE") == "1")
        {
            allowed[rule] = found.Length;
            File.WriteAllText(FilePath,
                string.Concat(allowed.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Key}\t{line.Value}\n"))));
        }
    }

    private static SortedDictionary<string, int> Read() => new(
        File.ReadAllLines(FilePath).Select(line => line.Split('\t'))
            .ToDictionary(cells => cells[0], cells => int.Parse(cells[1], CultureInfo.InvariantCulture)),
        StringComparer.Ordinal);
}
