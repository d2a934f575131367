using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainingLint.CodeFixes;

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

        return request.Model.GetSymbolInfo(access.Expression,
            request.Cancellation).Symbol is { DeclaringSyntaxReferences: { Length: 1 } references }
            && references[0].GetSyntax(
                request.Cancellation) is VariableDeclaratorSyntax
            {
                Initializer.Value: BaseObjectCreationExpressionSyntax { ArgumentList: { Arguments.Count: 0 } arguments },
            } declarator
            && declarator.SyntaxTree == request.Root.SyntaxTree
            ? new FixedRoot("Give the Random a fixed seed",
                request.Root.ReplaceNode(arguments,
                arguments.AddArguments(SyntaxFactory.Argument(SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression,
                SyntaxFactory.Literal(1))))))
            : null;
    }
}
