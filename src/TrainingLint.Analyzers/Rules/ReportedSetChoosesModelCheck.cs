using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class ReportedSetChoosesModelCheck() : CodeCheck<ReportedSetChoosesModel>("save", "state_dict")
{
    public override void Check(CheckContext context)
    {
        // Whoever has a validation set as well may use the names as he likes, unless he reports on the set that chose.
        var hasValidation = context.Unit.LinkedOperations.Any(operation => NameOf(operation) is { } name && DataNames.IsHeldOut(name)
            && !DataNames.IsTest(name));
        foreach (var choice in context.Unit.Operations.OfType<IConditionalOperation>())
        {
            if (AskedAbout(choice.Condition, context) is { } asked && choice.Loops().LastOrDefault() is { } turns
                && KeepsModel(choice.WhenTrue, context) && IsMeasuredAfter(asked, turns, context))
            {
                Report(choice, asked);
            }

            if (choice.Condition.Unwrapped() is IBinaryOperation comparison && choice.Loops().LastOrDefault() is { } epochs
                && KeepsModel(choice.WhenTrue, context)
                && (MeasuredOn(comparison.LeftOperand, choice.WhenTrue, context) ?? MeasuredOn(comparison.RightOperand, choice.WhenTrue,
                    context)) is { } test && (!hasValidation || IsMeasuredAfter(test, epochs, context)))
            {
                Report(choice, test);
            }
        }

        void Report(IConditionalOperation choice, IOperation test) => context.Report(At(
            choice.Condition,
            "The epoch to keep is chosen on '" + NameOf(test)
                + "', so what it measures afterwards is too good; choose on a validation set.",
            Severity.Info));
    }

    // if (stopping.Improved(Loss(splits.Test))), where a method of the program says whether the number is the best so far.
    private static IOperation? AskedAbout(IOperation condition, CheckContext context) =>
        condition.Unwrapped() is IInvocationOperation
        {
            Type.SpecialType: SpecialType.System_Boolean,
            TargetMethod.DeclaringSyntaxReferences.Length: > 0,
            Arguments: { Length: > 0 } arguments
        }
            ? arguments.Where(argument =>
                    argument.Value.Unwrapped().Type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double)
                .Select(argument => MlNetPipelines.Single(argument.Value, context.Unit)).OfType<IInvocationOperation>()
                .SelectMany(measured => measured.Arguments).Select(argument => argument.Value.Unwrapped())
                .FirstOrDefault(data => NameOf(data) is { } name && DataNames.IsTest(name))
            : null;

    private static bool KeepsModel(IOperation branch, CheckContext context) => branch.Descendants().OfType<IInvocationOperation>()
        .Any(call => call.TargetMethod.Name is "save" or "state_dict" && context.Torch.IsModule(call.Receiver()?.Type));

    // if (accuracy > best) { best = accuracy; model.save(...); } where accuracy = Evaluate(model, testLoader).
    private static IOperation? MeasuredOn(IOperation operand, IOperation branch, CheckContext context)
    {
        var measured = operand.Unwrapped();
        var isKept = branch.Descendants().OfType<ISimpleAssignmentOperation>()
            .Any(assignment => context.AreSame(assignment.Value, measured));
        return isKept && MlNetPipelines.Single(measured, context.Unit) is IInvocationOperation call
            ? call.Arguments.Select(argument => argument.Value.Unwrapped())
                .FirstOrDefault(data => NameOf(data) is { } name && DataNames.IsTest(name)) ?? ForwardOfTest(call, context)
            : null;
    }

    // model.forward(testX) somewhere in the expression that measures.
    private static IOperation? ForwardOfTest(IInvocationOperation measured, CheckContext context) => context.Unit.Subtree(measured)
        .OfType<IInvocationOperation>()
        .Where(context.Torch.IsForward)
        .SelectMany(forward => forward.Arguments.Select(argument => argument.Value.Unwrapped()))
        .FirstOrDefault(data => NameOf(data) is { } name && DataNames.IsTest(name));

    // The set is handed over once more when training is over.
    private static bool IsMeasuredAfter(IOperation test, ILoopOperation epochs, CheckContext context) =>
        context.Unit.Names.EntityOf(test) is { } set && context.Unit.Names.ReferencesTo(set).Any(reference =>
            reference.Syntax.SyntaxTree == epochs.Syntax.SyntaxTree && reference.Syntax.SpanStart > epochs.Syntax.Span.End
            && reference.User() is IArgumentOperation && ReferenceEquals(CodeUnit.FunctionBodyOf(reference),
                CodeUnit.FunctionBodyOf(epochs)));

    private static string? NameOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IFieldReferenceOperation field => field.Field.Name,
        IPropertyReferenceOperation { Property: { DeclaringSyntaxReferences.Length: > 0 } property } => property.Name,
        _ => null,
    };
}
