using Microsoft.CodeAnalysis;

namespace TrainingLint.Analyzers.Tests;

public sealed class CompilerVersionTests
{
    [Fact]
    public void Compiler_IsTheOldestThatIsPromised()
    {
        var version = typeof(Compilation).Assembly.GetName().Version!;

        Assert.Equal((4, 8), (version.Major, version.Minor));
    }
}
