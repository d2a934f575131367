using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Fixing;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Findings;
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

    /// <summary>The open findings of a run.</summary>
    public static Baseline Of(LintRun run, TerminalIo io)
    {
        var fingerprints = Fingerprints.Of(run.Findings, file => PathOf(run, io, file));
        return new Baseline([.. run.Findings.Zip(fingerprints)
            .Where(pair => !pair.First.Finding.Suppressed)
            .Select(pair => new AcceptedFinding(pair.Second, pair.First.Finding.Rule.Id, PathOf(run, io, pair.First.Finding.Place.File), pair.First.Finding.Key))
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
            throw new UsageException("the baseline " + shown + " cannot be written; check the path and its permissions.");
        }
    }

    /// <summary>The run with what it accepts marked, and the accepted findings that are gone from the files of the run.</summary>
    public (LintRun Run, IReadOnlyList<AcceptedFinding> Gone) Apply(LintRun run, TerminalIo io)
    {
        var accepted = _accepted.Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var fingerprints = Fingerprints.Of(run.Findings, file => PathOf(run, io, file));
        var findings = run.Findings.Zip(fingerprints, (located, fingerprint) => !located.Finding.Suppressed && accepted.Contains(fingerprint)
            ? located with { Finding = located.Finding with { Suppression = new Suppression(SuppressionKind.Baseline, null) } }
            : located);

        var present = fingerprints.ToHashSet(StringComparer.Ordinal);
        var linted = run.Files.Select(file => PathOf(run, io, file.File.Path)).ToHashSet(StringComparer.Ordinal);
        var gone = _accepted.Where(finding => !present.Contains(finding.Fingerprint) && (linted.Contains(finding.File) || !File.Exists(Path.Combine(run.Root, finding.File))));
        return (run with { Findings = [.. findings] }, [.. gone]);
    }

    private static AcceptedFinding Entry(JsonElement entry) => new(
        entry.GetProperty("fingerprint").GetString() ?? "",
        entry.GetProperty("ruleId").GetString() ?? "",
        entry.GetProperty("file").GetString() ?? "",
        entry.GetProperty("key").GetString());

    private static string PathOf(LintRun run, TerminalIo io, string file) => DisplayPaths.FromRoot(run.Root, io.Directory, file);
}
