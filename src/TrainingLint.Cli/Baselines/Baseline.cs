using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Fixing;
using TrainingLint.Cli.Reports;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Baselines;

/// <summary>An accepted finding.</summary>
/// <param name="Fingerprint">Its name, which survives moved lines.</param>
/// <param name="RuleId">Its rule.</param>
/// <param name="File">Its file, seen from the root of the repository.</param>
/// <param name="Key">Its key; null where no single key is meant.</param>
internal sealed record AcceptedFinding(string Fingerprint, string RuleId, string File, string? Key);

/// <summary>The findings that were there when the tool was introduced: accepted, until they are gone.</summary>
internal sealed class Baseline
{
    private const int Version = 1;

    private readonly IReadOnlyList<AcceptedFinding> _accepted;

    private Baseline(IReadOnlyList<AcceptedFinding> accepted) => _accepted = accepted;

    /// <summary>What it accepts, for whoever asks finding by finding.</summary>
    public AcceptedFindings Accepted => new(_accepted.Select(finding => finding.Fingerprint));

    /// <summary>
    /// The open findings of a run, and of an older baseline what the run has not looked at: files that it was not given, and rules that it
    /// did not apply.
    /// </summary>
    /// <param name="run">A run in which no baseline has been applied.</param>
    /// <param name="view">How the run's files are named.</param>
    /// <param name="older">The baseline before; null for none.</param>
    /// <param name="isApplied">Whether the run applied a rule, by its ID.</param>
    public static Baseline Of(LintRun run, BaselineView view, Baseline? older, Predicate<string> isApplied)
    {
        var fingerprints = Fingerprints.Of(run.Findings, view.PathOf);
        var linted = run.Files.Select(file => view.PathOf(file.File.Path)).ToHashSet(StringComparer.Ordinal);
        var kept = (older?._accepted ?? []).Where(finding => !isApplied(finding.RuleId)
            || (!linted.Contains(finding.File) && view.Exists(finding.File)));
        return new Baseline([.. run.Findings.Zip(fingerprints)
            .Where(pair => !pair.First.Finding.Suppressed)
            .Select(pair => new AcceptedFinding(pair.Second, pair.First.Finding.Rule.Id, view.PathOf(pair.First.Finding.Place.File),
                pair.First.Finding.Key))
            .Concat(kept)
            .DistinctBy(accepted => accepted.Fingerprint)
            .OrderBy(accepted => accepted.File, StringComparer.Ordinal)
            .ThenBy(accepted => accepted.RuleId, StringComparer.Ordinal)
            .ThenBy(accepted => accepted.Fingerprint, StringComparer.Ordinal)]);
    }

    /// <summary>How many findings it accepts.</summary>
    public int Count => _accepted.Count;

    /// <summary>Reads a baseline; whatever is wrong with it is a matter of usage.</summary>
    public static Baseline Read(string path, string shown)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var version = json.RootElement.GetProperty("version").GetInt32();
            return version == Version
                ? new Baseline([.. json.RootElement.GetProperty("findings").EnumerateArray().Select(Entry)])
                : throw new UsageException(FormattableString.Invariant($"the baseline {shown} is of version {version}, and this tool reads version {Version}; write it anew with --write-baseline {shown}."));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("the baseline " + shown + " cannot be read; check the path, or write it with --write-baseline " + shown + ".");
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UsageException("the file " + shown + " is no baseline of this tool; write one with --write-baseline " + shown + ".");
        }
    }

    /// <summary>Writes it as a whole or not at all.</summary>
    public void Write(string path, string shown)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonOutput.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteStartArray("findings");
            foreach (var accepted in _accepted)
            {
                json.WriteStartObject();
                json.WriteString("fingerprint", accepted.Fingerprint);
                json.WriteString("ruleId", accepted.RuleId);
                json.WriteString("file", accepted.File);
                json.WriteString("key", accepted.Key);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        try
        {
            FileRewriter.Replace(path, [.. buffer.ToArray(), (byte)'\n']);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw UsageException.Unwritable("the baseline " + shown + " cannot be written; check the path and its permissions.");
        }
    }

    /// <summary>The run with what it accepts marked, and the accepted findings that are gone from the files of the run.</summary>
    public (LintRun Run, IReadOnlyList<AcceptedFinding> Gone) Apply(LintRun run, BaselineView view)
    {
        var accepted = Accepted;
        var fingerprints = Fingerprints.Of(run.Findings, view.PathOf);
        var findings = run.Findings.Zip(fingerprints,
            (located, fingerprint) => located with { Finding = accepted.Mark(located.Finding, fingerprint) });
        var present = fingerprints.ToHashSet(StringComparer.Ordinal);
        var linted = run.Files.Select(file => view.PathOf(file.File.Path)).ToHashSet(StringComparer.Ordinal);
        var gone = _accepted.Where(finding => !present.Contains(finding.Fingerprint)
            && (linted.Contains(finding.File) || !view.Exists(finding.File)));
        return (run with { Findings = [.. findings] }, [.. gone]);
    }

    private static AcceptedFinding Entry(JsonElement entry) => new(
        entry.GetProperty("fingerprint").GetString() ?? "",
        entry.GetProperty("ruleId").GetString() ?? "",
        entry.GetProperty("file").GetString() ?? "",
        entry.GetProperty("key").GetString());
}
