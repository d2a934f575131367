using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.CommandLines;

/// <summary>A part of a word as it is written.</summary>
internal abstract record WordPart(bool IsQuoted);

/// <summary>Text that stands for itself.</summary>
internal sealed record LiteralPart(string Text, int Offset, bool IsQuoted) : WordPart(IsQuoted);

/// <summary>A reference to a variable.</summary>
/// <param name="Name">Its name, or a digit, <c>@</c> or <c>*</c> for the script's arguments.</param>
/// <param name="Index">Text between brackets behind the name; null without.</param>
/// <param name="Operator">What follows the name inside of braces, such as <c>:-</c>; empty without.</param>
/// <param name="Operand">The word behind the operator.</param>
/// <param name="IsQuoted">True in double quotes.</param>
internal sealed record VariablePart(string Name, string? Index, string Operator, ShellWord? Operand, bool IsQuoted) : WordPart(IsQuoted);

/// <summary>Arithmetic in <c>$((…))</c>.</summary>
internal sealed record ArithmeticPart(string Expression, bool IsQuoted) : WordPart(IsQuoted);

/// <summary>The output of another command.</summary>
internal sealed record SubstitutionPart(ScriptText Command, bool IsQuoted) : WordPart(IsQuoted);

/// <summary>A word before expansion; start and end are positions in the file, −1 for what is written nowhere.</summary>
internal sealed record ShellWord(IReadOnlyList<WordPart> Parts, int Start, int End)
{
    /// <summary>The text of a word without quotes and references; null for any other.</summary>
    public string? Bare =>
        Parts.All(part => part is LiteralPart { IsQuoted: false }) ? string.Concat(Parts.Select(part => ((LiteralPart)part).Text)) : null;
}

/// <summary>A statement of a script.</summary>
internal abstract record Statement;

/// <summary>A value given to a variable.</summary>
internal sealed record Assignment(string Name, bool IsAppend, ShellWord? Value, IReadOnlyList<ShellWord>? Array);

/// <summary>A command with its words.</summary>
internal sealed record SimpleCommand(IReadOnlyList<Assignment> Assignments, IReadOnlyList<ShellWord> Words, int Start, int End) : Statement
{
    /// <summary>The first word, where it is written out; null otherwise.</summary>
    public string? Program => Words.Count > 0 ? Words[0].Bare : null;

    /// <summary>A here-string; null without.</summary>
    public ShellWord? Input { get; init; }

    /// <summary>A here-document; null without.</summary>
    public HereDocument? Document { get; init; }

    /// <summary>What the command loses to a continuation that does not continue; null when it is whole.</summary>
    public CutShort? Cut { get; set; }
}

/// <summary>Alternatives of which one runs: a condition with its body, a missing condition for <c>else</c> and the arms of a <c>case</c>.</summary>
internal sealed record Choice(IReadOnlyList<(IReadOnlyList<Statement>? Condition, IReadOnlyList<Statement> Body)> Arms, bool IsExhaustive)
    : Statement;

/// <summary>A loop over words; null words for the script's arguments.</summary>
internal sealed record ForLoop(string Name, IReadOnlyList<ShellWord>? Words, IReadOnlyList<Statement> Body) : Statement;

/// <summary>A loop whose number of rounds is unknown.</summary>
internal sealed record WhileLoop(IReadOnlyList<Statement> Body) : Statement;

/// <summary>A function.</summary>
internal sealed record FunctionDefinition(string Name, IReadOnlyList<Statement> Body) : Statement;

/// <summary>Statements one after the other: braces, a subshell, the commands of a pipe.</summary>
internal sealed record Block(IReadOnlyList<Statement> Body) : Statement;

/// <summary>Two statements of which the second depends on the success of the first.</summary>
internal sealed record AndOr(Statement Left, bool IsAnd, Statement Right) : Statement;

/// <summary>A command that ends early, with what it loses.</summary>
/// <param name="Kind">Why.</param>
/// <param name="At">Position of the cause.</param>
/// <param name="LostStart">Position of the first lost word.</param>
/// <param name="LostEnd">Position behind the last one.</param>
internal sealed record CutShort(CutKind Kind, int At, int LostStart, int LostEnd)
{
    /// <summary>The lost words.</summary>
    public IReadOnlyList<ShellWord> Words { get; init; } = [];
}
