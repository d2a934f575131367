using System.Linq;
using System.Text;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Tests.Reviewing;

namespace TrainingLint.Cli.Tests.Files;

/// <summary>Directories are walked as git would walk them; git itself is asked.</summary>
public sealed class GitIgnoreTests : IDisposable
{
    private static readonly string[] Parts =
        ["a", "b", "ab", "*", "*", "**", "?", "/", "/", "/", "[ab]", "[!a]", "[^b]", "[a-c]", "[]-]", "[[:alpha:]]", "[[:x:]]", "[", "]", "\\*", "\\a", "\\", ".yaml", ".yaml", " ", "!", "#", "x[1]", "\u00e9", "-"];

    private static readonly string[] Directories = ["a", "b", "ab", "a b", "a/b", "a/b/a", "b/ab", "ab/b/a", "x[1]", "a/x[1]"];

    private static readonly string[] Names = ["a.yaml", "b.yaml", "ab.yaml", "a b.yaml", "\u00e9.yaml", "x[1].yaml", "#.yaml", "!a.yaml", "-.yaml"];

    private readonly GitScratch _git = new();

    public void Dispose() => _git.Dispose();

    [Theory]
    [InlineData("[", "a.yaml")]
    [InlineData("/*.yaml", "a/a.yaml")]
    [InlineData("*.yaml\n!a.yaml", "a.yaml")]
    [InlineData("a\n!a/a.yaml", "b.yaml")]
    [InlineData("a/**", "b.yaml")]
    [InlineData("**/a.yaml", "b.yaml")]
    [InlineData("a**.yaml\na/b**.yaml", "b.yaml")]
    [InlineData("a.yaml \nb.yaml\\ \n", "b.yaml")]
    [InlineData("#.yaml\n\\!a.yaml\n\r\n", "a.yaml")]
    [InlineData("a/\n/b/\n*/b/a", "ab.yaml")]
    public void WellKnownLines_AreReadAsByGit(string ignore, string kept)
    {
        Plant().Write(".gitignore", ignore);
        Assert.Contains(kept, Walked());
        Agree(ignore);
    }

    [Fact]
    public void GeneratedFiles_AreReadAsByGit()
    {
        Plant();
        for (var seed = 0; seed < 250; seed++)
        {
            var random = new Random(seed);
            _git.Write(".gitignore", Lines(random)).Write("a/.gitignore", Lines(random))
                .Write("a/b/.gitignore", random.Next(2) == 0 ? "" : Lines(random)).Write(".git/info/exclude", random.Next(4) == 0 ? Lines(random) : "");
            Agree("seed " + seed);
        }
    }

    [Fact]
    public void ManyNestedFiles_CostNoMoreThanTheirLines()
    {
        // Each is asked about the names below it only: joining the lists of all directories above took minutes here.
        var deep = string.Join('/', Enumerable.Repeat("d", 40));
        var lines = string.Concat(Enumerable.Range(0, 500).Select(i => "/other" + i + "/*.yaml\n"));
        for (var at = deep; at.Length > 0; at = Path.GetDirectoryName(at)!)
        {
            _git.Write(at + "/.gitignore", lines).Write(at + "/c.yaml", "lr: 1\n");
        }

        Assert.Equal(40, Walked().Length);
    }

    [Fact]
    public void PatternThatTriesEverything_IsGivenUp()
    {
        var pattern = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("**/a*", 20)) + "c");
        var text = Encoding.UTF8.GetBytes(string.Join('/', Enumerable.Repeat("aaaaaaaa", 40)) + "b");
        Assert.False(WildMatch.Fits(pattern, text, isPath: true));
    }

    private static string Lines(Random random) =>
        string.Join(random.Next(8) == 0 ? "\r\n" : "\n",
            Enumerable.Range(0, random.Next(1, 5))
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Parts[random.Next(Parts.Length)]))));

    private GitScratch Plant()
    {
        foreach (var directory in Directories.Prepend("."))
        {
            foreach (var name in Names)
            {
                _git.Write(Path.Combine(directory, name), "x: 1\n");
            }
        }

        return _git;
    }

    private void Agree(string what)
    {
        var listed = _git.Git("-c", "core.quotepath=false", "ls-files", "-z", "--others", "--exclude-standard").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var walked = Walked();
        Assert.True(
            listed.Where(FileDiscovery.IsConfig).Order(StringComparer.Ordinal).SequenceEqual(walked, StringComparer.Ordinal),
            what + ": git alone sees " + string.Join(", ", listed.Where(FileDiscovery.IsConfig).Except(walked)) + "; the tool alone sees " + string.Join(", ", walked.Except(listed)));
    }

    private string[] Walked() => [.. new FileDiscovery(_git.Files.Root).Find(["."]).Files.Select(file => file.DisplayPath)];
}
