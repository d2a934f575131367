using System;
using System.Linq;
using System.Text.Json;

namespace TrainingLint.PyTorch.Tests;

/// <summary><c>probe --python</c>, from the command line to the report.</summary>
public sealed class ProbeCommandTests : IDisposable
{
    private readonly CommandLineCall _call = new();

    public ProbeCommandTests()
    {
        _call.Write("train.yaml", "SOLVER:\n  BASE_LR: 0.05\n  MAX_ITER: 1000\n  STEPS: [600, 800]\n  WARMUP_ITERS: 100\n  IMS_PER_BATCH: 64\n");
    }

    public void Dispose() => _call.Dispose();

    [PyTorchFact]
    public void AModel_IsTrainedAndMeasured()
    {
        // Hundreds of descents to find its basin ask nothing of the bridge that the other questions do not ask.
        var (exit, output, error) = _call.Run(
            "probe", "--config", "train.yaml", "--python", PyTorch.Problem("tiny"), "--steps", "30", "--measure", "generalization", "--format", "json");

        Assert.True(exit == 0, error);
        var json = JsonDocument.Parse(output).RootElement;
        var problem = json.GetProperty("problem");
        Assert.Equal("tiny", problem.GetProperty("name").GetString());
        Assert.Equal((64 * 8) + 8 + 80 + 10, problem.GetProperty("parameters").GetInt32());
        Assert.Equal(120, problem.GetProperty("samples").GetInt32());
        Assert.Equal("train mode on cpu, inputs [120, 64] float32, targets [120] int64", problem.GetProperty("notes")[0].GetString());
        Assert.Equal(30, json.GetProperty("run").GetProperty("steps").GetInt32());
        Assert.InRange(json.GetProperty("run").GetProperty("heldOutLoss").GetDouble(), 0.1, 3);
        Assert.True(json.GetProperty("stability").GetProperty("margin").GetDouble() > 1);
        Assert.NotEqual(JsonValueKind.Null, json.GetProperty("generalization").ValueKind);

        // What the user's code prints, itself or by a child process of its own, is for people.
        Assert.Contains("a print of the user's while the file is loaded\n", error);
        Assert.Contains("another print\n", error);
        Assert.Contains("a print of a child process\n", error);
    }

    [PyTorchFact]
    public void TheSameSeed_GivesTheSameReport()
    {
        string Report() => string.Join('\n', _call.Run("probe", "--config", "train.yaml", "--python", PyTorch.Problem("tiny"), "--steps", "10", "--measure", "agreement", "--budget", "1000", "--format", "json").Output
            .Split('\n').Where(line => !line.Contains("\"seconds\"", StringComparison.Ordinal)));

        Assert.Equal(Report(), Report());
    }

    [PyTorchFact]
    public void WhatIsDoneWithAModel_IsStated()
    {
        var (exit, output, error) = _call.Run("probe", "--steps", "0", "--python", PyTorch.Problem("everything"));

        Assert.True(exit == 0, error);
        Assert.Contains("'decode.weight' is tied to 'encode.weight': one parameter", output);
        Assert.Contains("frozen and left out: 'frozen.weight', 'frozen.bias' (156 numbers)", output);
        Assert.Contains("dropout is off: 'dropout'", output);
        Assert.Contains("train mode: 'normalise' normalise by the batch", output);
        Assert.Contains("without influence on the loss, gradient zero: 'unused.weight', 'unused.bias'", output);
    }

    [PyTorchFact]
    public void WithoutASecondDerivative_DifferencesServe()
    {
        var (exit, output, error) = _call.Run("probe", "--steps", "0", "--python", PyTorch.Problem("once_differentiable"));

        Assert.True(exit == 0, error);
        Assert.Contains("no second derivative", output);
        Assert.Contains("largest eigenvalue", output);
    }
}
