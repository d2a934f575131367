using System.Globalization;
using System.Linq;
using System.Text;

namespace TrainingLint.Cli.Tests.Diagnosing;

/// <summary>Other configs, schedules, lengths and names than those of the planted cases.</summary>
public sealed class OtherFrameworksTests : IDisposable
{
    private const string Detectron = "SOLVER:\n  BASE_LR: 0.02\n  IMS_PER_BATCH: 16\n  MAX_ITER: 9000\n  STEPS: (6000, 8000)\n  WARMUP_ITERS: 1000\n";

    private const string Launcher = """
        python run_clm.py \
          --model_name_or_path gpt2 \
          --do_train \
          --per_device_train_batch_size 8 \
          --learning_rate 5e-5 \
          --lr_scheduler_type linear \
          --warmup_steps 200 \
          --max_steps 4000 \
          --output_dir out

        """;

    private const string Epochs = "optimizer: sgd\nlr: 0.1\nmomentum: 0.9\nscheduler: cosine\nwarmup_epochs: 5\nepochs: 90\nbatch_size: 256\n";

    private readonly Scratch _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("sound", null)]
    [InlineData("stuck", "scheduler-never-stepped")]
    [InlineData("zero", "rate-zero")]
    [InlineData("factor", "rate-not-as-configured")]
    public void StepsThatDrop_InIterationsOfALog(string kind, string? cause)
    {
        static double Rate(int step) =>
            (step < 1000 ? 0.02 * (0.001 + (0.999 * step / 1000)) : step < 6000 ? 0.02 : step < 8000 ? 0.002 : 0.0002);
        var log = string.Concat(Enumerable.Range(1, 450).Select(i => i * 20).Select(step => string.Create(CultureInfo.InvariantCulture,
            $"{{\"data_time\": 0.01, \"iteration\": {step - 1}, \"lr\": {Planted(kind, Rate(step - 1), 0.02, step > 4500)}, \"loss_cls\": 0.5, \"total_loss\": {Loss(Trained(kind, step, 4500) / 1000.0)}}}\n")));

        Expect(cause, "metrics.json", log, "config.yaml", Detectron);
    }

    [Theory]
    [InlineData("sound", null)]
    [InlineData("stuck", "scheduler-never-stepped")]
    [InlineData("zero", "rate-zero")]
    [InlineData("factor", "rate-not-as-configured")]
    public void ALauncher_AndTheStateOfItsTrainer(string kind, string? cause)
    {
        static double Rate(int step) => step < 200 ? 5e-5 * step / 200 : 5e-5 * (4000 - step) / 3800;
        var log = new PlantedLog { Planned = 4000 }
            .With("loss", 50, step => Loss(Trained(kind, step, 2000) / 500.0))
            .With("learning_rate", 50, step => Planted(kind, Rate(step), 5e-5, step > 2000));

        Expect(cause, "trainer_state.json", Encoding.UTF8.GetString(log.TrainerState()), "train.sh", Launcher);
    }

    [Theory]
    [InlineData("sound", null)]
    [InlineData("stuck", "scheduler-never-stepped")]
    [InlineData("zero", "rate-zero")]
    public void WholeEpochs_InATable(string kind, string? cause)
    {
        static double Rate(int epoch) => epoch < 5 ? 0.1 * epoch / 5 : 0.05 * (1 + Math.Cos(Math.PI * (epoch - 5) / 85));
        foreach (var first in new[] { 0, 1 })
        {
            var log = "epoch,train_loss,val_loss,lr\n" + string.Concat(Enumerable.Range(0, 90).Select(i => string.Create(CultureInfo.InvariantCulture,
                $"{i + first},{Loss(Trained(kind, i, 45) / 20.0)},{Loss(Trained(kind, i, 45) / 20.0) + 0.2},{Planted(kind, Rate(i), 0.1, i > 45)}\n")));

            Expect(cause, "log.csv", log, "train.yaml", Epochs);
        }
    }

    [Fact]
    public void AConfigOfAnotherLength_IsNotHeldAgainstTheLog()
    {
        var log = new PlantedLog { Planned = 2000 }.With("loss", 50, step => Loss(step / 500.0)).With("learning_rate", 50, _ => 5e-5);
        _files.Write("trainer_state.json", log.TrainerState()).Write("train.sh", Launcher);

        var outcome = _files.Run("diagnose", "trainer_state.json", "--config", "train.sh");

        Assert.Equal(ExitCode.Clean, outcome.Exit);
        Assert.Contains("the config asks for 4000 steps and the log is that of a run of 2000", outcome.Output, StringComparison.Ordinal);
    }

    private static double Planted(string kind, double rate, double peak, bool isLate) => kind switch
    {
        "stuck" => peak,
        "zero" => isLate ? 0 : rate,
        "factor" => 4 * rate,
        _ => rate,
    };

    /// <summary>With a rate of 0, nothing more is learned.</summary>
    private static int Trained(string kind, int step, int last) => kind == "zero" ? Math.Min(step, last) : step;

    private static double Loss(double time) => 1 + (3 / (1 + time));

    private void Expect(string? cause, string file, string log, string configFile, string config)
    {
        _files.Write(file, log).Write(configFile, config);

        var outcome = _files.Run("diagnose", file, "--config", configFile, "--format", "json");

        Assert.DoesNotContain(outcome.Json.GetProperty("unchecked").EnumerateArray(), part => part.GetProperty("check").GetString() == "learning rate against the config");
        Assert.Equal(cause, outcome.Json.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("severity").GetString() == "risk").Select(finding => finding.GetProperty("cause").GetString()).FirstOrDefault());
    }
}
