using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace TrainingLint.CodeFixes;

/// <summary>A fix that changes one document. It is offered only when the change is known to fit.</summary>
public abstract class TrainingFix : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixEverywhere.Provider;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (Change(new FixRequest(root, model, node, diagnostic, context.CancellationToken)) is { } change)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(change.Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(change.Root)),
                        equivalenceKey: GetType().Name),
                    diagnostic);
            }
        }
    }

    private protected abstract FixedRoot? Change(FixRequest request);

    /// <summary>A statement as source, with its names shortened as the file's usings allow.</summary>
    private protected static StatementSyntax Statement(string source) => SyntaxFactory.ParseStatement(source)
        .WithTrailingTrivia(SyntaxFactory.ElasticLineFeed)
        .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);

    /// <summary>An expression as source.</summary>
    private protected static ExpressionSyntax Expression(string source, SyntaxNode inPlaceOf) =>
        SyntaxFactory.ParseExpression(source).WithTriviaFrom(inPlaceOf).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>The innermost statement that stands in a block (or at the top level) and holds a node.</summary>
    private protected static StatementSyntax? StatementAround(SyntaxNode? node)
    {
        while (node is not null && !(node is StatementSyntax && node.Parent is BlockSyntax or GlobalStatementSyntax))
        {
            node = node is MemberDeclarationSyntax and not GlobalStatementSyntax ? null : node.Parent;
        }

        return node as StatementSyntax;
    }

    /// <summary>A tree with statements put before another, at the top level as well as in a block.</summary>
    private protected static SyntaxNode InsertBefore(SyntaxNode root, StatementSyntax place, params StatementSyntax[] statements)
    {
        SyntaxNode anchor = place.Parent is GlobalStatementSyntax global ? global : place;
        var leading = anchor.GetLeadingTrivia();
        var inserted = System.Array.ConvertAll(statements,
            statement => (SyntaxNode)(anchor is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(statement) : statement));
        inserted[0] = inserted[0].WithLeadingTrivia(leading);
        for (var i = 1; i < inserted.Length; i++)
        {
            inserted[i] = inserted[i].WithLeadingTrivia(Indentation(leading));
        }

        var tracked = root.TrackNodes(anchor);
        tracked = tracked.InsertNodesBefore(tracked.GetCurrentNode(anchor)!, inserted);
        var current = tracked.GetCurrentNode(anchor)!;
        return tracked.ReplaceNode(current, current.WithLeadingTrivia(Indentation(leading)));
    }

    /// <summary>A tree with a statement put after another.</summary>
    private protected static SyntaxNode InsertAfter(SyntaxNode root, StatementSyntax place, StatementSyntax statement)
    {
        SyntaxNode anchor = place.Parent is GlobalStatementSyntax global ? global : place;
        var indented = statement.WithLeadingTrivia(Indentation(anchor.GetLeadingTrivia()));
        return root.InsertNodesAfter(anchor, [anchor is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(indented) : indented]);
    }

    private static SyntaxTriviaList Indentation(SyntaxTriviaList leading)
    {
        var last = leading.Count > 0 ? leading[leading.Count - 1] : default;
        return last.IsKind(SyntaxKind.WhitespaceTrivia) ? SyntaxFactory.TriviaList(last) : SyntaxFactory.TriviaList();
    }
}

/// <summary>What a fix gets to see.</summary>
internal sealed record FixRequest(SyntaxNode Root, SemanticModel Model, SyntaxNode Node, Diagnostic Diagnostic,
    CancellationToken Cancellation)
{
    /// <summary>The innermost node of a kind around the finding.</summary>
    public T? Around<T>()
        where T : SyntaxNode => Node.FirstAncestorOrSelf<T>();

    /// <summary>A fact that the analyzer handed over.</summary>
    public string? Property(string name) => Diagnostic.Properties.TryGetValue(name, out var value) ? value : null;
}

/// <summary>The document after a fix, and what the user is told about it.</summary>
internal sealed record FixedRoot(string Title, SyntaxNode Root);
