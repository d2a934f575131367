using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.CommandLines;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Formats;

/// <summary>Jupyter notebooks: the code cells, in their order, are one program. Places are those of the JSON.</summary>
internal sealed class NotebookFormat : ConfigFormat
{
    public override string Name => "notebook";

    public override FormatKind Kind => FormatKind.Code;

    public override IReadOnlyList<string> Extensions { get; } = [".ipynb"];

    // Cells call programs, too.
    public override ByteMarks? Marks { get; } = new([.. PythonFormat.TrainingWords, "--lr", "--learning", "lr0=", ".lr="]);

    public override ScalarSchema? Schema => ScalarSchema.Python;

    // Every line of a cell is a JSON string of its own.
    public override CommentSyntax? Comments { get; } = new("#")
    {
        Lead = ['"', ' '],
        Tail = @"(?:\\n)?"",?\s*$",
    };

    public override ParsedFile Parse(SourceFile source)
    {
        var program = PythonRoots.Of(PythonStatements.Read(NotebookCells.Program(source)));
        var commands = NotebookCells.Commands(source);
        var script = CommandScript.Build(source,
            ShellInterpreter.Run(ShellParser.Parse(ScriptText.Of(commands.Text, commands.Offsets!), out _)));
        return new ParsedFile(source, [.. program, .. script.Roots], [], script.Duplicates);
    }
}
