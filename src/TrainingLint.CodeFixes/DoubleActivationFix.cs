using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
