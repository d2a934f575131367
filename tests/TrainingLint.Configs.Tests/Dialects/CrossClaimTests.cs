using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>No dialect claims what another one's people have written: every recogniser is asked about a config of every dialect.</summary>
public class CrossClaimTests
{
    // What catches any home-made file, once nobody else has claimed it.
    private static readonly string[] Fallbacks = ["generic", "sweep"];

    public static TheoryData<string> Names => [.. OwnConfigs.All];

    [Fact]
    public void EveryDialect_HasAConfigHere() =>
        Assert.Empty(DialectCatalogue.All.Select(dialect => dialect.Name).Distinct().Except(OwnConfigs.All.Select(OwnConfigs.DialectOf))
            .Except(["sweep"]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Config_IsClaimedByItsOwnDialectAlone(string name)
    {
        var parsed = ConfigFormats.Parse(OwnConfigs.Source(name));
        var claims = parsed.Roots.OfType<MappingNode>().SelectMany(root =>
        {
            var view = new ConfigView(parsed.Source, root);
            var format = root.Command is null ? parsed.Source.Format : ConfigFormats.Shell;
            return DialectCatalogue.All.Where(dialect => dialect.IsWrittenIn(format) && dialect.Recognises(view))
                .Select(dialect => dialect.Name);
        });

        var own = OwnConfigs.DialectOf(name);
        Assert.Equal([own], claims.Distinct().Where(claim => claim == own || !Fallbacks.Contains(claim)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Config_IsReadAsItsOwnDialect(string name) =>
        Assert.Equal(OwnConfigs.DialectOf(name), new ConfigReader().Read(OwnConfigs.Source(name)).Dialect);
}
