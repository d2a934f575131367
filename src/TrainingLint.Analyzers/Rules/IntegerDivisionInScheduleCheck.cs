using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class IntegerDivisionInScheduleCheck() : CodeCheck<IntegerDivisionInSchedule>("LambdaLR", "MultiplicativeLR")
{
    public override void Check(CheckContext context)
    {
        foreach (var creation in context.Schedulers)
        {
            if (context.Torch.SchedulerName(creation) is not ("LambdaLR" or "MultiplicativeLR"))
            {
                continue;
            }

            foreach (var division in Functions(creation, context).SelectMany(part => part.DescendantsAndSelf()).OfType<IBinaryOperation>())
            {
                // An exponent such as Math.Pow(0.5, epoch / 10) counts whole periods on purpose; a factor does not.
                if (division is { OperatorKind: BinaryOperatorKind.Divide, Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } && BecomesFactor(division))
                {
                    context.Report(At(division, "Both sides are whole numbers, so the fraction is dropped and the rate becomes zero or stands still; divide by a double."));
                }
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
            else if (part is ILocalReferenceOperation { Type.TypeKind: TypeKind.Delegate } named
                && context.Values.SourceOf(named) is { } function)
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
                    return conversion.User() is IReturnOperation or IConditionalOperation or IBinaryOperation
                    {
                        OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply
                    }
                    or IArgumentOperation
                    {
                        Parent: IInvocationOperation { TargetMethod: { Name: "Min" or "Max" or "Clamp", ContainingType.Name: "Math" } }
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
