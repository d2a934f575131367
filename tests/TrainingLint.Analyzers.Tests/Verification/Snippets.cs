using System;

namespace TrainingLint.Analyzers.Tests.Verification;

/// <summary>The surroundings of a snippet: usings, and the objects that every training has.</summary>
internal static class Snippets
{
    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;


        """;

    /// <summary>Statements in a method that receives a model and an optimizer, or a type of its own.</summary>
    public static string Method(string body) => Usings
        + (body.Contains("class Net", StringComparison.Ordinal) || body.Contains("class Training", StringComparison.Ordinal) ? body : """
        public static class Training
        {
            public static void Run(torch.nn.Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer, IEnumerable<(Tensor X, Tensor Y)> batches, Tensor input, Tensor target, Tensor held, torch.utils.data.Dataset trainSet, torch.utils.data.Dataset testSet)
            {

        """ + Indented(body) + """

            }
        }
        """);

    private static string Indented(string body) =>
        "        " + body.ReplaceLineEndings("\n").Replace("\n", "\n        ", StringComparison.Ordinal).Replace("\n        \n", "\n\n", StringComparison.Ordinal);
}
