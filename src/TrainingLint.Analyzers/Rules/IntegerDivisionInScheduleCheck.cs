using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class IntegerDivisionInScheduleCheck() : CodeCheck<IntegerDivisionInSchedule>
{
    private const string Message = "Both sides are whole numbers, so the fraction is dropped and the rate becomes zero or stands still; "
        + "divide by a double.";

    private const int MostHops = 3;

    public override void Check(CheckContext context)
    {
        CheckAssigned(context);
        foreach (var creation in context.Schedulers)
        {
            if (context.Torch.SchedulerName(creation) is not ("LambdaLR" or "MultiplicativeLR"))
            {
                continue;
            }

            foreach (var division in Functions(creation, context).SelectMany(part => part.DescendantsAndSelf()).OfType<IBinaryOperation>())
            {
                // An exponent such as Math.Pow(0.5, epoch / 10) counts whole periods on purpose; a factor does not.
                if (division is
                    {
                        OperatorKind: BinaryOperatorKind.Divide,
                        Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64
                    } && BecomesFactor(division))
                {
                    context.Report(At(division, Message));
                }
            }
        }
    }

    // group.LearningRate = peak * step / warmup, by way of variables and methods of the program. Periods that are counted in a written
    // number, as in epoch / 30, are whole on purpose.
    private void CheckAssigned(CheckContext context)
    {
        if (!context.Unit.Names.Assigns("LearningRate"))
        {
            return;
        }

        foreach (var assignment in context.Unit.Operations.OfType<ISimpleAssignmentOperation>())
        {
            if (context.Torch.IsRate(assignment.Target))
            {
                foreach (var division in Followed(assignment.Value, context, MostHops).OfType<IBinaryOperation>())
                {
                    if (division is
                        {
                            OperatorKind: BinaryOperatorKind.Divide,
                            Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64
                        }
                        && !division.RightOperand.Unwrapped().ConstantValue.HasValue && BecomesFactor(division))
                    {
                        context.Report(At(division, Message));
                    }
                }
            }
        }
    }

    private static IEnumerable<IOperation> Followed(IOperation value, CheckContext context, int hops)
    {
        foreach (var part in value.DescendantsAndSelf())
        {
            yield return part;
            var source = hops == 0 ? null : part switch
            {
                ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single } local =>
                    context.Unit.Names.WritesTo(local.Local) is { Count: 1 } writes ? writes[0] : null,
                IInvocationOperation { Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single } call
                    when context.Unit.BodyOf(call.TargetMethod) is not null => context.Values.SourceOf(call),
                _ => null,
            };
            foreach (var behind in source is null ? [] : Followed(source, context, hops - 1))
            {
                yield return behind;
            }
        }
    }

    // Lambdas that are written in the call, and the method or variable that it names instead.
    private static IEnumerable<IOperation> Functions(IOperation creation, CheckContext context)
    {
        yield return creation;
        foreach (var part in creation.Descendants())
        {
            if (part is IMethodReferenceOperation { Method: var method } && context.Unit.BodyOf(method) is { } body)
            {
                foreach (var root in body.Roots)
                {
                    yield return root;
                }
            }
            else if (part is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation or IInvocationOperation
                && part.Type?.TypeKind == TypeKind.Delegate
                && context.Values.DelegateBehind(part) is { } function)
            {
                yield return function;
            }
        }
    }

    private static bool BecomesFactor(IBinaryOperation division)
    {
        IOperation current = division;
        while (current.Parent is { } parent)
        {
            switch (parent)
            {
                case IConversionOperation { Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single } conversion:
                    return conversion.User() is IReturnOperation or IConditionalOperation or IVariableInitializerOperation
                    or IBinaryOperation
                    {
                        OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply
                    }
                    or IArgumentOperation
                    {
                        Parent: IInvocationOperation { TargetMethod: { Name: "Min" or "Max" or "Clamp", ContainingType.Name: "Math" } }
                    }
                    or IArgumentOperation
                    {
                        Parameter.Ordinal: 0,
                        Parent: IInvocationOperation { TargetMethod: { Name: "Pow" or "Sqrt", ContainingType.Name: "Math" or "MathF" } }
                    };
                case IParenthesizedOperation:
                // 1 - epoch / epochs, whole all the way
                case IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.Subtract,
                    Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64
                } rest
                    when ReferenceEquals(rest.RightOperand, current)
                        && rest.LeftOperand.ConstantValue is { HasValue: true, Value: 1 or 1L }:
                    current = parent;
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
