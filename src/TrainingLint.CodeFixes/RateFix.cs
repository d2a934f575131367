using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TrainingLint.Analyzers;

namespace TrainingLint.CodeFixes;

/// <summary>Writes a learning rate that is usual for the optimizer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RateFix))]
[Shared]
public sealed class RateFix : TrainingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("TL0101", "TL0102", "TL0103");

    private protected override FixedRoot? Change(FixRequest request)
    {
        if (request.Property(FindingProperties.Rate) is not { } rate || request.Node.FirstAncestorOrSelf<ExpressionSyntax>(expression => expression.Span == request.Diagnostic.Location.SourceSpan) is not { } written)
        {
            return null;
        }

        // A float stays a float, and var must not turn into another type.
        var type = request.Model.GetTypeInfo(written, request.Cancellation).Type?.SpecialType;
        var suffix = type == SpecialType.System_Single ? "f" : type == SpecialType.System_Decimal ? "m" : "";
        return new FixedRoot("Use a learning rate of " + rate, request.Root.ReplaceNode(written, Expression(rate + suffix, written)));
    }
}
