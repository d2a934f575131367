using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TrainingLint.Analyzers.Flow;
using TrainingLint.Analyzers.Symbols;

namespace TrainingLint.Analyzers.Rules;

/// <summary>What a module holds, and what is lost with it when nobody registers it.</summary>
internal enum ModuleHolds
{
    /// <summary>Nothing: an activation, or a loss.</summary>
    Nothing,

    /// <summary>The switch between training and evaluation: a dropout.</summary>
    Mode,

    /// <summary>Weights, which no optimizer sees.</summary>
    Weights,
}

/// <summary>Tells which modules hold weights. What cannot be told holds some.</summary>
internal static class ModuleWeights
{
    private const int MostDepth = 4;

    /// <summary>What a module that is created here holds; a container holds what is put into it.</summary>
    public static ModuleHolds Of(IOperation creation, TorchSymbols torch)
    {
        if (creation.Type is not { } type)
        {
            return ModuleHolds.Weights;
        }

        if (!torch.IsSequential(type) && !torch.IsModuleCollection(type))
        {
            return Of(type, torch);
        }

        var parts = creation.Arguments().SelectMany(argument => argument.Value.Descendants())
            .Where(part => part.Type.DerivesFrom(torch.Module)).Select(part => part.Unwrapped()).ToArray();
        return parts.Length > 0 && Array.TrueForAll(parts, torch.CreatesModule) ? parts.Max(part => Of(part, torch)) : ModuleHolds.Weights;
    }

    /// <summary>What modules of a type hold.</summary>
    public static ModuleHolds Of(ITypeSymbol type, TorchSymbols torch) => Of(type, torch, MostDepth);

    private static ModuleHolds Of(ITypeSymbol type, TorchSymbols torch, int depth)
    {
        if (torch.IsDropout(type))
        {
            return ModuleHolds.Mode;
        }

        if (torch.IsWeightless(type))
        {
            return ModuleHolds.Nothing;
        }

        // Of TorchSharp's own modules those with weights are left; a module of the program holds what its fields do.
        if (depth == 0 || torch.IsOfTorch(type) || type is not INamedTypeSymbol { BaseType: { Name: "Module" } parent } named
            || !torch.IsOfTorch(parent))
        {
            return ModuleHolds.Weights;
        }

        var held = named.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).Select(field => field.Type)
            .Concat(named.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Select(parameter => parameter.Type))
            .Select(part => OfPart(part, torch, depth));
        return held.DefaultIfEmpty(ModuleHolds.Nothing).Max();
    }

    private static ModuleHolds OfPart(ITypeSymbol part, TorchSymbols torch, int depth) => part switch
    {
        IArrayTypeSymbol array => OfPart(array.ElementType, torch, depth),
        ITypeParameterSymbol => ModuleHolds.Weights,
        _ when part.DerivesFrom(torch.Module) => Of(part, torch, depth - 1),
        _ when part.DerivesFrom(torch.Tensor) || (part.TypeKind == TypeKind.Interface && torch.IsOfTorch(part)) => ModuleHolds.Weights,
        INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } => arguments.Max(argument => OfPart(argument, torch, depth)),
        _ => ModuleHolds.Nothing,
    };
}
