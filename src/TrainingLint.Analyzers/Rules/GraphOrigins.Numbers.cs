using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;

namespace TrainingLint.Analyzers.Rules;

// The numbers of an output without what they were computed by.
internal sealed partial class GraphOrigins
{
    // torch.tensor(output.data<float>().ToArray()): the numbers of an output without what they were computed by.
    private GraphOrigin OfNumbers(IInvocationOperation made, int hops, CallPath? path)
    {
        var origin = made.Arguments.Length == 0 ? GraphOrigin.Unknown : OfNumbers(made.Arguments[0].Value, hops, path);
        return made.Argument("requires_grad")?.IsDefault() == false ? WithNewStart(origin) : origin;
    }

    private GraphOrigin OfNumbers(IOperation written, int hops, CallPath? path)
    {
        (var numbers, _, path) = written.Behind(context.Unit, path);
        if (numbers is IArrayCreationOperation && written.Unwrapped() is ILocalReferenceOperation { Local: var filled })
        {
            return OfElements(filled, hops, path);
        }

        while (numbers is IInvocationOperation read && !IsTensor(read.Type))
        {
            if (read.Receiver() is not { } source)
            {
                return GraphOrigin.Data;
            }

            if (read is { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" } } && ReadsNumber(read.Arguments[1].Value))
            {
                return hops > 0 && IsListOfOutputs(source, hops - 1, path) ? GraphOrigin.Rebuilt : GraphOrigin.Data;
            }

            (numbers, _, path) = IsTensor(source.Unwrapped().Type) ? new ValueSource(source.Unwrapped(), Path: path)
                : source.Behind(context.Unit, path);
        }

        return numbers is IUnaryOperation or IBinaryOperation && !IsTensor(numbers.Type) ? OfTerms(numbers, hops, path)
            : !IsTensor(numbers.Type) ? GraphOrigin.Data
            : Of(numbers, hops - 1, path) is not (GraphOrigin.Data or GraphOrigin.Unknown) ? GraphOrigin.Rebuilt
            : GraphOrigin.Data;
    }

    // -a, a + b
    private GraphOrigin OfTerms(IOperation sum, int hops, CallPath? path) =>
        hops > 0 && sum.ChildOperations.Any(term => OfNumbers(term, hops - 1, path) == GraphOrigin.Rebuilt)
            ? GraphOrigin.Rebuilt
            : GraphOrigin.Data;

    // next[i] = angles[i] + step * torques[i], where angles and torques are the numbers of tensors.
    private GraphOrigin OfElements(ILocalSymbol array, int hops, CallPath? path)
    {
        if (hops == 0 || ++_steps > MostSteps || !_open.Add(array))
        {
            return GraphOrigin.Data;
        }

        var isRebuilt = context.Unit.Names.ReferencesTo(array)
            .Select(reference => reference.User() is IArrayElementReferenceOperation { Parent: ISimpleAssignmentOperation write } element
                && ReferenceEquals(write.Target, element) ? write.Value : null)
            .OfType<IOperation>()
            .SelectMany(value => value.DescendantsAndSelf())
            .OfType<ILocalReferenceOperation>()
            .Where(part => !SymbolEqualityComparer.Default.Equals(part.Local, array)
                && part.Local.Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "TensorAccessor" }
                    or { SpecialType: SpecialType.System_Single or SpecialType.System_Double })
            .Any(part => OfNumbers(part, hops - 1, path) == GraphOrigin.Rebuilt);
        _open.Remove(array);
        return isRebuilt ? GraphOrigin.Rebuilt : GraphOrigin.Data;
    }

    // p => -p.item<float>() * weight
    private bool ReadsNumber(IOperation function) =>
        function.Unwrapped() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
        && lambda.Symbol.Parameters is { Length: > 0 } parameters && IsTensor(parameters[0].Type)
        && lambda.Body.Descendants().OfType<IInvocationOperation>().Any(call =>
            call.TargetMethod.Name is "item" or "ToSingle" or "ToDouble"
            && call.Receiver()?.Unwrapped() is IParameterReferenceOperation { Parameter: var element }
            && SymbolEqualityComparer.Default.Equals(element, parameters[0]));

    // A list of this program to which outputs of a model are added, and nothing else.
    private bool IsListOfOutputs(IOperation list, int hops, CallPath? path)
    {
        var current = list.Unwrapped();
        for (var hop = 0; hop < MostWrites && current is IParameterReferenceOperation
            && context.Values.StepFrom(current, path) is { } passed; hop++)
        {
            (current, path) = (passed.Value.Unwrapped(), passed.Path);
        }

        if (current is not ILocalReferenceOperation { Local: var local } || context.Unit.Names.WritesTo(local).Count != 1)
        {
            return false;
        }

        var added = context.Unit.Names.ReferencesTo(local).Select(reference => reference.User()).OfType<IInvocationOperation>()
            .Where(call => call.TargetMethod.Name == "Add" && call.Arguments.Length == 1).ToArray();
        return added.Length > 0 && Array.TrueForAll(added, call => Of(call.Arguments[0].Value, hops - 1, path) == GraphOrigin.Attached);
    }
}
