using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainingLint.CodeFixes;

/// <summary>
/// Frees the tensors of every turn of a training loop. A loop that keeps a tensor for later is left alone: the scope would free it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DisposeScopeFix))]
[Shared]
public sealed class DisposeScopeFix : TrainingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("TL2039");

    private protected override FixedRoot? Change(FixRequest request)
    {
        var loop = request.Node.Ancestors().OfType<StatementSyntax>().FirstOrDefault(LoopSyntax.IsLoop);
        return loop is not null && LoopSyntax.BodyOf(loop) is BlockSyntax { Statements: { Count: > 0 } statements } body
            && !Keeps(body, request)
            ? new FixedRoot("Free the tensors of every turn",
                InsertBefore(request.Root, statements[0], Statement("using var scope = TorchSharp.torch.NewDisposeScope();")))
            : null;
    }

    // Something that holds tensors and lives longer than the turn is assigned or filled, or a name is taken.
    private static bool Keeps(BlockSyntax body, FixRequest request) => body.DescendantNodes().Any(node => node switch
    {
        AssignmentExpressionSyntax assignment => HoldsTensors(assignment.Left, request) && IsFromOutside(assignment.Left, body, request),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Add" or "Enqueue" or "Push" or "Insert" }
        } => true,
        ReturnStatementSyntax or YieldStatementSyntax => true,
        VariableDeclaratorSyntax { Identifier.Text: "scope" } => true,
        _ => false,
    }) || request.Model.LookupSymbols(body.SpanStart, name: "scope").Any(symbol => symbol is ILocalSymbol or IParameterSymbol);

    private static bool HoldsTensors(ExpressionSyntax target, FixRequest request) =>
        request.Model.GetTypeInfo(target, request.Cancellation).Type is not { } type
            || (!type.IsValueType && type.SpecialType == SpecialType.None);

    private static bool IsFromOutside(ExpressionSyntax target, BlockSyntax body, FixRequest request) =>
        request.Model.GetSymbolInfo(target, request.Cancellation).Symbol is not ILocalSymbol local
        || !local.DeclaringSyntaxReferences.Any(reference => body.Span.Contains(reference.Span));
}
