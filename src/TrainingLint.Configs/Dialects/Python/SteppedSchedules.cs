using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// Dictionaries in Lightning's form that say how a schedule is stepped, where the schedule is built elsewhere:
/// <c>{"scheduler": {"type": ..., ...}, "interval": "epoch"}</c>. Only the schedule and its unit are known.
/// </summary>
internal sealed class SteppedSchedules() : PythonDialect("lightning", Language)
{
    public override int Precedence => 395;

    public override bool Recognises(ConfigView config) =>
        Is(config, PythonRoots.Stepping) && config.Mapping("settings.scheduler") is { } scheduler
            && config.Text("settings.interval") is not null && NameOf(scheduler) is not null;

    protected override bool IsFragment(ConfigView config) => true;

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var scheduler = scope.Mapping("settings.scheduler")!;
        draft.Set(Facts.Schedule, Setting<string>.Written(NameOf(scheduler)!, NameOf(scheduler)!, "settings.scheduler", scheduler.Place));
        LightningIntervals.Observe(scope, "settings.interval");
        if (scope.IsAny("settings.interval", "epoch"))
        {
            draft.ScheduleUnit = LengthUnit.Epochs;
            StepCounts.Observe(scope, draft, "settings.scheduler");
        }
    }

    private static string? NameOf(MappingNode scheduler) =>
        ((scheduler["type"] ?? scheduler["name"] ?? scheduler["_target_"]) as ScalarNode)?.Text
        ?? (NodeTags.CalledBy(scheduler) is { } called ? KeyWords.LastSegment(called) : null);
}
