using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TrainingLint.Analyzers;

namespace TrainingLint.CodeFixes;

/// <summary>Seeds torch and CUDA before the first model is built, or CUDA beside torch.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SeedFix))]
[Shared]
public sealed class SeedFix : TrainingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("TL0301", "TL0302");

    private protected override FixedRoot? Change(FixRequest request)
    {
        if (request.Property(FindingProperties.Argument) is not null || StatementAround(request.Node) is not { } statement)
        {
            return null;
        }

        if (request.Diagnostic.Id == "TL0301")
        {
            return new FixedRoot("Seed torch and CUDA", InsertBefore(request.Root, statement, Statement("TorchSharp.torch.manual_seed(1);"), Statement("TorchSharp.torch.cuda.manual_seed_all(1);")));
        }

        return request.Around<InvocationExpressionSyntax>() is
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "manual_seed" }
                or IdentifierNameSyntax { Identifier.Text: "manual_seed" },
            ArgumentList.Arguments: { Count: 1 } arguments,
        }
            ? new FixedRoot("Seed CUDA as well", InsertAfter(request.Root, statement, Statement("TorchSharp.torch.cuda.manual_seed_all(" + arguments[0].Expression + ");")))
            : null;
    }
}
