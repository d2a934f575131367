using System.Linq;

namespace TrainingLint.Cli.Tests.Calls;

/// <summary>A framework's keys as a JSON Schema: everything known is in it, and nothing that only might be.</summary>
public sealed class SchemaCommandTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void WithoutAName_TheDialectsAreListedWithTheirFrameworks()
    {
        var listed = _scratch.Run("schema");

        Assert.Equal(0, listed.Exit);
        Assert.Contains(listed.Lines, line => line.StartsWith("axolotl ", StringComparison.Ordinal) && line.EndsWith(" Axolotl", StringComparison.Ordinal));
        Assert.DoesNotContain(listed.Lines, line => line.StartsWith("generic", StringComparison.Ordinal));
        Assert.DoesNotContain(listed.Lines, line => line.StartsWith("caffe", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryListedDialect_HasASchemaWithKeys()
    {
        foreach (var dialect in _scratch.Run("schema").Lines.Select(line => line.Split(' ')[0]))
        {
            var schema = _scratch.Run("schema", dialect);
            Assert.True(schema.Exit == 0, dialect + ": " + schema.Error);
            Assert.True(
                schema.Json.TryGetProperty("properties", out var keys) || schema.Json.TryGetProperty("patternProperties", out keys),
                dialect + " has no keys");
            Assert.NotEmpty(keys.EnumerateObject());
        }
    }

    [Fact]
    public void Key_HasDescriptionDefaultTypeAndAWayOutForReferences()
    {
        var batch = _scratch.Run("schema", "detectron2").Json.GetProperty("properties").GetProperty("SOLVER").GetProperty("properties").GetProperty("BASE_LR");

        Assert.Equal("Peak learning rate, as written for the optimizer. Usually a number above 0.", batch.GetProperty("description").GetString());
        Assert.Equal(0.001, batch.GetProperty("default").GetDouble());
        var forms = batch.GetProperty("anyOf").EnumerateArray().ToArray();
        Assert.Contains(forms, form => form.TryGetProperty("type", out var type) && type.GetString() == "number");
        Assert.Contains(forms, form => form.TryGetProperty("$ref", out var reference) && reference.GetString() == "#/$defs/computed");
    }

    [Fact]
    public void NamesOfAnOpenList_AreExamplesAndNoLimit()
    {
        var optimizer = _scratch.Run("schema", "axolotl").Json.GetProperty("properties").GetProperty("optimizer");

        Assert.Contains("muon", optimizer.GetProperty("examples").EnumerateArray().Select(value => value.GetString()));
        Assert.False(optimizer.TryGetProperty("enum", out _));
    }

    [Fact]
    public void SectionsOfAnyName_ArePatterns()
    {
        var behaviors = _scratch.Run("schema", "ml-agents").Json.GetProperty("properties").GetProperty("behaviors");

        var any = Assert.Single(behaviors.GetProperty("patternProperties").EnumerateObject());
        Assert.Equal("^.*$", any.Name);
        Assert.True(any.Value.GetProperty("properties").GetProperty("hyperparameters").GetProperty("properties").TryGetProperty("learning_rate", out _));
        Assert.Equal(
            "^optim_.*$",
            Assert.Single(_scratch.Run("schema", "basicsr").Json.GetProperty("properties").GetProperty("train").GetProperty("patternProperties").EnumerateObject()).Name);
    }

    [Fact]
    public void UnknownDialect_IsRefusedWithTheNearest()
    {
        var outcome = _scratch.Run("schema", "axolotle");

        Assert.Equal(2, outcome.Exit);
        Assert.StartsWith("traininglint: dialect does not take 'axolotle'; did you mean 'axolotl'?", outcome.Error, StringComparison.Ordinal);
    }
}
