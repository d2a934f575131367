using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Fixes;
using TrainingLint.Core.Findings;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;
using Range = TrainingLint.LanguageServer.Protocol.Range;
using SourceEdit = TrainingLint.Configs.Fixes.TextEdit;
using TextEdit = TrainingLint.LanguageServer.Protocol.TextEdit;

namespace TrainingLint.LanguageServer.Features;

/// <summary>Fixes, suppressions and the page of the rule for the findings at a place.</summary>
internal sealed class CodeActionsFeature(LintedDocument document, Severity lowest, DocumentStore documents, bool canVersion)
{
    private const string QuickFix = "quickfix";
    private const string FixAll = "source.fixAll.traininglint";

    public CodeAction[] In(Range range, string[]? only)
    {
        var actions = new List<CodeAction>();
        if (Wants(only, QuickFix))
        {
            foreach (var finding in document.Open.Where(finding => finding.Severity >= lowest
                && DiagnosticsFeature.RangeOf(finding, document).Touches(range)))
            {
                var diagnostic = DiagnosticsFeature.Of(document with { Findings = [finding] }, lowest, documents.UriOf);
                actions.AddRange(Fixes(finding, diagnostic));
                actions.AddRange(Suppressions(finding, diagnostic));
                actions.Add(new CodeAction
                {
                    Title = "Open " + finding.Rule.Id + " " + finding.Rule.Name,
                    Kind = QuickFix,
                    Diagnostics = diagnostic,
                    Command = new Command("Open the rule", CommandNames.OpenRule, [finding.Rule.HelpUri]),
                });
            }
        }

        // Fixing on save is only done where it is asked for by name.
        if (only is not null && Wants(only, FixAll) && SafeFixes() is { Count: > 0 } edits)
        {
            actions.Add(new CodeAction { Title = "Apply all safe fixes of TrainingLint", Kind = FixAll, Edit = EditOf(document.Source, edits) });
        }

        return [.. actions];
    }

    // A client that asks for "source" means everything below it.
    private static bool Wants(string[]? only, string kind) =>
        only is null || only.Length == 0
            || Array.Exists(only, wanted => kind == wanted || kind.StartsWith(wanted + ".", StringComparison.Ordinal));

    private IEnumerable<CodeAction> Fixes(Finding finding, Diagnostic[] diagnostic)
    {
        var isFirst = true;
        foreach (var fix in finding.Fixes)
        {
            if (document.Sources.GetValueOrDefault(finding.Place.File) is { } source && FixEdits.Of(fix, source) is { } edits)
            {
                yield return new CodeAction
                {
                    Title = fix.Title,
                    Kind = QuickFix,
                    Diagnostics = diagnostic,
                    IsPreferred = isFirst && fix.Safety == FixSafety.Safe ? true : null,
                    Edit = EditOf(source, edits),
                };
                isFirst = false;
            }
        }
    }

    private List<SourceEdit> SafeFixes()
    {
        var (chosen, promised) = (new List<SourceEdit>(), new HashSet<FixEdit>());
        foreach (var finding in document.Open.Where(finding => finding.Place.File == document.Source.Path))
        {
            var best = finding.Fixes.Where(fix => fix.Safety == FixSafety.Safe).Select(fix => (Fix: fix,
                Edits: FixEdits.Of(fix, document.Source))).FirstOrDefault(found => found.Edits is not null);
            if (best.Edits?.Except(chosen).ToArray() is { } fresh && !fresh.Any(edit => chosen.Any(edit.Overlaps)))
            {
                chosen.AddRange(fresh);
                promised.UnionWith(best.Fix.Edits);
            }
        }

        // Each was proven alone; together they must keep their promises as well.
        return FixProof.Holds(document.Source, promised, FixEdits.Apply(document.Source.Text, chosen)) ? chosen : [];
    }

    private IEnumerable<CodeAction> Suppressions(Finding finding, Diagnostic[] diagnostic)
    {
        if (SuppressionComment.OnLine(finding, document) is { } onLine)
        {
            yield return new CodeAction
            {
                Title = "Suppress " + finding.Rule.Name + " on this line",
                Kind = QuickFix,
                Diagnostics = diagnostic,
                Edit = EditOf(onLine.Source, [onLine.Edit])
            };
        }

        if (SuppressionComment.InFile(finding, document) is { } inFile)
        {
            yield return new CodeAction
            {
                Title = "Suppress " + finding.Rule.Name + " in this file",
                Kind = QuickFix,
                Diagnostics = diagnostic,
                Edit = EditOf(inFile.Source, [inFile.Edit])
            };
        }
    }

    private WorkspaceEdit EditOf(SourceFile source, IEnumerable<SourceEdit> edits)
    {
        var lines = source == document.Source ? document.Lines : new TextLines(source.Text);
        TextEdit[] changes = [.. edits.OrderBy(edit => edit.Start).Select(edit => new TextEdit(new Range(lines.PositionOf(edit.Start),
            lines.PositionOf(edit.End)), edit.NewText))];
        var uri = documents.UriOf(source.Path);
        return canVersion
            ? new WorkspaceEdit
            {
                DocumentChanges =
                [new TextDocumentEdit(new OptionalVersionedIdentifier(uri) { Version = documents.Find(uri)?.Version }, changes)]
            }
            : new WorkspaceEdit { Changes = new() { [uri] = changes } };
    }
}
