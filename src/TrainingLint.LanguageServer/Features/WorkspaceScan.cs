using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using TrainingLint.Core.Findings;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;

namespace TrainingLint.LanguageServer.Features;

/// <summary>What was found in one file of the workspace.</summary>
/// <param name="Uri">Its address.</param>
/// <param name="Version">Its version in the editor; null where it is not open.</param>
/// <param name="Diagnostics">Its diagnostics.</param>
/// <param name="ResultId">A name for exactly these diagnostics.</param>
internal sealed record FileReport(string Uri, int? Version, Diagnostic[] Diagnostics, string ResultId);

/// <summary>
/// Lints the files of the workspace one by one, so that other work can come in between. What was found is kept until the file
/// or one that it draws on changes.
/// </summary>
internal sealed class WorkspaceScan(DocumentStore documents, IProjectFiles project)
{
    private readonly Dictionary<string, (FileReport? Report, IReadOnlyList<string> DrawsOn)> _known = new(StringComparer.Ordinal);

    /// <summary>Files below the folders that the editor has opened.</summary>
    public IReadOnlyList<string> Files() =>
        [.. documents.Texts.Folders.SelectMany(project.ConfigsBelow).Distinct(StringComparer.Ordinal)];

    /// <summary>What is to be said of a file; null where it configures no training and never did.</summary>
    public FileReport? Report(string path, Severity lowest)
    {
        if (documents.FindByPath(path) is { } open)
        {
            return documents.Lint(open.Uri) is { } current
                ? Of(open.Uri, open.Version, current, lowest)
                : new FileReport(open.Uri, open.Version, [], "none");
        }

        if (_known.TryGetValue(path, out var known))
        {
            return known.Report;
        }

        var linted = Lint(path);
        var report = linted is null or { File.IsTraining: false, Findings.Count: 0, Defect: null }
            ? null
            : Of(documents.UriOf(path), null, linted, lowest);
        _known[path] = (report, linted?.File.DrawsOn ?? []);
        return report;
    }

    /// <summary>Forgets what was found in a file and in those that draw on it; returns their paths.</summary>
    public IReadOnlyList<string> Forget(string path)
    {
        string[] affected = [.. _known.Where(pair => pair.Key == path
            || pair.Value.DrawsOn.Contains(path, StringComparer.Ordinal)).Select(pair => pair.Key)];
        foreach (var file in affected)
        {
            _known.Remove(file);
        }

        return affected;
    }

    /// <summary>Forgets everything; returns the paths of the files of which something was known.</summary>
    public IReadOnlyList<string> ForgetAll()
    {
        string[] all = [.. _known.Keys];
        _known.Clear();
        return all;
    }

    private LintedDocument? Lint(string path)
    {
        try
        {
            return documents.Texts.Read(path) is { } parsed ? documents.Texts.Lint(parsed.Source, () => parsed) : null;
        }
        catch (Exception defect)
        {
            return LintedDocument.Failed(path, path, defect);
        }
    }

    private FileReport Of(string uri, int? version, LintedDocument linted, Severity lowest)
    {
        var diagnostics = DiagnosticsFeature.Of(linted, lowest, documents.UriOf);
        return new FileReport(uri, version, diagnostics, ResultIdOf(diagnostics));
    }

    /// <summary>A name for diagnostics that is the same for the same ones.</summary>
    public static string ResultIdOf(Diagnostic[] diagnostics)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics)
        {
            text.Append(CultureInfo.InvariantCulture, $"{diagnostic.Range}|{diagnostic.Severity}|{diagnostic.Code}|{diagnostic.Message}\n");
            foreach (var related in diagnostic.RelatedInformation ?? [])
            {
                text.Append(CultureInfo.InvariantCulture, $"{related.Location}|{related.Message}\n");
            }
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), 0, 8);
    }
}
