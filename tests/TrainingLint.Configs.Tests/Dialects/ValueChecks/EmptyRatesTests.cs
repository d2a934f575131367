using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class EmptyRatesTests
{
    private const string Program = """
        import argparse
        parser = argparse.ArgumentParser()
        parser.add_argument('--lr', type=float, default=None)
        parser.add_argument('--optimizer', default='sgd')
        parser.add_argument('--epochs', type=int, default=90)
        parser.add_argument('--batch-size', type=int, default=256)
        """;

    [Fact]
    public void KeyWithNothingBehindIt_IsSaid() => Assert.Contains(
        ReadText.Observed<WrongTypeObservation>("lr:\noptimizer: sgd\nepochs: 90\nbatch_size: 256\n"),
        one => one is { Key: "lr", Found: "nothing" });

    [Fact]
    public void FlagWithoutDefault_IsHowProgramsAreWritten() =>
        Assert.DoesNotContain(ReadText.Observed<WrongTypeObservation>(Program, "main.py"), one => one.Found == "nothing");
}
