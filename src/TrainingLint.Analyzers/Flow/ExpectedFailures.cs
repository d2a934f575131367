using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Flow;

/// <summary>Tells code that is meant to throw: what a test hands to an assertion that says so.</summary>
internal static class ExpectedFailures
{
    /// <summary>True within a lambda that is handed to <c>Throws</c> and its kin, directly or by the name of a local.</summary>
    public static bool IsExpectedToThrow(this IOperation operation)
    {
        for (var function = operation.Function(); function is not null; function = function.Function())
        {
            var user = AssertionOn(function);
            if (user is IInvocationOperation
                || (user is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
                    && IsAsserted(local, user)))
            {
                return true;
            }
        }

        return false;
    }

    // The assertion that a delegate ends up in, or whatever else uses it.
    private static IOperation? AssertionOn(IOperation value)
    {
        var user = value.Parent;
        while (user is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation or IArgumentOperation
            or IInvocationOperation)
        {
            if (user is IInvocationOperation call
                && (SaysThrow(call.TargetMethod.Name)
                    || call.Arguments.Any(argument => argument.DescendantsAndSelf().Any(IsThrowsConstraint))))
            {
                return user;
            }

            user = user.Parent;
        }

        return user is IInvocationOperation ? null : user;
    }

    private static bool IsAsserted(ILocalSymbol local, IOperation place)
    {
        var root = place;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants()
            .Any(reference => reference is ILocalReferenceOperation { Local: var named }
                && SymbolEqualityComparer.Default.Equals(named, local)
            && AssertionOn(reference) is IInvocationOperation);
    }

    // Throws, ThrowsAny, ThrowsAsync, ThrowsExactly, ThrowsException; Throw and ThrowAsync of the fluent kind.
    private static bool SaysThrow(string method) => method.StartsWith("Throw", StringComparison.Ordinal);

    // NUnit's Assert.That(() => ..., Throws.ArgumentNullException).
    private static bool IsThrowsConstraint(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation property => property.Property.ContainingType?.Name == "Throws",
        IInvocationOperation call => call.TargetMethod.ContainingType?.Name == "Throws",
        _ => false,
    };
}
