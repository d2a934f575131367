using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace TrainingLint.CodeFixes;

/// <summary>Moves an optimizer out of the loop that builds it anew.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveOptimizerFix))]
[Shared]
public sealed class MoveOptimizerFix : TrainingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("TL2006");

    private protected override FixedRoot? Change(FixRequest request)
    {
        if (StatementAround(
            request.Node) is not LocalDeclarationStatementSyntax { Parent: BlockSyntax { Parent: StatementSyntax loop } block } declaration
            || LoopSyntax.BodyOf(loop) != block || StatementAround(loop) != loop || DependsOnLoop(request, declaration, loop))
        {
            return null;
        }

        // The mark is new every time: an optimizer that leaves two loops, one after the other, must not find the first again.
        // The loop itself is rewritten in one go; what stood around it keeps its trivia.
        var smaller = loop.RemoveNode(declaration, SyntaxRemoveOptions.KeepUnbalancedDirectives)!;
        var moved = declaration.WithTrailingTrivia(SyntaxFactory.ElasticLineFeed).WithAdditionalAnnotations(Formatter.Annotation);
        var mark = new SyntaxAnnotation("TrainingLint.Loop");
        var root = request.Root.TrackNodes(loop);
        root = root.ReplaceNode(root.GetCurrentNode(loop)!, smaller.WithAdditionalAnnotations(mark));
        var placed = (StatementSyntax)root.GetAnnotatedNodes(mark).Single();
        return new FixedRoot("Build the optimizer once, before the loop", InsertBefore(root, placed, moved));
    }

    private static bool DependsOnLoop(FixRequest request, LocalDeclarationStatementSyntax declaration, StatementSyntax loop) =>
        declaration.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Select(name => request.Model.GetSymbolInfo(name, request.Cancellation).Symbol)
            .Any(symbol => symbol is ILocalSymbol
                && symbol.DeclaringSyntaxReferences.Any(reference => loop.Span.Contains(reference.Span)
                && !declaration.Span.Contains(reference.Span)));
}
