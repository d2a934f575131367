using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Cli.Tests.Diagnosing;

/// <summary>Faults that were planted into logs are found, and sound runs are left alone, however the log is written.</summary>
public sealed class DiagnosisTests : IDisposable
{
    private static readonly Dictionary<string, Func<PlantedLog, byte[]>> Formats = new(StringComparer.Ordinal)
    {
        ["trainer_state.json"] = log => log.TrainerState(),
        ["metrics.csv"] = log => log.Csv(),
        ["log.jsonl"] = log => log.JsonLines(),
        ["events.out.tfevents.1.host"] = log => log.Events(),
    };

    private readonly Scratch _files = new();

    public void Dispose() => _files.Dispose();

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var (planted, file) in PlantedCases.All.SelectMany(planted => Formats.Keys.Select(file => (planted, file))))
        {
            data.Add(planted.Name, file);
        }

        return data;
    }

    [Theory]
    [InlineData(10, "1.234", ExitCode.Findings)]
    [InlineData(200, "0", ExitCode.Findings)]
    [InlineData(9, "1.234", ExitCode.Clean)]
    public void LossThatIsTheSameNumberThroughout_IsNoTraining(int rows, string loss, int exit)
    {
        _files.Write("loss.csv", "step,loss\n" + string.Concat(Enumerable.Range(0, rows).Select(step => step + "," + loss + "\n")));

        var outcome = _files.Run("diagnose", "loss.csv", "--format", "json");

        Assert.Equal(exit == ExitCode.Findings, outcome.Exit == ExitCode.Findings);
        Assert.Equal(exit == ExitCode.Findings, outcome.Json.GetProperty("verdict").GetString() == "at-risk");
    }

    [Theory]
    [InlineData("null", "diverged")]
    [InlineData("\"None\"", "diverged")]
    [InlineData("NaN", "diverged")]
    public void ALossThatTurnsIntoNothing_IsNoNumber(string nothing, string cause)
    {
        _files.Write("log.jsonl", string.Concat(Enumerable.Range(1, 30).Select(step => FormattableString.Invariant(
            $"{{\"step\": {step}, \"loss\": {(step > 20 ? nothing : FormattableString.Invariant($"{3 - (step / 20.0)}"))}, \"lr\": 0.001}}\n"))));

        var finding = _files.Run("diagnose", "log.jsonl", "--format", "json").Json.GetProperty("findings")[0];

        Assert.Equal((cause, "risk"), (finding.GetProperty("cause").GetString(), finding.GetProperty("severity").GetString()));
        Assert.Equal(21, finding.GetProperty("logged").GetProperty("line").GetInt32());
    }

    [Fact]
    public void EntriesOfEvaluations_HaveNoLossAndAreNoFault()
    {
        var training = Enumerable.Range(1, 30).Select(step => FormattableString.Invariant($"{{\"step\": {step}, \"loss\": {3 - (step / 20.0)}, \"lr\": 0.001, \"acc\": null}}\n"));
        var evaluations = Enumerable.Range(31, 5).Select(step => FormattableString.Invariant($"{{\"step\": {step}, \"loss\": null, \"lr\": null, \"acc\": 0.5}}\n"));
        _files.Write("log.jsonl", string.Concat(training.Concat(evaluations)));

        Assert.Equal(ExitCode.Clean, _files.Run("diagnose", "log.jsonl").Exit);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WhatWasPlanted_IsFound_AndNothingElse(string name, string file)
    {
        var planted = PlantedCases.All.Single(planted => planted.Name == name);
        _files.Write("run/" + file, Formats[file](planted.Log)).Write("train.yaml", planted.Config ?? "");

        var outcome = planted.Config is null
            ? _files.Run("diagnose", "run/" + file, "--format", "json")
            : _files.Run("diagnose", "run/" + file, "--config", "train.yaml", "--format", "json");

        var risks = outcome.Json.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("severity").GetString() == "risk").ToArray();
        Assert.Equal(planted.Cause, risks.Select(risk => risk.GetProperty("cause").GetString()).FirstOrDefault());
        Assert.Equal(planted.Cause is null ? ExitCode.Clean : ExitCode.Findings, outcome.Exit);
        Assert.Equal(planted.Cause is null ? "sound" : "at-risk", outcome.Json.GetProperty("verdict").GetString());
        if (planted.Line > 0)
        {
            var setting = risks[0].GetProperty("setting");
            Assert.Equal(("train.yaml", planted.Line), (setting.GetProperty("file").GetString(), setting.GetProperty("line").GetInt32()));
        }
    }

    [Fact]
    public void ThePlaceInTheLog_IsNamed()
    {
        var planted = PlantedCases.All.Single(planted => planted.Name == "loss of NaN");
        _files.Write("log.jsonl", planted.Log.JsonLines());

        var logged = _files.Run("diagnose", "log.jsonl", "--format", "json").Json.GetProperty("findings")[0].GetProperty("logged");

        Assert.Equal(("log.jsonl", 40, 400.0, "NaN"),
            (logged.GetProperty("file").GetString(), logged.GetProperty("line").GetInt32(), logged.GetProperty("step").GetDouble(),
                logged.GetProperty("value").GetString()));
    }

    [Fact]
    public void WithoutAConfig_WhatNeedsOneIsSaidToBeOpen()
    {
        _files.Write("log.jsonl", PlantedCases.All[0].Log.JsonLines());

        var outcome = _files.Run("diagnose", "log.jsonl");

        Assert.Equal(ExitCode.Clean, outcome.Exit);
        Assert.StartsWith("sound: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("unchecked  learning rate against the config: no config was named", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("unchecked  clipping: no config was named", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.02, false)]
    [InlineData(1.2, true)]
    public void AJumpOfWhatIsLeftOfALoss_IsNotWorthANote(double height, bool isNoted)
    {
        _files.Write("log.jsonl", new PlantedLog().With("loss", 10, step => step == 800 ? height : 9 * Math.Exp(-step / 100.0)).JsonLines());

        var outcome = _files.Run("diagnose", "log.jsonl");

        Assert.Equal(ExitCode.Clean, outcome.Exit);
        Assert.Equal(isNoted, outcome.Output.Contains("(loss-spike)", StringComparison.Ordinal));
    }

    [Fact]
    public void ALogOfSomethingElse_CouldNotBeTold()
    {
        _files.Write("log.csv", "step,tokens\n1,10\n2,20\n");

        var outcome = _files.Run("diagnose", "log.csv");

        Assert.Equal(ExitCode.Clean, outcome.Exit);
        Assert.StartsWith("could not tell: ", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lr-AdamW,train/loss_step,val/loss", "train/loss_step")]
    [InlineData("lr/pg0,train/box_loss,val/box_loss", "train/box_loss")]
    [InlineData("train/learning_rate,total_loss,policy_loss", "total_loss")]
    [InlineData("lr_decay_factor,Loss/train,Loss/validation", "Loss/train")]
    public void NamesOfManyFrameworks_AreUnderstood(string names, string loss)
    {
        _files.Write("log.csv",
            "step," + names + "\n" + string.Concat(Enumerable.Range(1, 12).Select(i => FormattableString.Invariant($"{i},0.001,{9.0 / i},{9.0 / i}\n"))));

        Assert.Contains("loss from '" + loss + "' (12)", _files.Run("diagnose", "log.csv").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ADirectory_IsSearchedForItsLog()
    {
        _files.Write("out/checkpoint-500/trainer_state.json", PlantedCases.All[0].Log.JsonLines())
            .Write("out/checkpoint-1000/trainer_state.json", PlantedCases.All[0].Log.TrainerState());

        Assert.Equal("out/checkpoint-1000/trainer_state.json", _files.Run("diagnose", "out", "--format", "json").Json.GetProperty("log").GetProperty("files")[0].GetString());
    }

    [Fact]
    public void DirectoriesOfEvents_NameWhatIsHeldOut()
    {
        _files.Write("logs/train/events.out.tfevents.1.a", new PlantedLog().With("epoch_loss", 10, PlantedCases.Falling).Events())
            .Write("logs/validation/events.out.tfevents.1.b", new PlantedLog().With("epoch_loss", 10, step => step < 400 ? 3 : 3 + (0.01 * (step - 400))).Events());

        var outcome = _files.Run("diagnose", "logs", "--format", "json");

        Assert.Equal("validation/epoch_loss", outcome.Json.GetProperty("log").GetProperty("heldOutLoss").GetProperty("name").GetString());
        Assert.Equal("overfitting", outcome.Json.GetProperty("findings")[0].GetProperty("cause").GetString());
    }
}
