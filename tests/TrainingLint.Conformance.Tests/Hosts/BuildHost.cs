using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TrainingLint.Analyzers;

namespace TrainingLint.Conformance.Tests.Hosts;

/// <summary>What a build finds that has the configs as additional files.</summary>
internal static class BuildHost
{
    public static async Task<IEnumerable<FoundThing>> Find(FileTree tree)
    {
        var compilation = CSharpCompilation.Create("Empty", options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var analysis = compilation.WithAnalyzers([new ConfigFileAnalyzer()],
            new AnalyzerOptions([.. tree.Configs.Select(path => new FileOnDisk(path))]));
        var found = await analysis.GetAnalyzerDiagnosticsAsync();
        return found.Select(diagnostic =>
        {
            var span = diagnostic.Location.GetLineSpan();
            return new FoundThing(diagnostic.Id, Path.GetRelativePath(tree.Root, span.Path), span.StartLinePosition.Line + 1);
        });
    }

    private sealed class FileOnDisk(string path) : AdditionalText
    {
        private readonly Lazy<SourceText> _text = new(() => SourceText.From(File.ReadAllText(path)));

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text.Value;
    }
}
