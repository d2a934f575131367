using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Core.Rules.Code;

namespace TrainingLint.Analyzers.Rules;

internal sealed class WeightsStartEqualCheck() : CodeCheck<WeightsStartEqual>("zeros_", "constant_", "zero_", "fill_", "Parameter")
{
    private static readonly string[] Weighted = ["Linear", "Conv1d", "Conv2d", "Conv3d"];

    // What gives weights a random start, or one that was learned before, anywhere in the program.
    private static readonly string[] OtherStarts =
    [
        "kaiming_uniform_", "kaiming_normal_", "xavier_uniform_", "xavier_normal_", "normal_", "uniform_", "orthogonal_", "trunc_normal_",
        "load_state_dict", "load", "load_py", "load_safetensors", "copy_", "set_",
    ];

    public override void Check(CheckContext context)
    {
        CheckHandMade(context);
        var weights = context.Calls.Where(call => IsConstant(call) && TargetOf(call) is { } target && IsWeight(target)).ToArray();
        foreach (var call in context.Calls)
        {
            if (IsConstant(call) && TargetOf(call) is { } target && call.Loops().FirstOrDefault() is IForEachLoopOperation loop
                && IsOfEvery(target, loop, context) && !IsChosen(call, loop))
            {
                context.Report(At(call,
                    "This sets every weight of the model to one value, so all units of a layer stay equal; leave weights at their "
                    + "random start."));
            }
        }

        // One layer may start at zero on purpose; where all do, nothing tells their units apart.
        var layers = context.Unit.CallsAndCreations.Count(operation => Array.IndexOf(Weighted, context.Torch.LayerName(operation)) >= 0);
        var set = weights.SelectMany(call => LayersSetBy(call, context)).Distinct(StringComparer.Ordinal).Count();
        if ((set >= 2 && set >= layers) || Array.Exists(weights, call => IsApplied(call, context)))
        {
            context.Report(At(weights[0],
                "The weights of every layer start at one value, so all units of a layer stay equal; leave them at their random start."));
        }
    }

    // weight = new Parameter(torch.full(outputs, inputs, 0.1)) of a layer of one's own that has no other weights, and that a model has
    // several of.
    private void CheckHandMade(CheckContext context)
    {
        if (context.Unit.Type is not { } type || !context.Torch.IsModule(type))
        {
            return;
        }

        var parameters = context.Unit.CallsAndCreations.Where(made => IsParameter(made, context)).ToArray();
        var matrices = parameters.Where(made => DataOf(made, context) is { } data && Dimensions(data, context) >= 2
            && context.Unit.Names.EntityHolding(made) is IFieldSymbol field && IsMultiplied(field, context)).ToArray();
        if (matrices.Length > 0 && parameters.All(made => DataOf(made, context) is not null)
            && !context.Unit.CallsAndCreations.Any(made => !parameters.Contains(made) && context.Torch.CreatesModule(made))
            && (matrices.Length >= 2 || context.Unit.Libraries.Uses.CreationsOf(type, context.Unit.Cancellation) is { Count: >= 2 })
            && context.Unit.Libraries.Uses.IsNamed("backward", context.Unit.Cancellation)
            && !OtherStarts.Any(name => context.Unit.Libraries.Uses.IsNamed(name, context.Unit.Cancellation)))
        {
            context.Report(At(matrices[0],
                "All weights of this layer start at one value, so its units stay equal; start them at random numbers, such as "
                + "torch.randn."));
        }
    }

    private static bool IsParameter(IOperation made, CheckContext context) =>
        made.Type is { Name: "Parameter" } type && context.Torch.IsOfTorch(type) && made.Arguments() is { Length: > 0 };

    // The call that fills the data of a parameter with one number; null for any other.
    private static IInvocationOperation? DataOf(IOperation parameter, CheckContext context) =>
        parameter.Arguments()[0].Value.Behind(context.Unit) is IInvocationOperation
        {
            TargetMethod: { Name: "full" or "ones" or "zeros" } method
        } call && context.Torch.IsFunction(method)
            ? call
            : null;

    // How many of its dimensions are longer than 1 by what is written.
    private static int Dimensions(IInvocationOperation data, CheckContext context)
    {
        var sizes = data.Arguments.Where(argument => !argument.IsDefault() && argument.Parameter?.Name is not ("value" or "fill_value"))
            .SelectMany(argument => argument.Parameter?.Type.SpecialType == SpecialType.System_Int64 ? [argument.Value]
                : argument.Parameter?.Ordinal == 0 ? context.Values.ElementsOf(argument.Value) ?? [] : []);
        return sizes.Count(size => size.Unwrapped().ConstantValue is not { HasValue: true, Value: 1 or 1L });
    }

