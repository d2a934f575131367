using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>What Keras models are compiled and fitted with, and the one call by which older sentence-transformers train.</summary>
internal static class KerasRuns
{
    public static IEnumerable<MappingNode> In(PythonProgram program)
    {
        for (var i = 0; i < program.Calls.Count; i++)
        {
            var call = program.Calls[i];
            if (call.Last == "fit" && call.Node.Has("train_objectives"))
            {
                yield return PythonRoots.Parts(PythonRoots.Run, ("sentences", call.Node));
            }
            else if (call.Last == "compile" && call.Node.HasAnyOf("optimizer", "loss"))
            {
                yield return PythonRoots.Parts(
                    PythonRoots.Run, [("compile", call.Node), ("fit", FitAfter(program, i)), .. PythonRoots.ModelOf(program, true)]);
            }
        }
    }

    // The fit that follows in the same scope, unless the model is compiled anew before it.
    private static MappingNode? FitAfter(PythonProgram program, int compiled)
    {
        var call = program.Calls[compiled];
        return program.Calls.Skip(compiled + 1)
            .TakeWhile(next => next.Last != "compile")
            .FirstOrDefault(next => next.Last is "fit" or "fit_generator" && next.Receiver == call.Receiver && next.Scope == call.Scope)?.Node;
    }
}
