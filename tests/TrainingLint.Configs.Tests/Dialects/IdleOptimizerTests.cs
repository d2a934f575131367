using System;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>Optimizers that take no step, and those of tensors that stand alone.</summary>
public class IdleOptimizerTests
{
    private const string Clearing = """
        import torch

        def weights(model, loader):
            # for its gradients only, optimizer.step() is not wanted
            optimizer = torch.optim.SGD(model.parameters(), lr=0)
            for x in loader:
                optimizer.zero_grad()
                model(x).sum().backward()

        def train(optimizer):
            optimizer.step()
        """;

    private const string Curve = """
        import torch

        if __name__ == '__main__':
            optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
            scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.2, total_steps=100)
            for step in range(100):
                scheduler.step()
        """;

    private const string Loose = """
        import torch
        import torch.nn as nn

        def oracle(model):
            opt_list = []
            for p in model.parameters():
                u = nn.Parameter(torch.randn(p.shape[0], 1))
                v = nn.Parameter(torch.randn(1, p.shape[1]))
                opt_list.extend([u, v])
            optimizer = torch.optim.SGD(opt_list, lr=100)
            optimizer.step()
        """;

    [Theory]
    [InlineData("optimizer.zero_grad()", false)]
    [InlineData("optimizer.zero_grad(); optimizer.step()", true)]
    [InlineData("train(optimizer)", true)]
    public void OptimizerThatOnlyClears_HasNoRate(string use, bool hasRate) =>
        Assert.Equal(hasRate, HasRate(Clearing.Replace("        optimizer.zero_grad()", "        " + use, StringComparison.Ordinal)));

    [Theory]
    [InlineData("scheduler.step()", false)]
    [InlineData("print(step)", true)]
    [InlineData("loss(step).backward(); optimizer.step(); scheduler.step()", true)]
    public void CurveOfASchedule_IsNoTraining(string use, bool hasRate) =>
        Assert.Equal(hasRate, HasRate(Curve.Replace("        scheduler.step()", "        " + use, StringComparison.Ordinal)));

    [Theory]
    [InlineData("PolynomialLRWarmup(optimizer", false)]
    [InlineData("WarmupCosineSchedule(optimizer", false)]
    [InlineData("Trainer(optimizer", true)]
    public void CurveOfAScheduleOfOnesOwn_IsNoTraining(string made, bool hasRate) => Assert.Equal(hasRate, HasRate(
        Curve.Replace("torch.optim.lr_scheduler.OneCycleLR(optimizer", made, StringComparison.Ordinal)));

    [Theory]
    [InlineData("extend([u, v])", false)]
    [InlineData("append(p)", true)]
    public void TensorsThatTheProgramMakes_AreNoNetwork(string added, bool hasRate) =>
        Assert.Equal(hasRate, HasRate(Loose.Replace("extend([u, v])", added, StringComparison.Ordinal)));

    private static bool HasRate(string program) => ReadText.Recipe(program, "tool.py").Get(Facts.LearningRate).HasValue;
}
