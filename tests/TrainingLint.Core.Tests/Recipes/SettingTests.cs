using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Tests.Recipes;

public class SettingTests
{
    private static readonly Place Here = new("train.yaml", 3, 7, 3, 10);

    [Fact]
    public void Written_IsKnownWithItsPlaceAndText()
    {
        var setting = Setting<double>.Written(0.1, "1e-1", "optim.lr", Here);

        Assert.Equal(SettingState.Known, setting.State);
        Assert.True(setting is { HasValue: true, IsWritten: true, IsMissing: false });
        Assert.Equal(("1e-1", "optim.lr", Here, Origin.File), (setting.Text, setting.Key, setting.Place, setting.Origin));
        Assert.True(setting.Is(0.1));
        Assert.Equal(0.1, setting.BoxedValue);
    }

    [Fact]
    public void Inherited_IsWrittenToo() => Assert.True(Setting<double>.Written(1, "1", "x", Here, Origin.Inherited).IsWritten);

    [Fact]
    public void Missing_IsAbsentWithoutAValue()
    {
        Assert.True(Setting<double>.Missing is
        {
            State: SettingState.Absent, HasValue: false, IsMissing: true, IsWritten: false,
            BoxedValue: null
        });
        Assert.False(Setting<double>.Missing.Is(0));
        Assert.Equal(5, Setting<double>.Missing.Or(5));
    }

    [Fact]
    public void Default_IsAbsentWithAValueThatNobodyWrote()
    {
        var setting = Setting<double>.ByDefault(0.9);

        Assert.True(setting is
        {
            State: SettingState.Absent, HasValue: true, IsMissing: false, IsWritten: false, Origin: Origin.Default,
            Place: null
        });
        Assert.Equal(0.9, setting.Or(5));
    }

    [Fact]
    public void Unknown_IsNeitherMissingNorAValue()
    {
        Assert.True(Setting<bool>.Unknown is
        {
            State: SettingState.Unknown, HasValue: false, IsMissing: false, IsWritten: false,
            Text: null
        });
        Assert.False(Setting<bool>.Unknown.Is(false));
        Assert.False(Setting<bool>.Unknown.TryGet(out _));
    }

    [Fact]
    public void Unresolved_IsUnknownButKeepsWhatIsWritten()
    {
        var setting = Setting<double>.Unresolved("${lr}", "optim.lr", Here);

        Assert.True(setting is { State: SettingState.Unknown, HasValue: false, Text: "${lr}", IsWritten: false });
        Assert.Equal(Here, setting.Place);
    }

    [Fact]
    public void Derived_StandsWhereItsSourceStandsAndSaysHow()
    {
        var batch = Setting<double>.Written(8, "8", "batch", Here);
        var setting = Setting<double>.Derived(32, "8 x 4 accumulation steps", batch);

        Assert.True(setting is { State: SettingState.Known, HasValue: true, IsWritten: false, Origin: Origin.Derived, Key: "batch" });
        Assert.Equal(Here, setting.Place);
        Assert.Equal("8 x 4 accumulation steps", setting.Derivation);
    }

    [Fact]
    public void Keys_HaveUniqueNamesInCamelCase()
    {
        var names = new System.Collections.Generic.HashSet<string>();
        Assert.All(Facts.All, key =>
        {
            Assert.True(names.Add(key.Name), key.Name);
            Assert.Matches("^[a-z][a-zA-Z0-9]*$", key.Name);
            Assert.NotEqual("", key.Description);
        });
    }
}
