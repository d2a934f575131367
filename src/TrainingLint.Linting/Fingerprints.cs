using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace TrainingLint.Linting;

/// <summary>
/// Names of findings that survive moved lines: they follow from the rule, the file, the key and the value that stands there,
/// from the code that the finding is about, or from the recipe where no single key is meant.
/// </summary>
public static class Fingerprints
{
    private const int Digits = 32;

    /// <summary>A fingerprint for each finding, in the same order; the second of two equal findings in a file has another one than the first.</summary>
    /// <param name="findings">Findings in their stable order.</param>
    /// <param name="pathOf">The path of a file as shown, seen from the root of the repository.</param>
    public static IReadOnlyList<string> Of(IEnumerable<LocatedFinding> findings, Func<string, string> pathOf)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        using var hash = SHA256.Create();
        return [.. findings.Select(located =>
        {
            var finding = located.Finding;
            var what = finding.Key is { } key ? key + "\n" + located.Excerpt.Trim() : located.IsCode ? "\n" + located.Excerpt.Trim() : "\n"
                + finding.Recipe;
            var identity = finding.Rule.Id + "\n" + pathOf(finding.Place.File) + "\n" + what;
            seen[identity] = seen.TryGetValue(identity, out var before) ? before + 1 : 1;
            var bytes = hash.ComputeHash(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{identity}\n{seen[identity]}")));
            return string.Concat(bytes.Take(Digits / 2).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
        })];
    }
}
