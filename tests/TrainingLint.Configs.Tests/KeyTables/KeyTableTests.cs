using System.IO;
using System.Linq;
using TrainingLint.Configs.KeyTables;

namespace TrainingLint.Configs.Tests.KeyTables;

public class KeyTableTests
{
    private const string Text =
        "@framework\tOurs\n@version\t1.2\n@commit\tabc\n@complete-at\toptimizer\n@opened-by\tplugins\n"
        + "lr\tfloat|null\t0.1\t\noptimizer\tsection\noptimizer.name\tstr\tsgd\tsgd|adam\ngroups\tlist\ngroups.*.lr\tfloat\n"
        + "old\tgone\t\t\tis gone\n";

    [Fact]
    public void Line_HoldsTypesDefaultValuesAndWhatBecameOfTheKey()
    {
        var table = KeyTableFile.Read(new StringReader(Text));

        var name = table.Find("optimizer.name")!.Key!;
        Assert.Equal(("sgd", null), (name.Default, name.Outdated));
        Assert.Equal(["str"], name.Types);
        Assert.Equal(["sgd", "adam"], name.Values);
        Assert.Equal(["float", "null"], table.Find("lr")!.Key!.Types);
        Assert.Equal((true, "is gone"), (table.Find("old")!.Key!.IsGone, table.Find("old")!.Key!.Outdated));
    }

    [Fact]
    public void Head_NamesSourceAndWhatTheTableKnowsInFull()
    {
        var head = KeyTableFile.Read(new StringReader(Text)).Head;

        Assert.Equal("Ours 1.2 (abc)", head.Source);
        Assert.Equal(["plugins"], head.OpenedBy);
        Assert.True(head.IsCompleteAt("optimizer"));
        Assert.True(head.IsCompleteAt("optimizer.inner"));
        Assert.False(head.IsCompleteAt("optimizers"));
        Assert.False(head.IsCompleteAt(""));
    }

    [Fact]
    public void AnyName_IsFoundUnderAsterisk()
    {
        var table = KeyTableFile.Read(new StringReader(Text));

        Assert.NotNull(table.Find("groups.7.lr")?.Key);
        Assert.Null(table.Find("groups.7.rate"));
        Assert.Null(table.Find("optimizer.other"));
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData(null, null)]
    [InlineData("true", true)]
    [InlineData("1e-5", 1e-5)]
    [InlineData("\"0.5\"", "0.5")]
    [InlineData("cosine", "cosine")]
    public void Default_BecomesItsValue(string? text, object? expected) => Assert.Equal(expected, TableDefault.Read(text));

    [Fact]
    public void EveryShippedTable_BelongsToADialectAndNamesItsSource()
    {
        var names = typeof(KeyTable).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("TrainingLint.KeyTables.", System.StringComparison.Ordinal))
            .Select(name => name["TrainingLint.KeyTables.".Length..^".tsv".Length]).ToArray();

        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            var table = KeyTable.Of(name)!;
            Assert.Contains(name, DialectCatalogue.All.Select(dialect => dialect.TableName));
            Assert.True(table.Head.Framework.Length > 0 && table.Head.Commit.Length > 0 && table.Keys.Count > 30, name);
            Assert.All(table.Keys, key => Assert.True(key.Path.Length > 0 && key.Path.Split('.').All(segment => segment.Length > 0), name
                + ": " + key.Path));
            Assert.Equal(table.Keys.Count, table.Keys.Select(key => key.Path).Distinct().Count());
        }
    }

    [Fact]
    public void DialectWithoutATable_HasNone() => Assert.Null(KeyTable.Of("joeynmt"));
}
