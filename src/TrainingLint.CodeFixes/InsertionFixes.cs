using System.Collections.Immutable;
using System.Composition;
using System.Linq;
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

        return request.Around<InvocationExpressionSyntax>() is { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "manual_seed" } or IdentifierNameSyntax { Identifier.Text: "manual_seed" }, ArgumentList.Arguments: { Count: 1 } arguments }
            ? new FixedRoot("Seed CUDA as well", InsertAfter(request.Root, statement, Statement("TorchSharp.torch.cuda.manual_seed_all(" + arguments[0].Expression + ");")))
            : null;
    }
}

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

/// <summary>Loops in the syntax, whose four kinds share no base.</summary>
internal static class LoopSyntax
{
    public static bool IsLoop(StatementSyntax statement) => BodyOf(statement) is not null;

    public static StatementSyntax? BodyOf(StatementSyntax statement) => statement switch
    {
        ForStatementSyntax loop => loop.Statement,
        CommonForEachStatementSyntax loop => loop.Statement,
        WhileStatementSyntax loop => loop.Statement,
        DoStatementSyntax loop => loop.Statement,
        _ => null,
    };
}
