using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Flow;

/// <summary>
/// Follows an expression back to the constant that it comes from, through the names of the whole program. Gives up wherever a second
/// value is possible.
/// </summary>
internal sealed partial class ValueTracer
{
    private const int MostHops = 8;

    // Sums of sums of names branch at every hop; what takes longer than this is no constant that anybody wrote.
    private const int MostSteps = 500;

    // Settings that a factory is handed by each of its callers, for each of its objects, from each element of a list.
    private const int MostAssumptions = 3;

    private readonly CodeUnit _unit;
    private readonly ValueSources _sources;
    private readonly SettingSources _settings;
    private int _steps;

    public ValueTracer(CodeUnit unit)
    {
        _unit = unit;
        _sources = new ValueSources(unit);
        _settings = new SettingSources(unit, _sources);
    }

    /// <summary>The constant behind an expression; null when it cannot be told.</summary>
    public TracedValue? Trace(IOperation? operation)
    {
        _steps = 0;
        _sources.StartAnew();
        return operation is null ? null : Trace(operation, 0, path: null);
    }

    /// <summary>The only expression that a name or a call of the program's own can stand for; null where there may be several.</summary>
    public IOperation? SourceOf(IOperation reference) => StepFrom(reference, path: null)?.Value;

    /// <summary>The only expression that a name or call can stand for where a search came to it by certain calls.</summary>
    public ValueSource? StepFrom(IOperation reference, CallPath? path) => StepFrom(reference, path, isWithin: false);

    /// <summary>The same, also within a search that is under way, whose steps go on being counted.</summary>
    public ValueSource? StepFrom(IOperation reference, CallPath? path, bool isWithin)
    {
        if (!isWithin)
        {
            _sources.StartAnew();
        }

        return _sources.Of(reference, path);
    }

    /// <summary>The constant behind an expression that a search under way came to by certain calls; null when it cannot be told.</summary>
    public TracedValue? TraceWithin(IOperation operation, CallPath? path) => Trace(operation, 0, path);

    /// <summary>Whether a dictionary has an entry that a call looks for; null when it cannot be told.</summary>
    public bool? HasEntry(IInvocationOperation call, CallPath? path) => _sources.HasEntry(call, path);

    /// <summary>True for a member that a search under way finds to be null.</summary>
    public bool IsUnsetWithin(IOperation value, CallPath? path) =>
        value.Unwrapped().ConstantValue is { HasValue: true, Value: null } || _sources.IsUnset(value, path);

    /// <summary>The lambda or method of the program that a call of a delegate runs; null when it cannot be told.</summary>
    public IOperation? DelegateOf(IInvocationOperation call)
    {
        _sources.StartAnew();
        return _sources.DelegateBehind(call.Instance, path: null);
    }

    /// <summary>The lambda or method of the program that an expression stands for; null when it cannot be told.</summary>
    public IOperation? DelegateBehind(IOperation value, bool isWithin = false, CallPath? path = null)
    {
        if (!isWithin)
        {
            _sources.StartAnew();
        }

        return _sources.DelegateBehind(value, path);
    }

    /// <summary>True for a parameter of a constructor that nobody calls, so that a container does.</summary>
    public bool IsInjected(IParameterSymbol parameter) => _sources.IsInjected(parameter);

    /// <summary>
    /// The function of the program that a call runs where a search came to it by certain calls; null when it cannot be told.
    /// </summary>
    public (ISymbol Symbol, SyntaxNode Syntax)? FunctionOf(IInvocationOperation call, CallPath? path)
    {
        _sources.StartAnew();
        return _sources.FunctionOf(call, path);
    }

    /// <summary>True for a member of which the object at hand never gets a value, so that it is null.</summary>
    public bool IsUnset(IOperation value, CallPath? path)
    {
        _sources.StartAnew();
        return _sources.IsUnset(value, path);
    }

    /// <summary>The calls of a lambda; null when there may be others.</summary>
    public IReadOnlyList<IOperation>? CallsOf(IMethodSymbol lambda) => _sources.CallsOf(lambda);

    /// <summary>True while one of several ways is assumed.</summary>
    public bool IsAssuming => _sources.Alternatives.IsAssuming;

