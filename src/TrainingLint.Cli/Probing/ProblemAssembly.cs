using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Cli.Probing;

/// <summary>A user's assembly with a problem in it. Its own dependencies come from beside it; the probe's types are those of this tool.</summary>
internal sealed class ProblemAssembly : AssemblyLoadContext
{
    private const string NeverInMachineCode = "Load refuses before it comes to this where the tool is machine code that loads no assemblies.";

    private readonly AssemblyDependencyResolver _resolver;

    private ProblemAssembly(string path)
    {
        _resolver = new AssemblyDependencyResolver(path);
    }

    /// <summary>Creates the problem of this class name; without a name, the only one that there is.</summary>
    public static IProblem Load(string path, string? typeName)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new UsageException("--assembly loads a .NET assembly, which only the .NET tool can: install it with 'dotnet tool install TrainingLint.Cli' and run 'dotnet traininglint probe --assembly ...'.");
        }

        if (!File.Exists(path))
        {
            throw new UsageException("there is no assembly '" + path + "'; build it first, and name the .dll.");
        }

        var candidates = ProblemsIn(path);
        var chosen = typeName is null ? candidates : [.. candidates.Where(type => type.FullName == typeName || type.Name == typeName)];
        return chosen switch
        {
            [var only] => Create(only),
            [] when typeName is not null => throw new UsageException("the assembly has no problem '" + typeName + "'" + Known(candidates)),
            [] => throw new UsageException("the assembly holds no public class that implements " + typeof(IProblem).FullName + " and can be created without arguments."),
            _ => throw new UsageException("the assembly holds several problems; choose one with --type" + Known(candidates)),
        };
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // One IProblem only: what the tool itself has loaded is shared.
        if (Default.Assemblies.Any(loaded => loaded.GetName().Name == assemblyName.Name))
        {
            return null;
        }

        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = NeverInMachineCode)]
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = NeverInMachineCode)]
    private static Type[] ProblemsIn(string path)
    {
        try
        {
            return [.. new ProblemAssembly(path).LoadFromAssemblyPath(path).GetExportedTypes()
                .Where(type => typeof(IProblem).IsAssignableFrom(type) && !type.IsAbstract
                    && type.GetConstructor(Type.EmptyTypes) is not null)
                .OrderBy(type => type.FullName, StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is BadImageFormatException or FileLoadException or FileNotFoundException
            or TypeLoadException)
        {
            throw new UsageException("the assembly '" + path + "' cannot be loaded: " + failure.Message);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = NeverInMachineCode)]
    private static IProblem Create(Type type)
    {
        try
        {
            return (IProblem)Activator.CreateInstance(type)!;
        }
        catch (TargetInvocationException failure)
        {
            throw new ProblemFailureException("its constructor threw " + failure.InnerException?.GetType().Name + ": "
                + failure.InnerException?.Message, 0, 0, failure.InnerException);
        }
    }

    private static string Known(Type[] candidates) =>
        candidates.Length == 0 ? "." : "; it has " + string.Join(", ", candidates.Select(type => type.FullName)) + ".";
}
