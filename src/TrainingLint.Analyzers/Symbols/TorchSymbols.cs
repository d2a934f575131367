using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TrainingLint.Analyzers.Symbols;

/// <summary>The types of TorchSharp that matter to a training, found once per compilation by their metadata names.</summary>
internal sealed class TorchSymbols
{
    // A rename in TorchSharp makes a part of the checks silent; it must never make them throw.
    private TorchSymbols(Compilation compilation, INamedTypeSymbol torch)
    {
        Torch = torch;
        Optim = compilation.GetTypeByMetadataName("TorchSharp.torch+optim");
        Schedulers = compilation.GetTypeByMetadataName("TorchSharp.torch+optim+lr_scheduler");
        Optimizer = compilation.GetTypeByMetadataName("TorchSharp.torch+optim+Optimizer");
        Scheduler = compilation.GetTypeByMetadataName("TorchSharp.torch+optim+lr_scheduler+LRScheduler");
        ParameterGroup = compilation.GetTypeByMetadataName("TorchSharp.Modules.ParamGroup");
        Momentum = compilation.GetTypeByMetadataName("TorchSharp.torch+optim+IMomentum");
        Betas = compilation.GetTypeByMetadataName("TorchSharp.torch+optim+IBetas");
        Nn = compilation.GetTypeByMetadataName("TorchSharp.torch+nn");
        Functional = compilation.GetTypeByMetadataName("TorchSharp.torch+nn+functional");
        Gradients = compilation.GetTypeByMetadataName("TorchSharp.torch+nn+utils");
        Module = compilation.GetTypeByMetadataName("TorchSharp.torch+nn+Module");
        ModuleExtensions = compilation.GetTypeByMetadataName("TorchSharp.ModuleExtensionMethods");
        Tensor = compilation.GetTypeByMetadataName("TorchSharp.torch+Tensor");
        Autograd = compilation.GetTypeByMetadataName("TorchSharp.torch+autograd");
        Data = compilation.GetTypeByMetadataName("TorchSharp.torch+utils+data");
        Cuda = compilation.GetTypeByMetadataName("TorchSharp.torch+cuda");
        Random = compilation.GetTypeByMetadataName("TorchSharp.torch+random");
    }

    public INamedTypeSymbol Torch { get; }

    public INamedTypeSymbol? Optim { get; }

    public INamedTypeSymbol? Schedulers { get; }

    public INamedTypeSymbol? Optimizer { get; }

    public INamedTypeSymbol? Scheduler { get; }

    public INamedTypeSymbol? ParameterGroup { get; }

    public INamedTypeSymbol? Momentum { get; }

    public INamedTypeSymbol? Betas { get; }

    public INamedTypeSymbol? Nn { get; }

    public INamedTypeSymbol? Functional { get; }

    public INamedTypeSymbol? Gradients { get; }

    public INamedTypeSymbol? Module { get; }

    public INamedTypeSymbol? ModuleExtensions { get; }

    public INamedTypeSymbol? Tensor { get; }

    public INamedTypeSymbol? Autograd { get; }

    public INamedTypeSymbol? Data { get; }

    public INamedTypeSymbol? Cuda { get; }

    public INamedTypeSymbol? Random { get; }

    /// <summary>The symbols, when the compilation references TorchSharp.</summary>
    public static TorchSymbols? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("TorchSharp.torch") is { } torch ? new TorchSymbols(compilation, torch) : null;

    /// <summary>The concrete optimizer that an operation creates, by factory or constructor; null for anything else.</summary>
    public INamedTypeSymbol? OptimizerCreatedBy(IOperation operation) => CreatedBy(operation, Optim, Optimizer);

    /// <summary>True when an operation creates a scheduler; factories return the base type, so the name of the factory is what tells.</summary>
    public bool CreatesScheduler(IOperation operation) => SchedulerName(operation) is not null;

    /// <summary>Name of the scheduler that an operation creates; null for anything else.</summary>
    public string? SchedulerName(IOperation operation) => operation switch
    {
        IInvocationOperation call when Same(call.TargetMethod.ContainingType, Schedulers)
            && call.TargetMethod.ReturnType.DerivesFrom(Scheduler) => call.TargetMethod.Name,
        IObjectCreationOperation creation when creation.Type.DerivesFrom(Scheduler)
            && creation.Type!.ContainingNamespace?.Name == "TorchSharp" => creation.Type.Name,
        _ => null,
    };

    /// <summary>True when an operation creates a module: a layer factory, or a constructor of a module of one's own.</summary>
    public bool CreatesModule(IOperation operation) => operation switch
    {
        IInvocationOperation call => Same(call.TargetMethod.ContainingType, Nn) && call.Type.DerivesFrom(Module),
        IObjectCreationOperation creation => creation.Type.DerivesFrom(Module),
        _ => false,
    };

