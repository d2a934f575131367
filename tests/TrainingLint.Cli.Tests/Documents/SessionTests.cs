using System.Linq;
using System.Text;
using TrainingLint.Cli.Tests.Reviewing;

namespace TrainingLint.Cli.Tests.Documents;

/// <summary>
/// Sessions in the documents, which unlike single transcripts play in a repository of their own, one command after the other, are what
/// the tool says. With the environment variable UPDATE_GOLDEN set, they are written instead.
/// </summary>
public sealed class SessionTests : IDisposable
{
    private const string Fence = "```";
    private const string Session = "shell-session";

    private static readonly string Base = "SEED: 42\nSOLVER:\n  BASE_LR: 0.02\n  IMS_PER_BATCH: 16\n  MAX_ITER: 90000\n  STEPS: (60000, 80000)\n  WARMUP_ITERS: 1000\n";

    private readonly GitScratch _git = new GitScratch()
        .Write(".editorconfig", "root = true\n\n[configs/**]\ntraininglint.learning-rate-too-high.adamw.max = 0.0003\n\n[configs/finetune.yaml]\ntraininglint.missing-seed.severity = error\n")
        .Write("configs/base.yaml", Base)
        .Write("configs/mask-rcnn.yaml", "_BASE_: base.yaml\nMODEL:\n  META_ARCHITECTURE: GeneralizedRCNN\n  MASK_ON: true\n")
        .Write("configs/cascade.yaml", "_BASE_: base.yaml\nMODEL:\n  META_ARCHITECTURE: GeneralizedRCNN\nSOLVER:\n  MAX_ITER: 270000\n  STEPS: (210000, 250000)\n")
        .Write("configs/detector.yaml", "SEED: 42\nSOLVER:\n  BASE_LR: 1          # per 16 images\n  IMS_PER_BATCH: 16\n  MAX_ITER: 9000\n  STEPS: (6000, 8000)\n  WARMUP_ITERS: 18000\n")
        .Write("configs/finetune.yaml", "model_name_or_path: org/model\ndataset_name: org/data\nlearning_rate: 2.0e-5\nper_device_train_batch_size: 8\nnum_train_epochs: 3\nlr_scheduler_type: cosine\nwarmup_ratio: 0.03\nseed: 42\n")
        .Write("configs/sweep.yaml", "SEED: 42\nSOLVER:\n  # traininglint: disable=learning-rate-too-high the upper end of a sweep\n  BASE_LR: 2.0\n  IMS_PER_BATCH: 16\n  MAX_ITER: 90000\n")
        .Commit();

    public void Dispose() => _git.Dispose();

    [Fact]
    public void BuildServers() => Holds("docs/ci.md");

    [Fact]
    public void Review()
    {
        _git.Branch("change").Write("configs/base.yaml", Base.Replace("0.02", "2.0"));
        _git.Write("configs/finetune.yaml", _git.Files.Read("configs/finetune.yaml").Replace("num_train_epochs: 3", "num_train_epochs: 1")).Commit();
        Holds("docs/review.md");
    }

    private void Holds(string document)
    {
        var path = Path.Combine(RepositoryCommandLine.Root, document);
        var written = File.ReadAllText(path);
        var actual = Replayed(written);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is { Length: > 0 })
        {
            File.WriteAllText(path, actual);
        }
        else
        {
            Assert.Equal(written, actual);
        }
    }

    // The document with the output of every command behind it; the commands of a block are parted by an empty line.
    private string Replayed(string document)
    {
        var replayed = new StringBuilder();
        string? open = null;
        var isFirst = true;
        foreach (var line in document.TrimEnd('\n').Split('\n'))
        {
            if (open is null || line == open)
            {
                isFirst = true;
                open = open is null && line.StartsWith(Fence, StringComparison.Ordinal) && line.EndsWith(Session, StringComparison.Ordinal)
                    ? line[..^Session.Length] : null;
                replayed.Append(line + "\n");
            }
            else if (line.StartsWith("$ ", StringComparison.Ordinal))
            {
                replayed.Append((isFirst ? "" : "\n") + line + "\n" + Output(line[2..]).TrimEnd('\n') + "\n");
                isFirst = false;
            }
        }

        return replayed.ToString();
    }

    private string Output(string command)
    {
        var words = command.Split(' ');
        if (words[0] == "traininglint")
        {
            var outcome = _git.Files.Run([.. words.Skip(1)]);
            return outcome.Output + outcome.Error;
        }

        return GitScratch.Start(_git.Files.Root, words[0], [.. words.Skip(1)]);
    }
}
