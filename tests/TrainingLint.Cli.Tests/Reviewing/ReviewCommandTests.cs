using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Reviewing;

namespace TrainingLint.Cli.Tests.Reviewing;

public sealed class ReviewCommandTests : IDisposable
{
    private readonly GitScratch _git = new GitScratch()
        .Write("configs/base.yaml", Scratch.Sound)
        .Write("configs/a.yaml", "_BASE_: base.yaml\nMODEL:\n  DEPTH: 50\n")
        .Write("configs/b.yaml", "_BASE_: a.yaml\nMODEL:\n  DEPTH: 101\n")
        .Write("configs/alone.yaml", Scratch.Sound)
        .Commit()
        .Branch("change");

    public void Dispose() => _git.Dispose();

    [Fact]
    public void NoChange_IsNoNewRisk()
    {
        var outcome = _git.Review();
        Assert.Equal((0, "No new risk.\n\nNo recipe changes in effect.\n"), (outcome.Exit, outcome.Output));
    }

    [Fact]
    public void ChangeInABase_ListsEveryRecipeThatItReaches_AndOneRisk()
    {
        var outcome = _git.Write("configs/base.yaml", Scratch.Sound.Replace("0.02", "2.0")).Commit().Review("--format", "json");
        Assert.Equal(1, outcome.Exit);
        Assert.Equal(["configs/a.yaml", "configs/b.yaml", "configs/base.yaml"], Recipes(outcome).Select(recipe => Text(recipe, "file")));
        var b = Recipes(outcome)[1];
        Assert.Equal(["configs/base.yaml"], b.GetProperty("through").EnumerateArray().Select(file => file.GetString()));
        var change = Assert.Single(b.GetProperty("changes").EnumerateArray());
        Assert.Equal(("learningRate", "0.02", "2", 100.0, "configs/base.yaml"), (Text(change, "name"), Text(change, "before"), Text(change, "after"), change.GetProperty("ratio").GetDouble(), Text(change, "file")));
        Assert.Equal(0.02, b.GetProperty("curveBefore")[10].GetDouble(), 9);
        Assert.Equal(2, b.GetProperty("curveAfter")[10].GetDouble(), 9);
        var risk = Assert.Single(Findings(outcome, "new"));
        Assert.Equal(3, risk.GetProperty("reach").GetArrayLength());
        Assert.StartsWith("1 new risk: learning-rate-too-high at configs/base.yaml:3 (reaches 3 configs)", Text(outcome.Json, "risk"), StringComparison.Ordinal);
    }

    [Fact]
    public void WorkTree_IsReviewedWithItsNewFiles_AndAHeadWithoutThem()
    {
        _git.Write("configs/new.yaml", Scratch.Risky).Write("configs/alone.yaml", Scratch.Sound.Replace("90000", "120000"));
        var outcome = _git.Review("--format", "json");
        Assert.Equal([("changed", "configs/alone.yaml"), ("added", "configs/new.yaml")], Recipes(outcome).Select(recipe => (Text(recipe, "status"), Text(recipe, "file"))));
        Assert.Equal(0, _git.Review("--head", "change").Exit);
    }

    [Fact]
    public void FixedFinding_IsToldOf_AndRemainingOnesAreNotNew()
    {
        _git.Write("configs/alone.yaml", Scratch.Risky.Replace("1000", "80000")).Commit();
        _git.Git("checkout", "-q", "-B", "main");
        _git.Branch("next").Write("configs/alone.yaml", "# moved down\n" + Scratch.Risky).Commit();
        var outcome = _git.Review("--format", "json");
        Assert.Equal(0, outcome.Exit);
        Assert.Empty(Findings(outcome, "new"));
        Assert.Equal(["TL0105"], Findings(outcome, "fixed").Select(finding => Text(finding, "ruleId")));
        Assert.Equal(["TL0102"], Findings(outcome, "remaining").Select(finding => Text(finding, "ruleId")));
    }

