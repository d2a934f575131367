using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests;

public sealed class OwnCodeTests
{
    [Trait("Category", "Slow")]
    [Fact]
    public async Task ThisRepository_HasNoFindings()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, System.StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .ToArray();
        Assert.NotEmpty(sources);
        Assert.Empty(await Compilations.Analyze(Compilations.Compile(new SnippetOptions(), sources)));
    }

    [Fact]
    public async Task WithoutATrainingLibrary_NothingIsSaid() =>
        Assert.Empty(await Compilations.Analyze(Compilations.Compile(new SnippetOptions { WithLibraries = false }, Snippets.Method("optimizer.step();"))));

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..");
}
