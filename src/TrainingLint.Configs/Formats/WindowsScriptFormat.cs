using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.CommandLines;

namespace TrainingLint.Configs.Formats;

/// <summary>Batch files and PowerShell scripts.</summary>
internal sealed class WindowsScriptFormat(bool isPowerShell) : ConfigFormat
{
    public override string Name => isPowerShell ? "PowerShell script" : "batch file";

    public override FormatKind Kind => FormatKind.CommandLine;

    public override IReadOnlyList<string> Extensions { get; } = isPowerShell ? [".ps1"] : [".bat", ".cmd"];

    public override ByteMarks? Marks => ShellFormat.TrainingMarks;

    public override CommentSyntax? Comments { get; } = isPowerShell ? CommentSyntax.Hash : new CommentSyntax("REM", "::", "#");

    public override ParsedFile Parse(SourceFile source) => CommandScript.Build(source, WindowsScript.Run(source.Text, isPowerShell));
}
