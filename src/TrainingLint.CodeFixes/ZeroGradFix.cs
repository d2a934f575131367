using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainingLint.CodeFixes;

/// <summary>Clears the gradients once for every step.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ZeroGradFix))]
[Shared]
public sealed class ZeroGradFix : TrainingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("TL2001");

    private protected override FixedRoot? Change(FixRequest request)
    {
        if (request.Around<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax step }
            || StatementAround(step) is not { } statement)
        {
            return null;
        }

        // Where gradients are accumulated over several batches, the step's own block holds no backward pass: clear behind the step there.
        var clear = Statement(step.Expression.WithoutTrivia() + ".zero_grad();");
        return new FixedRoot("Clear the gradients", statement.Parent is BlockSyntax block
            && block.Statements.TakeWhile(before => before != statement).Any(before => before.ToString().Contains("backward"))
            ? InsertBefore(request.Root, block.Statements[0], clear)
            : InsertAfter(request.Root, statement, clear));
    }
}
