using System.Linq;
using TrainingLint.Configs.Checks.Traps;
using TrainingLint.Configs.Dialects.Declared;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Tests.Traps;

/// <summary>The files of traps, and what their language refuses.</summary>
public class TrapFilesTests
{
    public static TheoryData<string> Names => new(TrapFiles.Index.Select(row => row.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryFile_IsReadAndSaysSomething(string name)
    {
        var file = TrapFiles.Of(name);
        Assert.True(file.Settings.Count + file.Programs.Count > 0);
        Assert.All(file.Settings, fact => Assert.NotEmpty(fact.Paths));
    }

    [Fact]
    public void EveryEmbeddedFile_IsInTheIndex() => Assert.Equal(
        TrapFiles.Index.Select(row => "TrainingLint.Traps." + row.Name + ".yaml").Order(),
        typeof(TrapFiles).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("TrainingLint.Traps.")).Order());

    [Fact]
    public void EveryDialectOfTheIndex_IsThere() => Assert.All(TrapFiles.Index.SelectMany(row => row.Dialects),
        dialect => Assert.Contains(dialect, DialectCatalogue.Names));

    [Theory]
    [InlineData("from transformers import Trainer", "transformers", true)]
    [InlineData("import transformers\n", "transformers", true)]
    [InlineData("from transformers.optimization import Adafactor", "transformers", true)]
    [InlineData("import transformers_lite", "transformers", false)]
    [InlineData("from simpletransformers import x", "transformers", false)]
    [InlineData("# uses transformers", "transformers", false)]
    public void Import_IsOfTheModuleItself(string text, string module, bool isImported) =>
        Assert.Equal(isImported, TrapFiles.Imports(text, module));

    [Theory]
    [InlineData("programs: [{says: x}]", "'call' or 'line'")]
    [InlineData("programs: [{call: A, line: b, says: x}]", "'call' or 'line'")]
    [InlineData("programs: [{call: A}]", "'says'")]
    [InlineData("facts: [{key: a, says: b, unknown: c}]", "'unknown'")]
    [InlineData("facts: [{key: a, says: b, severity: loud}]", "'loud'")]
    [InlineData("- a", "mapping")]
    public void WhatTheLanguageDoesNotKnow_IsAProblem(string text, string word)
    {
        var problems = new System.Collections.Generic.List<DialectProblem>();
        TrapFile.Read(DocumentParser.Parse(new SourceFile("traps.yaml", text)), problems);
        Assert.Contains(problems, problem => problem.Message.Contains(word));
    }
}
