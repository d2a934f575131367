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
            && !call.Node.Has(PythonFormat.Rest)).Select(Arguments);

    // The mode is the method, and without a word of it the name of the argument file's own key.
    private static MappingNode Arguments(PythonCall call)
    {
        var mode = new ScalarNode(call.Node.Source, call.Node.Span, null, "train", ScalarStyle.Plain);
        return new MappingNode(
            call.Node.Source, call.Node.Span, PythonRoots.Run, [new(PythonRoots.Key(call.Node, "mode"), mode), .. call.Node.Entries]);
    }
}
