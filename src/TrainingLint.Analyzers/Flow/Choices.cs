using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// Which of several ways a program takes, where the constant that decides is known: the arm of a switch, a branch of an if, the only
/// return that is reached. Gives up at the first question that cannot be answered.
/// </summary>
internal sealed class Choices(CodeUnit unit)
{
    private const int MostChoices = 8;

    /// <summary>What an expression comes to once its choices are made; itself where it makes none that can be told.</summary>
    public IOperation Made(IOperation value, CallPath? path)
    {
        var chosen = value.Unwrapped();
        for (var hop = 0; hop < MostChoices; hop++)
        {
            IOperation? next = chosen switch
            {
                ISwitchExpressionOperation choice when ConstantOf(choice.Value, path) is { HasValue: true, Value: var asked } =>
                    Arm(choice, asked),
                IConditionalOperation { WhenFalse: not null } choice when FlagOf(choice.Condition, path) is { } asked =>
                    asked ? choice.WhenTrue : choice.WhenFalse,
                ICoalesceOperation choice when ConstantOf(choice.Value, path) is { HasValue: true, Value: null } => choice.WhenNull,
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            chosen = next.Unwrapped();
        }

        return chosen;
    }

    /// <summary>Whether a condition holds; null when it cannot be told.</summary>
    public bool? FlagOf(IOperation condition, CallPath? path)
    {
        switch (condition.Unwrapped())
        {
            case { ConstantValue: { HasValue: true, Value: bool written } }:
                return written;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return !FlagOf(not.Operand, path);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both:
                return FlagOf(both.LeftOperand, path) is { } left ? (left ? FlagOf(both.RightOperand, path) : false) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either:
                return FlagOf(either.LeftOperand, path) is { } first ? (first ? true : FlagOf(either.RightOperand, path)) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared:
                return ConstantOf(compared.LeftOperand, path) is { HasValue: true, Value: var one }
                    && ConstantOf(compared.RightOperand, path) is { HasValue: true, Value: var other }
                    ? Equals(one, other) == (compared.OperatorKind == BinaryOperatorKind.Equals)
                    : null;
            case IBinaryOperation compared when Compared(compared, path) is { } outcome:
                return outcome;
            case IInvocationOperation
            {
                TargetMethod: { Name: "TryParse", ContainingNamespace.Name: "System" },
                Arguments: { Length: > 0 } given
            }
                when IsUnsaid(given[0].Value, path):
                return false;
            case IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace", Arguments: { Length: 1 } given }
                when ConstantOf(given[0].Value, path) is { HasValue: true, Value: var text }:
                return string.IsNullOrWhiteSpace(text as string);
            case IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" } asked:
                return unit.Values.HasEntry(asked, path);
            case IIsPatternOperation asked:
                return ConstantOf(asked.Value, path) is { HasValue: true, Value: var matched } ? Matches(asked.Pattern, matched) : null;
            case var named:
                return unit.Values.TraceWithin(named, path)?.Flag;
        }
    }

    /// <summary>The only value that a function returns; null where several are possible.</summary>
    public IOperation? ResultOf(SyntaxNode function, CallPath? path)
    {
        var (body, arrow) = function switch
        {
            BaseMethodDeclarationSyntax member => (member.Body, member.ExpressionBody?.Expression),
            LocalFunctionStatementSyntax local => (local.Body, local.ExpressionBody?.Expression),
            AnonymousFunctionExpressionSyntax lambda => (lambda.Block, lambda.ExpressionBody),
            AccessorDeclarationSyntax accessor => (accessor.Body, accessor.ExpressionBody?.Expression),
            _ => (null, null),
        };
        if (arrow is not null || body is null)
        {
            return arrow is null ? null : Operation(arrow);
        }

        var results = body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Where(node => node is ReturnStatementSyntax or YieldStatementSyntax).ToArray();
        var result = results is { Length: 1 } ? (results[0] as ReturnStatementSyntax)?.Expression
            : results.Length > 1 && Array.TrueForAll(results, node => node is ReturnStatementSyntax)
                ? (Reached(body.Statements, path) as ReturnStatementSyntax)?.Expression
            : null;
        return result is null ? null : Operation(result);
    }

    /// <summary>
    /// Whether a statement runs when the statements of a block around it do: true, false, or null where that cannot be told.
    /// </summary>
    public bool? Runs(SyntaxNode statement, SyntaxNode block, CallPath? path)
    {
        for (var node = statement; node != block; node = node.Parent)
        {
            switch (node.Parent)
            {
                case null:
                    return null;
                case IfStatementSyntax choice when choice.Condition != node:
                    if (Operation(choice.Condition) is not { } condition || FlagOf(condition, path) is not { } flag)
                    {
                        return null;
                    }

                    if (flag != (choice.Statement == node))
                    {
                        return false;
                    }

                    break;
                case var parent when parent != block
                    && parent is not (BlockSyntax or ElseClauseSyntax or ExpressionStatementSyntax or GlobalStatementSyntax):
                    return null;
            }
        }

        return true;
    }

    // The return or throw that the statements come to; null where they come to none, or where it cannot be told which.
    private StatementSyntax? Reached(IEnumerable<StatementSyntax> statements, CallPath? path)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case ReturnStatementSyntax or ThrowStatementSyntax:
                    return statement;
                case BlockSyntax block:
                    if (Reached(block.Statements, path) is { } within)
                    {
                        return within;
                    }

                    break;
                case IfStatementSyntax choice when FlagOf(choice, path) is { } flag:
                    if ((flag ? choice.Statement : choice.Else?.Statement) is { } branch && Reached([branch], path) is { } reached)
                    {
                        return reached;
                    }

                    break;
                case SwitchStatementSyntax choice:
                    return Section(choice, path) is { } section ? Reached(section.Statements, path) : null;
                case var other when Leaves(other):
                    return null;
            }
        }

        return null;
    }

    private bool? FlagOf(IfStatementSyntax choice, CallPath? path) =>
        Operation(choice.Condition) is { } condition ? FlagOf(condition, path) : null;

    // A check of the arguments that only throws takes no other way.
    private static bool Leaves(SyntaxNode statement) => statement.DescendantNodesAndSelf(
        node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(node => node is ReturnStatementSyntax);

    private SwitchSectionSyntax? Section(SwitchStatementSyntax choice, CallPath? path)
    {
        if (Operation(choice) is not ISwitchOperation asked || ConstantOf(asked.Value, path) is not { HasValue: true, Value: var value })
        {
            return null;
        }

        ISwitchCaseOperation? otherwise = null;
        foreach (var section in asked.Cases)
        {
            foreach (var clause in section.Clauses)
            {
                switch (clause)
                {
                    case IDefaultCaseClauseOperation:
                        otherwise = section;
                        break;
                    case ISingleValueCaseClauseOperation { Value.ConstantValue: { HasValue: true, Value: var constant } }:
                        if (Equals(constant, value))
                        {
                            return section.Syntax as SwitchSectionSyntax;
                        }

                        break;
                    case IPatternCaseClauseOperation { Guard: null, Pattern: var pattern } when Matches(pattern, value) is { } matches:
                        if (matches)
                        {
                            return section.Syntax as SwitchSectionSyntax;
                        }

                        break;
                    default:
                        return null;
                }
            }
        }

        return otherwise?.Syntax as SwitchSectionSyntax;
    }

    private static IOperation? Arm(ISwitchExpressionOperation choice, object? asked)
    {
        foreach (var arm in choice.Arms)
        {
            if (arm.Guard is not null || Matches(arm.Pattern, asked) is not { } matches)
            {
                return null;
            }

            if (matches)
            {
                return arm.Value;
            }
        }

        return null;
    }

    private static bool? Matches(IPatternOperation pattern, object? asked) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: var constant } } => Equals(constant, asked),
        IDiscardPatternOperation => true,
        IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } when asked is null =>
            false,
        IDeclarationPatternOperation { MatchesNull: false } when asked is null => false,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either =>
            Matches(either.LeftPattern, asked) is { } left && Matches(either.RightPattern, asked) is { } right ? left || right : null,
        INegatedPatternOperation { Pattern: var denied } => !Matches(denied, asked),
        _ => null,
    };

    /// <summary>True for a variable that <c>TryParse</c> writes, from what somebody may say.</summary>
    public static bool IsTriedToParse(IOperation value) => value.Unwrapped() is ILocalReferenceOperation { Local: var local }
        && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is SingleVariableDesignationSyntax
        {
            Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
        }
        && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryParse" };

    // What nobody says unless he runs the program in a certain way: a variable of the environment, an argument.
    private bool IsUnsaid(IOperation value, CallPath? path) => ConstantOf(value, path) is { HasValue: true, Value: null };

    private bool? Compared(IBinaryOperation compared, CallPath? path)
    {
        if (NumberOf(compared.LeftOperand, path) is not { } left || NumberOf(compared.RightOperand, path) is not { } right)
        {
            return null;
        }

        return compared.OperatorKind switch
        {
            BinaryOperatorKind.LessThan => left < right,
            BinaryOperatorKind.LessThanOrEqual => left <= right,
            BinaryOperatorKind.GreaterThan => left > right,
            BinaryOperatorKind.GreaterThanOrEqual => left >= right,
            _ => null,
        };
    }

    private double? NumberOf(IOperation value, CallPath? path) =>
        value.Unwrapped() is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } array } && IsArguments(array) ? 0
        : unit.Values.TraceWithin(value, path)?.Number;

    // The arguments of the program, of which there are none unless somebody gives some.
    private static bool IsArguments(IOperation array) => array.Unwrapped() is IParameterReferenceOperation
    {
        Parameter: { Name: "args", Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } }
    };

    // A constant, or a text that is only written in another case: name.ToLowerInvariant().
    private Optional<object?> ConstantOf(IOperation value, CallPath? path)
    {
        var plain = value.Unwrapped();
        if (plain.ConstantValue.HasValue)
        {
            return plain.ConstantValue;
        }

        if (plain is IInvocationOperation { Instance: { Type.SpecialType: SpecialType.System_String } text, TargetMethod.Name: var change })
        {
            return ConstantOf(text, path) is not { HasValue: true, Value: string written } ? default : change switch
            {
                "ToLowerInvariant" or "ToLower" => written.ToLowerInvariant(),
                "ToUpperInvariant" or "ToUpper" => written.ToUpperInvariant(),
                "Trim" => written.Trim(),
                _ => default(Optional<object?>),
            };
        }

        var behind = plain.Behind(unit, path, isWithin: true).Value;
        return behind.ConstantValue.HasValue ? behind.ConstantValue
            : IsOfEnvironment(behind) || unit.Values.IsUnsetWithin(plain, path) ? new Optional<object?>(null)
            : default;
    }

    private static bool IsOfEnvironment(IOperation value) => value is IInvocationOperation { TargetMethod: var asked } call
        && (asked is { Name: "GetEnvironmentVariable", ContainingType.Name: "Environment" }
            || (asked.Name is "FirstOrDefault" or "ElementAtOrDefault" && call.Arguments.Length > 0
                && IsArguments(call.Arguments[0].Value)));

    private IOperation? Operation(SyntaxNode syntax) => unit.Libraries.Uses.OperationOf(syntax, unit.Cancellation);
}
