using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// The last layer of a program's only <c>nn.Sequential</c> and its only loss, where a loop hands the one to the other. A program with
/// modules of its own or with several losses says nothing here.
/// </summary>
internal static class TorchLayers
{
    private static readonly string[] Losses =
        ["CrossEntropyLoss", "BCEWithLogitsLoss", "BCELoss", "NLLLoss", "MSELoss", "L1Loss", "SmoothL1Loss", "HuberLoss"];

    // What may stand between the layers and the loss.
    private static readonly string[] Between =
        ["def forward", "sigmoid(", "softmax(", ".log(", "torch.log(", "logsigmoid", "lambda", "nn.functional", "F.", "Parameter("];

    public static IEnumerable<(string Key, ConfigNode? Node)> In(PythonProgram program)
    {
        var text = program.Text.Text;
        var chains = program.Calls.Where(call => call.Last == "Sequential" && call.Node.Entries.Count > 1).ToArray();
        var losses = program.Calls.Where(call => Array.IndexOf(Losses, call.Last) >= 0).ToArray();
        var isPlain = chains.Length == 1 && losses.Length == 1
            && !Array.Exists(Between, sign => text.IndexOf(sign, StringComparison.Ordinal) >= 0)
            && program.Calls.Count(call => call.Last.EndsWith("Loss", StringComparison.Ordinal)) == 1;
        if (!isPlain || chains[0].Node.Entries[chains[0].Node.Entries.Count - 1].Value is not MappingNode last
            || !IsHanded(program, chains[0].Node, losses[0].Node))
        {
            yield break;
        }

        yield return ("loss", losses[0].Node);
        yield return ("last", last);
        yield return ("linear", chains[0].Node.Entries.Select(entry => entry.Value).OfType<MappingNode>()
            .LastOrDefault(layer => NodeTags.CalledBy(layer) is { } called && called.EndsWith("Linear", StringComparison.Ordinal)));
    }

    // criterion(model(x), y), or criterion(output, y) where output = model(x).
    private static bool IsHanded(PythonProgram program, MappingNode model, MappingNode loss) =>
        program.Calls.Any(call => call.Receiver.Length == 0 && ReferenceEquals(call.Scope.Find(call.Last), loss)
            && call.Node["0"] is MappingNode given && NodeTags.CalledBy(given) is { } maker
            && maker.IndexOf('.') < 0 && ReferenceEquals(call.Scope.Find(maker), model));
}
