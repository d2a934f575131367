using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>The arguments of <c>YOLO(...).train(...)</c> in programs that import ultralytics.</summary>
internal static class YoloRuns
{
    public static IEnumerable<MappingNode> In(PythonProgram program) =>
        program.Text.Text.IndexOf("ultralytics", StringComparison.Ordinal) < 0 ? []
        : program.Calls.Where(call => call.Last == "train" && call.Node.Has("data") && call.Node.HasAnyOf("epochs", "imgsz", "lr0")
            && !call.Node.Has(PythonFormat.Rest)).Select(call => Arguments(call, Model(program)));

    // YOLO("yolo11n.pt"), where a program makes one model.
    private static MappingEntry? Model(PythonProgram program)
    {
        var made = program.Calls.Where(call => call.Last == "YOLO").Select(call => call.Node).Take(2).ToArray();
        return made.Length == 1 && (made[0]["0"] ?? made[0]["model"]) is ScalarNode { Tag: null } model
            ? new MappingEntry(PythonRoots.Key(made[0], "model"), model) : null;
    }

    // The mode is the method, and without a word of it the name of the argument file's own key.
    private static MappingNode Arguments(PythonCall call, MappingEntry? model)
    {
        var mode = new ScalarNode(call.Node.Source, call.Node.Span, null, "train", ScalarStyle.Plain);
        return new MappingNode(
            call.Node.Source, call.Node.Span, PythonRoots.Run,
            [new(PythonRoots.Key(call.Node, "mode"), mode), .. Given(call, model), .. call.Node.Entries]);
    }

    private static MappingEntry[] Given(PythonCall call, MappingEntry? model) => model is null || call.Node.Has("model") ? [] : [model.Value];
}
