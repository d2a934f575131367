using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects;

/// <summary>Precision by flags: one word where one flag is on, the words joined by + at the later flag where several are.</summary>
internal static class PrecisionFlags
{
    /// <summary>Files the precision. With no flag on, it is <paramref name="otherwise"/> if every flag is known.</summary>
    public static void Apply(RecipeScope scope, RecipeBuilder draft, string otherwise, params (string Path, string Word)[] flags)
    {
        var on = new List<(ConfigNode Node, string Key, string Word)>();
        var isKnown = !scope.IsFragment && scope.View.IsComplete;
        foreach (var (path, word) in flags)
        {
            var flag = Values.Flag(scope, scope.Node(path), scope.Absolute(path));
            isKnown &= flag.State != SettingState.Unknown;
            if (flag.Is(true))
            {
                on.Add((scope.Node(path)!, scope.Absolute(path), word));
            }
        }

        if (on.Count > 0)
        {
            var last = on.OrderBy(entry => entry.Node.Span.Line).ThenBy(entry => entry.Node.Span.Column).Last();
            var joined = string.Join("+", on.Select(entry => entry.Word).Distinct().OrderBy(word => word, StringComparer.Ordinal));
            draft.Set(Facts.Precision, Setting<string>.Written(joined, "true", last.Key, last.Node.Place, scope.OriginOf(last.Node)));
        }
        else if (isKnown)
        {
            draft.Set(Facts.Precision, Setting<string>.ByDefault(otherwise));
        }
    }
}