    /// <summary>
    /// Does something for every way in which some expressions get their values, where a few calls or elements make the difference: once
    /// where there is one way, or where it cannot be told.
    /// </summary>
    public void ForEachWay(IReadOnlyList<IOperation> values, Action action) => ForEachWay(values, action, MostAssumptions);

    /// <summary>The constants that an expression stands for, one for each way in which it gets its value.</summary>
    public IReadOnlyList<TracedValue> TraceEach(IOperation value)
    {
        var traced = new List<TracedValue>();
        ForEachWay([value], () =>
        {
            if (Trace(value) is { } found)
            {
                traced.Add(found);
            }
        });
        return traced;
    }

    /// <summary>
    /// The same for whatever a look at the program follows: the action is told the outermost call that is assumed, or null for none.
    /// </summary>
    public void ForEachWay(Action look, Action<IOperation?> action) => ForEachWay(look, action, null, MostAssumptions);

    private void ForEachWay(Action look, Action<IOperation?> action, IOperation? site, int depth)
    {
        var alternatives = _sources.Alternatives;
        alternatives.StartAnew();
        if (depth > 0)
        {
            look();
        }

        if (alternatives.Open is { } open)
        {
            alternatives.ForEach(open, value => ForEachWay(look, action, value is IInvocationOperation ? value : site, depth - 1));
        }
        else
        {
            action(site);
        }
    }

    private void ForEachWay(IReadOnlyList<IOperation> values, Action action, int depth)
    {
        var alternatives = _sources.Alternatives;
        foreach (var value in depth == 0 ? [] : values)
        {
            alternatives.StartAnew();
            _ = Trace(value);
            if (alternatives.Open is { } open)
            {
                alternatives.ForEach(open, _ => ForEachWay(values, action, depth - 1));
                return;
            }
        }

        action();
    }

    /// <summary>The constant behind an argument. A default that the library fills in has no place of its own.</summary>
    public TracedValue? Trace(IArgumentOperation? argument) =>
        argument is null ? null
        : argument.IsDefault()
            ? argument.Parameter is { HasExplicitDefaultValue: true } parameter
            ? new TracedValue(Plain(parameter.ExplicitDefaultValue), null) : null
        : Trace(argument.Value);

    /// <summary>The numbers of a collection that is written out; null when one of them cannot be told.</summary>
    public IReadOnlyList<double>? TraceList(IOperation? operation, out SyntaxNode? site)
    {
        var value = operation?.Unwrapped();
        _sources.StartAnew();
        if (value is not null && _sources.Of(value) is { } source)
        {
            value = source.Value.Unwrapped();
        }

        site = value?.Syntax;
        var elements = Elements(value);
        var numbers = elements?.Select(element => Trace(element)?.Number).ToArray();
        return numbers is null || numbers.Any(number => number is null) ? null : [.. numbers.Select(number => number!.Value)];
    }

