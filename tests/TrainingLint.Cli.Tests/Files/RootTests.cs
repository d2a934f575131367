using TrainingLint.Cli.Files;

namespace TrainingLint.Cli.Tests.Files;

public sealed class RootTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void FilesOfOneRepository_HaveItsRoot()
    {
        _scratch.Write("one/.git/HEAD", "").Write("one/a/x.yaml", "").Write("one/b/y.yaml", "");
        Assert.Equal(Path.Combine(_scratch.Root, "one"), Root("one/a/x.yaml", "one/b/y.yaml"));
    }

    [Fact]
    public void FilesOfTwoRepositories_HaveARootThatHoldsBoth()
    {
        _scratch.Write("one/.git/HEAD", "").Write("one/x.yaml", "").Write("two/.git/HEAD", "").Write("two/y.yaml", "");
        Assert.Equal(_scratch.Root, Root("one/x.yaml", "two/y.yaml"));
    }

    private string Root(params string[] paths) => new FileDiscovery(_scratch.Root).RootFor(paths);
}
