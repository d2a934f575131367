using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace TrainingLint.Conformance.Tests.Hosts;

/// <summary>The command line, a build and an editor must find the same in the same files.</summary>
public class HostsAgreeTests
{
    private const string Sound = "SEED: 42\nSOLVER:\n  BASE_LR: 0.02\n  IMS_PER_BATCH: 16\n  MAX_ITER: 90000\n  STEPS: (60000, 80000)\n  WARMUP_ITERS: 1000\n";

    private static readonly string Risky = Sound.Replace("0.02", "20.0", StringComparison.Ordinal);

    private static readonly string Accepted = Sound.Replace("0.02", "20.0  # traininglint: disable=learning-rate-too-high a sweep", StringComparison.Ordinal);

    // The batch of an heir makes the rate too high; the base alone is sound.
    private static readonly string AcceptedForHeirs = Sound
        .Replace("0.02", "3.0  # traininglint: disable=learning-rate-too-high a sweep", StringComparison.Ordinal)
        .Replace("PER_BATCH: 16", "PER_BATCH: 4096", StringComparison.Ordinal);

    private const string Heir = "_BASE_: base.yaml\nMODEL: {}\n";

    private const string HeirWithSmallBatch = "_BASE_: base.yaml\nSOLVER:\n  IMS_PER_BATCH: 16\n";

    private static readonly Dictionary<string, (string Name, string Text)[]> Trees = new()
    {
        ["risky base"] = [("base.yaml", Risky), ("child.yaml", Heir)],
        ["suppression in the base, of use to both"] = [("base.yaml", Accepted), ("child.yaml", Heir)],
        ["suppression in the base, of use to the heir only"] = [("base.yaml", AcceptedForHeirs), ("child.yaml", HeirWithSmallBatch)],
        ["suppression in the base, of use at the second remove"] =
            [("base.yaml", AcceptedForHeirs), ("child.yaml", Heir), ("grandchild.yaml", HeirWithSmallBatch.Replace("base.yaml", "child.yaml", StringComparison.Ordinal))],
        ["suppression in the base, of no use"] =
            [("base.yaml", Sound.Replace("0.02", "0.02  # traininglint: disable=learning-rate-too-high", StringComparison.Ordinal)), ("child.yaml", Heir)],
        ["suppression in one heir of two"] = [("base.yaml", Risky), ("a.yaml", "# traininglint: disable-file=TL0102 a sweep\n" + Heir), ("b.yaml", Heir)],
        ["suppression of no rule"] = [("a.yaml", Sound.Replace("0.02", "0.02  # traininglint: disable=no-such-rule", StringComparison.Ordinal)), ("child.yaml", Heir.Replace("base", "a", StringComparison.Ordinal))],
        ["missing base"] = [("child.yaml", "_BASE_: gone.yaml\nSOLVER:\n  BASE_LR: 0.02\n")],
        ["broken text"] = [("a.yaml", Risky + "SOLVER: [1, 2\n"), ("b.json", "{\"train_batch_size\": 1,")],
        ["duplicate keys"] = [("a.yaml", Risky + "SEED: 43\n")],
        ["groups of Hydra"] =
        [
            ("conf/train.yaml", "defaults:\n  - optimizer: adam\n  - _self_\ntrainer:\n  _target_: pytorch_lightning.Trainer\n  max_epochs: 10\n"),
            ("conf/optimizer/adam.yaml", "_target_: torch.optim.Adam\nlr: 0.5\n"),
        ],
    };

    public static TheoryData<string> Names => [.. Trees.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task SmallTree(string name)
    {
        using var tree = new FileTree();
        foreach (var (file, text) in Trees[name])
        {
            tree.Write(file, text);
        }

        await Compare(tree);
    }

    [Fact]
    public async Task Samples()
    {
        using var tree = new FileTree();
        var samples = Repository.PathOf("samples");
        foreach (var path in Directory.EnumerateFiles(samples, "*.yaml", SearchOption.AllDirectories))
        {
            tree.Write(Path.GetRelativePath(samples, path), File.ReadAllText(path));
        }

        Assert.NotEmpty(await Compare(tree));
    }

    [Fact]
    public async Task SuppressionOfUseToAnHeir_IsNotCalledUnused_AndItsFindingStaysAccepted()
    {
        using var tree = new FileTree().Write("base.yaml", AcceptedForHeirs).Write("child.yaml", HeirWithSmallBatch);
        Assert.DoesNotContain(await Compare(tree), found => found.Rule is "TL0102" or "TL0908");
    }

    [Fact]
    public async Task SuppressionOfNoUseToAnybody_IsCalledUnused()
    {
        using var tree = new FileTree().Write("base.yaml", AcceptedForHeirs).Write("child.yaml", Heir);
        Assert.Contains(await Compare(tree), found => found.Rule == "TL0908");
    }

    [Fact]
    public void Baseline_IsAcceptedByTheEditorAsByTheCommandLine()
    {
        using var tree = new FileTree().Write("base.yaml", Risky).Write("deep/child.yaml", Heir.Replace("base.yaml", "../base.yaml", StringComparison.Ordinal));
        CommandLineHost.Run(tree, "check", ".", "--write-baseline", "accepted.json");

        Assert.NotEmpty(EditorHost.Find(tree));
        Assert.Empty(EditorHost.Find(tree, baseline: Path.Combine(tree.Root, "accepted.json")));
        Assert.Empty(EditorHost.Find(tree, baselineSetting: "accepted.json"));
        Assert.NotEmpty(EditorHost.Find(tree, baselineSetting: "missing.json"));
    }

    private static async Task<FoundThing[]> Compare(FileTree tree)
    {
        var shell = Once(CommandLineHost.Find(tree));
        Assert.Equal(shell, Once(await BuildHost.Find(tree)));
        Assert.Equal(shell, Once(EditorHost.Find(tree)));
        return shell;
    }

    // A build and an editor say what is wrong with a base file once for each heir.
    private static FoundThing[] Once(IEnumerable<FoundThing> found) =>
        [.. found.Distinct().OrderBy(thing => thing.File, StringComparer.Ordinal).ThenBy(thing => thing.Line)
            .ThenBy(thing => thing.Rule, StringComparer.Ordinal)];
}
