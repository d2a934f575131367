using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainingLint.CodeFixes;

/// <summary>Steps a scheduler at the end of every epoch.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StepSchedulerFix))]
[Shared]
public sealed class StepSchedulerFix : TrainingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("TL2002");

    private protected override FixedRoot? Change(FixRequest request)
    {
        if (request.Around<VariableDeclaratorSyntax>() is not { } scheduler
            || StatementAround(scheduler) is not { Parent: BlockSyntax block } declaration)
        {
            return null;
        }

        var loop = block.Statements.SkipWhile(statement => statement != declaration).Skip(1).FirstOrDefault(LoopSyntax.IsLoop);
        return loop is not null && LoopSyntax.BodyOf(loop) is BlockSyntax { Statements: { Count: > 0 } body }
            ? new FixedRoot("Step the scheduler after every epoch", InsertAfter(request.Root, body.Last(), Statement(scheduler.Identifier.Text + ".step();")))
            : null;
    }
}
