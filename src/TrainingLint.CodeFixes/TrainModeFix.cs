using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TrainingLint.CodeFixes;

/// <summary>Returns to training mode at the start of every epoch.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TrainModeFix))]
[Shared]
public sealed class TrainModeFix : TrainingFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ImmutableArray.Create("TL2003");

    private protected override FixedRoot? Change(FixRequest request)
    {
        if (request.Around<InvocationExpressionSyntax>() is not { } call || ModelOf(call, request) is not { } model
            || StatementAround(call) is not { } statement)
        {
            return null;
        }

        var loop = statement.Ancestors().OfType<StatementSyntax>().LastOrDefault(LoopSyntax.IsLoop)
            ?? (statement.Parent as BlockSyntax)?.Statements.SkipWhile(next => next != statement).FirstOrDefault(LoopSyntax.IsLoop);
        return loop is not null && LoopSyntax.BodyOf(loop) is BlockSyntax { Statements: { Count: > 0 } body }
            ? new FixedRoot("Return to training mode in every epoch", InsertBefore(request.Root, body[0], Statement(model.WithoutTrivia() + ".train();")))
            : null;
    }

    // The model itself, or the only one that is handed to the method that evaluates it.
    private static ExpressionSyntax? ModelOf(InvocationExpressionSyntax call, FixRequest request)
    {
        if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "eval" } eval)
        {
            return eval.Expression;
        }

        var models = call.ArgumentList.Arguments.Select(argument => argument.Expression).Where(argument => IsModel(argument,
            request)).ToArray();
        return models is { Length: 1 } && models[0] is IdentifierNameSyntax or MemberAccessExpressionSyntax ? models[0] : null;
    }

    private static bool IsModel(ExpressionSyntax argument, FixRequest request)
    {
        var type = request.Model.GetTypeInfo(argument, request.Cancellation).Type;
        while (type is not null && type is not { Name: "Module", ContainingNamespace.Name: "TorchSharp" })
        {
            type = type.BaseType;
        }

        return type is not null;
    }
}
