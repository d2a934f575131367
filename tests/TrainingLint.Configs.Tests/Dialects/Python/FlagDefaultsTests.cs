using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>Calls that take a flag take its default, unless the program gives it another value.</summary>
public class FlagDefaultsTests
{
    private static string Program(string rate = "1.0", string more = "", string taken = "args.lr") =>
        "import argparse\nimport torch\nparser = argparse.ArgumentParser()\n"
        + $"parser.add_argument('--lr', type=float, default={rate})\nparser.add_argument('--epochs', type=int, default=40)\n"
        + $"args = parser.parse_args()\n{more}opt = torch.optim.Adam(model.parameters(), lr={taken})\n"
        + "for epoch in range(args.epochs):\n    for x, y in loader:\n        opt.step()\n";

    private static Recipe Torch(string text) =>
        Assert.Single(ReadText.As(text, "main.py").Recipes, recipe => recipe.Dialect == "torch");

    [Fact]
    public void Flag_IsItsDefault_AtItsPlace()
    {
        var recipe = Torch(Program());
        Assert.Equal((1.0, 40.0), (recipe.Get(Facts.LearningRate).Or(0), recipe.Get(Facts.Epochs).Or(0)));
        var finding = Assert.Single(new Judge().Findings(ReadText.As(Program(), "main.py")), finding => finding.Rule.Id == "TL0102");
        Assert.Equal(4, finding.Place!.Line);
        Assert.DoesNotContain(new Judge().Findings(ReadText.As(Program("0.001"), "main.py")), found => found.Rule.Id == "TL0102");
    }

    [Theory]
    [InlineData("args.lr = args.lr * 8\n")]
    [InlineData("args.lr *= 8\n")]
    [InlineData("parser.set_defaults(lr=0.1)\n")]
    [InlineData("args.__dict__.update(loaded)\n")]
    [InlineData("parser.add_argument('--lr', type=float, default=0.1)\n")]
    public void ValueFromElsewhere_IsUnknown(string more) => Assert.False(Torch(Program(more: more)).Get(Facts.LearningRate).HasValue);

    // The default is meant for the optimizer that is chosen by default.
    [Fact]
    public void OptimizerOfAChoice_TakesNoDefault()
    {
        var text = Program("20", "if args.adam:\n    ");
        Assert.False(Torch(text).Get(Facts.LearningRate).HasValue);
    }

    [Theory]
    [InlineData("1.0", "model.args.lr")]
    [InlineData("1.0", "args.lr * args.batch / 256")]
    [InlineData("None", "args.lr")]
    [InlineData("'1.0'", "args.lr")]
    public void WhatIsNoPlainFlag_IsUnknown(string rate, string taken) =>
        Assert.False(Torch(Program(rate, taken: taken)).Get(Facts.LearningRate).HasValue);
}
