using System.Linq;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>What a module returns, against the loss that takes scores.</summary>
public class TorchLastLayerTests
{
    private static string Program(string returns, string loss = "criterion = nn.CrossEntropyLoss()", string more = "",
        string step = "out = net(x)\ncriterion(out, y).backward()\n") =>
        "import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n\nclass Net(nn.Module):\n    def __init__(self):\n"
        + "        super().__init__()\n        self.fc = nn.Linear(8, 3)\n        self.out = nn.Softmax(dim=1)\n\n"
        + "    def forward(self, x):\n"
        + $"{returns}\n\n{more}net = Net()\n{loss}\nopt = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)\n{step}";

    private static int Found(string text) =>
        new Judge().Findings(ReadText.As(text, "train.py")).Count(finding => finding.Rule.Id == "TL1201");

    [Theory]
    [InlineData("        return F.softmax(self.fc(x), dim=1)")]
    [InlineData("        return torch.softmax(self.fc(x), dim=-1)  # probabilities")]
    [InlineData("        x = self.fc(x)\n        x = F.softmax(x, dim=1)\n        return x")]
    [InlineData("        x = self.fc(x)\n        return self.out(x)")]
    public void Probabilities_ForALossOfScores_AreTold(string returns) => Assert.Equal(1, Found(Program(returns)));

    [Theory]
    [InlineData("        return self.fc(x)")]
    [InlineData("        w = F.softmax(x, dim=1)\n        return self.fc(w)")]
    [InlineData("        return F.softmax(self.fc(x), dim=1) @ self.values")]
    [InlineData("        if x.dim() == 2:\n            return self.fc(x)\n        return F.softmax(self.fc(x), dim=1)")]
    [InlineData("        if self.training:\n            x = self.fc(x)\n        return F.softmax(x, dim=1)")]
    public void Scores_AndUnclearForwards_AreLeftAlone(string returns) => Assert.Equal(0, Found(Program(returns)));

    [Theory]
    [InlineData("criterion(net(x), y).backward()\n", 1)]
    [InlineData("F.cross_entropy(net.scores(x), y).backward()\n", 0)]
    [InlineData("out = backbone(x) * net(x)\ncriterion(out, y).backward()\n", 0)]
    [InlineData("out = resnet18(x)\ncriterion(out, y).backward()\n", 0)]
    public void OnlyWhatTheLossTakes_IsJudged(string step, int found) =>
        Assert.Equal(found, Found(Program("        return F.softmax(self.fc(x), dim=1)", step: step)));

    [Fact]
    public void OtherLosses_AndSeveralModules_AreLeftAlone()
    {
        const string Softmax = "        return F.softmax(self.fc(x), dim=1)";
        Assert.Equal(0, Found(Program(Softmax, "criterion = nn.NLLLoss()")));
        Assert.Equal(0, Found(Program(Softmax, more: "class Head(nn.Module):\n    def forward(self, x):\n        return x\n\n")));
    }
}
