using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>What a loss is handed by a model whose class stands in a file of its own beside the program.</summary>
internal static class ImportedModels
{
    private static readonly Regex Called = TrainingProgram.Pattern(@"(?<![\w.])(?<name>[A-Za-z_][\w.]*(?:\(\))?)\(");

    private static readonly Regex Import = TrainingProgram.Pattern(@"^from ?(?<module>\.*[\w.]+) import ?\(?(?<names>[\w, ]+)\)?$");

    private static readonly Regex Move = TrainingProgram.Pattern(@"\.(?:to|cuda|cpu|float|double|train)\([\w.:',=]*\)$");

    public static void Observe(TrainingProgram program, SourceFile source, ConfigFiles? files)
    {
        if (files is null || source.FullPath is null || program.Steps.Count == 0)
        {
            return;
        }

        foreach (var line in program.Lines.Where(line => line.Text.IndexOf('(') > 0 && !line.IsFunction && line.Word is not ("class"
            or "from" or "import")))
        {
            foreach (Match call in Called.Matches(line.Text))
            {
                if (Tell(program, line, call, source, files))
                {
                    return;
                }
            }
        }
    }

    private static bool Tell(TrainingProgram program, OutlineLine line, Match call, SourceFile source, ConfigFiles files)
    {
        var open = call.Index + call.Length - 1;
        var close = ProgramText.EndOf(line.Text, open);
        if (close < 0 || LossInputs.KindOfLoss(program, line, call.Groups["name"].Value) is not { } kind
            || ModelOf(program, line, line.Text.Substring(open + 1, close - open - 1)) is not { } model
            || EndOf(program, model, source, files) is not { } last || LossInputs.MessageOf(kind, last, "forward()") is not { } message)
        {
            return false;
        }

        program.Note("loss-input-mismatch", line, model + ": " + message);
        return true;
    }

    // criterion(model(x), y), and output = model(x) before it: the class that the model is made of.
    private static string? ModelOf(TrainingProgram program, OutlineLine line, string arguments)
    {
        var given = ProgramText.Argument(arguments, "input", 0) ?? "";
        if (ProgramText.IsPath(given))
        {
            given = program.Names.Of(line, given) is { Position: -1, IsEach: false } output
                && ReferenceEquals(output.Line.Function, line.Function) ? output.Text : "";
        }

        if (ProgramText.Call(given) is not { } call || program.Names.Follow(line, call.Name) is not { Position: -1, IsEach: false } made)
        {
            return null;
        }

        var text = made.Text;
        for (var moved = Move.Match(text); moved.Success && moved.Index > 0; moved = Move.Match(text))
        {
            text = text.Substring(0, moved.Index);
        }

        return ProgramText.Call(text) is { } built && built.Name.IndexOf('.') < 0 && program.Names.Class(built.Name) is null
            ? built.Name : null;
    }

    // What forward() of the class ends in, in the file that it is imported from.
    private static string? EndOf(TrainingProgram program, string type, SourceFile source, ConfigFiles files)
    {
        var imports = program.Lines.Select(line => Import.Match(line.Text)).Where(match => match.Success
            && match.Groups["names"].Value.Split(',').Contains(type)).ToArray();
        if (imports.Length != 1 || Module(imports[0].Groups["module"].Value, source, files) is not { } file)
        {
            return null;
        }

        var module = new TrainingProgram(new MappedText(file), []);
        return module.Names.Class(type) is { } owner && module.Names.Method(owner, "forward") is { } forward
            ? LayerEnds.Of(module, forward, "self")?.Last : null;
    }

    // from model import Net, from .models.net import Net: beside the program, or for a name without dots in front above it as well.
    private static SourceFile? Module(string name, SourceFile source, ConfigFiles files)
    {
        var dots = name.Length - name.TrimStart('.').Length;
        var path = name.TrimStart('.').Replace('.', Path.DirectorySeparatorChar) + ".py";
        var folder = Path.GetDirectoryName(source.FullPath);
        for (var up = 1; up < dots && folder is not null; up++)
        {
            folder = Path.GetDirectoryName(folder);
        }

        while (folder is not null)
        {
            if (files.Read(Path.Combine(folder, path)) is { } found)
            {
                return found.Source;
            }

            folder = dots > 0 || !files.IsInside(folder) ? null : Path.GetDirectoryName(folder);
        }

        return null;
    }
}
