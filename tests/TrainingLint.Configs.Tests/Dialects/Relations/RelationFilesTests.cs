using System.Linq;
using TrainingLint.Configs.Checks.Relations;

namespace TrainingLint.Configs.Tests.Dialects.Relations;

public class RelationFilesTests
{
    [Fact]
    public void EveryFile_IsReadWhole()
    {
        Assert.NotEmpty(RelationFiles.Names());
        Assert.All(RelationFiles.All, block =>
        {
            Assert.NotEmpty(block.Rows);
            Assert.True(block.Calls.Count + block.Dialects.Count + block.Spoken.Count > 0);
            Assert.All(block.Calls, call => Assert.Contains('.', call));
        });
    }

    [Fact]
    public void EveryRow_SaysWhatComesOfItAndWhatFits() => Assert.All(RelationFiles.All.SelectMany(block => block.Rows), row =>
    {
        Assert.NotEmpty(row.Tests);
        Assert.NotEmpty(row.Says);
        Assert.True(row.IsIgnored || row.Wanted.Length > 0, row.Says);
    });

    [Fact]
    public void EveryDialect_IsKnown()
    {
        var known = ConfigReader.DialectNames();
        Assert.All(RelationFiles.All.SelectMany(block => block.Dialects), name => Assert.Contains(name, known));
    }
}
