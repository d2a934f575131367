using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Rules;

/// <summary>A model among those whose parameters an optimizer was given.</summary>
/// <param name="Model">The model.</param>
/// <param name="Place">Where it is handed over.</param>
internal sealed record Held(KnownObject Model, IOperation Place);

/// <summary>What an optimizer holds.</summary>
/// <param name="Models">The models whose parameters it was given.</param>
/// <param name="IsComplete">False where it may hold others too.</param>
/// <param name="IsSelection">True where a part of the parameters is chosen.</param>
internal sealed record Holding(IReadOnlyList<Held> Models, bool IsComplete, bool IsSelection);

/// <summary>Follows the parameters that optimizers were created with back to their models, and models to their parts.</summary>
internal sealed class OptimizedModels(TrainingRun run, CheckContext context)
{
    private const int MostDepth = 6;

    private static readonly HashSet<string> Chosen = ["Where", "Skip", "Take", "Except", "ExceptBy", "Distinct", "DistinctBy", "TakeWhile",
        "SkipWhile"];

    private static readonly HashSet<string> Kept = ["ToList", "ToArray", "AsEnumerable", "Select", "Cast", "OfType", "AsReadOnly"];

    private readonly Dictionary<string, Holding?> _known = [];

    /// <summary>What an optimizer was given; null where its creation cannot be told.</summary>
    public Holding? Of(KnownObject optimizer)
    {
        if (!_known.TryGetValue(optimizer.Key, out var holding))
        {
            holding = _known[optimizer.Key] = MakerOf(optimizer)?.Arguments() is { Length: > 0 } arguments
                ? Read(arguments[0].Value, optimizer.Path)
                : null;
        }

        return holding;
    }

    // The creation itself, or that of each arm of a choice, where all are given the same.
    private IOperation? MakerOf(KnownObject optimizer)
    {
        if (optimizer.End is not ISwitchExpressionOperation choice)
        {
            return optimizer.Made is { } made && context.Torch.OptimizerCreatedBy(made) is not null ? made : null;
        }

        var makers = choice.Arms.Select(arm => arm.Value.Unwrapped()).Where(made =>
            context.Torch.OptimizerCreatedBy(made) is not null).ToArray();
        return makers.Length > 0 && makers.All(made => made.Arguments() is { Length: > 0 } given
            && given[0].Value.Syntax.IsEquivalentTo(makers[0].Arguments()[0].Value.Syntax)) ? makers[0] : null;
    }

    /// <summary>A model and all that it is known to consist of; null where it may have parts that are not known.</summary>
    public HashSet<string>? PartsOf(KnownObject model)
    {
        var parts = new HashSet<string>();
        return AddParts(model, parts, MostDepth) ? parts : null;
    }

    /// <summary>True when two models surely share no weights.</summary>
    public bool AreApart(KnownObject left, KnownObject right) => left.Key != right.Key
        && PartsOf(left) is { } first && PartsOf(right) is { } second && !first.Overlaps(second);

    /// <summary>The models whose parameters an expression lists.</summary>
    public Holding Read(IOperation value, CallPath? path)
    {
        var reading = new Reading();
        Add(value, path, reading, MostDepth);
        return new Holding(reading.Models, reading.IsComplete, reading.IsSelection);
    }

