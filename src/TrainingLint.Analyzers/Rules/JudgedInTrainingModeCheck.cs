using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class JudgedInTrainingModeCheck() : CodeCheck<JudgedInTrainingMode>("no_grad", "inference_mode", "set_grad_enabled")
{
    private static readonly string[] Noisy = ["Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout", "BatchNorm1d", "BatchNorm2d", "BatchNorm3d"];

    public override void Check(CheckContext context)
    {
        var trained = context.TrainedModels.ToArray();

        // Whoever knows the mode switches it somewhere, if only in another type; the whole program is searched last.
        if (trained.Length == 0 || Array.Exists(context.Unit.LinkedCallsAndCreations, SwitchesMode)
            || context.Unit.Libraries.Uses.IsNamed("eval", context.Unit.Cancellation))
        {
            return;
        }

        foreach (var forward in context.Calls)
        {
            if (context.Torch.IsForward(forward) && context.Unit.Names.EntityOf(forward.Instance) is { } model
                && trained.Contains(model, SymbolEqualityComparer.Default) && !MaySwitchElsewhere(model, context)
                && LossWithoutGraphCheck.IsWithoutGradients(forward, context) && IsEvaluation(forward, context)
                && NoiseOf(forward, context) is { } layer)
            {
                context.Report(At(forward, "Nothing calls eval() on this model, so " + layer
                    + " does here what it does in training; call eval() before the evaluation, and train() before training goes on."));
                return;
            }
        }
    }

    private static bool SwitchesMode(IOperation operation) => operation is IInvocationOperation call
        && (call.TargetMethod.Name == "eval"
            || (call is { TargetMethod.Name: "train", Arguments: { Length: 1 } mode } && !mode[0].IsDefault()));

    private static bool MaySwitchElsewhere(ISymbol model, CheckContext context) =>
        !context.Unit.Libraries.IsProgram && context.Unit.Names.Escapes(model);

    // A loop, or code behind the training, that compares what the model says and learns nothing.
    private static bool IsEvaluation(IInvocationOperation forward, CheckContext context)
    {
        var function = CodeUnit.FunctionBodyOf(forward);
        var backward = context.Unit.ReachCalls(function).Where(context.Torch.IsBackward).ToArray();
        var isApart = forward.Loops().FirstOrDefault() is { } loop
            ? !Array.Exists(context.Unit.ReachCalls(loop.Body), context.Torch.IsBackward)
            : Array.TrueForAll(backward,
                pass => pass.Syntax.SyntaxTree == forward.Syntax.SyntaxTree && pass.Syntax.SpanStart < forward.Syntax.SpanStart);
        return isApart && context.Unit.Subtree(function).OfType<IInvocationOperation>().Any(call => IsMeasure(call, forward, context));
    }

    private static bool IsMeasure(IInvocationOperation call, IInvocationOperation forward, CheckContext context) =>
        (call.Syntax.Span.Contains(forward.Syntax.Span) || call.Syntax.SpanStart > forward.Syntax.SpanStart)
        && (call.TargetMethod.Name is "argmax" or "eq" or "topk" || call.TargetMethod.Name.IndexOf("loss", StringComparison.OrdinalIgnoreCase) >= 0
            || call.TargetMethod.Name.IndexOf("entropy", StringComparison.Ordinal) >= 0
            || (context.Torch.IsForward(call) && call.Arguments.Length == 2));

    // The layer of the model that does otherwise in training.
    private static string? NoiseOf(IInvocationOperation forward, CheckContext context)
    {
        if (context.Unit.Names.CreationsOf(forward.Instance) is not { Count: 1 } made)
        {
            return null;
        }

        return made[0] is IObjectCreationOperation { Type: INamedTypeSymbol { DeclaringSyntaxReferences: { Length: > 0 } declared } }
            ? declared.SelectMany(reference =>
                reference.GetSyntax(context.Unit.Cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>())
                .Select(call =>
                    (call.Expression as SimpleNameSyntax ?? (call.Expression as MemberAccessExpressionSyntax)?.Name)?.Identifier.ValueText)
                .FirstOrDefault(name => Array.IndexOf(Noisy, name) >= 0)
            : made[0].DescendantsAndSelf().Select(context.Torch.LayerName).FirstOrDefault(name => Array.IndexOf(Noisy, name) >= 0);
    }
}