    /// <summary>Name of the layer that an operation creates, such as Softmax; null for anything else.</summary>
    public string? LayerName(IOperation operation) =>
        CreatesModule(operation) && operation.Type is { } type && IsOfTorch(type) ? type.Name : null;

    /// <summary>True for the module of TorchSharp that passes calls on to its parts but never registers what they hold.</summary>
    public bool IsSequential(ITypeSymbol? type) => type is { Name: "Sequential" } && IsOfTorch(type);

    /// <summary>True for the modules of TorchSharp that register what is put into them.</summary>
    public bool IsModuleCollection(ITypeSymbol? type) => type is { Name: "ModuleList" or "ModuleDict" } && IsOfTorch(type);

    /// <summary>True for layers without weights, such as activations, pooling and losses.</summary>
    public bool IsWeightless(ITypeSymbol? type) => DerivesFrom(type, "ParameterLessModule", "ParamLessModule", "Loss");

    /// <summary>True for the data of a training.</summary>
    public bool IsDataset(ITypeSymbol? type) => DerivesFrom(type, "Dataset", "IterableDataset");

    /// <summary>True for layers that do otherwise in training than in evaluation although they hold no weights.</summary>
    public bool IsDropout(ITypeSymbol? type) =>
        type is not null && (type.Name.IndexOf("Dropout", StringComparison.Ordinal) >= 0 || type.Name == "RReLU") && IsOfTorch(type);

    /// <summary>True for <c>optimizer.step(...)</c>, whatever the static type.</summary>
    public bool IsOptimizerStep(IOperation operation) => IsMember(operation, "step", Optimizer);

    /// <summary>True for <c>scheduler.step(...)</c>.</summary>
    public bool IsSchedulerStep(IOperation operation) => IsMember(operation, "step", Scheduler);

    /// <summary>True for <c>zero_grad()</c> of an optimizer or a module.</summary>
    public bool IsZeroGrad(IOperation operation) => operation is IInvocationOperation { TargetMethod: { Name: "zero_grad" } method }
        && (method.ContainingType.DerivesFrom(Optimizer) || method.ContainingType.DerivesFrom(Module));

