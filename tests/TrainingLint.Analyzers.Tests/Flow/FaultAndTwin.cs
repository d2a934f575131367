using System;
using System.Linq;
using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Flow;

/// <summary>A program with one fault, and its sound twin that differs where FAULT stands.</summary>
internal static class FaultAndTwin
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        using static TorchSharp.torch.utils.data;
        using Microsoft.ML;
        using Microsoft.ML.Trainers;

        """;

    /// <summary>Demands that a rule fires on the fault, and not on the twin.</summary>
    public static async Task Check(string rule, string wrong, string right, string source)
    {
        Assert.Contains(rule, await Found(source.Replace("FAULT", wrong, StringComparison.Ordinal)));
        Assert.DoesNotContain(rule, await Found(source.Replace("FAULT", right, StringComparison.Ordinal)));
    }

    /// <summary>The rules that fire on a program, which must compile.</summary>
    public static async Task<string[]> Found(string source)
    {
        var compilation = Compilations.Compile(new SnippetOptions(), Usings + source);
        Verify.AssertCompiles(compilation);
        var found = await Compilations.Analyze(compilation);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        return [.. found.Select(diagnostic => diagnostic.Id)];
    }
}
