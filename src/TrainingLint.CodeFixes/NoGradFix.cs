using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainingLint.CodeFixes;

/// <summary>Switches gradients off for an evaluation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NoGradFix))]
[Shared]
public sealed class NoGradFix : TrainingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("TL2004");

    private protected override FixedRoot? Change(FixRequest request)
    {
        if (StatementAround(request.Node) is not { } statement)
        {
            return null;
        }

        // The scope reaches to the end of the block, where no training may follow.
        var following = statement.Parent is BlockSyntax block
            ? block.Statements.SkipWhile(next => next != statement).Skip(1).Select(next => next.ToString())
            : request.Root.ChildNodes().OfType<GlobalStatementSyntax>().SkipWhile(next => next.Statement != statement).Skip(1)
                .Select(next => next.ToString());
        if (following.Any(text => text.Contains("backward") || text.Contains("train(") || text.Contains("noGrad")))
        {
            return null;
        }

        return new FixedRoot("Evaluate without gradients", InsertAfter(request.Root, statement, Statement("using var noGrad = TorchSharp.torch.no_grad();")));
    }
}