    /// <summary>True for the gradient of a tensor; it was a method before it became a property.</summary>
    public bool IsGradient(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "grad" } property } => property.ContainingType.DerivesFrom(Tensor),
        IInvocationOperation { TargetMethod: { Name: "grad" } method } => method.ContainingType.DerivesFrom(Tensor),
        _ => false,
    };

    /// <summary>True for the learning rate of an optimizer's group of parameters.</summary>
    public bool IsRate(IOperation target) => target is IPropertyReferenceOperation { Property: { Name: "LearningRate" } property }
        && IsOfTorch(property);

    /// <summary>True for a backward pass.</summary>
    public bool IsBackward(IOperation operation) => operation is IInvocationOperation { TargetMethod: { Name: "backward" or "grad" } method }
        && ((method.Name == "backward" && Same(method.ContainingType, Tensor)) || Same(method.ContainingType, Autograd));

    /// <summary>True for <c>clip_grad_norm_</c> and <c>clip_grad_value_</c>.</summary>
    public bool IsClipping(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "clip_grad_norm_" or "clip_grad_value_" } method } && Same(method.ContainingType, Gradients);

    /// <summary>True for <c>module.train()</c> and <c>module.train(true)</c>.</summary>
    public bool IsTrain(IOperation operation) => IsMember(operation, "train", Module)
        && !(operation is IInvocationOperation { Arguments: { Length: 1 } arguments }
            && arguments[0].Value.ConstantValue is { HasValue: true, Value: false });

    /// <summary>True for <c>module.eval()</c>.</summary>
    public bool IsEval(IOperation operation) => IsMember(operation, "eval", Module);

    /// <summary>True for a forward pass through a module.</summary>
    public bool IsForward(IOperation operation) => operation is IInvocationOperation { TargetMethod.Name: "forward" or "call", Instance.Type: { } type }
        && IsModule(type);

    /// <summary>True where gradients are switched off, or on: from there on the code says itself what it wants.</summary>
    public bool SwitchesGradients(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "no_grad" or "inference_mode" or "set_grad_enabled" or "enable_grad" } method } && Same(method.ContainingType, Torch);

    /// <summary>True for a seed of the CPU's generator, in each of its spellings.</summary>
    public bool IsManualSeed(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "manual_seed" } method }
            && (Same(method.ContainingType, Torch) || Same(method.ContainingType, Random));

    /// <summary>True when a module is moved to another device or type, which replaces its parameters.</summary>
    public bool IsMove(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "to" or "cuda" or "cpu" or "half" or "double" or "float" or "bfloat16" } method }
        && (Same((method.ReducedFrom ?? method).ContainingType, ModuleExtensions) || method.ContainingType.DerivesFrom(Module));

    /// <summary>True for the question whether there is a graphics card.</summary>
    public bool IsCudaQuestion(IOperation operation) => operation is IInvocationOperation { TargetMethod: { Name: "is_available" or "cuda_is_available" } method }
        && (Same(method.ContainingType, Cuda) || Same(method.ContainingType, Torch));

    /// <summary>True when a module takes over weights: from a file, or from another module.</summary>
    public bool LoadsState(IOperation operation) => IsMember(operation, "load_state_dict", Module) || IsMember(operation, "load", Module);

    /// <summary>True for a loader of batches.</summary>
    public bool IsLoader(ITypeSymbol? type) => DerivesFrom(type, "DataLoader", "IterableDataLoader");

    /// <summary>True when an operation creates a loader of batches.</summary>
    public bool CreatesLoader(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "DataLoader" } call => Same(call.TargetMethod.ContainingType, Data),
        IObjectCreationOperation { Type: { Name: "DataLoader" or "IterableDataLoader" } type } => IsOfTorch(type),
        _ => false,
    };

    /// <summary>True for a module, also by the name of its interface.</summary>
    public bool IsModule(ITypeSymbol? type) =>
        type.DerivesFrom(Module) || (type is { TypeKind: TypeKind.Interface, Name: "IModule" } && IsOfTorch(type));

    /// <summary>True when a type or member belongs to TorchSharp itself.</summary>
    public bool IsOfTorch(ISymbol symbol) => Same(symbol.ContainingAssembly, Torch.ContainingAssembly);

    /// <summary>True for a function of <c>torch</c>, <c>Tensor</c> or <c>torch.nn.functional</c>.</summary>
    public bool IsFunction(IMethodSymbol method) =>
        Same(method.ContainingType, Functional) || Same(method.ContainingType, Torch) || Same(method.ContainingType, Tensor)
            || method.ContainingType?.Name == "special";

    private bool IsMember(IOperation operation, string name, INamedTypeSymbol? owner) =>
        operation is IInvocationOperation call && call.TargetMethod.Name == name && call.TargetMethod.ContainingType.DerivesFrom(owner);

    // For types that stand in different places, or are generic to different degrees, from one version of TorchSharp to the next.
    private bool DerivesFrom(ITypeSymbol? type, params string[] names)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (Array.IndexOf(names, current.Name) >= 0 && IsOfTorch(current))
            {
                return true;
            }
        }

        return false;
    }

    private static INamedTypeSymbol? CreatedBy(IOperation operation, INamedTypeSymbol? factories, INamedTypeSymbol? product) =>
        operation switch
        {
            IInvocationOperation call when Same(call.TargetMethod.ContainingType, factories) && call.Type.DerivesFrom(product) =>
                call.Type as INamedTypeSymbol,
            IObjectCreationOperation creation when creation.Type.DerivesFrom(product) => creation.Type as INamedTypeSymbol,
            _ => null,
        };

    private static bool Same(ISymbol? left, ISymbol? right) => right is not null && SymbolEqualityComparer.Default.Equals(left, right);
}

/// <summary>Questions about types that the compiler's API leaves to its users.</summary>
internal static class TypeQuestions
{
    /// <summary>True when a type is another or derives from it; false when either is unknown.</summary>
    public static bool DerivesFrom(this ITypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        if (ancestor is null)
        {
            return false;
        }

        // Definitions all the way up: the base of a constructed type would be constructed anew at every look.
        var start = type is ITypeParameterSymbol { ConstraintTypes: { Length: > 0 } constraints } ? constraints[0] : type;
        for (var current = start?.OriginalDefinition; current is not null; current = current.BaseType?.OriginalDefinition)
        {
            if (SymbolEqualityComparer.Default.Equals(current, ancestor))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a type makes of a member that an interface promises, whatever types both are constructed of.</summary>
    public static ISymbol? ImplementationOf(this ITypeSymbol? type, ISymbol promised)
    {
        foreach (var contract in type?.AllInterfaces ?? System.Collections.Immutable.ImmutableArray<INamedTypeSymbol>.Empty)
        {
            if (SymbolEqualityComparer.Default.Equals(contract.OriginalDefinition, promised.ContainingType.OriginalDefinition))
            {
                foreach (var member in contract.GetMembers(promised.Name))
                {
                    if (SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, promised.OriginalDefinition))
                    {
                        return type!.FindImplementationForInterfaceMember(member);
                    }
                }
            }
        }

        return null;
    }

    /// <summary>True when a type implements an interface.</summary>
    public static bool Implements(this ITypeSymbol? type, INamedTypeSymbol? contract)
    {
        return type is not null
            && type.AllInterfaces.Any(candidate => SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, contract));
    }
}
