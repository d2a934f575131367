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
        if (request.Property(FindingProperties.Rate) is not { } rate
            || request.Node.FirstAncestorOrSelf<ExpressionSyntax>(expression =>
                expression.Span == request.Diagnostic.Location.SourceSpan) is not { } written)
        {
            return null;
        }

        // A float stays a float, and var must not turn into another type. Anything but a number, such as the list of groups whose default
        // rate is meant, holds more than a rate; and where a whole number is wanted, a fraction does not fit.
        var info = request.Model.GetTypeInfo(written, request.Cancellation);
        if (!IsNumber(info.Type)
            || info.ConvertedType?.SpecialType is not (SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal)
            || !request.Model.GetConstantValue(written, request.Cancellation).HasValue)
        {
            return null;
        }

        var suffix = info.ConvertedType.SpecialType switch
        {
            SpecialType.System_Single => "f",
            SpecialType.System_Decimal => "m",
            _ => info.Type?.SpecialType == SpecialType.System_Single ? "f" : "",
        };
        return new FixedRoot("Use a learning rate of " + rate, request.Root.ReplaceNode(written, Expression(rate + suffix, written)));
    }

    private static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;
}