    private static bool IsChange(IOperation? use) => use switch
    {
        IInvocationOperation { TargetMethod.Name: var name } => name.EndsWith("_", StringComparison.Ordinal),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType.Name: "init" } } => true,
        _ => false,
    };

    // linear(x, weight), x.matmul(weight.t())
    private static bool IsMultiplied(IFieldSymbol weight, CheckContext context)
    {
        var uses = context.Unit.Names.ReferencesTo(weight).Select(reference => reference.User()).ToArray();
        return !Array.Exists(uses, IsChange) && Array.Exists(uses, use =>
            (use is IInvocationOperation { TargetMethod.Name: "t" or "transpose" } turned ? turned.User() : use) is IArgumentOperation
            {
                Parent: IInvocationOperation
                {
                    TargetMethod.Name: "linear" or "matmul" or "mm" or "addmm" or "conv1d" or "conv2d" or "conv3d"
                }
            });
    }

    // The layer whose weight is set; for a method that sets the weight of what it is given, the layers that it is given.
    private static IEnumerable<string> LayersSetBy(IInvocationOperation call, CheckContext context)
    {
        var layer = ((IPropertyReferenceOperation)TargetOf(call)!).Instance!.Unwrapped();
        return layer is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
            && !call.Loops().Any() && IsUnconditional(call)
            ? context.Unit.CallsOf(method).Where(given => given.Function() is null && !given.Loops().Any() && IsUnconditional(given))
                .Select(given => given.Argument(parameter.Name)?.Value.Unwrapped().Syntax.ToString() ?? "")
            : LoopedOver(layer, call, context) ?? [layer.Syntax.ToString()];
    }

    // foreach (var layer in new[] { first, second })
    private static IEnumerable<string>? LoopedOver(IOperation layer, IInvocationOperation call, CheckContext context) =>
        layer is ILocalReferenceOperation { Local: var local } && call.Loops().FirstOrDefault() is IForEachLoopOperation loop
        && loop.Locals.Contains(local, SymbolEqualityComparer.Default) && !IsChosen(call, loop)
            ? context.Values.ElementsOf(loop.Collection)?.Select(element => element.Unwrapped().Syntax.ToString())
            : null;

    private static bool IsUnconditional(IInvocationOperation call) =>
        call.Statement() is var (block, statement) && ReferenceEquals(statement.Action(), call)
        && block.Parent is IMethodBodyBaseOperation or ILocalFunctionOperation or null;

    // apply(module => { if (module is Linear linear) zeros_(linear.weight); }), where there are several: a head alone may start at zero.
    private static bool IsApplied(IInvocationOperation call, CheckContext context)
    {
        var function = call.Function();
        var kind = ((IPropertyReferenceOperation)TargetOf(call)!).Instance!.Type!.Name;
        return IsOnlyAskedForItsKind(call, function)
            && (function is IAnonymousFunctionOperation
                ? HasSeveral(kind, context) && function.Parent?.User() is IArgumentOperation { Parent: IInvocationOperation lambda }
                && IsApply(lambda, context)
                : context.Unit.FunctionOf(call) is IMethodSymbol owner
                && (IsAppliedHere(owner, kind, context) || IsAppliedElsewhere(owner, kind, context)));
    }

    private static bool HasSeveral(string kind, CheckContext context) =>
        context.Unit.CallsAndCreations.Count(operation => context.Torch.LayerName(operation) == kind) >= 2;

    private static bool IsAppliedHere(IMethodSymbol owner, string kind, CheckContext context) =>
        HasSeveral(kind, context)
        && context.Unit.Operations.OfType<IMethodReferenceOperation>()
            .Any(named => SymbolEqualityComparer.Default.Equals(named.Method.OriginalDefinition, owner.OriginalDefinition)
                && named.Parent?.User() is IArgumentOperation { Parent: IInvocationOperation apply } && IsApply(apply, context));

    // A module of another type that applies the method to its layers, several of which are written out in it.
    private static bool IsAppliedElsewhere(IMethodSymbol owner, string kind, CheckContext context) =>
        (context.Unit.Libraries.Uses.NamingsOf(owner, context.Unit.Cancellation) ?? []).Any(naming =>
            naming.Syntax.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } written
            && context.Unit.OperationOf(written) is IInvocationOperation apply && IsApply(apply, context)
            && written.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } module
            && module.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(made =>
                (made.Expression as SimpleNameSyntax ?? (made.Expression as MemberAccessExpressionSyntax)?.Name)?.Identifier.ValueText
                    == kind
                && context.Unit.OperationOf(made) is { } layer && context.Torch.LayerName(layer) == kind) >= 2);

    private static bool IsApply(IInvocationOperation call, CheckContext context) =>
        call.TargetMethod.Name == "apply" && call.Receiver() is { } model && context.Torch.IsModule(model.Unwrapped().Type)
        && (model.Unwrapped() is IInstanceReferenceOperation || (context.Unit.Names.EntityOf(model) is { } named
            && context.TrainedModels.Contains(named, SymbolEqualityComparer.Default)));

    private static bool IsOnlyAskedForItsKind(IInvocationOperation call, IOperation? function)
    {
        for (IOperation? current = call.Parent; current is not null && !ReferenceEquals(current, function); current = current.Parent)
        {
            if (current is IConditionalOperation { Condition: var condition } && condition.Unwrapped() is not IIsPatternOperation
                || current is ILoopOperation
                || (current is ISwitchCaseOperation arm && !arm.Clauses.All(clause => clause is IPatternCaseClauseOperation
                {
                    Guard: null
                })))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsConstant(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "zeros_" or "constant_", ContainingType.Name: "init" } => true,
        { Name: "zero_" or "fill_", ContainingType.Name: "Tensor" } => true,
        _ => false,
    };

    // if (name.EndsWith("bias")) zeros_(p); else zeros_(p);
    private static bool SetsBoth(IConditionalOperation choice, IForEachLoopOperation loop) => choice.WhenFalse is { } otherwise
        && SetsElement(choice.WhenTrue, loop) && SetsElement(otherwise, loop);

    private static bool SetsElement(IOperation branch, IForEachLoopOperation loop) =>
        (branch is IBlockOperation { Operations: { Length: 1 } only } ? only[0] : branch).Action() is IInvocationOperation call
        && IsConstant(call) && TargetOf(call) is { } target && IsElement(target, loop);

    private static IOperation? TargetOf(IInvocationOperation call) =>
        (call.TargetMethod.ContainingType.Name == "init" ? call.Arguments.FirstOrDefault()?.Value : call.Receiver())?.Unwrapped();

    private static bool IsWeight(IOperation target) =>
        target is IPropertyReferenceOperation { Property.Name: "weight", Instance.Type: { Name: var layer } }
            && Array.IndexOf(Weighted, layer) >= 0;

    // foreach (var p in model.parameters()), or (name, p) of named_parameters(), or the weight of each Linear among modules().
    private static bool IsOfEvery(IOperation target, IForEachLoopOperation loop, CheckContext context) =>
        loop.Collection.Unwrapped() is IInvocationOperation
        {
            TargetMethod.Name: "parameters" or "named_parameters" or "modules" or "named_modules"
        } all
        && context.Torch.IsModule(all.Instance?.Type) && IsTrained(all, context)
        && (IsWeight(target) || (all.TargetMethod.Name.EndsWith("parameters", StringComparison.Ordinal) && IsElement(target, loop)));

    private static bool IsElement(IOperation target, IForEachLoopOperation loop) => target switch
    {
        ILocalReferenceOperation { Local: var local } => loop.Locals.Contains(local, SymbolEqualityComparer.Default),
        IFieldReferenceOperation { Instance: { } pair } => IsElement(pair.Unwrapped(), loop),
        _ => false,
    };

    // A copy that weights are summed into starts at zero too; a model that is built here, or that an optimizer gets, is meant to learn.
    private static bool IsTrained(IInvocationOperation all, CheckContext context) =>
        all.Instance?.Unwrapped() is IInstanceReferenceOperation
        || (all.Instance?.Behind(context.Unit) is { } made && context.Torch.CreatesModule(made))
        || (context.Unit.Names.EntityOf(all.Instance) is { } model
            && context.TrainedModels.Contains(model, SymbolEqualityComparer.Default));

    // Biases and vectors are told apart by a condition; a test for the kind of layer chooses weights all the same.
    private static bool IsChosen(IInvocationOperation call, IForEachLoopOperation loop)
    {
        for (IOperation? current = call.Parent; current is not null && !ReferenceEquals(current, loop); current = current.Parent)
        {
            if (current is IConditionalOperation { Condition: var condition } choice && condition.Unwrapped() is not IIsPatternOperation
                && !SetsBoth(choice, loop)
                || current is ISwitchCaseOperation or ITryOperation)
            {
                return true;
            }
        }

        return loop.Body.Descendants().Any(part => part is IBranchOperation);
    }
}
