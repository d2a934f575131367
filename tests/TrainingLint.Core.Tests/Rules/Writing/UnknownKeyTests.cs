using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules.Writing;

public class UnknownKeyTests : ObservationRuleTests<UnknownKey, MisspeltKeyObservation>
{
    [Fact]
    public void KeyOneSlipAway_WarnsWithTheKnownOne() =>
        Fires(new MisspeltKeyObservation(Here, "num_train_epoch", "num_train_epoch", "num_train_epochs", "the framework refuses it"), Severity.Warning, "'num_train_epoch'", "refuses it", "'num_train_epochs' is one slip away");

    [Fact]
    public void Framework_IsTheSubjectOfTheSentence() =>
        Fires(new MisspeltKeyObservation(Here, "lerning_rate", "lerning_rate", "learning_rate", "refuses to start") { Framework = "trainers of ours" }, Severity.Warning, "Trainers of ours knows no key 'lerning_rate' here and refuses to start; 'learning_rate' is one slip away.");

    [Fact]
    public void KeyOfNoTable_IsANoteThatNamesTheTable() =>
        Fires(
            new MisspeltKeyObservation(Here, "a.foo", "foo", "", "ignores it") { Framework = "ours", Table = "ours 1.2 (abc)" },
            Severity.Info, "Ours knows no key 'foo' here and ignores it; the table of its keys is that of ours 1.2 (abc).");

    [Fact]
    public void KeyThatBelongsElsewhere_WarnsWithThePlace() =>
        Fires(
            new MisspeltKeyObservation(Here, "momentum", "momentum", "", "ignores it") { Framework = "ours", Belongs = "optimizer.momentum" },
            Severity.Warning, "it reads a key of this name at 'optimizer.momentum'");

    [Fact]
    public void OtherObservations_AreLeftAlone() => IsSilentOnOtherObservations();
}