    private void Add(IOperation value, CallPath? path, Reading reading, int depth)
    {
        var (end, last) = run.Keys.EndOf(value, path);
        switch (end)
        {
            case IInvocationOperation { TargetMethod.Name: "parameters" or "named_parameters", Instance: { } model } call
                when call.TargetMethod.ContainingType.DerivesFrom(context.Torch.Module):
                reading.Models.Add(new Held(run.Keys.Of(model, last), call));
                break;
            case IInvocationOperation { TargetMethod: { Name: "SelectMany", ContainingType.Name: "Enumerable" } } flattened
                when depth > 0 && flattened.Receiver() is { } modules && TakesParameters(flattened):
                AddModules(modules, last, reading, depth - 1);
                break;
            case IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: "Enumerable" or "List" } } listed
                when depth > 0 && listed.Receiver() is { } source && (Chosen.Contains(name) || Kept.Contains(name)):
                reading.IsSelection |= Chosen.Contains(name);
                Add(source, last, reading, depth - 1);
                break;
            case IInvocationOperation
            {
                TargetMethod: { Name: "Concat", ContainingType.Name: "Enumerable" },
                Arguments: { Length: 2 } lists
            }
                when depth > 0:
                Add(lists[0].Value, last, reading, depth - 1);
                Add(lists[1].Value, last, reading, depth - 1);
                break;
            case IObjectCreationOperation { Type.Name: "List", Initializer: null } list when depth > 0:
                AddFilled(list, last, reading, depth - 1);
                break;
            case IObjectCreationOperation { Type.Name: "ParamGroup", Arguments: { Length: > 0 } group } when depth > 0:
                Add(group[0].Value, last, reading, depth - 1);
                break;
            default:
                AddElements(end, last, reading, depth);
                break;
        }
    }

    // var all = new List<Parameter>(body.parameters()); all.AddRange(head.parameters());
    private void AddFilled(IObjectCreationOperation list, CallPath? path, Reading reading, int depth)
    {
        foreach (var argument in list.Arguments.Where(argument => argument.Value.Type?.SpecialType != SpecialType.System_Int32))
        {
            Add(argument.Value, path, reading, depth);
        }

        var holder = (list.User() as IVariableInitializerOperation)?.Parent as IVariableDeclaratorOperation;
        foreach (var use in holder is null ? [] : CodeUnit.FunctionBodyOf(list).Descendants().OfType<ILocalReferenceOperation>()
            .Where(use => SymbolEqualityComparer.Default.Equals(use.Local, holder.Symbol)))
        {
            if (use.User() is IInvocationOperation { TargetMethod.Name: "AddRange", Arguments: { Length: 1 } added } call
                && !call.Loops().Any())
            {
                Add(added[0].Value, path, reading, depth);
            }
            else if (use.User() is IInvocationOperation)
            {
                reading.IsComplete = false;
            }
        }
    }

    // [.. encoder.parameters(), .. decoder.parameters()], and groups of parameters.
    private void AddElements(IOperation end, CallPath? path, Reading reading, int depth)
    {
        var elements = depth > 0 ? Elements(end) : null;
        reading.IsComplete &= elements is { Count: > 0 };
        foreach (var element in elements ?? [])
        {
            Add(element, path, reading, depth - 1);
        }
    }

    private void AddModules(IOperation modules, CallPath? path, Reading reading, int depth)
    {
        var (end, last) = run.Keys.EndOf(modules, path);
        if (Joined(end) is { } joined && depth > 0)
        {
            foreach (var part in joined)
            {
                AddModules(part, last, reading, depth - 1);
            }

            return;
        }

        if (context.Torch.IsModule(end.Type))
        {
            reading.Models.Add(new Held(run.Keys.Of(modules, path), modules));
            return;
        }

        if (Elements(end) is not { } elements)
        {
            reading.IsComplete = false;
            return;
        }

        foreach (var element in elements)
        {
            if (context.Torch.IsModule(element.Unwrapped().Type))
            {
                reading.Models.Add(new Held(run.Keys.Of(element, last), element));
            }
            else if (depth > 0)
            {
                AddModules(element, last, reading, depth - 1);
            }
        }
    }

    // modules.Prepend(model), first.Concat(second)
    private static IOperation[]? Joined(IOperation list) => list is IInvocationOperation
    {
        TargetMethod:
        {
            Name: "Prepend" or "Append" or "Concat" or "ToList" or "ToArray" or "AsEnumerable" or "Cast",
            ContainingType.Name: "Enumerable"
        },
        Arguments: var parts
    }
        ? [.. parts.Select(part => part.Value)]
        : null;

    private static IReadOnlyList<IOperation>? Elements(IOperation collection) => collection switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var values } => values,
        { Syntax: CollectionExpressionSyntax } => [.. collection.ChildOperations.Select(element =>
            element.Syntax is SpreadElementSyntax && element.ChildOperations.FirstOrDefault() is { } spread ? spread : element)],
        IObjectCreationOperation { Initializer: { } initializer, Arguments.IsEmpty: true } => [.. initializer.Initializers.Select(element =>
            element is IInvocationOperation { Arguments.Length: 1 } add ? add.Arguments[0].Value : element)],
        _ => null,
    };

    private static bool TakesParameters(IInvocationOperation flattened) => flattened.Arguments.Last().Value.Descendants()
        .Any(part => part is IInvocationOperation { TargetMethod.Name: "parameters" or "named_parameters" }
            or IMethodReferenceOperation { Method.Name: "parameters" });

    private bool AddParts(KnownObject model, HashSet<string> parts, int depth)
    {
        if (!parts.Add(model.Key))
        {
            return true;
        }

        if (depth == 0 || model.Made is not { } made || !context.Torch.CreatesModule(made))
        {
            return false;
        }

        foreach (var argument in made.Arguments())
        {
            foreach (var part in argument.Value.DescendantsAndSelf())
            {
                if (context.Torch.IsModule(part.Type) && part is not IConversionOperation
                    && !AddParts(run.Keys.Of(part, model.Path), parts, depth - 1))
                {
                    return false;
                }

                if (part is ILocalReferenceOperation or IParameterReferenceOperation && HoldsModules(part.Type))
                {
                    return false;
                }
            }
        }

        return made is not IObjectCreationOperation { Constructor: { DeclaringSyntaxReferences.Length: > 0 } constructor }
            || AddOwn(constructor, parts);
    }

    // The layers that a module of the program makes for itself.
    private bool AddOwn(IMethodSymbol constructor, HashSet<string> parts)
    {
        foreach (var declared in constructor.ContainingType.DeclaringSyntaxReferences)
        {
            parts.Add("type " + constructor.ContainingType.ToDisplayString());
            foreach (var creation in declared.GetSyntax(context.Unit.Cancellation).DescendantNodes()
                .Where(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax))
            {
                parts.Add(ObjectKeys.KeyOfPlace(creation));
            }
        }

        return true;
    }

    private bool HoldsModules(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => context.Torch.IsModule(array.ElementType),
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => arguments.Any(argument =>
            context.Torch.IsModule(argument) || HoldsModules(argument)
            || (argument is INamedTypeSymbol { IsTupleType: true } tuple
                && tuple.TupleElements.Any(part => context.Torch.IsModule(part.Type)))),
        _ => false,
    };

    private sealed class Reading
    {
        public List<Held> Models { get; } = [];

        public bool IsComplete { get; set; } = true;

        public bool IsSelection { get; set; }
    }
}
