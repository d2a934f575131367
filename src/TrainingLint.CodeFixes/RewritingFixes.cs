using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace TrainingLint.CodeFixes;

/// <summary>Removes a soft-max or sigmoid that the loss applies itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DoubleActivationFix))]
[Shared]
public sealed class DoubleActivationFix : TrainingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("TL2005");

    private protected override FixedRoot? Change(FixRequest request)
    {
        if (request.Around<InvocationExpressionSyntax>() is not { ArgumentList.Arguments: { Count: > 0 } arguments }
            || arguments[0].Expression is not InvocationExpressionSyntax activation
                || activation.Expression is not MemberAccessExpressionSyntax and not IdentifierNameSyntax
            || request.Model.GetSymbolInfo(activation, request.Cancellation).Symbol is not IMethodSymbol { Name: "softmax" or "sigmoid" } method)
        {
            return null;
        }

        // Where nll_loss or BCELoss is the mismatch, taking the activation away would be wrong.
        if (!request.Diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains("itself"))
        {
            return null;
        }

        var input = method.IsStatic
            ? activation.ArgumentList.Arguments.FirstOrDefault()?.Expression
            : (activation.Expression as MemberAccessExpressionSyntax)?.Expression;
        return input is null ? null : new FixedRoot("Pass the raw outputs", request.Root.ReplaceNode(activation, input.WithTriviaFrom(activation)));
    }
}

/// <summary>Gives a Random a fixed seed where it is created.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SeedRandomFix))]
[Shared]
public sealed class SeedRandomFix : TrainingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("TL2008");

    private protected override FixedRoot? Change(FixRequest request)
    {
        if (request.Around<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax access })
        {
            return null;
        }

        if (access.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Shared" } shared)
        {
            // As a key to sort by, a Random made on the spot would give the same number for every element.
            return access.Name.Identifier.Text == "Shuffle" && !request.Node.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any()
                ? new FixedRoot("Use a Random with a fixed seed", request.Root.ReplaceNode(shared, Expression("new " + shared.Expression.WithoutTrivia() + "(1)", shared)))
                : null;
        }

        return request.Model.GetSymbolInfo(access.Expression, request.Cancellation).Symbol is { DeclaringSyntaxReferences: { Length: 1 } references }
            && references[0].GetSyntax(request.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: 0 } arguments } } declarator
            && declarator.SyntaxTree == request.Root.SyntaxTree
            ? new FixedRoot("Give the Random a fixed seed",
                request.Root.ReplaceNode(arguments,
                arguments.AddArguments(SyntaxFactory.Argument(SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression,
                SyntaxFactory.Literal(1))))))
            : null;
    }
}

/// <summary>Moves an optimizer out of the loop that builds it anew.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveOptimizerFix))]
[Shared]
public sealed class MoveOptimizerFix : TrainingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("TL2006");

    private protected override FixedRoot? Change(FixRequest request)
    {
        if (StatementAround(request.Node) is not LocalDeclarationStatementSyntax { Parent: BlockSyntax { Parent: StatementSyntax loop } block } declaration
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
