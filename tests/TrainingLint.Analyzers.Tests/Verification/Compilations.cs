using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TrainingLint.Analyzers.Tests.Verification;

/// <summary>Compiles snippets against the published libraries and runs the analyzers on them.</summary>
internal static class Compilations
{
    private static readonly MetadataReference[] Framework = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
        .Select(path => MetadataReference.CreateFromFile(path))];

    // TorchSharp and ML.NET as they are published; stand-ins of a few lines for TensorFlow.NET and ML.NET's image trainer.
    private static readonly MetadataReference[] Libraries =
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "libraries"), "*.dll").Order(StringComparer.Ordinal)
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Microsoft.ML.Vision.ImageClassificationTrainer).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Tensorflow.Keras.IOptimizer).Assembly.Location),
    ];

    private static readonly MetadataReference Xunit = MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location);

    public static IReadOnlyList<MetadataReference> References(SnippetOptions options) =>
        [.. Framework, .. options.WithLibraries ? Libraries : [], .. options.IsTestProject ? new[] { Xunit } : []];

    public static CSharpCompilationOptions OptionsFor(SnippetOptions options) =>
        new(options.IsProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true);

    public static CSharpCompilation Compile(SnippetOptions options, params string[] sources) => CSharpCompilation.Create(
        "Snippet",
        sources.Select((source, index) =>
            CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), path: index == 0 ? "Snippet.cs" : "Snippet" + index + ".cs")),
        References(options),
        OptionsFor(options));

    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, IEnumerable<AdditionalText>? files = null,
        AnalyzerConfigOptionsProvider? options = null)
    {
        var withAnalyzers = compilation.WithAnalyzers(
            [new TrainingCodeAnalyzer(), new ConfigFileAnalyzer()],
            new AnalyzerOptions([.. files ?? []], options ?? EmptyOptions.Instance));
        return await withAnalyzers.GetAnalyzerDiagnosticsAsync();
    }

    private sealed class EmptyOptions : AnalyzerConfigOptionsProvider
    {
        public static readonly EmptyOptions Instance = new();

        public override AnalyzerConfigOptions GlobalOptions => MapOptions.Empty;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => MapOptions.Empty;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => MapOptions.Empty;
    }
}

/// <summary>What kind of project a snippet belongs to.</summary>
internal sealed record SnippetOptions
{
    public bool IsProgram { get; init; }

    public bool IsTestProject { get; init; }

    public bool WithLibraries { get; init; } = true;
}

/// <summary>Options of .editorconfig, as a dictionary.</summary>
internal sealed class MapOptions(IReadOnlyDictionary<string, string> map) : AnalyzerConfigOptions
{
    public static readonly MapOptions Empty = new(new Dictionary<string, string>());

    public override IEnumerable<string> Keys => map.Keys;

    public override bool TryGetValue(string key, out string value) => map.TryGetValue(key, out value!);
}
