using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace TrainingLint.CodeFixes;

/// <summary>
/// Applies a fix to every finding of a document. <c>dotnet format</c> takes the key of the action from the first finding of the analyzer,
/// of whatever rule, so a provider that goes by the key does nothing where that is another one.
/// </summary>
internal static class FixEverywhere
{
    /// <summary>The provider of all fixes.</summary>
    public static FixAllProvider Provider { get; } = FixAllProvider.Create(FixAsync);

    // Each change is made of the document as it is; where two touch the same place, the next run makes the second.
    private static async Task<Document?> FixAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var kept = ImmutableArray<TextChange>.Empty;
        foreach (var diagnostic in diagnostics.OrderBy(found => found.Location.SourceSpan.Start))
        {
            var changes = await ChangesAsync(context.CodeFixProvider, document, diagnostic, context.CancellationToken)
                .ConfigureAwait(false);
            if (!changes.Any(change => kept.Any(earlier => Touch(earlier.Span, change.Span))))
            {
                kept = kept.AddRange(changes);
            }
        }

        return document.WithText(text.WithChanges(kept.OrderBy(change => change.Span.Start)));
    }

    private static async Task<ImmutableArray<TextChange>> ChangesAsync(
        CodeFixProvider provider, Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        CodeAction? action = null;
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (offered, _) => action ??= offered, cancellation))
            .ConfigureAwait(false);
        var operations = action is null ? ImmutableArray<CodeActionOperation>.Empty
            : await action.GetOperationsAsync(cancellation).ConfigureAwait(false);
        var changed = operations.OfType<ApplyChangesOperation>().FirstOrDefault()?.ChangedSolution.GetDocument(document.Id);
        if (changed is null)
        {
            return ImmutableArray<TextChange>.Empty;
        }

        changed = await Simplifier.ReduceAsync(changed, Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
        changed = await Formatter.FormatAsync(changed, Formatter.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
        return [.. await changed.GetTextChangesAsync(document, cancellation).ConfigureAwait(false)];
    }

    private static bool Touch(TextSpan left, TextSpan right) => left.IntersectsWith(right);
}
