using System.Linq;
using TrainingLint.Core.Judging;

namespace TrainingLint.Configs.Tests.Dialects.Python;

/// <summary>The last layer of a chain of layers, against the loss that it is handed to.</summary>
public class TorchLayersTests
{
    private static bool IsTold(string last, string loss, string step = "loss = criterion(model(x), y)") =>
        new Judge().Findings(ReadText.As(
            "import torch\nimport torch.nn as nn\n"
            + $"model = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), {last})\ncriterion = nn.{loss}()\n"
            + "opt = torch.optim.Adam(model.parameters(), lr=1e-3)\n"
            + $"for epoch in range(5):\n    for x, y in loader:\n        opt.zero_grad()\n        {step}\n"
            + "        loss.backward()\n        opt.step()\n",
            "train.py")).Any(finding => finding.Rule.Id == "TL1201");

    [Theory]
    [InlineData("nn.Linear(64, 1), nn.Sigmoid()", "BCEWithLogitsLoss")]
    [InlineData("nn.Linear(64, 10), nn.Softmax(dim=1)", "CrossEntropyLoss")]
    [InlineData("nn.Linear(64, 10), nn.LogSoftmax(dim=1)", "CrossEntropyLoss")]
    [InlineData("nn.Linear(64, 1)", "CrossEntropyLoss")]
    [InlineData("nn.Linear(64, 1)", "BCELoss")]
    [InlineData("nn.Linear(64, 10), nn.Softmax(dim=1)", "NLLLoss")]
    [InlineData("nn.Linear(64, 10)", "NLLLoss")]
    public void WhatTheLossCannotTake_IsTold(string last, string loss) => Assert.True(IsTold(last, loss));

    [Theory]
    [InlineData("nn.Linear(64, 1)", "BCEWithLogitsLoss")]
    [InlineData("nn.Linear(64, 1), nn.Sigmoid()", "BCELoss")]
    [InlineData("nn.Linear(64, 10)", "CrossEntropyLoss")]
    [InlineData("nn.Linear(64, 10), nn.LogSoftmax(dim=1)", "NLLLoss")]
    [InlineData("nn.Linear(64, 1)", "MSELoss")]
    public void WhatFits_IsLeftAlone(string last, string loss) => Assert.False(IsTold(last, loss));

    [Theory]
    [InlineData("loss = criterion(torch.sigmoid(model(x)), y)")]
    [InlineData("loss = criterion(head(model(x)), y)")]
    [InlineData("loss = criterion(other(x), y)")]
    public void WhatStandsBetween_IsNotJudged(string step) => Assert.False(IsTold("nn.Linear(64, 1)", "BCELoss", step));

    [Theory]
    [InlineData("return torch.sigmoid(self.fc(x))", "nn.BCEWithLogitsLoss()", true)]
    [InlineData("return self.fc(x)", "nn.BCEWithLogitsLoss()", false)]
    [InlineData("return torch.sigmoid(self.fc(x))", "nn.BCELoss()", false)]
    [InlineData("return self.fc(torch.sigmoid(x))", "nn.BCEWithLogitsLoss()", false)]
    public void ModuleThatReturnsProbabilities_IsToldForALossOfScores(string returns, string loss, bool isTold) =>
        Assert.Equal(isTold, new Judge().Findings(ReadText.As(
            "import torch\nimport torch.nn as nn\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
            + $"        self.fc = nn.Linear(8, 1)\n\n    def forward(self, x):\n        {returns}\n\nnet = Net()\ncriterion = {loss}\n"
            + "opt = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)\nout = net(x)\ncriterion(out, y).backward()\n",
            "train.py")).Any(finding => finding.Rule.Id == "TL1201"));
}