    private TracedValue? Trace(IOperation? operation, int hops, CallPath? path)
    {
        if (operation is null || hops > MostHops || ++_steps > MostSteps)
        {
            return null;
        }

        var value = operation.Unwrapped();

        if (Followed(value, hops, path) is { } followed)
        {
            return followed;
        }

        // A conversion such as (float) inside of an expression keeps its constant; the outermost operand is what people wrote.
        if (value.ConstantValue is { HasValue: true, Value: var constant })
        {
            return new TracedValue(Plain(constant), value.Syntax);
        }

        return value switch
        {
            IInterpolatedStringOperation text => Joined([.. text.Parts.Select(Part)], text, hops, path),
            IBinaryOperation binary => Folded(binary, hops, path),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } negated
                when Trace(negated.Operand, hops + 1, path)?.Number is { } number =>
                new TracedValue(-number, value.Syntax),
            IInvocationOperation call => Parsed(call, hops, path),
            IConditionalOperation { WhenFalse: { } otherwise } choice when IsAsked(choice.WhenTrue, hops, path)
                || IsAsked(otherwise, hops, path) =>
                Default(choice.WhenTrue, otherwise, hops, path),
            IConditionalOperation or ISwitchExpressionOperation or ICoalesceOperation => FromSource(value, hops, path),
            IObjectCreationOperation
            {
                Type: INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T },
                Arguments.Length: 1
            } nullable => Trace(nullable.Arguments[0].Value, hops + 1, path),
            _ => null,
        };
    }

    // name + "Number", $"{name}Number"
    private TracedValue? Joined(IOperation?[] parts, IOperation whole, int hops, CallPath? path)
    {
        var texts = parts.Select(part => Trace(part, hops + 1, path)?.Value as string).ToArray();
        return texts.All(text => text is not null) ? new TracedValue(string.Concat(texts), whole.Syntax) : null;
    }

    private static IOperation? Part(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolatedStringTextOperation text => text.Text,
        IInterpolationOperation { FormatString: null, Alignment: null } hole => hole.Expression,
        _ => null,
    };

    private TracedValue? Followed(IOperation value, int hops, CallPath? path) => value switch
    {
        IParameterReferenceOperation parameter => FromParameter(parameter, hops, path),
        IMemberReferenceOperation or IInvocationOperation when _settings.PathOf(value) is { } setting =>
            FromSettings(value, setting, hops, path),
        ILocalReferenceOperation or IMemberReferenceOperation or IInvocationOperation => FromSource(value, hops, path),
        _ => null,
    };

    // What the settings do not mention keeps the value that code gives it.
    private TracedValue? FromSettings(IOperation value, string setting, int hops, CallPath? path)
    {
        if (!_unit.Libraries.Settings.Has(setting, _unit.Cancellation))
        {
            return value is IInvocationOperation read ? Trace(read.Argument("defaultValue")?.Value, hops + 1, path)
                : FromSource(value, hops, path);
        }

        return _unit.Libraries.Settings.Find(setting, _unit.Cancellation) is { } found
            ? new TracedValue(Typed(found, value.Type), null) { Setting = found }
            : null;
    }

    private static object? Typed(SettingText setting, ITypeSymbol? type) =>
        type?.SpecialType == SpecialType.System_String ? setting.Text
        : bool.TryParse(setting.Text, out var flag) ? flag
        : setting.Number is { } number ? number
        : setting.Text;

    // double.Parse(text), Convert.ToSingle(text): the number that the text of a setting says.
    private TracedValue? Parsed(IInvocationOperation call, int hops, CallPath? path) =>
        (call.TargetMethod.Name == "Parse"
            || (call.TargetMethod.Name.StartsWith("To", StringComparison.Ordinal) && call.TargetMethod.ContainingType.Name == "Convert"))
        && call.TargetMethod.ContainingNamespace is { Name: "System" } && call.Arguments.Length > 0
        && (call.Arguments[0].Value.Type?.SpecialType == SpecialType.System_String || call.TargetMethod.ContainingType.Name == "Convert")
        && Trace(call.Arguments[0].Value, hops + 1, path) is { } traced
        && (traced.Setting is { } setting ? setting.Number : traced.Number ?? NumberIn(traced.Value)) is { } number
            ? traced with { Value = number }
            : null;

    // double.Parse("0.1"), after what a variable of the environment falls back to.
    private static double? NumberIn(object? text) => text is string written
        && double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // args.Length > 0 ? double.Parse(args[0]) : 0.001, where nobody says anything; zero is how a program says "not set".
    private TracedValue? Default(IOperation whenTrue, IOperation otherwise, int hops, CallPath? path)
    {
        var fallback = IsAsked(whenTrue, hops, path) ? otherwise : IsAsked(otherwise, hops, path) ? whenTrue : null;
        return Trace(fallback, hops + 1, path) is { Number: > 0 } traced ? traced : null;
    }

    // The text of an argument of the program, or of a variable of its environment.
    private bool IsAsked(IOperation value, int hops, CallPath? path) => Choices.IsTriedToParse(value) ||
        value.Unwrapped() is IInvocationOperation { TargetMethod: { Name: "Parse", ContainingNamespace.Name: "System" }, Arguments.Length: > 0 } parse
        && parse.Arguments[0].Value.Unwrapped() is IArrayElementReferenceOperation or ILocalReferenceOperation
        && Parsed(parse, hops, path) is null;

    private TracedValue? FromSource(IOperation value, int hops, CallPath? path)
    {
        if (_sources.Of(value, path) is not { } source || Trace(source.Value, hops + 1, source.Path) is not { } traced)
        {
            return null;
        }

        // Zero, a negative number and NaN are how options say "not set"; whoever reads them decides.
        return source.DefaultOf is { } member && traced.Value is not string { Length: > 0 }
            && !(traced.Value is bool && (source.IsCertain || member is IPropertySymbol { SetMethod: null }))
            && (traced.Number is not (> 0 or < 0 or 0)
                || (traced.Number <= 0 && member is IPropertySymbol or IFieldSymbol { IsConst: false, IsReadOnly: false }
                    && MayStandForNothing(member, traced.Number)))
                ? null
                : traced;
    }

    // Zero is how members that others set say "not set yet". A negative number that nobody compares with anything is used as it is; what
    // somebody fills in by its attributes or its type may have another value.
    private bool MayStandForNothing(ISymbol member, double? value) => member.GetAttributes().Length > 0
        || (value == 0 && member is not IPropertySymbol { SetMethod: null })
        || _unit.Libraries.Uses.IsFilledElsewhere(member.ContainingType, _unit.Cancellation)
        || _unit.Libraries.Uses.IsCompared(member, _unit.Cancellation);

    private TracedValue? FromParameter(IParameterReferenceOperation reference, int hops, CallPath? path)
    {
        var parameter = reference.Parameter;
        if (CallPath.To(parameter.ContainingSymbol, path) is not null
            && (_sources.Passed(parameter, path) is not { } given || !given.Argument.IsDefault()))
        {
            return _sources.Passed(parameter, path) is { } known ? Trace(known.Argument.Value, hops + 1, known.Path) : null;
        }

        var passed = _sources.ArgumentsFor(parameter);
        if (_sources.Passed(parameter, path, reference.Syntax) is { Argument: { } only } sole && !only.IsDefault())
        {
            return Trace(only.Value, hops + 1, sole.Path);
        }

        // One element of a sequence after the other.
        if (passed is null && FromSource(reference, hops, path) is { } element)
        {
            return element;
        }

        // Zero, a negative number and false are how optional parameters say "not set"; whoever reads them decides.
        return (passed is null or { Count: 0 } || passed.Any(argument => argument.IsDefault()))
            && _unit.Names.WritesTo(parameter).Count == 0
            && parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: not null }
            && Plain(parameter.ExplicitDefaultValue) is var plain
            && plain is not (false or <= 0.0 or double.NaN) && Default(parameter) is { } site
            ? new TracedValue(plain, site)
            : null;
    }

    private static SyntaxNode? Default(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences.Select(reference => (reference.GetSyntax() as ParameterSyntax)?.Default?.Value)
            .FirstOrDefault();

    private TracedValue? Folded(IBinaryOperation binary, int hops, CallPath? path)
    {
        if (binary is { Type.SpecialType: SpecialType.System_String, OperatorKind: BinaryOperatorKind.Add })
        {
            return Joined([binary.LeftOperand, binary.RightOperand], binary, hops, path);
        }

        if (binary.LeftOperand.Type?.SpecialType is not (SpecialType.System_Double or SpecialType.System_Single)
            || Trace(binary.LeftOperand, hops + 1, path)?.Number is not { } left
            || Trace(binary.RightOperand, hops + 1, path)?.Number is not { } right)
        {
            return null;
        }

        double? result = binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => left + right,
            BinaryOperatorKind.Subtract => left - right,
            BinaryOperatorKind.Multiply => left * right,
            BinaryOperatorKind.Divide => left / right,
            _ => null,
        };
        return result is { } number ? new TracedValue(number, binary.Syntax) : null;
    }

    // 0.01f widens to 0.00999999977; the decimal that was written is what ranges are about.
    private static object? Plain(object? constant) => constant switch
    {
        float single when !float.IsNaN(single) && !float.IsInfinity(single) =>
            double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        float single => (double)single,
        decimal or int or long or short or byte or uint or ulong or ushort or sbyte =>
            Convert.ToDouble(constant, CultureInfo.InvariantCulture),
        _ => constant,
    };
}
