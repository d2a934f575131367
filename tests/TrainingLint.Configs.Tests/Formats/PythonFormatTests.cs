using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Tests.Documents;

namespace TrainingLint.Configs.Tests.Formats;

public class PythonFormatTests
{
    [Theory]
    [InlineData("a = 1e-4", "1e-4")]
    [InlineData("a = 0.001 * 8 / 16", "0.0005")]
    [InlineData("a = 5 * 8", "40")]
    [InlineData("a = 2 ** 10", "1024")]
    [InlineData("a = -3", "-3")]
    [InlineData("b = 3\na = b", "3")]
    [InlineData("b = dict(c=[7, 8])\na = b['c']", null)]
    [InlineData("a = 'x' 'y'", "xy")]
    [InlineData("a: float = 0.5  # half", "0.5")]
    [InlineData("a = b = 4", "4")]
    [InlineData("a, b = 1, 2", "1")]
    [InlineData("a = max(3, 5)", "5")]
    [InlineData("c = dict()\nc.o = o = dict()\no.x = 3\na = c.o.x", "3")]
    [InlineData("c = dict(o=dict(x=1))\nc.y = 2\no = c.o\no.x = 3\na = c.o.x", "3")]
    public void Literal_IsRead(string program, string? text) => Assert.Equal(text, Module(program).At("a"));

    [Theory]
    [InlineData("a = f'{x}'")]
    [InlineData("a = x")]
    [InlineData("a = 1\nif x:\n    a = 2")]
    [InlineData("a = 1\nfor a in y:\n    pass")]
    [InlineData("a = 1\na += 1")]
    [InlineData("a = 1 if x else 2")]
    [InlineData("a = [i for i in y]")]
    [InlineData("a = 10 ** 10 ** 10")]
    [InlineData("a = lambda x: 1")]
    public void WhatOnlyARunTells_IsUnknown(string program) => Assert.Equal(NodeTags.Unknown, Module(program)["a"]!.Tag);

    [Fact]
    public void MainGuard_IsNoCondition() => Assert.Equal("1", Module("if __name__ == '__main__':\n    a = 1").At("a"));

    [Fact]
    public void MappingAndDisplay_AreTheSame()
    {
        var module = Module("a = dict(type='SGD', lr=0.1)\nb = {'type': 'SGD', 'lr': 0.1}");

        Assert.Equal("0.1", module.At("a.lr"));
        Assert.Equal("0.1", module.At("b.lr"));
    }

    [Fact]
    public void Call_IsAMappingWithItsFullName()
    {
        var call = (MappingNode)Module("from torch import optim\na = optim.SGD(p, 0.1, momentum=0.9)")["a"]!;

        Assert.Equal("torch.optim.SGD", NodeTags.CalledBy(call));
        Assert.Equal("0.1", call.At("1"));
        Assert.Equal("0.9", call.At("momentum"));
    }

    [Fact]
    public void ValueOfAName_StandsWhereItIsWritten()
    {
        var module = Module("lr = 0.1\noptimizer = dict(lr=lr)");

        Assert.Same(module["lr"], module.Node("optimizer.lr"));
    }

    [Fact]
    public void Object_IsBuiltByAssignments()
    {
        var parsed = Parse("cfg = edict()\ncfg.TRAIN = edict()\ncfg.TRAIN.LR = 1e-2\ncfg['seed'] = 3\nif x:\n    cfg.TRAIN.EPOCHS = 5\n");
        var built = (MappingNode)parsed.Roots.Single(root => root.Tag == "!python:object");

        Assert.Equal("1e-2", built.At("TRAIN.LR"));
        Assert.Equal("3", built.At("seed"));
        Assert.Equal(NodeTags.Unknown, built.Node("TRAIN.EPOCHS")!.Tag);
    }

    [Fact]
    public void Name_WithSeveralValues_IsUnknownInAFunction() =>
        Assert.Equal(NodeTags.Unknown, Parse("lr = 1\ndef f():\n    o = torch.optim.SGD(p.parameters(), lr=lr)\nlr = 2\n").Roots.OfType<MappingNode>().First(root => root.Has("optimizer")).Node("optimizer.lr")!.Tag);

    [Theory]
    [InlineData("print 'lr=', 1\na = 1")]
    [InlineData("def f(:\n  pass\na = 1")]
    [InlineData("a = (\nclass B:\n\tpass\na = 1")]
    [InlineData("x = '''open\na = 1")]
    [InlineData("if x:\n\ta = 2\n        b = 3\n")]
    [InlineData("\\")]
    [InlineData("@")]
    [InlineData("a = {1: 2, **")]
    [InlineData("from import")]
    [InlineData("import")]
    [InlineData("with\nfor\nwhile\n")]
    [InlineData("def\nclass\nasync\n")]
    [InlineData("= 3\n.x = 4\n[0] = 1")]
    public void BrokenProgram_NeverThrows(string program) => Assert.Empty(Parse(program).Problems);

    [Fact]
    public void DeepNesting_IsGivenUp() => Assert.Empty(Parse("a = " + new string('[', 50_000) + "\nb = " + new string('-', 50_000) + "1\n").Problems);

    [Fact]
    public void ListsThatDouble_StayBounded() =>
        Assert.NotNull(Module("a = [1, 2, 3]\n" + string.Concat(Enumerable.Repeat("a = a + a\n", 200)))["a"]);

    [Fact]
    public void Notebook_PointsIntoItsJson()
    {
        var notebook = """
            {
             "cells": [
              {"cell_type": "markdown", "source": ["lr = 9"]},
              {"cell_type": "code", "source": [
                "!pip install x\n",
                "args = TrainingArguments(\n",
                "    learning_rate=2e-4)\n"
              ]}
             ],
             "nbformat": 4
            }
            """;
        var parsed = ConfigFormats.Parse(new SourceFile("train.ipynb", notebook));
        var rate = parsed.Roots.OfType<MappingNode>().First(root => root.Has("arguments")).Node("arguments.learning_rate")!;

        Assert.Equal(7, rate.Span.Line);
        Assert.Equal("2e-4", parsed.Source.Slice(rate.Place));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"cells\": [}")]
    [InlineData("{\"cells\": [{\"source\": [1, 2]}]}")]
    [InlineData("[[[[")]
    public void BrokenNotebook_HasNoCode(string text) => Assert.Empty(ConfigFormats.Parse(new SourceFile("n.ipynb", text)).Roots);

    private static ParsedFile Parse(string program) => ConfigFormats.Parse(new SourceFile("train.py", program));

    private static MappingNode Module(string program) => (MappingNode)Parse(program).Roots[0];
}
