using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Extraction;

/// <summary>What the function of a lambda schedule returns for the first step, as far as that can be computed.</summary>
internal static class ScheduleFactor
{
    private const int MostDepth = 12;

    // A warm-up starts lower; what multiplies the rate by less than this may be the rate's own unit.
    private const double Least = 0.1;

    /// <summary>True when the first rate of the schedule is about the rate that the optimizer was given.</summary>
    public static bool StartsAtRate(IOperation scheduler, ValueTracer values) =>
        scheduler.Argument("lr_lambda") is { } function
        && values.DelegateBehind(function.Value) is IAnonymousFunctionOperation
        {
            Symbol.Parameters: { Length: 1 } parameters,
            Body.Operations: { Length: > 0 } statements
        }
        && statements[0] is IReturnOperation { ReturnedValue: { } factor } && At(factor, parameters[0], MostDepth) is >= Least and <= 1;

    private static double? At(IOperation value, IParameterSymbol step, int depth)
    {
        var plain = value.Unwrapped();
        return depth == 0 ? null
            : plain.ConstantValue is { HasValue: true, Value: IConvertible and not string and not bool and var constant }
                ? Convert.ToDouble(constant, System.Globalization.CultureInfo.InvariantCulture)
            : plain switch
            {
                IParameterReferenceOperation { Parameter: var named } when SymbolEqualityComparer.Default.Equals(named, step) => 0,
                IBinaryOperation binary => Of(binary, step, depth - 1),
                IInvocationOperation
                {
                    TargetMethod: { Name: "Pow", ContainingType.Name: "Math" or "MathF" },
                    Arguments: { Length: 2 } power
                }
                    when At(power[1].Value, step, depth - 1) is 0 => 1,
                IInvocationOperation
                {
                    TargetMethod: { Name: "Cos", ContainingType.Name: "Math" or "MathF" },
                    Arguments: { Length: 1 } angle
                }
                    when At(angle[0].Value, step, depth - 1) is 0 => 1,
                _ => null,
            };
    }

    private static double? Of(IBinaryOperation binary, IParameterSymbol step, int depth)
    {
        var (left, right) = (At(binary.LeftOperand, step, depth), At(binary.RightOperand, step, depth));
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => left + right,
            BinaryOperatorKind.Subtract => left - right,
            BinaryOperatorKind.Multiply => left is 0 || right is 0 ? 0 : left * right,
            BinaryOperatorKind.Divide => left is 0 && right is not 0 ? 0 : right is 0 ? null : left / right,
            _ => null,
        };
    }
}
