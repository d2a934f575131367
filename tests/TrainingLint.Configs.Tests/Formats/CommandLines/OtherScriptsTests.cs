using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Tests.Dialects;

namespace TrainingLint.Configs.Tests.Formats.CommandLines;

public class OtherScriptsTests
{
    [Theory]
    [InlineData("t.bat", "@echo off\r\nREM --lr 1\r\nset LR=0.1\r\npython t.py ^\r\n  --lr %LR% ^\r\n  --epochs 3\r\n")]
    [InlineData("t.cmd", "set \"LR=0.1\"\npython t.py --lr \"%LR%\" --epochs 3 & echo done\n")]
    [InlineData("t.ps1", "# --lr 1\n$lr = \"0.1\"\npython t.py `\n  --lr $lr `\n  --epochs 3\n")]
    [InlineData("Makefile", "LR ?= 0.1\ntrain: data\n\t@python t.py --lr $(LR) \\\n\t  --epochs 3\n")]
    [InlineData("README.md", "# Train\n\n```bash\n$ python t.py --lr 0.1 \\\n    --epochs 3\n```\n\n```python\npython t.py --lr 7\n```\n")]
    [InlineData("ci.yml", "jobs:\n  a:\n    steps:\n      - run: |\n          pip install x\n          python t.py --lr 0.1 \\\n            --epochs 3\n")]
    [InlineData("compose.yaml", "services:\n  a:\n    command: [\"python\", \"t.py\", \"--lr\", \"0.1\", \"--epochs\", \"3\"]\n")]
    [InlineData("pod.yaml", "apiVersion: v1\nspec:\n  containers:\n    - command: [python]\n      args: [t.py, --lr, '0.1', --epochs, '3']\n")]
    [InlineData("job.yaml", "apiVersion: v1\nspec:\n  containers:\n    - command: [bash, -c]\n      args: [python t.py --lr 0.1 --epochs 3]\n")]
    public void Command_IsReadWithItsVariables(string name, string text)
    {
        var root = Assert.Single(Script.Roots(text, name), root => root.Command is not null);

        Assert.Equal("0.1", ((ScalarNode)root["lr"]!).Text);
        Assert.Equal("3", ((ScalarNode)root["epochs"]!).Text);
        var span = root["epochs"]!.Span;
        Assert.Equal("3",
            text.Split('\n')[span.Line - 1].TrimEnd('\r').Substring(span.Column - 1, span.EndColumn - span.Column).Trim('\'', '"'));
    }

    [Theory]
    [InlineData("t.bat", "python t.py --lr %1 --epochs 3")]
    [InlineData("t.bat", "set /a LR=1+1\npython t.py --lr %LR% --epochs 3")]
    [InlineData("t.ps1", "$lr = Get-Content x\npython t.py --lr $lr --epochs 3")]
    [InlineData("Makefile", "t:\n\tpython t.py --lr $(shell cat x) --epochs 3\n")]
    public void WhatOnlyTheRunTells_IsUnknown(string name, string text) => Assert.Equal(NodeTags.Unknown, Script.Root(text, name)["lr"]!.Tag);

    [Theory]
    [InlineData("t.bat", "\"\n^\n%\n!x\nset\nset =\npython t.py --lr \"")]
    [InlineData("t.ps1", "`\n$\n${\n@(\npython t.py --lr '")]
    [InlineData("Makefile", "a =\n=\n\t$(\n\tpython $(X t.py\n$$")]
    [InlineData("README.md", "```bash\npython t.py \\")]
    public void BrokenText_IsNoCrash(string name, string text) => Assert.InRange(Script.Roots(text, name).Count, 0, 1);

    [Fact]
    public void Remark_SwitchesAFindingOffInABatchFile()
    {
        var suppressions = Suppressions.In(new SourceFile("t.bat", "REM traininglint: disable-file=missing-seed it is a test\n"));
        Assert.Single(suppressions.Unused(Core.Rules.RuleBook.Rules));
    }

    [Theory]
    [InlineData("on: push", false)]
    [InlineData("on: [workflow_dispatch, pull_request]", false)]
    [InlineData("on:\n  schedule:\n    - cron: '0 0 * * *'\n  push:\n    branches: [main]", false)]
    [InlineData("on: workflow_dispatch", true)]
    public void Workflow_ThatRunsOnEveryPush_OnlyTestsThatTrainingRuns(string trigger, bool trains) =>
        Assert.Equal(trains, ReadText.As(trigger + "\njobs:\n  a:\n    steps:\n      - run: python train.py --lr 0.1 --epochs 1\n", "ci.yml").IsTraining);

    [Fact]
    public void Workflow_ThatTrainsNothing_StaysUnread() =>
        Assert.False(ReadText.As("on: push\njobs:\n  a:\n    steps:\n      - run: python -m pytest --lr 0.1\n", "ci.yml").IsTraining);

    [Fact]
    public void MarkdownFiles_AreReadOnlyWhenNamed() =>
        Assert.False(ConfigFormats.Find("README.md")!.IsLookedFor);
}
