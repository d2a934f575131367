using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Mutants;

namespace TrainingLint.Conformance.Tests;

/// <summary>Damaged configs in every format keep no promise from being kept; the tool itself tries as many of them as one has time for.</summary>
public class MutantTests
{
    private const int Mutants = 2_000;

    [Fact]
    public void DamagedConfigs_BreakNoPromise()
    {
        var broken = new List<string>();
        for (var seed = 0; seed < Mutants; seed++)
        {
            var source = Mutation.Of(Frame.BuiltIn, seed);
            broken.AddRange(Promises.Broken(source).Broken.Select(problem => FormattableString.Invariant($"seed {seed}, {source.Path}: {problem}")));
        }

        Assert.Empty(broken);
    }

    [Fact]
    public void FramesThemselves_AreOfEveryFormat_AndMostHaveFindings()
    {
        var formats = Frame.BuiltIn.Select(frame => Configs.Formats.ConfigFormats.Of(frame.Name)).ToHashSet();
        Assert.Empty(Configs.Formats.ConfigFormats.All.Where(format => format.IsLookedFor && !formats.Contains(format))
            .Select(format => format.Name));
        Assert.True(Frame.BuiltIn.Count(frame => Promises.Findings(new Configs.Documents.SourceFile(frame.Name, frame.Text)).Count > 0)
            > Frame.BuiltIn.Count / 3);
    }
}
