using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TrainingLint.Analyzers.Symbols;

/// <summary>What a compilation knows of training libraries, and what kind of program it is.</summary>
internal sealed class TrainingLibraries
{
    private static readonly string[] TestFrameworks = ["xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core"];

    private readonly Lazy<ProgramText> _text;

    private TrainingLibraries(
        Compilation compilation, TorchSymbols? torch, INamedTypeSymbol? mlContext, INamedTypeSymbol? keras, ProgramSettings settings)
    {
        Compilation = compilation;
        Torch = torch;
        MlContext = mlContext;
        KerasOptimizers = keras;
        IsTestProject =
            compilation.ReferencedAssemblyNames.Any(assembly => TestFrameworks.Contains(assembly.Name, StringComparer.OrdinalIgnoreCase));
        IsProgram = IsProgramOf(compilation);
        Uses = new ProgramUses(compilation);
        Settings = settings;
        _text = new Lazy<ProgramText>(() => ProgramText.Of(compilation));
    }

    public Compilation Compilation { get; }

    /// <summary>TorchSharp; null when it is not referenced.</summary>
    public TorchSymbols? Torch { get; }

    /// <summary>ML.NET's context; null when it is not referenced.</summary>
    public INamedTypeSymbol? MlContext { get; }

    /// <summary>The optimizers of TensorFlow.NET; null when it is not referenced.</summary>
    public INamedTypeSymbol? KerasOptimizers { get; }

    /// <summary>Tests run optimizers on purpose in ways that no training would, so only findings beyond doubt are raised there.</summary>
    public bool IsTestProject { get; }

    /// <summary>True for a program, as opposed to a library whose callers decide about seeds.</summary>
    public bool IsProgram { get; }

    /// <summary>What the text of the whole program mentions; looked at only when a rule needs it.</summary>
    public ProgramText Text => _text.Value;

    /// <summary>What the whole program does with a name; searched only when a value comes from another type.</summary>
    public ProgramUses Uses { get; }

    /// <summary>What appsettings.json says; read only when a value comes from there.</summary>
    public ProgramSettings Settings { get; }

    /// <summary>
    /// False when nothing that a compilation refers to can be a training library. Names of files are at hand before anything is bound;
    /// names of assemblies want every reference bound, and a search for types goes through all of them.
    /// </summary>
    public static bool MayBeReferenced(Compilation compilation)
    {
        if (IsOfLibrary(compilation.AssemblyName))
        {
            return true;
        }

        foreach (var reference in compilation.ExternalReferences)
        {
            if (MayBeOfLibrary(reference))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a program, as opposed to a library.</summary>
    public static bool IsProgramOf(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication;

    /// <summary>The libraries; null when none is referenced, and there is nothing to look for.</summary>
    public static TrainingLibraries? Of(Compilation compilation, ImmutableArray<AdditionalText> files)
    {
        if (!IsOfLibrary(compilation.AssemblyName) && !compilation.ReferencedAssemblyNames.Any(assembly => IsOfLibrary(assembly.Name)))
        {
            return null;
        }

        var torch = TorchSymbols.Of(compilation);
        var mlContext = compilation.GetTypeByMetadataName("Microsoft.ML.MLContext");
        var keras = compilation.GetTypeByMetadataName("Tensorflow.Keras.Optimizers.OptimizerApi");
        return torch is null && mlContext is null && keras is null ? null
            : new TrainingLibraries(compilation, torch, mlContext, keras, ProgramSettings.Of(files));
    }

    private static bool MayBeOfLibrary(MetadataReference reference) => reference switch
    {
        CompilationReference project => IsOfLibrary(project.Compilation.AssemblyName),
        PortableExecutableReference { FilePath: { } path } => IsOfLibrary(Path.GetFileName(path)),
        _ => true,
    };

    private static bool IsOfLibrary(string? assembly) => assembly is not null
        && (assembly.StartsWith("TorchSharp", StringComparison.OrdinalIgnoreCase)
            || assembly.StartsWith("Microsoft.ML", StringComparison.OrdinalIgnoreCase)
            || assembly.StartsWith("Tensorflow", StringComparison.OrdinalIgnoreCase));
}