    [Fact]
    public void RenamedFile_IsFollowed()
    {
        _git.Git("mv", "configs/alone.yaml", "configs/renamed.yaml");
        var outcome = _git.Write("configs/renamed.yaml", Scratch.Sound.Replace("90000", "120000")).Commit().Review("--format", "json");
        var recipe = Assert.Single(Recipes(outcome));
        Assert.Equal(("changed", "configs/renamed.yaml", "configs/alone.yaml"), (Text(recipe, "status"), Text(recipe, "file"), Text(recipe, "oldFile")));
        Assert.Equal(["maxSteps", "warmup share", "schedule grade"], recipe.GetProperty("changes").EnumerateArray().Select(change => Text(change, "name")));
    }

    [Fact]
    public void DeletedBase_ReachesItsChildren()
    {
        File.Delete(_git.Files.PathOf("configs/base.yaml"));
        var recipes = Recipes(_git.Commit().Review("--format", "json"));
        Assert.Equal(["configs/a.yaml", "configs/b.yaml", "configs/base.yaml"], recipes.Select(recipe => Text(recipe, "file")));
        Assert.Equal("removed", Text(recipes[2], "status"));
        Assert.Contains(recipes[0].GetProperty("changes").EnumerateArray(),
            change => Text(change, "name") == "learningRate" && change.GetProperty("after").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public void DefaultThatIsWrittenOut_IsNoEffect()
    {
        // 0.9 is the momentum that detectron2 uses anyway.
        var outcome = _git.Write("configs/alone.yaml", Scratch.Sound.Replace("  MAX_ITER", "  MOMENTUM: 0.9\n  MAX_ITER")).Review();
        Assert.Contains("1 reached config without an effect on training.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ChangeOnTheBaseBranch_IsNotAttributedToTheChange()
    {
        _git.Write("configs/alone.yaml", Scratch.Sound.Replace("90000", "120000")).Commit();
        _git.Git("checkout", "-q", "main");
        _git.Write("configs/base.yaml", Scratch.Risky).Commit();
        _git.Git("checkout", "-q", "change");
        Assert.Equal(["configs/alone.yaml"], Recipes(_git.Review("--format", "json")).Select(recipe => Text(recipe, "file")));
    }

    [Fact]
    public void UnreadableFile_IsThreeAndNamed_AndTheOthersAreReviewed()
    {
        _git.Files.Write("configs/weights.yaml", [0x80, 0x02, 0xFF, 0x00]);
        var outcome = _git.Write("configs/alone.yaml", Scratch.Risky).Review();
        Assert.Equal(3, outcome.Exit);
        Assert.Contains("configs/weights.yaml:1: The file is no text", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("learning-rate-too-high at configs/alone.yaml:3", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ExcludedFile_IsNotReviewed()
    {
        _git.Write(".editorconfig", "root = true\n[configs/alone.yaml]\ntraininglint.exclude = true\n").Write("configs/alone.yaml", Scratch.Risky);
        Assert.Equal("No new risk.\n\nNo recipe changes in effect.\n", _git.Review().Output);
    }

    [Fact]
    public void TrainingCode_IsNamed()
    {
        _git.Write("src/Train.cs", "using static TorchSharp.torch;\n").Write("src/Other.cs", "using System;\n");
        Assert.Equal(["src/Train.cs"], _git.Review("--format", "json").Json.GetProperty("code").EnumerateArray().Select(file => file.GetString()));
    }

    [Fact]
    public void Markdown_PutsTheRisksOnTopAndTheRestBehindAClick()
    {
        var lines = _git.Write("configs/base.yaml", Scratch.Sound.Replace("0.02", "2.0")).Review("--format", "markdown").Lines;
        Assert.Equal("<!-- traininglint-review -->", lines[0]);
        Assert.StartsWith("### TrainingLint: 1 new risk: learning-rate-too-high at configs/base.yaml:3", lines[1], StringComparison.Ordinal);
        Assert.Contains("<details><summary>3 recipes: learning rate 0.02 \u2192 2 (x100)</summary>", lines);
        Assert.Contains("| learning rate | `0.02` | `2` | x100 | `configs/base.yaml:3` |", lines);
        Assert.Contains(lines, line => line.StartsWith("rate now     \u2581", StringComparison.Ordinal) && line.EndsWith("peak 2", StringComparison.Ordinal));
        Assert.Equal(lines.Count(line => line.StartsWith("<details>", StringComparison.Ordinal)), lines.Count(line => line == "</details>"));
    }

    [Fact]
    public void Markdown_HasAShortHeadingAndLinksWhereTheServerTellsOfTheCommit()
    {
        _git.Files.Variables["GITHUB_SERVER_URL"] = "https://github.com";
        _git.Files.Variables["GITHUB_REPOSITORY"] = "o/r";
        _git.Files.Variables["GITHUB_SHA"] = "abc";
        var risky = Scratch.Risky.Replace("WARMUP_ITERS: 1000", "WARMUP_ITERS: 100000");
        var lines = _git.Write("configs/a b.yaml", risky).Review("--format", "markdown").Lines;
        Assert.Equal("### TrainingLint: 2 new risks, the worst: learning-rate-too-high at configs/a b.yaml:3.", lines[1]);
        Assert.Contains(lines, line => line.Contains("| [`configs/a b.yaml:3`](https://github.com/o/r/blob/abc/configs/a%20b.yaml#L3) |"));
    }

    [Fact]
    public void GitHub_GetsASuggestionAtAChangedLineWithAFix()
    {
        _git.Write("configs/base.yaml", Scratch.Sound.Replace("WARMUP_ITERS: 1000", "WARMUP_ITERS: 100000"));
        var review = _git.Review("--format", "github").Json;
        Assert.Equal("COMMENT", review.GetProperty("event").GetString());
        Assert.Contains("### TrainingLint: 1 new risk", review.GetProperty("body").GetString(), StringComparison.Ordinal);
        var comment = Assert.Single(review.GetProperty("comments").EnumerateArray());
        Assert.Equal(("configs/base.yaml", 7, "RIGHT"),
            (comment.GetProperty("path").GetString(), comment.GetProperty("line").GetInt32(), comment.GetProperty("side").GetString()));
        Assert.Matches("```suggestion\n  WARMUP_ITERS: [0-9]+\n```$", comment.GetProperty("body").GetString());
    }

    [Fact]
    public void GitHub_GetsNoSuggestionAtALineOutsideOfTheChange()
    {
        _git.Write("configs/base.yaml", Scratch.Sound.Replace("MAX_ITER: 90000", "MAX_ITER: 900").Replace("STEPS: (60000, 80000)", "STEPS: (600, 800)"));
        var review = _git.Review("--format", "github").Json;
        Assert.Contains("warmup-too-long", review.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Empty(review.GetProperty("comments").EnumerateArray());
    }

    [Fact]
    public void TextOfAFileThatLooksLikeADiff_IsNotTakenForOne()
    {
        const string Diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +5,2 @@\n+++ b/y\n+@@ -1 +1 @@\n@@ -9 +11 @@ more\n-a\n+b\n";
        var added = AddedLines.Of(Diff);
        Assert.Equal([(5, 2), (11, 1)], Assert.Single(added).Value);
    }

    [Fact]
    public void Markdown_OfAHugeChange_StaysBelowTheLimitOfAComment()
    {
        foreach (var i in Enumerable.Range(0, 400))
        {
            _git.Write($"configs/many/a-rather-long-name-of-a-config-for-run-number-{i}.yaml", Scratch.Sound.Replace("90000", $"{100_000 + i}"));
        }

        var text = _git.Review("--format", "markdown").Output;
        Assert.InRange(text.Length, 30_000, 65_000);
        Assert.Contains("left out here", text, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownRevision_IsTwoAndSaysWhatToFetch()
    {
        var outcome = _git.Review("--base", "release");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains("there is no revision 'release' here; fetch it first, for example with 'git fetch origin release:refs/remotes/origin/release'", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--upload-pack=touch pwned")]
    [InlineData("-h")]
    public void RevisionThatLooksLikeAnOption_IsNone(string revision)
    {
        Assert.Equal(2, _git.Files.Run("review", "--base=" + revision).Exit);
        Assert.False(File.Exists(_git.Files.PathOf("pwned")));
    }

    [Fact]
    public void NoRepository_IsTwo()
    {
        using var scratch = new Scratch();
        Directory.Delete(scratch.PathOf(".git"));
        var outcome = scratch.Run("review", "--base", "main");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains("this is no git repository", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ShallowClone_SaysWhatToFetch_AndWorksOnceItIsThere()
    {
        _git.Write("configs/base.yaml", Scratch.Sound.Replace("0.02", "2.0")).Commit();
        using var clone = new Scratch();
        Directory.Delete(clone.PathOf(".git"));
        File.Delete(clone.PathOf(".editorconfig"));
        GitScratch.Start(clone.Root, "git", "clone", "-q", "--depth", "1", "--branch", "change", "file://" + _git.Files.Root, "work");

        // Whoever does what the messages say gets his review.
        Assert.Contains("git fetch --depth=100 origin main:refs/remotes/origin/main", Advised(baseName: "main"), StringComparison.Ordinal);
        GitScratch.Start(clone.PathOf("work"), "git", "update-ref", "-d", "refs/remotes/origin/main");
        Assert.Contains("origin main:refs/remotes/origin/main", Advised(baseName: "origin/main"), StringComparison.Ordinal);
        Assert.Contains("reaches 3 configs", clone.RunIn("work", "", "review", "--base", "main").Output, StringComparison.Ordinal);

        // git fetches branches; what is reckoned from one comes with its history.
        Directory.Delete(clone.PathOf("work"), recursive: true);
        GitScratch.Start(clone.Root, "git", "clone", "-q", "--depth", "1", "--branch", "change", "file://" + _git.Files.Root, "work");
        Assert.Contains("'git fetch --deepen=100'", Advised(baseName: "HEAD~1"), StringComparison.Ordinal);
        Assert.Contains("reaches 3 configs", clone.RunIn("work", "", "review", "--base", "HEAD~1").Output, StringComparison.Ordinal);

        string Advised(string baseName)
        {
            var said = "";
            for (var tries = 0; tries < 2; tries++)
            {
                var outcome = clone.RunIn("work", "", "review", "--base", baseName);
                if (outcome.Exit != 2)
                {
                    break;
                }

                said += outcome.Error;
                var command = System.Text.RegularExpressions.Regex.Match(outcome.Error, "'git ([^']+)'").Groups[1].Value;
                GitScratch.Start(clone.PathOf("work"), "git", [.. command.Split(' '), "-q"]);
            }

            return said;
        }
    }

    [Fact]
    public void FilterOfTheConfiguration_IsNotRun()
    {
        var proof = _git.Files.PathOf("ran");
        _git.Write(".gitattributes", "*.yaml filter=evil\n").Write("configs/base.yaml", Scratch.Sound.Replace("0.02", "2.0"));
        _git.Git("config", "filter.evil.clean", "touch '" + proof + "'; cat");
        _git.Git("config", "filter.evil.required", "true");
        File.SetLastWriteTimeUtc(_git.Files.PathOf("configs/base.yaml"), DateTime.UnixEpoch);
        Assert.Contains("learning rate 0.02", _git.Review().Output, StringComparison.Ordinal);
        Assert.False(File.Exists(proof));
    }

    [Fact]
    public void LongMarkdown_IsCutMostSevereFirst_AndSaysWhatIsLeftOut()
    {
        for (var i = 0; i < 400; i++)
        {
            _git.Write($"configs/many/run{i}.yaml", (i % 2 == 0 ? Scratch.Risky : Scratch.Sound.Replace("1000", "80000")) + "# " + i + "\n");
        }

        var text = _git.Commit().Review("--format", "markdown").Output;
        Assert.InRange(text.Length, 20_000, 60_000);
        Assert.Contains("further findings left out here", text, StringComparison.Ordinal);
        Assert.True(text.LastIndexOf("| error |", StringComparison.Ordinal) < text.IndexOf("| warning |", StringComparison.Ordinal)
            || !text.Contains("| warning |", StringComparison.Ordinal));
    }

    [Fact]
    public void Review_IsTheSameForEveryRunAndFromEveryDirectory()
    {
        _git.Write("configs/base.yaml", Scratch.Sound.Replace("0.02", "2.0"));
        var once = _git.Review("--format", "json").Output;
        Assert.Equal(once, _git.Review("--format", "json").Output);
        Assert.Equal(once.Replace("configs/", "", StringComparison.Ordinal), _git.Files.RunIn("configs", "", "review", "--base", "main", "--format", "json").Output);
    }

    private static JsonElement[] Recipes(Outcome outcome) => [.. outcome.Json.GetProperty("recipes").EnumerateArray()];

    private static JsonElement[] Findings(Outcome outcome, string kind) =>
        [.. outcome.Json.GetProperty("findings").GetProperty(kind).EnumerateArray()];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
